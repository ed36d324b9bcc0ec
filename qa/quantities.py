"""Every figure of a sentence with its unit: first grammar, behind one function."""

import functools
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from qa.answer import Quantity
from qa.tables import read_table

_DIGIT = {**{c: i for i, c in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0, "两": 2, "半": 0}
_POWER = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_ARABIC = r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
_CHINESE = r"[零〇一二三四五六七八九十百千万亿两]+(?:点[零〇一二三四五六七八九]+)?"
_NUMERAL = rf"(?P<numeral>{_ARABIC}|{_CHINESE})"
_TOO_LONG = re.compile(r"[0-9０-９.,．零〇一二三四五六七八九十百千万亿]{41,}")
_GOES_ON = re.compile(r"[\u4e00-\u9fffA-Za-z\-—–~～×]")
_SIGNED = ("℃", "摄氏度", "度", "%", "％", "‰")
_REACH = 8  # characters beside a figure that may qualify it
_TO = ("—", "–", "-", "~", "～", "至", "到", "——")


def _longest_first(table: dict[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """Return (word, qualifier) pairs: 不超过 must be tried before 超过."""
    pairs = ((word, qualifier) for qualifier, words in table.items() for word in words)
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


# 余 and 多 also stand inside the figure (800余项, 11.6万余人): the figure's own pattern reads them there
_BEFORE = _longest_first(
    {
        "approx": ("大约", "差不多", "约", "近", "接近", "逼近", "左右"),
        "at_least": ("超过", "突破", "多于", "最低", "≥", "不低于", "不少于", "至少", "超", "逾", "破", "达到或超过"),
        "at_most": ("不超过", "少于", "最高", "≤", "不高于", "不足", "不到", "低于", "至多", "最多"),
    }
)
_AFTER = _longest_first(
    {"approx": ("左右", "上下", "多", "余"), "at_least": ("以上", "及以上"), "at_most": ("以下", "以内", "及以下")}
)
_NOT_COUNTED = re.compile(r"[这那每某另新任第]$|(?:唯|统|单|之|进|同)$")
_PERCENT = re.compile(rf"百分之(?P<numeral>{_ARABIC}|{_CHINESE})")
_YEAR = r"(?:19|20)[0-9]{2}"
_DATES = (
    ("year_range", re.compile(rf"(?P<low>{_YEAR})\s*(?:年)?\s*[—–\-~～至到]+\s*(?P<high>{_YEAR})年")),
    ("date", re.compile(rf"(?:(?P<y>{_YEAR})年)?(?P<m>1[0-2]|0?[1-9])月(?P<d>3[01]|[12][0-9]|0?[1-9])日")),
    ("date", re.compile(rf"(?P<y>{_YEAR})年(?P<m>1[0-2]|0?[1-9])月(?:份|底|末|初)?(?!\d)")),
    ("date", re.compile(rf"(?P<y>{_YEAR})年(?P<end>[底末初])")),
    ("date", re.compile(r"(?<!\d)(?P<hour>2[0-4]|1\d|0?\d)时(?!间|速|限|段|评)(?:(?P<minute>[0-5]\d)分)?")),
    ("date", re.compile(r"(?<![\d年—–\-~～至到])(?P<m>1[0-2]|0?[1-9])月(?![\d个])(?:份|底|末|初)?")),
    ("date", re.compile(r"(?<!\d)(?P<d>3[01]|[12]\d|0?[1-9])日(?![内均游])")),
    ("year", re.compile(rf"(?P<y>{_YEAR})年")),
    ("year", re.compile(r"(?P<y>[一二][〇零○一二三四五六七八九]{3})年")),
)
_RANK = re.compile(
    r"第(?:(?P<n1>[0-9]+|[一二三四五六七八九十百]+)(?P<u1>[名位批届期次轮])"
    r"|(?P<n2>[0-9]+|[一二三四五六七八九十百]+)(?=[，。、；）”]|$))"
)


@functools.cache
def read_units() -> dict[str, tuple[str, str]]:
    return {written: (canonical, kind) for written, canonical, kind, _ in read_table("units.tsv")}


@functools.cache
def _figure() -> re.Pattern[str]:
    units = "|".join(re.escape(unit) for unit in sorted(read_units(), key=len, reverse=True))
    return re.compile(
        rf"(?P<sign>零下|[-−－](?=[0-9])(?<![0-9][-−－]))?{_NUMERAL}"
        # the shortest power that leaves a unit: 150万千瓦 is 万 and 千瓦
        rf"(?:(?P<power>[余多来几]?[万亿千百]*?)(?P<more>[余多])?(?P<unit>{units})|(?P<bare>[余多来几]?[万亿千百]*))"
    )


def read_quantities(sentence: str) -> list[Quantity]:
    """Return the figures of the sentence in order, none overlapping another."""
    # a run of numerals longer than any figure is blanked: nothing reads it, and no pattern tries it from every digit
    sentence = _TOO_LONG.sub(lambda run: " " * len(run.group()), sentence)
    taken = [False] * len(sentence)
    found = []
    for reader in (_names, _dates, _ranks, _percents, _figures):
        for quantity in reader(sentence):
            start, end = quantity if isinstance(quantity, tuple) else (quantity.start, quantity.end)
            if isinstance(quantity, Quantity):
                if any(taken[start:end]):
                    continue
                found.append(quantity)
            taken[start:end] = [True] * (end - start)
    joined = _joined(sentence, sorted(found, key=lambda quantity: quantity.start))
    return [quantity for quantity in joined if not _is_part_of_a_word(sentence, quantity)]


def _is_part_of_a_word(sentence: str, quantity: Quantity) -> bool:
    """Tell whether a bare number goes on in letters this grammar does not know: 307国道, 120急救, 15日内."""
    bare = quantity.kind == "count" and quantity.unit is None
    return bare and bool(_GOES_ON.match(sentence, quantity.end))


def _joined(sentence: str, quantities: list[Quantity]) -> list[Quantity]:
    """Make 3—5天 one figure; leave out two figures that run into one another (1万5千), read by no rule yet."""
    joined: list[Quantity] = []
    for quantity in quantities:
        before = joined[-1] if joined else None
        between = sentence[before.end : quantity.start] if before else None
        if before and (
            between == "" or (between in _TO and not before.unit and re.search("[万亿千百]", quantity.text))
        ):
            joined[-1] = before.model_copy(update={"end": quantity.end, "kind": "unread"})
        elif before and between in _TO and _is_range(before, quantity):
            text = sentence[before.start : quantity.end]
            update = {"text": text, "start": before.start, "value": before.value, "value_max": quantity.value}
            joined[-1] = quantity.model_copy(update=update)
        else:
            joined.append(quantity)
    return [quantity for quantity in joined if quantity.kind != "unread"]


def _is_range(low: Quantity, high: Quantity) -> bool:
    if low.kind == "unread" or not high.unit or "date" in (low.kind, high.kind) or "year" in (low.kind, high.kind):
        return False
    return low.unit in (None, high.unit)


@functools.cache
def _not_figures() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern, _, _ in read_table("not_figures.tsv"))


def _names(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield where names and forms stand that this grammar does not read: they are taken, and never figures."""
    for pattern in _not_figures():
        for match in pattern.finditer(sentence):
            yield match.span()


def _quantity(sentence: str, span: tuple[int, int], **fields: str | None) -> Quantity:
    record: dict[str, Any] = {"text": sentence[slice(*span)], "start": span[0], "end": span[1], **fields}
    return Quantity(**record)


def _dates(sentence: str) -> Iterator[Quantity]:
    for kind, pattern in _DATES:
        for match in pattern.finditer(sentence):
            groups = match.groupdict()
            if kind == "year_range":
                value = f"{groups['low']}/{groups['high']}"
            elif groups.get("hour"):
                value = f"T{int(groups['hour']):02d}:{groups['minute'] or '00'}"
            else:
                value = "-".join(_date_parts(groups))
            unit = "年" if kind in ("year", "year_range") else None
            yield _quantity(sentence, match.span(), kind=kind, value=value, unit=unit, unit_text=unit)


def _date_parts(groups: dict[str, str | None]) -> Iterator[str]:
    """Yield year, month and day of ISO 8601, the unknown year as one more dash."""
    year = groups.get("y") or ("-" if groups.get("m") else "--")
    yield year if year[0] in "12-" else _value(year, "")
    if end := groups.get("end"):
        yield "01" if end == "初" else "12"
    for part in ("m", "d"):
        if groups.get(part):
            yield f"{int(groups[part] or 0):02d}"


def _ranks(sentence: str) -> Iterator[Quantity]:
    for match in _RANK.finditer(sentence):
        value = _value(match["n1"] or match["n2"], "")
        unit = match["u1"]
        yield _quantity(sentence, match.span(), kind="ordinal_rank", value=value, unit=unit, unit_text=unit)


def _percents(sentence: str) -> Iterator[Quantity]:
    for match in _PERCENT.finditer(sentence):
        fields = _qualifier(sentence, *match.span(), "")
        value = _value(match["numeral"], "")
        yield _quantity(sentence, match.span(), kind="percent", value=value, unit="%", unit_text="百分之", **fields)


def _figures(sentence: str) -> Iterator[Quantity]:
    for match in _figure().finditer(sentence):
        numeral, unit = match["numeral"], match["unit"]
        if match["sign"] == "-" and unit not in _SIGNED:
            continue
        if not unit and _before(sentence, match.start()).endswith("第"):
            continue
        chinese = not unicodedata.normalize("NFKC", numeral)[0].isdigit()
        if chinese and (not unit or _NOT_COUNTED.search(_before(sentence, match.start())) or _is_word(match)):
            continue
        power = match["power"] or match["bare"] or ""
        value = _value(numeral, re.sub("[余多来几]", "", power))
        if match["sign"]:
            value = f"-{value}"
        canonical, kind = read_units()[unit] if unit else (None, "count")
        more = re.search("[余多来几]", power + (match["more"] or ""))
        fields = _qualifier(sentence, *match.span(), more.group() if more else "")
        # 近三年 is the last three years, not about three
        if kind == "duration" and fields.get("qualifier_text") == "近":
            fields = {"qualifier": "exact"}
        yield _quantity(sentence, match.span(), kind=kind, value=value, unit=canonical, unit_text=unit, **fields)


def _is_word(match: re.Match[str]) -> bool:
    """Tell whether a Chinese numeral with a unit is a word rather than a count: 一批, 一地, 万年."""
    numeral, unit = match["numeral"], match["unit"]
    if match["more"] or "余" in match["power"]:
        return False
    return (numeral == "一" and unit not in ("年", "天", "座", "名", "位", "个月")) or numeral in tuple("零百千万亿")


def _value(numeral: str, power: str) -> str:
    """Return the exact value as a decimal string without exponent."""
    plain = unicodedata.normalize("NFKC", numeral).replace(",", "")
    value = Decimal(plain) if plain[0].isdigit() and plain[0] in "0123456789" else _chinese(plain)
    for char in power:
        value *= _POWER[char]
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _chinese(numeral: str) -> Decimal:
    """Return the value of 一千二百三十, 三亿四千万, 二〇二五 or 二点五."""
    whole, _, fraction = numeral.partition("点")
    value = _section(whole) if any(char in _POWER for char in whole) else int("".join(str(_DIGIT[c]) for c in whole))
    return Decimal(value) + (Decimal("0." + "".join(str(_DIGIT[c]) for c in fraction)) if fraction else 0)


def _section(whole: str) -> int:
    """Return the value of a numeral with powers: what stands before 亿, then before 万, then the rest."""
    for mark in "亿万":
        if mark in whole:
            high, _, low = whole.rpartition(mark)
            return (_section(high) if high else 1) * _POWER[mark] + (_section(low) if low else 0)
    value = digit = 0
    for char in whole:
        if char in _DIGIT:
            digit = _DIGIT[char]
        else:
            value += (digit or 1) * _POWER[char]
            digit = 0
    return value + digit


def _before(sentence: str, at: int) -> str:
    """Return the few characters before a place: a whole sentence's head for each figure would be quadratic."""
    return sentence[max(at - _REACH, 0) : at]


def _qualifier(sentence: str, start: int, end: int, more: str) -> dict[str, str]:
    """Return what the words around a figure say of its exactness."""
    if more:
        return {"qualifier": "approx", "qualifier_text": more}
    for table, text, fits in (
        (_BEFORE, _before(sentence, start), str.endswith),
        (_AFTER, sentence[end : end + _REACH], str.startswith),
    ):
        for word, qualifier in table:
            if fits(text, word):
                return {"qualifier": qualifier, "qualifier_text": word}
    return {"qualifier": "exact"}
