"""Percents, points, fractions, multiples, ratios and scores."""

import re
from fractions import Fraction

from index.numerals import NUMERAL, parse, write
from qa.numbers.forms import TO, Fields, Form, after, before, form

_N = rf"(?P<n>{NUMERAL})"
_SIGN = r"(?P<sign>(?<![0-9０-９年月日时号%％‰A-Za-z)）])[-−－](?=[0-9０-９])|负)?"
_TENTHS = "[一二三四五六七八九1-9两]"
_SCORED = re.compile(r"比分|[以胜负平败克赢输]|击败|逆转|战|领先|扳成|追成|大比分|总分|局|落后|告负|险胜")
_SHARED = re.compile(r"比例|配比|之比|资金比|对比|比(?:大?约|接近|达到?)?(?:为|是)?$|比率")


def _percent(value: Fraction, text: str = "%") -> Fields:
    return {"kind": "percent", "value": write(value), "unit": "%", "unit_text": text}


def _signed(match: re.Match[str], over: int = 1) -> Fields:
    value = parse(match["n"]) / over * (-1 if match["sign"] else 1)
    fields = _percent(value, match["unit"])
    if match.groupdict().get("n2"):
        fields["value_max"] = write(parse(match["n2"]) / over)
    return fields


def _of_hundred(match: re.Match[str]) -> Fields:
    over = {"百": 1, "千": 10, "万": 100}[match["of"]]
    fields = _percent(parse(match["n"]) / over, f"{match['of']}分之")
    if match["n2"]:
        fields["value_max"] = write(parse(match["n2"]) / over)
    return fields


def _tenths(match: re.Match[str]) -> Fields:
    value = parse(match["n"]) * 10
    if match["n2"]:
        value += 5 if match["n2"] == "半" else parse(match["n2"])
    fields = _percent(value, "成")
    if match["high"]:
        fields["value_max"] = write(parse(match["high"]) * 10)
    return fields


def _discount(match: re.Match[str]) -> Fields:
    digits = parse(match["n"])
    return _percent(digits if digits > 10 else digits * 10, "折")


def _fraction(match: re.Match[str]) -> Fields:
    value = parse(match["n"]) / parse(match["of"])
    return {
        "kind": "ratio",
        "value": f"{parse(match['n'])}/{parse(match['of'])}" if value else None,
        "unit": None,
        "unit_text": None,
    }


def _multiple(match: re.Match[str]) -> Fields:
    times = match["times"]
    return {
        "kind": "ratio",
        "value": write(Fraction(2) ** (int(parse(times)) if times else 1)),
        "unit": "倍",
        "unit_text": "番",
    }


def _pair(match: re.Match[str]) -> Fields | None:
    """Read a:b as a score between teams, else as a ratio."""
    low, high = (match[name].translate(_HALF) for name in ("a", "b"))
    near = before(match, 12)
    if (
        "." in low + high
        or _SHARED.search(near)
        or re.match("的?(?:配?比|份额|分成)", after(match, 4))
        or (match["colon"] not in "比—–-－∶:：" and not _SCORED.search(near))
    ):
        return {"kind": "ratio", "value": f"{low}:{high}", "unit": None, "unit_text": None}
    return _score(match)


_HALF = {ord(full): ord(half) for full, half in zip("０１２３４５６７８９．", "0123456789.", strict=True)}


def _score(match: re.Match[str]) -> Fields:
    low, high = (write(parse(match[name])) for name in ("a", "b"))
    return {"kind": "other", "value": f"{low}:{high}", "unit": "比分", "unit_text": None}


def _per(match: re.Match[str]) -> Fields:
    return {"kind": "ratio", "value": write(parse(match["a"]) / parse(match["b"])), "unit": None, "unit_text": None}


SHARES: tuple[Form, ...] = (
    form("百分比", rf"{_SIGN}{_N}[ ]?(?P<unit>[%％])(?:{TO}(?P<n2>{NUMERAL})[ ]?[%％])?", _signed),
    form("百分比", rf"{_SIGN}{_N}{TO}(?P<n2>{NUMERAL})[ ]?(?P<unit>[%％])", _signed),
    form("千分比", rf"{_SIGN}{_N}(?P<unit>‰)", lambda m: _signed(m, 10)),
    form("几分之几", rf"(?P<of>[百千万])分之{_N}(?:(?:{TO})(?:[百千万]分之)?(?P<n2>{NUMERAL}))?", _of_hundred),
    form("成", rf"(?<![完建造收组变分生养形构促达炼])(?P<n>(?<![0-9.])[1-9]|[一二三四五六七八九两])(?:{TO}(?P<high>{_TENTHS}))?成(?P<n2>[一二三四五六七八九半1-9])?(?![立果员为功交本分熟人长年才就都语心绩衣])", _tenths),
    form("折", r"(?<![曲转骨夭周波])(?P<n>(?<![0-9])[0-9]{1,2}(?:\.[0-9])?|[一二三四五六七八九]{1,2})折(?![叠扣腾磨合射服返腰断线])", _discount),
    form("几分之一", rf"(?P<of>{NUMERAL})分之(?P<n>{NUMERAL})", _fraction),
    form("一半", r"一半|半数|(?<!超)过半(?=[，。、；的])", lambda m: {"kind": "ratio", "value": "1/2", "unit": None, "unit_text": None}),
    form("番", r"翻(?:了)?(?:(?P<times>[一二两三四五1-9])番|番)", _multiple),
    form("百分点", rf"{_SIGN}(?P<n>{NUMERAL})(?:{TO}(?P<n2>{NUMERAL}))?[ ]?(?P<unit>个?百分点)", lambda m: _signed(m) | {"kind": "percentage_point", "unit": "百分点", "unit_text": m["unit"]}),
    form("百分点", rf"(?P<n>{NUMERAL})(?P<unit>个)(?=(?:[和、与及][^，。；0-9]{{0,6}}[0-9.]+个)+百分点)", lambda m: _percent(parse(m["n"])) | {"kind": "percentage_point", "unit": "百分点", "unit_text": "个"}),
    form("比", r"(?<![0-9０-９:：.．])(?P<a>[0-9０-９]+(?:[.．][0-9０-９]+)?)[ ]?(?P<colon>[:：∶])[ ]?(?P<b>[0-9０-９]+(?:[.．][0-9０-９]+)?)(?![0-9０-９:：.．∶])", _pair),
    form("比分", r"(?<![0-9])(?P<a>[0-9]{1,3}|[零一二三四五六七八九])比(?P<b>[0-9]{1,3}|[零一二三四五六七八九])(?![0-9例])", _score),
    form("比分", r"(?:(?<=比分)|(?<=比分为)|(?<=以)|(?<=、)|(?<=[胜负平和])|(?<=：)|(?<=分别为))(?P<a>[0-9]{1,3})[—–\-－](?P<b>[0-9]{1,3})(?![0-9.\-—万亿千百%％年月日个]|[一-鿿]{0,2}[元人吨米])", _score),
    form("每若干", r"(?P<a>[0-9.]+)/(?P<b>[0-9]+[万亿])", _per),
)  # fmt: skip
