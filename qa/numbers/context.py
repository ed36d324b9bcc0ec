"""What a figure is about, as its sentence says: noun counted, subject measured, time, direction, per (guideline §8)."""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from qa.answer import Quantity
from qa.tables import read_table

_NEAR = 12  # figures before one that may say something of it
_REACH = 300  # characters before one that may
_TEMPORAL = ("date", "year", "year_range")
_SILENT = (*_TEMPORAL, "phone")
_PAUSE = re.compile(r"[，。；：！？（）(),;:]")
_STOP = re.compile(r"[，。；：！？（）()、]")
_PLAN = re.compile(r"[“‘]?(十[一二三四五六七八]五)[”’]?(?=时期|期间|以来|末|初|规划|，)")
PLAN_YEARS = {"十一五": "2006/2010", "十二五": "2011/2015", "十三五": "2016/2020", "十四五": "2021/2025", "十五五": "2026/2030", "十六五": "2031/2035"}  # fmt: skip
_COMPARED = re.compile(
    r"(?:[较比]|相比|同比|是|相当于|低于|高于|超过|优于|恢复[到至]|[前早]在|始建于|成立于|[建写创首]于|计划|将于|力争|前?于)[“‘]?[^，。；0-9]{0,3}$"
)
_REPORTED = re.compile(r"记者|获悉|发布会|通报|消息|报道|召开|印发|举行|开幕|启动")
_TOTAL = re.compile(r"总数|最初|原来的?$")
_UP = r"高出|加收|增收|上浮|翻了?$|增长|增加|提高|提升|上升|上涨|上调|上浮|调升|上行|增产|加快|扩大|升幅|涨幅|大涨|微涨|高开|增至|升至|提至|增|升|涨|(?<!最)快|(?<!最)高|高于|优于|(?<!最)多|翻"
_DOWN = r"节约了|落后|下降|减少|降低|下调|调降|下跌|下滑|回落|收窄|放缓|缩短|压缩|压减|削减|减产|降幅|跌幅|大跌|下行|低开|低于|少于|降|跌|减|(?<!最)少|(?<!最)低|(?<!最)慢|亏"
_MOVED = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|至|到|约|近|超|超过|逾|幅度|幅|全国|全省|全市|[一-鿿]{{0,3}}平均)*$"
)
_PER = re.compile(
    r"每(?:[0-9]+[十百千万亿]*)?[百千万十]?(?:名|位)?(?:人口|人|户|股|张|亩|次|年|月|日|天|周|平方米|平方公里|公斤|千克|斤|吨|升|毫升|立方米|盎司|度|千瓦时|小时|分钟|秒|公里|生|学年|件|个|瓶|套|辆|台|桶|晚|间|例|头|米)"
    r"(?:每(?:年|月|日|天|周|学年|次|人|生))?"
)  # fmt: skip
_COMPARISON = re.compile(
    r"^占(?![地比]).*$|^(?:均|则|又|也)?(?:同比|环比|较|比|高于|低于|优于|超过).*$|(?:同比|环比|较上|比上|较去|比去|较年|比年|较前|比前|较20|比20).*$"
)
_SCOPE = re.compile(r"(?:全[国省市县区球]|世界|亚洲|同类|行业|小组)(?:的)?$")
_GRID = re.compile(r"[一-鿿]{2}(?:南部)?(?:电网|南网)$")
_LASTING = re.compile(
    r"期限|工期|年限|周期|时间|寿命|间隔|学制|租期|时长|刑期|有效期|住院日|成绩|年龄|用时|耗时|全程$|续航"
)
_OWN = re.compile(
    r"^(?:该|本|此)(?:[市县省区校院行厂店股]|项目|高速|公司|企业|线路|平台|基金|芯片|产品|品牌|游戏|剧|片|书)?(?=[一-鿿]{2})"
)
_PLACES = ("地", "市", "县", "区", "国", "省", "村", "镇", "乡", "州")
_WHOLE = re.compile(r"^(?:全[市省县区国校院]|我[市省国县]|各类|各项|年末|期末)+")
_AFFIXES = re.compile(r"(?:入库|总)?(?:数量|总量|总数|数)$|总$")


