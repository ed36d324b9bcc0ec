"""What the sentence itself must hold to answer: a figure of the kind and unit asked for, a name, a rank, members, a cause."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from qa.answer import Quantity, Reason
from qa.answers.asked import Asked, asked
from qa.answers.figures import fitting, is_of_unit
from qa.answers.people import TITLE, names
from qa.answers.wanted import TITLED, wanted
from qa.question import Question
from qa.refusal.case import Case

# units that may stand for one another, a row each; 个 and the like count anything
_ALIKE = (
    "人 名 位 口", "辆 台 部 列", "艘 只", "亩 公顷 平方米 平方公里", "公里 米 厘米 毫米 海里", "吨 公斤 斤 克",
    "立方米 升 毫升", "岁", "度 摄氏度 千瓦时", "千瓦 兆瓦", "元 美元 港元 欧元 日元",
)  # fmt: skip
_GROUP = {unit: row for row, units in enumerate(_ALIKE) for unit in units.split()}
_ASKED = re.compile("多少|哪|什么|谁|怎么")
_TIMES = ("year", "date", "year_range")
_SHARES = ("money", "percent", "percentage_point")
_SUM = re.compile("[钱款费资金额值税价息利率亿]|收入|支出|损失|贷|补贴|奖|比例|百分|点|成")
_COUNTS = "[一两二三四五六七八九十]"
_TIME = re.compile(r"[年月日时周晚春夏秋冬季节前后代纪期初末朝]|星期|小长假")
_YEAR = re.compile(r"\d{4}|[去今明前]年|年前|[当同]年|[一二三四五六七八九十元]年")
_NUMBER = re.compile(r"\d+(?:\.\d+)? ?(?P<unit>[a-z]{1,3}|公分|公尺)?(?![\d.年月日])")
_CLOCK = re.compile(r"[\d一二三四五六七八九十两半]+[时点]|\d[:：]\d\d|凌晨|中午|傍晚|午夜")
_LASTING = re.compile(r"每[天周月年日\d隔]|[一半]个?(?:天|周|月|年|小时)|长期|永久|随时|至今|全天|终身|赛季|世纪")
_RANK = re.compile(
    rf"第(?:\d|{_COUNTS})|首[位家个]|[居列排占]全|位[列居]|居[首前于]|领先|榜首|之[首最]|[冠亚季]军|(?:\d|{_COUNTS})等奖|唯一|前(?:\d|{_COUNTS}|列)|位次|名次|左{_COUNTS}|右{_COUNTS}|率先|最[高大多长快]"
)
_CALLED = re.compile(r"叫(?:什么|啥)|姓名|姓什么|姓啥|名字|名叫")
_TITLE_ASKED = re.compile(r"([一-鿿][长人民安任员师手主板])(?:是|都?叫)?$")
_TITLE_BEFORE = re.compile(rf"副?.?(?:{TITLE})$")
_CREDITED = re.compile(r"[摄图著作写编撰·]|供[稿图片]|记者|通讯员")
_PHONE = re.compile(r"\d{5,}|\d{3,4}[-—]\d{6,8}|(?<!\d)(?:1\d{2}|9\d{4})(?![\d一-鿿%％.])")
_NUMBERED = re.compile(r"\d")
_ENDED = re.compile(r"[。！？!?”’；;：:）)…】》」』]$")
_OPEN_KINDS = ("other", "place", "list", "method", "definition", "org")
_CAUSE = re.compile(
    r"为|因|由于|旨在|以便|以免|确保|针对|结合|源于|得益|导致|造成|引起|使得|受.{1,12}影响|防止|避免|缓解|满足|解决|所以|主要[是在]"
    r"|目的|意在|从而|不然|怕|[利便在]于|考虑|之所以|方便|难|助[于力]|推动|促进|引导|需[要求]|凭|靠|所致|才|太|不足|不够|不到位"
)


class Given(NamedTuple):
    """A question with its wh-word beside a folded sentence and the figures in it."""

    question: Question
    ask: Asked
    sentence: str
    quantities: Sequence[Quantity]
    signed: bool  # a byline or credit


def slot(case: Case) -> Reason | None:
    """Refuse when the best sentence holds nothing of the kind asked for; a table's row has it in its header."""
    # of two things asked at once the sentence may tell one
    if not case.best or case.best.entry.unit.kind == "table_row" or len(_ASKED.findall(case.question.folded)) > 1:
        return None
    ask = asked(case.question, case.tokenizer)
    question = wanted(case.question, ask)
    held, name = _SLOTS.get(question.kind, (None, ""))
    given = Given(question, ask, case.sentence, case.best.quantities, bool(case.best.entry.unit.people))
    if question.kind in _OPEN_KINDS and case.best.entry.unit.kind == "paragraph" and not _ENDED.search(case.best.text):
        return Reason(code="kind_missing", message="最接近的句子在原文里断了，所问的在断掉的那一截。")
    if held is None or held(given):
        return None
    return Reason(code="kind_missing", message=f"最接近的句子没有给出{name}。")


