"""Figures with units: a numeral, what is said inside it (余, 多, 几), its powers, its unit."""

import functools
import re
from fractions import Fraction

from index.numerals import ARABIC, NUMERAL, POWER, is_arabic, parse, scale, write
from qa.numbers.forms import TO, Fields, Form, after, before, form
from qa.numbers.qualifiers import is_part
from qa.tables import read_table

_SIGN = r"(?P<sign>零下|(?<![0-9０-９年月日时号%％‰A-Za-z)）])[-−－](?=[0-9０-９])|负(?=[0-9一二三四五六七八九十]))?"
_SIGNED = ("摄氏度", "元", "米", "个", "百分点", "%")
_MORE = "[余多来几]"
# what a unit may be over, longest first: 元/人次 is no 元/人
_PER_UNIT = (
    "(?:(?:千|兆)?瓦时|千瓦|[0-9]*(?:百|千|万|亿)?"
    "(?:公斤|千克|斤|吨公里|吨标准煤|吨|平方米|平方公里|平米|㎡|亩次|亩|公顷|立方米|立方厘米|立方|毫升|分升|升|盎司"
    "|公里|米|小时|分钟|分|秒|天|日|月|年|人次|人|户次|户|股|度|瓦|次|件|个|张|瓶|盒|箱|套|辆|台|桶|床|间|头|只|羽|株|层|例|份|元))"
)
POWER_BEHIND = "[十百千万亿]"
# 一 before these is a count and no article
_ONE = re.compile(
    "年|天|个月|小时|名|座|亿|万|千|百|分钟|人|周|秒|米|公里|吨|元|例|位|辆|倍|局|瓶|圈|票|枚|粒|针|瓶|步之遥"
)
_ARTICLE = re.compile(r"[这那每某另新任第同唯统单之首任整万逐]$|成为|作为|是$|构成")
# one Chinese numeral with these is a word more often than a figure
_WORDY = frozenset("分方期度克面起点地口头片级班门张本部件条道路线代股步手边家国省市县区镇乡村种类款场层支套队")
_PLURAL = "二三四五六七八九十两"
_PLACES = ("地", "国", "省", "市", "县", "区", "镇", "乡", "村", "家", "队")
_FEW = (*_PLACES, "类", "种", "款", "场", "层", "支", "套", "件", "条", "张", "本", "部", "头", "班", "门", "级")


@functools.cache
def read_units() -> dict[str, tuple[str, str]]:
    """Return the units as written, each with its canonical name and kind."""
    return {written: (canonical, kind) for written, canonical, kind, _ in read_table("units.tsv")}


def _units() -> str:
    return "|".join(re.escape(unit) + _whole(unit) for unit in sorted(read_units(), key=len, reverse=True))


def _whole(unit: str) -> str:
    """Return what must not follow a unit: in 3件次日送达 and 3处次生灾害 the unit is 件 and 处."""
    return "(?![日生要级贷第])" if unit.endswith("次") and len(unit) > 1 else ""


def _per(match: re.Match[str]) -> str:
    return match.groupdict().get("per") or ""


def _fields(match: re.Match[str], value: Fraction, high: Fraction | None = None) -> Fields:
    unit = match["unit"]
    canonical, kind = read_units()[unit] if unit else (None, "count")
    if per := _per(match):
        canonical, unit, kind = f"{canonical}{per}", f"{unit}{per}", "money" if kind == "money" else "other"
    fields: Fields = {"kind": kind, "value": write(value), "unit": canonical, "unit_text": unit}
    if high is not None:
        fields["value_max"] = write(high)
    return fields