class Said(NamedTuple):
    """What the sentence says of a figure."""

    noun: str | None = None
    subject: str | None = None
    time: str | None = None
    direction: str | None = None
    per: str | None = None


_PLACED = {"头": "^(?:{})", "尾": "(?:{})$", "中": "{}", "后": "{}"}


@functools.cache
def _words(where: str) -> re.Pattern[str]:
    """Return the pattern of a row of the table of context words, longest word first."""
    words = {word for side, row in read_table("context_words.tsv") if side == where for word in row.split(" ")}
    return re.compile(_PLACED[where].format("|".join(map(re.escape, sorted(words, key=len, reverse=True)))))


def add_context(sentence: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the figures with what the sentence says of each."""
    said: list[Said] = []
    for at, quantity in enumerate(quantities):
        said.append(Said() if quantity.kind in _SILENT else _said(sentence, quantities, at, said))
    return [q.model_copy(update=s._asdict()) for q, s in zip(quantities, said, strict=True)]


def _said(sentence: str, quantities: Sequence[Quantity], at: int, before: Sequence[Said]) -> Said:
    quantity = quantities[at]
    left = _left(sentence, quantities, at)
    serial = quantity.kind == "ordinal_rank" and quantity.unit is not None and quantity.unit not in ("名", "位")
    if serial:
        return Said()
    text = _without_times(sentence, quantities[max(at - _NEAR, 0) : at], left, quantity.start)
    name = _name_before(text)
    noun = subject = None
    if quantity.kind == "count":
        noun, subject = _counted(sentence, quantities, at, name, before)
    elif quantity.kind == "ordinal_rank":
        subject = _GRID.sub("", _name_before(_SCOPE.sub("", text))) or _earlier(before)
    elif quantity.kind == "time_limit":
        subject = name or _name_after(sentence, quantities, at)
    elif quantity.kind == "duration":
        subject = name if _LASTING.search(name) else None
    else:
        subject = name or _earlier(before)
    time, direction = _time(sentence, quantities, at), _direction(sentence, quantity)
    return Said(noun or None, subject or None, time, direction, _per(sentence, quantity, left))


def _counted(
    sentence: str, quantities: Sequence[Quantity], at: int, name: str, before: Sequence[Said]
) -> tuple[str | None, str | None]:
    """Return what is counted, and the name of the count (总数, 高新技术企业数量) where one is given."""
    if quantities[at].unit in _PLACES or (quantities[at].value == "0" and not name):
        return None, None
    after = _name_after(sentence, quantities, at)
    if after:
        return after, None
    if not name:
        return _last(before, "noun"), None
    noun = _WHOLE.sub("", _AFFIXES.sub("", name))
    if noun == _WHOLE.sub("", name):
        return noun, None
    return noun or _last(before, "noun"), name


def _without_times(sentence: str, quantities: Sequence[Quantity], left: int, right: int) -> str:
    """Return a stretch of the sentence without the times named in it."""
    text, at = "", left
    for quantity in quantities:
        if left <= quantity.start < right and quantity.kind in _TEMPORAL:
            text += sentence[at : quantity.start]
            at = quantity.end
    text += sentence[at:right]
    return _PLAN.sub("", text)


def _earlier(before: Sequence[Said]) -> str | None:
    """Return what the figures before this one measure or count: 增长5% is of what was named last."""
    return _last(before, "subject") or _last(before, "noun")


def _last(before: Sequence[Said], field: str) -> str | None:
    return next((value for said in reversed(before[-_NEAR:]) if (value := getattr(said, field))), None)


def _left(sentence: str, quantities: Sequence[Quantity], at: int) -> int:
    """Return where the words that may name a figure begin: after the pause or the figure before it."""
    start = quantities[at].start
    pause = max(
        (match.end() for match in _PAUSE.finditer(sentence, max(start - 60, 0), start)), default=max(start - 60, 0)
    )
    return max([pause, *(_end(sentence, q) for q in quantities[max(at - _NEAR, 0) : at] if q.kind not in _TEMPORAL)])


def _end(sentence: str, quantity: Quantity) -> int:
    """Return where a figure ends, the words that qualify it (60岁及以上) with it."""
    word = quantity.qualifier_text or ""
    return quantity.end + (len(word) if sentence.startswith(word, quantity.end) else 0)


def _name_before(text: str) -> str:
    """Return the name that ends a stretch of text, without the verbs on either side."""
    text = _PER.sub("", _COMPARISON.sub("", text))
    text = re.split(r"[等、](?=[^等、]*$)", text)[-1] if "等" in text else text.rsplit("、", 1)[-1]
    while match := _words("尾").search(text):
        text = text[: match.start()]
    cut = max((verb.end() for verb in _words("中").finditer(text)), default=0)
    if cut < len(text):
        text = text[cut:]
    while (match := _words("头").match(text)) and len(text) - match.end() != 1:
        text = text[match.end() :]
    return _OWN.sub("", text).strip(" ，、的")


def _name_after(sentence: str, quantities: Sequence[Quantity], at: int) -> str:
    """Return the name that follows a figure up to a verb, a pause or the next figure."""
    end = quantities[at].end
    limit = quantities[at + 1].start if at + 1 < len(quantities) else len(sentence)
    stop = _STOP.search(sentence, end, min(limit, end + 40))
    text = sentence[end : stop.start() if stop else min(limit, end + 40)]
    verb = _words("后").search(text)
    return text[: verb.start()] if verb else text


def _time(sentence: str, quantities: Sequence[Quantity], at: int) -> str | None:
    """Return the time the figure belongs to: named right before it (2021年的), or at the head of its clause or sentence."""
    start = quantities[at].start
    marks = [(q.start, q.end, q.value) for q in quantities[max(at - _NEAR, 0) : at] if q.kind in _TEMPORAL and q.value]
    marks += [
        (m.start(), m.end(), PLAN_YEARS[m.group(1)])
        for m in _PLAN.finditer(sentence, max(start - _REACH, 0), start)
        if m.group(1) in PLAN_YEARS
    ]
    for begin, end, value in sorted(marks, reverse=True):
        gap = sentence[end:start]
        if gap in ("的", "的约", "的近"):
            return value
        if _COMPARED.search(sentence[max(begin - 12, 0) : begin]) or _REPORTED.search(gap.split("，")[0]):
            continue
        if (gap.startswith("的") and "增长到" in gap) or re.match("的[^，]{0,12}(?:到|至)", gap):
            continue
        head = re.split("[，。；：]", sentence[max(begin - 9, 0) : begin])[-1]
        if len(head) > 8 or _TOTAL.search(re.split("[，。；]", gap)[-1]) or "。" in gap or "；" in gap:
            continue
        return value
    return None


def _direction(sentence: str, quantity: Quantity) -> str | None:
    near = sentence[max(quantity.start - 16, 0) : quantity.start]
    near = _PAUSE.split(near)[-1]
    qualifier = quantity.qualifier_text or ""
    near = near.removesuffix(qualifier) if qualifier else near
    match = _MOVED.search(near)
    if not match:
        return None
    if re.search("[至到]$", near) and re.search("由|从", near + sentence[max(quantity.start - 30, 0) : quantity.start]):
        return None
    return "up" if match["up"] else "down"


def _per(sentence: str, quantity: Quantity, left: int) -> str | None:
    found = [*_PER.finditer(sentence, max(left - 8, 0), quantity.start)]
    near = found and not _PAUSE.search(sentence, found[-1].end(), quantity.start)
    return found[-1].group() if near else None
