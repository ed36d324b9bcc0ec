"""What the figures of a sentence are to a question: of the kind, unit, noun, year and change it asks for."""

import re
from collections.abc import Sequence

from qa.answer import Quantity
from qa.answers.changes import is_change, side_asked, sides
from qa.numbers.read import read_quantities
from qa.numbers.respective import respective
from qa.question import Question

_KINDS = {
    "money": ("money",),
    "percent": ("percent", "percentage_point"),
    "count": ("count",),
    "measure": ("area", "power", "other"),
    "figure": ("money", "percent", "percentage_point", "count", "ratio", "area", "power", "other"),
    "rank": ("ordinal_rank",),
    "date": ("date", "year", "year_range"),
    "duration": ("duration", "time_limit"),
    "identifier": ("phone",),
}
# the kinds as numbers a tree can split on, alike ones side by side
CODES = {
    name: float(code)
    for code, name in enumerate(
        ("", "year", "year_range", "date", "duration", "time_limit", "count", "other", "area", "power", "money", "ratio",
         "percent", "percentage_point", "ordinal_rank", "phone")
    )
}  # fmt: skip
QUESTIONS = ("other", "definition", "reason", "method", "yesno", "list", "person", "author", "org", "place", "identifier",
             "date", "duration", "rank", "count", "measure", "figure", "money", "percent")  # fmt: skip
COLUMNS = ("kind", "fits", "unit", "noun", "year", "other_year", "change", "change_asked", "stated", "forecast", "bare", "side", "asked_side", "respective")  # fmt: skip
_PEOPLE = ("人", "名", "位")
_TURNS = ("批", "场", "班", "架", "列")  # 33批次 are 33批; 家次 and 人次 count otherwise than 家 and 人
_AMOUNT = re.compile("有多少[?？]?$")
_SHARE_ASKED = re.compile("[率比占成%增降涨减幅快慢]")
_LENGTHS = ("公里", "米", "厘米", "毫米", "海里")
# what a question measures, and the units of it
_MEASURED = (
    (re.compile("面积|占地"), ("亩", "公顷", "平方米", "平方公里")),
    (re.compile("多[长高宽远深]|长度|高度|宽度|距离|里程|海拔|直径"), _LENGTHS),
    (re.compile("多重|重量|产量"), ("吨", "公斤", "斤", "克")),
    (re.compile("年纪|岁数|年龄|多少岁|几岁"), ("岁",)),
)
CHANGE_ASKED = re.compile("增|提高|提升|涨|降|减|升|快|慢|变化|多了|少了|翻|高了|低了|[高低多少]出|多[打收产卖挣赚]|幅")
HOW_MUCH_CHANGED = re.compile(
    r"(?:增长|提高|提升|上升|增加|下降|降低|减少|上涨|下调|增产|减产|缩短|压缩|便宜|净增|[多少贵降涨]了)了?(?:多少|几|百分之几)|[增涨降跌][幅速]"
)
# 比原计划提前47天 and 完成年度目标的106.8% foretell nothing
FORECAST = re.compile(
    r"(?:预计|预期|有望|力争|(?<!科技)(?<!行动)(?<!原)(?<!原先)(?<![比较照按])计划(?!项目|的|任务|内|外)|(?<!比)目标(?!的|任务|值|责任)|拟|将达|争取到)[^，。；！？,;]{0,20}$"
)
_PART = re.compile("其中|另有|另外|余下")
_EARLY_YEAR = re.compile(r"[1-9]\d{2}年")
_YEAR = re.compile(r"(?:(?<![\d比较])|(?<=[比较])(?=\d{4}年的))((?:19|20)\d{2})年")  # 比2016年版增加87种 dates nothing