def _measure(match: re.Match[str]) -> Fields | None:
    numeral, unit = match["n"], match["unit"]
    powers = match["power"] or ""
    if not is_arabic(numeral) and not _counts(match):
        return None
    if not unit and not powers and numeral[-1] not in "万亿" and not _stands_alone(match):
        return None
    if len(numeral) == 1 and numeral in "伍陆拾零〇佰仟柒捌玖肆叁贰壹參叄貳":
        return None
    if match["sign"] and unit and read_units()[unit][0] not in _SIGNED and match["sign"] != "负":
        return None
    # 5千 of 1万5千
    value = parse(numeral) * scale(powers) + (parse(match["tail"]) if match["tail"] else 0)
    fields = _fields(match, -value if match["sign"] else value)
    more = match["more"] or match["more2"]
    if more:
        fields |= {"qualifier": "approx", "qualifier_text": more}
    return fields


def _stands_alone(match: re.Match[str]) -> bool:
    """Tell whether a bare Arabic number is a figure: the sentence pauses after it, or it is a large number."""
    ahead = after(match, 1)
    if not is_arabic(match["n"]):
        return False
    if re.match(r"[一-鿿A-Za-z\-—–~～×*#/：:.]", ahead) or re.search(r"[A-Za-z\-—–/.#:：№]$", before(match, 1)):
        return "," in match["n"] and bool(re.match("[一-鿿]", ahead))
    return True


def _counts(match: re.Match[str]) -> bool:
    """Tell whether a Chinese numeral with its unit counts something: 两批次, 一名患者, and not 一批, 三农, 四方."""
    numeral, unit = match["n"], match["unit"]
    if match["more"] or match["more2"] or "点" in numeral or len(numeral) > 2:
        return bool(unit) or bool(match["power"]) or numeral[-1] in "万亿"
    if not unit:
        return numeral[-1] in "万亿" and len(numeral) > 1 and not re.match("[一-鿿]", after(match, 1) or "，")
    if numeral == "一":
        return _one_counts(match)
    if numeral in ("零", "百", "千", "万", "亿", "半"):
        return False
    return len(numeral) > 1 or unit not in _WORDY or _few_count(match)


def _one_counts(match: re.Match[str]) -> bool:
    """Tell whether 一 counts and is no article: 变电站一座, 进了一个位次, 一名患者."""
    unit, near, ahead = match["unit"], before(match), after(match, 2)
    if _ARTICLE.search(near) or re.search(r"[第每这那某][一-鿿]?$", near):
        return False
    if unit == "个" and re.search(r"[进升降退提落](?:了|升)?$", near):
        return True
    if re.match(r"[，。；、）]", ahead) and unit not in _WORDY:
        return unit not in ("个", "种", "次", "起", "下", "批", "回") or bool(re.search("[一-鿿]$", near))
    return bool(_ONE.fullmatch(unit)) and not re.match("[一样般度轻代级]", ahead)


def _few_count(match: re.Match[str]) -> bool:
    """Tell whether 二 to 十 with a unit that is also a word counts: 两地, 三市, 六国, and not 四方, 五家渠."""
    numeral, unit = match["n"], match["unit"]
    if numeral == "两" and unit not in ("面", "头", "边", "端", "路", "方", "手", "口", "级"):
        return True
    after_word = unit in ("地", "级", "门", "班", "本", "头") and re.search(r"[一-鿿]", before(match, 1))
    return numeral in _PLURAL and unit in _FEW and not after_word


def _range(match: re.Match[str]) -> Fields | None:
    powers, powers2 = match["power"] or "", match["power2"] or ""
    low, high = parse(match["n"]), parse(match["n2"])
    if powers2 and not powers and low < high:
        powers = powers2
    low, high = low * scale(powers), high * scale(powers2)
    if low > high and not match["sign"]:  # 距今5300年至4300年
        low, high = high, low
    if match["sign"]:
        low = -low
    if match["sign2"]:
        high = -high
    if not is_arabic(match["n"]) and len(match["n"]) == 1 and match["unit"] in ("分", "期", "起", "点", "面", "口"):
        return None
    return _fields(match, low, high)


