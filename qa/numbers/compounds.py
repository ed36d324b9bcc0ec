"""Figures of several units or with a half: 2小时08分11秒, 一年零三个月, 5元8角, 9秒97, 两年半, 半年."""

import re
from fractions import Fraction

from index.numerals import NUMERAL, parse, write
from qa.numbers.forms import Fields, Form, before, form

_N = "(?:[0-9０-９]+|[零〇一二三四五六七八九十两]+)"
_ZERO = "[零〇]?"
_LOW = r"[0-9]+(?:[.．][0-9]+)?"
_HALVES = {"年": "年", "个月": "月", "月": "月", "小时": "小时", "个小时": "小时", "个多小时": "小时", "天": "天", "公里": "公里", "斤": "斤", "里": "里"}  # fmt: skip
_TIMES = ("年", "月", "小时", "天", "周")


def _fields(kind: str, value: Fraction, unit: str, written: str | None = None) -> Fields:
    return {"kind": kind, "value": write(value), "unit": unit, "unit_text": written or unit}


def _kind(unit: str) -> str:
    return "duration" if unit in _TIMES else "ratio" if unit == "倍" else "other"


def _half(match: re.Match[str]) -> Fields | None:
    if re.search(r"[大多小]$", before(match, 1)):
        return None
    unit = _HALVES[match["unit"]]
    return _fields(_kind(unit), Fraction(1, 2), unit, match["unit"])


def _and_half(match: re.Match[str]) -> Fields:
    unit = match["counted"] or match["unit"]
    unit = "月" if unit == "个月" else unit
    return _fields(_kind(unit), parse(match["n"]) + Fraction(1, 2), unit)


def _sum(kind: str, unit: str, factors: tuple[int, ...], match: re.Match[str]) -> Fields:
    """Add up the parts `a`, `b`, `c`, each worth its factor of the smallest unit."""
    parts = (parse(match[name]) * factor for name, factor in zip("abc", factors, strict=False) if match[name])
    return _fields(kind, sum(parts, Fraction(0)), unit, match.groupdict().get("unit"))


def _money(match: re.Match[str]) -> Fields:
    cents = parse(match["c"]) if match["c"] else Fraction(0)
    return _fields("money", parse(match["a"]) + parse(match["b"]) / 10 + cents / 100, "元")


def _decimals(kind: str, unit: str, match: re.Match[str]) -> Fields:
    """Read what stands after the unit as its decimals: 9秒97, 2米05, 3块5."""
    minutes = parse(match["m"]) * 60 if match.groupdict().get("m") else Fraction(0)
    return _fields(kind, minutes + parse(match["n"]) + parse(match["d"]) / 10 ** len(match["d"]), unit)


COMPOUNDS: tuple[Form, ...] = (
    form("半", f"半(?P<unit>{'|'.join(sorted(_HALVES, key=len, reverse=True))})", _half),
    form("个半", rf"(?P<n>{NUMERAL})(?:个半(?P<counted>小时|月)|(?P<unit>年|天|个月|岁|倍|米|公里)半)", _and_half),
    form("时分秒", rf"(?P<a>{_N})个?小时{_ZERO}(?P<b>{_N})分{_ZERO}(?P<c>{_LOW}|{_N})秒", lambda m: _sum("duration", "秒", (3600, 60, 1), m)),
    form("时分", rf"(?P<a>{_N})个?小时{_ZERO}(?P<b>{_N})(?P<unit>分钟?)(?P<c>)", lambda m: _sum("duration", "分钟", (60, 1), m)),
    form("分秒", rf"(?P<a>{_N})分钟?{_ZERO}(?P<b>{_LOW}|{_N})秒(?P<c>)", lambda m: _sum("duration", "秒", (60, 1), m)),
    form("年月", rf"(?P<a>{_N})年{_ZERO}(?P<b>{_N})(?P<unit>个月)(?P<c>)", lambda m: _sum("duration", "月", (12, 1), m)),
    form("元角分", rf"(?P<a>{NUMERAL})(?:元|块){_ZERO}(?P<b>{_N})(?:角|毛)(?:(?P<c>{_N})分)?", _money),
    form("块几", r"(?P<n>[0-9]+|[一二三四五六七八九十]+)块(?P<d>[1-9一二三四五六七八九])(?![0-9十百千万亿块元个])", lambda m: _decimals("money", "元", m) | {"unit_text": "块"}),
    form("秒后小数", r"(?:(?P<m>[0-9]+)分)?(?P<n>[0-9]+)秒(?P<d>[0-9]{1,3})", lambda m: _decimals("duration", "秒", m)),
    form("米后小数", r"(?P<n>[0-9]+)米(?P<d>[0-9]{1,2})(?![0-9])", lambda m: _decimals("other", "米", m)),
    form("几日内", r"(?P<n>[0-9]{1,3}|[一二三四五六七八九十两]+)日(?=之?内|以内)", lambda m: _fields("duration", parse(m["n"]), "日")),
    form("清零", "[清归]零", lambda m: {"kind": "count", "value": "0", "unit": None, "unit_text": None}),
)  # fmt: skip
