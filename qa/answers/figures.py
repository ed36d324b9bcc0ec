"""What the figures of a sentence are to a question: of the kind, unit, noun, year and change it asks for."""

import re
from collections.abc import Sequence
from itertools import pairwise

from qa.answer import Quantity
from qa.numbers.read import read_quantities
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
FORECAST = re.compile(r"(?:预计|预期|有望|力争|(?<!科技)(?<!行动)计划(?!项目)|目标|拟|将达|争取到)[^，。；！？]{0,20}$")
FROM = re.compile(r"[由从][^，。；,;]{0,16}$")
TO = re.compile(r"[到至为]")
ONCE = re.compile(
    r"原来|过去|以前|之前|原先|最初|起初|当初|开始的?时候|起步|此前|早先|[\u4e00-\u9fff]{2}前(?![\d一二三四五六七八九十几]|景|列|往|来|三季|两季|半)"
)
NOW = re.compile(r"现在|目前|如今|现已|[降升提减增长短少大高加压缩]到|到(?:了)?(?:多少|几)|最新|今年|后来")
# folding makes ，； into ,; and these look at folded text; a comma inside 23,876 parts nothing
CLAUSE = re.compile(r"[，。；：！？;:!?]|,(?!\d)")
_PART = re.compile("其中|另有|另外|余下")
_JOIN = re.compile(r"[、，,和与及]{1,2}")
TOTAL = re.compile("总共|一共|共计|合计|总数|如今|总的")
_EARLY_YEAR = re.compile(r"[1-9]\d{2}年")
_YEARS_UP_TO = re.compile(r"[至到—-]((?:19|20)\d{2})年")  # 2022年至2024年: what a change came to is of the last
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
    return quantity.kind == "count" and (quantity.noun or "").endswith(unit)


def is_change(folded: str, quantity: Quantity) -> bool:
    """Tell whether a figure is by how much something rose or fell, and not what it came to."""
    near = folded[max(quantity.start - 6, 0) : quantity.start]
    return quantity.direction is not None and not re.search("[至到为达]", near)


def year_of(folded: str, quantity: Quantity) -> str | None:
    """Return the last year named before the figure, or in it."""
    named = _YEAR.findall(folded, 0, quantity.end)
    return named[-1] if named else None


def year_fits(question: Question, folded: str, quantity: Quantity) -> bool:
    """Tell whether the figure's year is the one asked for, if one is asked for and one is named."""
    year = year_of(folded, quantity)
    return not question.years or not year or year in question.years


def sides(folded: str, quantities: Sequence[Quantity]) -> dict[int, int]:
    """Return by its start which side of 由98天压缩到41天 a figure is: -1 before, 1 after; lists of them alike."""
    found: dict[int, int] = {}
    for befores, afters in pairwise(_runs(folded, quantities)):
        between = folded[befores[-1].end : afters[0].start]
        if (
            len(between) < 20
            and FROM.search(folded[: befores[0].start])
            and TO.search(between)
            and not CLAUSE.search(between)
        ):
            found |= {q.start: -1 for q in befores} | {q.start: 1 for q in afters}
    return found


def respective(folded: str, quantities: Sequence[Quantity], weights: Sequence[float]) -> dict[int, float]:
    """Return by its start how much of the question the counterpart of a figure after 分别 says, beside the others."""
    match = re.search("分别", folded)
    listed = [q for q in quantities if match and q.start >= match.end() and q.kind not in ("year", "date")]
    runs = _runs(folded, listed)
    if not match or not runs or len(runs[0]) < 2:
        return {}
    size = len(runs[0])
    before = match.start() - (folded[match.start() - 1 : match.start()] in ("，", ","))  # 一孩、二孩，分别增发
    clause = max(folded.rfind(mark, 0, before) for mark in "，,；;：:。") + 1
    edges = [m.start() for m in re.finditer("[、和与及]", folded[: match.start()]) if m.start() >= clause]
    cuts = [clause, *edges, match.start()]
    items = [sum(weights[a:b]) for a, b in pairwise(cuts)][-size:]
    best = max(items, default=0.0)
    if len(items) < size or not best:
        return {}
    # 分别由300元、500元提高到480元、720元: what it came to is listed in the same order
    changed = len(runs) > 1 and len(runs[1]) == size and TO.search(folded[runs[0][-1].end : runs[1][0].start])
    return {q.start: item / best for run in runs[: 1 + bool(changed)] for q, item in zip(run, items, strict=False)}


def _runs(folded: str, listed: Sequence[Quantity]) -> list[list[Quantity]]:
    """Return figures in runs, with nothing but a pause or 和 between: 300元、500元."""
    runs: list[list[Quantity]] = []
    for quantity in listed:
        if runs and _JOIN.fullmatch(folded, runs[-1][-1].end, quantity.start):
            runs[-1].append(quantity)
        else:
            runs.append([quantity])
    return runs