def _figure(given: Given) -> bool:
    return bool(fitting(given.question, given.quantities))


def _unread(given: Given) -> bool:
    """Tell whether a number stands there in a form the grammar has no unit for: 12公分, 40km, 第22代."""
    read = {place for quantity in given.quantities for place in range(quantity.start, quantity.end)}
    return any(match.start() not in read or match["unit"] for match in _NUMBER.finditer(given.sentence))


def _count(given: Given) -> bool:
    """A count of persons or ships is no count of cars; one without a unit may count anything."""
    found, unit = fitting(given.question, given.quantities), given.question.unit
    if not found:
        return _unread(given) or (bool(re.search(_COUNTS, given.sentence)) and unit not in _GROUP)
    return unit not in _GROUP or any(
        _GROUP.get(quantity.unit or "") == _GROUP[unit] or not quantity.unit or is_of_unit(quantity, unit)
        for quantity in found
    )


def _measure(given: Given) -> bool:
    found, unit = fitting(given.question, given.quantities), given.question.unit
    if _unread(given):
        return True
    if unit in _GROUP:
        return any(_GROUP.get(quantity.unit or "") == _GROUP[unit] for quantity in found)
    return any(is_of_unit(quantity, unit) for quantity in found) if unit else _any_figure(given)


def _any_figure(given: Given) -> bool:
    return any(quantity.kind not in _TIMES for quantity in given.quantities)


def _open_figure(given: Given) -> bool:
    """A figure of any kind; of persons or things counted, no sum of money."""
    found = fitting(given.question, given.quantities)
    share = given.question.kind == "percent" and "百分" in given.ask.text
    if found and given.question.counted and not share and not _SUM.search("".join(given.question.counted)):
        return any(quantity.kind not in _SHARES for quantity in found)
    return bool(found) or _unread(given) or bool(re.search(f"{_COUNTS}[成倍分代]|翻|半|[全零]", given.sentence))


def _date(given: Given) -> bool:
    if given.ask.asking == "year":
        return bool(_YEAR.search(given.sentence)) or _figure(given)
    if re.search("几[点时]", given.ask.text):
        return bool(_CLOCK.search(given.sentence))
    return _figure(given) or bool(_TIME.search(given.sentence))


def _duration(given: Given) -> bool:
    return _figure(given) or bool(_LASTING.search(given.sentence))


def _person(given: Given) -> bool:
    """Where a person's name is asked for by a title, a name not said in the question that can be of that title."""
    title = TITLED.search(given.ask.before) if _CALLED.search(given.ask.text) else None
    if title is None or given.signed:
        return True
    return any(
        (titled or says) and given.sentence[start:end] not in given.ask.text and _is_of_title(given, start)
        for (start, end), (_, titled, says) in names(given.sentence).items()
    )


def _is_of_title(given: Given, start: int) -> bool:
    """Tell whether a name can be of the title asked about: 保安郭某 is not 老人, 副县长邵某 not 县长."""
    title = _TITLE_ASKED.search(given.ask.before)
    before = _TITLE_BEFORE.search(given.sentence[:start])
    if not title or not before:
        return True
    return title[1] in before.group() and ("副" in before.group()) == ("副" in given.ask.text)


def _author(given: Given) -> bool:
    return given.signed or bool(_CREDITED.search(given.sentence))


def _reason(given: Given) -> bool:
    """A sentence of one clause without a word of cause only says what was asked about."""
    return bool(re.search("[,;:]", given.sentence) or _CAUSE.search(given.sentence))


def _identifier(given: Given) -> bool:
    return bool((_PHONE if re.search("电话|热线|手机|号码", given.ask.text) else _NUMBERED).search(given.sentence))


def _in(pattern: re.Pattern[str]) -> Callable[[Given], bool]:
    return lambda given: bool(pattern.search(given.sentence))


_SLOTS: Mapping[str, tuple[Callable[[Given], bool], str]] = {
    "money": (_figure, "金额"),
    "percent": (_open_figure, "百分比"),
    "count": (_count, "所问的数量"),
    "measure": (_measure, "所问的计量数字"),
    "figure": (_open_figure, "数字"),
    "rank": (_in(_RANK), "名次"),
    "date": (_date, "日期"),
    "duration": (_duration, "时长"),
    "identifier": (_identifier, "号码"),
    "person": (_person, "人名"),
    "author": (_author, "作者"),
    "reason": (_reason, "原因"),
}