def fitting(question: Question, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the figures of the kind asked for; those with the very unit asked for alone, if there are any."""
    kinds = _KINDS.get(question.kind, ())
    right_kind = [quantity for quantity in quantities if quantity.kind in kinds or _is_early_year(question, quantity)]
    if question.kind == "measure" and not question.unit:
        right_kind = _of_measure(question, right_kind)
    if question.kind == "figure" and _AMOUNT.search(question.folded) and not _SHARE_ASKED.search(question.folded):
        right_kind = [q for q in right_kind if not q.kind.startswith("percent")] or right_kind
    right_unit = [quantity for quantity in quantities if question.unit and is_of_unit(quantity, question.unit)]
    return right_unit or right_kind


def _is_early_year(question: Question, quantity: Quantity) -> bool:
    """Tell whether 352年 is read as a date because one is asked for; elsewhere it is a length of time."""
    return question.kind == "date" and bool(_EARLY_YEAR.fullmatch(quantity.text))


def _of_measure(question: Question, found: list[Quantity]) -> list[Quantity]:
    """Keep the areas where an area is asked for, the lengths for how long, all where the question does not tell."""
    units = next((units for pattern, units in _MEASURED if pattern.search(question.folded)), None)
    return [quantity for quantity in found if (quantity.unit or "") in units] if units else found


def is_of_unit(quantity: Quantity, unit: str) -> bool:
    """Tell whether a figure has the unit asked for, or counts it: 4个重点县 for 几个县, 9名代表 for 几个人."""
    if (quantity.unit or "").endswith(unit) or (unit in _PEOPLE and quantity.unit in _PEOPLE):
        return True
    if unit in _TURNS and quantity.unit == f"{unit}次":
        return True
    return quantity.kind == "count" and (quantity.noun or "").endswith(unit)


def year_of(folded: str, quantity: Quantity) -> str | None:
    """Return the last year named before the figure, or in it."""
    named = _YEAR.findall(folded, 0, quantity.end)
    return named[-1] if named else None


def part_of_whole(folded: str, quantity: Quantity, quantities: Sequence[Quantity]) -> int | None:
    """Return where the part starts whose figure this is, None where it counts a whole: 其中, after another figure."""
    low = max(folded.rfind(mark, 0, quantity.start) for mark in "；;。") + 1
    part = _PART.search(folded, low, quantity.start)
    return part.start() if part and any(low <= other.start < part.start() for other in quantities) else None


def is_part(folded: str, quantity: Quantity, quantities: Sequence[Quantity]) -> bool:
    return part_of_whole(folded, quantity, quantities) is not None


def figure_rows(
    question: Question, folded: str, quantities: Sequence[Quantity], weights: Sequence[float]
) -> list[list[float]]:
    """Return a row of COLUMNS for each figure."""
    side, wanted = sides(folded, quantities), float(min(side_asked(question, folded, quantities) or 1, 1))
    listed = respective(folded, quantities, weights)
    stated = {(told.value, told.unit) for told in read_quantities(question.folded)}
    fits = {quantity.start for quantity in fitting(question, quantities)}
    asked = max(question.counted, key=len, default="")
    change_asked = bool(CHANGE_ASKED.search(question.folded)) + bool(HOW_MUCH_CHANGED.search(question.text))
    rows = []
    for quantity in quantities:
        year = year_of(folded, quantity)
        rows.append(
            [
                CODES.get(quantity.kind, 0.0),
                float(quantity.start in fits),
                float(bool(question.unit and is_of_unit(quantity, question.unit))),
                float(bool(asked) and (quantity.noun or "").endswith(asked)),
                float(bool(year) and year in question.years),
                float(bool(year and question.years) and year not in question.years),
                float(is_change(folded, quantity)),
                float(change_asked),
                float((quantity.value, quantity.unit) in stated),
                float(bool(FORECAST.search(folded[max(quantity.start - 30, 0) : quantity.start]))),
                float(quantity.unit is None),
                float(side.get(quantity.start, 0)),
                wanted,
                listed.get(quantity.start, 0.0),
            ]
        )
    return rows