def part_of_whole(folded: str, quantity: Quantity, quantities: Sequence[Quantity]) -> int | None:
    """Return where the part starts whose figure this is, None where it counts a whole: 其中, after another figure."""
    low = max(folded.rfind(mark, 0, quantity.start) for mark in "；;。") + 1
    part = _PART.search(folded, low, quantity.start)
    return part.start() if part and any(low <= other.start < part.start() for other in quantities) else None


def is_part(folded: str, quantity: Quantity, quantities: Sequence[Quantity]) -> bool:
    return part_of_whole(folded, quantity, quantities) is not None


def asked_side(question: Question) -> int:
    """Return which side of a change is asked for: -1 what it was, 1 what it is; what is counts where neither is said."""
    return -1 if ONCE.search(question.folded) and not NOW.search(question.folded) else 1


def choices(question: Question, folded: str, quantities: Sequence[Quantity], topic: str = "") -> list[Quantity]:
    """Return the figures that can be the answer; none where the question leaves open which of several years it means."""
    stated = {(told.value, told.unit) for told in read_quantities(question.folded)}
    found = [
        quantity
        for quantity in fitting(question, quantities)
        if year_fits(question, folded, quantity)
        and (quantity.value, quantity.unit) not in stated
        and not (not question.counted and _counts_another(question, quantity, topic))
    ]
    found = [quantity for quantity in found if year_of(folded, quantity) in question.years] or found
    change_asked = bool(HOW_MUCH_CHANGED.search(question.folded)) and question.kind != "rank"
    if (len(found) < 2 and not change_asked) or question.kind == "date":
        return found
    if change_asked:
        found = [quantity for quantity in found if is_change(folded, quantity)]
    elif not CHANGE_ASKED.search(question.folded) and question.kind != "rank":  # a change is not taken for the level
        found = [quantity for quantity in found if not is_change(folded, quantity)] or found
    if not question.years and len({year_of(folded, quantity) for quantity in found}) > 1:
        return []  # 1703亿元 of 2021 or 1972亿元 of 2024: nobody but the asker knows which
    found = _of_asked_side(question, folded, found)
    return _of_noun(question, folded, found)


def _counts_another(question: Question, quantity: Quantity, topic: str) -> bool:
    """Tell whether a figure counts a thing only named after the one asked for: 6个院士团队 are no 院士."""
    noun = quantity.noun or ""
    named_after = quantity.kind == "count" and len(topic) > 1 and noun.startswith(topic) and noun != topic
    return named_after and noun[-2:] not in question.folded


def _of_asked_side(question: Question, folded: str, found: list[Quantity]) -> list[Quantity]:
    """Of 由98天压缩到41天 keep the side the question asks for, none at all if it does not say."""
    side, wanted = sides(folded, found), asked_side(question)
    if question.years:  # 由2020年的146家增加到目前的388家: the year asked for is that of one side
        named = [quantity.start for quantity in found if _names_year(question, folded, found, quantity)]
        if not any(start in side for start in named) and question.years[-1] in _YEARS_UP_TO.findall(folded):
            return [quantity for quantity in found if side.get(quantity.start, 1) == 1]
        return [quantity for quantity in found if quantity.start not in side or quantity.start in named]
    return [quantity for quantity in found if quantity.start not in side or side[quantity.start] == wanted]


def _names_year(question: Question, folded: str, found: list[Quantity], quantity: Quantity) -> bool:
    """Tell whether a year asked for stands between a figure and the one before it."""
    start = max((other.end for other in found if other.end <= quantity.start), default=0)
    return any(year in folded[start : quantity.start] for year in question.years)


def _of_noun(question: Question, folded: str, found: list[Quantity]) -> list[Quantity]:
    """Keep the figures that count the noun asked for, or are totals where a total is asked for, if there are any."""
    if question.counted:
        asked = max(question.counted, key=len)
        counts = [quantity for quantity in found if (quantity.noun or "").endswith(asked)]
        units = {quantity.unit for quantity in counts} - {"个"}  # 加装电梯213部，今年新装37部: the noun is said once
        found = [q for q in found if q in counts or q.unit in units or (counts and is_part(folded, q, found))] or found
    if TOTAL.search(question.folded):
        found = [quantity for quantity in found if "总" in (quantity.subject or "")] or found
    return found


def figure_rows(
    question: Question, folded: str, quantities: Sequence[Quantity], weights: Sequence[float]
) -> list[list[float]]:
    """Return a row of COLUMNS for each figure."""
    side, wanted = sides(folded, quantities), float(asked_side(question))
    counterparts = respective(folded, quantities, weights)
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
                counterparts.get(quantity.start, 0.0),
            ]
        )
    return rows
