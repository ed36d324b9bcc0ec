"""What a figure is about, as its sentence says: noun counted, subject measured, time, direction, per (guideline §8)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qa.answer import Quantity
from qa.numbers.moments import TIMES, time_of, without_times
from qa.numbers.names import PER, name_after, name_before

_NEAR = 12  # figures before one that may say something of it
_SILENT = (*TIMES, "phone")
_PAUSE = re.compile(r"[，。；：！？（）(),;:]")
_UP = r"高出|多出|超出|加收|增收|上浮|翻了?$|增长|增加|提高|提升|上升|上涨|上调|上浮|调升|上行|增产|加快|扩大|升幅|涨幅|大涨|微涨|高开|增至|升至|提至|增|(?<![每毫公])升|涨|高于|优于|翻"
_DOWN = r"节约了|落后|下降|减少|降低|下调|调降|下跌|下滑|回落|收窄|放缓|缩短|压缩|压减|削减|减产|降幅|跌幅|大跌|下行|低开|低于|少于|降|跌|减|亏"
_AFTER = r"(?:了|至|到|约|近|超|超过|逾|幅度|幅|全国|全省|全市|[一-鿿]{0,3}平均)*$"
_MOVED = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_AFTER}")
# 高 and 少 say a direction only beside what is compared; 身高1.7米 and 许多3家 say none
_BESIDE = re.compile(rf"(?<![占对])[比较](?!例|重|赛)[^，。；：]*?(?:(?P<up>[快高多])|(?P<down>[少低慢])){_AFTER}")
_OFF = re.compile(
    r"(?:(?P<up>高于|优于|高出|超出)|(?P<down>低于|落后于?))[^，。；：、0-9]{1,8}$"
)  # 低于去年0.5个百分点
_SHARES = ("percent", "percentage_point", "ratio")
_GOES_ON = re.compile(r"[、和与及]|[^，。；：！？（）(),;:、每0-9]{0,10}[到至为](?:了|约|近|超过?|每[^，。0-9]{1,4})?")
_SCOPE = re.compile(r"(?:全[国省市县区球]|世界|亚洲|同类|行业|小组)(?:的)?$")
_GRID = re.compile(r"[一-鿿]{2}(?:南部)?(?:电网|南网)$")
_LASTING = re.compile(
    r"期限|工期|年限|周期|时间|寿命|间隔|学制|租期|时长|刑期|有效期|住院日|成绩|年龄|用时|耗时|全程$|续航"
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
    text = without_times(sentence, quantities[max(at - _NEAR, 0) : at], left, quantity.start)
    text = text.removesuffix(quantity.qualifier_text or "")
    name = name_before(text)
    noun = subject = None
    if quantity.kind == "count":
        noun, subject = _counted(sentence, quantities, at, name, before)
    elif quantity.kind == "ordinal_rank":
        subject = _GRID.sub("", name_before(_SCOPE.sub("", text))) or _earlier(before)
    elif quantity.kind == "time_limit":
        subject = name or name_after(sentence, quantities, at)
    elif quantity.kind == "duration":
        subject = name if _LASTING.search(name) else None
    else:
        subject = name or _earlier(before)
    time, direction = time_of(sentence, quantities, at), _direction(sentence, quantity)
    per = _per(sentence, quantity, left) or _shared_per(sentence, quantities, at, before)
    return Said(noun or None, subject or None, time, direction, per)


def _counted(
    sentence: str, quantities: Sequence[Quantity], at: int, name: str, before: Sequence[Said]
) -> tuple[str | None, str | None]:
    """Return what is counted, and the name of the count (总数, 高新技术企业数量) where one is given."""
    if quantities[at].unit in _PLACES or (quantities[at].value == "0" and not name):
        return None, None
    after = name_after(sentence, quantities, at)
    if after:
        return after, None
    if not name:
        return _last(before, "noun"), None
    noun = _WHOLE.sub("", _AFFIXES.sub("", name))
    if noun == _WHOLE.sub("", name):
        return noun, None
    return noun or _last(before, "noun"), name


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
    return max([pause, *(_end(sentence, q) for q in quantities[max(at - _NEAR, 0) : at] if q.kind not in TIMES)])


def _end(sentence: str, quantity: Quantity) -> int:
    """Return where a figure ends, the words that qualify it (60岁及以上) with it."""
    word = quantity.qualifier_text or ""
    return quantity.end + (len(word) if sentence.startswith(word, quantity.end) else 0)


def _direction(sentence: str, quantity: Quantity) -> str | None:
    near = _PAUSE.split(sentence[max(quantity.start - 24, 0) : quantity.start])[-1]
    qualifier = quantity.qualifier_text or ""
    near = near.removesuffix(qualifier) if qualifier else near
    match = _MOVED.search(near[-16:]) or _BESIDE.search(near)
    if not match and quantity.kind in _SHARES:
        match = _OFF.search(near)
    if not match:
        return None
    if re.search("[至到]$", near) and re.search("由|从", near + sentence[max(quantity.start - 30, 0) : quantity.start]):
        return None
    return "up" if match["up"] else "down"


def _per(sentence: str, quantity: Quantity, left: int) -> str | None:
    found = [*PER.finditer(sentence, max(left - 8, 0), quantity.start)]
    near = found and not _PAUSE.search(sentence, found[-1].end(), quantity.start)
    return found[-1].group() if near else None


def _shared_per(sentence: str, quantities: Sequence[Quantity], at: int, before: Sequence[Said]) -> str | None:
    """Return what the figure before this one is over where this goes on from it: 由每亩480公斤提高到520公斤."""
    if not before or quantities[at - 1].unit != quantities[at].unit:
        return None
    between = sentence[_end(sentence, quantities[at - 1]) : quantities[at].start]
    return before[-1].per if _GOES_ON.fullmatch(between) else None