def _magnitude(match: re.Match[str]) -> Fields:
    """Read 几十, 数百, 百余, 千余: the order of magnitude named."""
    word = match["word"] or match["more"]
    return _plain(match) | {"qualifier": "approx", "qualifier_text": word}


def _at_least(match: re.Match[str]) -> Fields | None:
    """Read 上千名 and 破亿, where the word is part of the numeral; in 晚上千人 it is not."""
    if is_part(match["word"], before(match) + match["word"]):
        return None
    return _plain(match) | {"qualifier": "at_least", "qualifier_text": match["word"]}


def _plain(match: re.Match[str]) -> Fields:
    return _fields(match, Fraction(scale(match["power"])))


_SMALL = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"两": 2}


def _neighbours(match: re.Match[str]) -> Fields | None:
    """Read 三五天, 七八个, 二三十万: both bounds."""
    low, high = _SMALL[match["a"]], _SMALL[match["b"]]
    if not (high == low + 1 or (low, high) == (3, 5)) or (match["tens"] == "" and not match["unit"]):
        return None
    by = scale(match["tens"])
    start = 10 if match["ten"] else 0
    return _fields(match, Fraction((start + low) * by), Fraction((start + high) * by)) | {
        "qualifier": "approx",
        "qualifier_text": None,
    }


@functools.cache
def measures() -> tuple[Form, ...]:
    """Return the forms over the table of units."""
    units = _units()
    per = rf"(?P<per>(?:[/／]每?{_PER_UNIT}(?:[·•/／](?:{_PER_UNIT}))?)?)"
    body = rf"(?P<more>{_MORE})?(?P<power>[ ]?{POWER}*?)(?P<tail>(?<={POWER_BEHIND}){ARABIC}{POWER}*?)?(?P<more2>[余多来])?[ ]?"
    return (
        form("范围", rf"{_SIGN}(?P<n>{NUMERAL})(?P<power>{POWER}*?)(?:{units})?{TO}(?P<sign2>零下|[-−－])?(?P<n2>{NUMERAL})(?P<power2>{POWER}*?)(?:(?P<unit>{units}){per})", _range),
        form("概数", rf"(?P<a>[一二三四五六七八九两])(?P<b>[二三四五六七八九])(?P<ten>)(?P<tens>{POWER}*?)(?P<unit>{units})", _neighbours),
        form("概数", rf"(?P<ten>十)(?P<a>[一二三四五六七八九两])(?P<b>[二三四五六七八九])(?P<tens>)(?P<unit>{units})", _neighbours),
        form("数量级", rf"(?P<word>[几数])(?P<power>{POWER}+?)(?P<more>[余多])?(?P<unit>{units})", _magnitude),
        form("数量级", rf"(?P<word>[几数])(?P<power>{POWER}+)(?P<more>[余多])?(?P<unit>)", _magnitude),
        form("数量级", rf"(?P<word>上)(?P<power>[百千万亿]+?)(?P<more>)(?P<unit>{units})", _at_least),
        form("数量级", r"(?P<word>破)(?P<power>[千百万亿]+)(?P<unit>)(?=[，。；、！])", _at_least),
        form("数量级", rf"(?<=[近逾超])(?P<power>[百千万亿]+?)(?P<unit>{units})", _plain),
        form("数量级", rf"(?P<word>)(?<![一二三四五六七八九十百千万亿几数0-9０-９])(?P<power>{POWER}+?)(?P<more>[余多])(?P<unit>{units})", _magnitude),
        form("数量", rf"{_SIGN}(?P<n>{NUMERAL}){body}(?P<unit>{units}){per}", _measure),
        form("数目", rf"{_SIGN}(?P<n>{NUMERAL})(?P<more>{_MORE})?(?P<power>[ ]?{POWER}*)(?P<tail>(?<={POWER_BEHIND}){ARABIC}{POWER}*)?(?P<more2>[余多])?(?P<unit>)", _measure),
    )  # fmt: skip
