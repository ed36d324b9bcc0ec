"""Which figures of a sentence a question can mean: of its kind, its year, its side of a change, a difference or a level."""

import re
from collections.abc import Sequence

from qa.answer import Quantity
from qa.answers.changes import CLAUSE, TIMES, is_change, runs, side_asked, sides
from qa.answers.figures import CHANGE_ASKED, FORECAST, HOW_MUCH_CHANGED, fitting, is_part, year_of
from qa.numbers.read import read_quantities
from qa.question import Question

_TOTAL = re.compile("总共|一共|共计|合计|总数|如今|总的")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{2})年(?![前内期以来间多])")  # 21年 where the sentence has 2021年
# 比去年少几个, 高几个点, 多开了几处: by how much, whatever verb says so; 最多, 至少 and 全长 are levels
_DIFFERENCE = re.compile(
    r"(?:(?<![占同环对])比(?![武赛例重如率分价拼亚])|较|跟|和|与|相比)[^，,]{1,14}(?<!最)(?:[多少高低快慢长短早晚贵大小宽差省]|便宜|提[前高]|增[加长]|减少|下降|上升)(?:出来?|上|来|[\u4e00-\u9fff]{1,2}了|(?![到至为达])[\u4e00-\u9fff])?了?(?:多少|几)"
    r"|(?<![最至顶大很许])(?:[高低快慢]了|差了?|(?<!上)[涨降增减升]了?|多了|少了|多出|少出|高出|贵了?|便宜了?|提[前早]了?|早了?|晚了?|省了?)(?:出?来)?(?:多少|几)"
    r"|(?<![最至顶大很许])[多少][\u4e00-\u9fff]了?(?:多少|几)"
)
_BY = re.compile(
    r"(?:提前|推迟|节约|节省|优惠|减免|相差|便宜|缩短|压减|减少|增加|新增|净增|[多少高低快慢早晚省差增减])了?[\u4e00-\u9fff]{0,4}$"
)
_CAME_TO = re.compile("[至到为达]")
_SINCE = re.compile(r"(?:比|较|跟|和|与|同)(?:19|20)\d{2}年(?!的?[，,和与])")
_THINGS = re.compile(
    r"^(?!.*(?:[率占]|份额|比[重例])).*多少(?:[\u4e00-\u9fff]{0,3}[^\W\d_了是的能可才会就要有算合在到靠])[?？]?$"
)
_LONGER = 3  # characters a thing named after another has more; 217名会员投诉 counts 会员
_STRICT = re.compile(r"(?<![占同环对])(?:比|较|跟|和|与|相比)[^，,]{1,14}(?:多少|几)|点")
_WITH = re.compile(r"(?<![占同环对])(?:比(?![武赛例重如率分价拼亚])|较|跟|和|与)([^，,]{1,10})")
_LAST_YEAR = re.compile("[去上前]一?年|同期|上月|上半年|季|年")
_BESIDE = re.compile("(?<![同环占])比(?![重例])|较|高于|低于|高出|低出|优于|快于|多于|少于|超出")
_BESIDE_YEAR = re.compile("比(?![重例])|较|同期")
_NEW_ASKED = re.compile("新[增添完]|净增|新(?:开|建|办|设|招)了")
_NEW = re.compile("新[增添建开办设招]|净增|增加|增设")
_EXPECTED = re.compile("预[计期]|有望|力争")
_TO_COME = re.compile("目标|计划|打算|将|[明后]年|未来|以后|今后|拟|年底|规划|到时|要[建达增提]")
_PART = re.compile("[，,、；;。：:和到至]")
_BOUNDS = (
    (re.compile("最[多高]|上限|封顶|顶多|至多"), re.compile("最[多高]|上限|封顶|不[得能]?超过|至多|不[得能]?高于")),
    (re.compile("最[少低]|下限|至少|起码|起步"), re.compile("最[少低]|下限|不[得能]?[低少]于|至少|起步|不[得能]?低于")),
)
_POINTS = re.compile(r"(?:几|多少)个?(?:百分)?点(?!钟)")


def meant(question: Question, folded: str, quantities: Sequence[Quantity], topic: str = "") -> list[Quantity]:
    """Return the figures that can be the answer, all that the question's words do not rule out."""
    stated = {(told.value, told.unit) for told in read_quantities(question.folded)}
    question = with_short_years(question, folded)
    found = [
        quantity
        for quantity in fitting(question, quantities)
        if (quantity.value, quantity.unit) not in stated
        and not (not question.counted and _counts_another(question, quantity, topic))
    ]
    if question.kind == "date":
        return _of_year(question, folded, found)
    found = _of_change(question, folded, _of_fact(question, folded, found), quantities)
    found = _of_side(question, folded, found, quantities)
    found = _of_bound(question, folded, found)
    found = _of_shorter_name(question, _of_noun(question, folded, _of_year(question, folded, found)), quantities)
    if question.kind == "figure" and _THINGS.search(question.folded):  # 多少官司 are counted, no share
        found = [quantity for quantity in found if not quantity.kind.startswith("percent")] or found
    return found


def with_short_years(question: Question, folded: str) -> Question:
    """Return a question that asks for 21年 asking for 2021 where the sentence names it."""
    years = [f"20{year}" for year in _SHORT_YEAR.findall(question.folded) if f"20{year}年" in folded]
    return question._replace(years=(*question.years, *years)) if years else question


def difference_asked(question: Question) -> bool:
    """Tell whether by how much something differs or changed is asked for, not what it is."""
    asked = question.folded
    return question.kind != "rank" and bool(
        HOW_MUCH_CHANGED.search(asked) or _DIFFERENCE.search(asked) or _POINTS.search(asked)
    )


def _differences(folded: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the figures that are by how much something differs; of 增加37个、420场 both."""
    figures = [quantity for quantity in quantities if quantity.kind not in TIMES]
    return [quantity for run in runs(folded, figures) for quantity in _of_run(folded, run)]


def _of_run(folded: str, run: Sequence[Quantity]) -> list[Quantity]:
    first = run[0]
    near = folded[max(first.start - 8, 0) : first.start].removesuffix(first.qualifier_text or "")
    listed = is_change(folded, first) or (bool(_BY.search(near)) and not _CAME_TO.search(near))
    return [q for q in run if listed or q.kind == "percentage_point" or is_change(folded, q)]


def _compared(question: Question, folded: str, by: list[Quantity]) -> list[Quantity]:
    """Keep the differences from what the question compares with: 高于全省1.1个百分点 for 比全省, not 同比增长8.4%."""
    compared = _WITH.search(question.folded)
    if not compared:
        return by
    words = _BESIDE_YEAR if _LAST_YEAR.search(compared[1]) else _BESIDE
    return [q for q in by if words.search(CLAUSE.split(folded[: q.start])[-1])] or by


def _of_change(
    question: Question, folded: str, found: list[Quantity], quantities: Sequence[Quantity]
) -> list[Quantity]:
    """Keep the differences where one is asked for, and them alone; else the levels, if there are any."""
    if difference_asked(question):
        by = _compared(question, folded, _differences(folded, quantities))
        kept = [quantity for quantity in found if quantity in by]
        return kept if kept or _STRICT.search(question.folded) or HOW_MUCH_CHANGED.search(question.folded) else found
    if _NEW_ASKED.search(question.folded):
        return [
            q for q in found if _NEW.search(CLAUSE.split(folded[: q.start])[-1]) or is_part(folded, q, found)
        ] or found
    if CHANGE_ASKED.search(question.folded) or question.kind == "rank":
        return found
    return [quantity for quantity in found if not is_change(folded, quantity)] or found


def _of_year(question: Question, folded: str, found: list[Quantity]) -> list[Quantity]:
    """Keep the figures of the year asked for; of none other, where the sentence names it."""
    if not question.years:
        return found
    if _SINCE.search(question.folded):  # 跟2020年比: the year of the other side, not of the figure
        return [q for q in found if _names_year(question, folded, found, q.start)] or found
    found = [quantity for quantity in found if not (year := year_of(folded, quantity)) or year in question.years]
    return [quantity for quantity in found if year_of(folded, quantity) in question.years] or found


def _of_fact(question: Question, folded: str, found: list[Quantity]) -> list[Quantity]:
    """Part what is foretold from what is: the one where the question asks what is expected, the other where it does not."""
    foretold = [quantity for quantity in found if FORECAST.search(folded[: quantity.start])]
    if _EXPECTED.search(question.folded):
        return foretold or found
    if _TO_COME.search(question.folded) or question.years:
        return found
    return [quantity for quantity in found if quantity not in foretold] or found


def _of_side(question: Question, folded: str, found: list[Quantity], quantities: Sequence[Quantity]) -> list[Quantity]:
    """Of 由98天压缩到41天 keep the side asked for: what it came to where the question does not say."""
    side, asked = sides(folded, quantities), side_asked(question, folded, quantities)
    named = {s for start, s in side.items() if _names_year(question, folded, quantities, start)}
    if (
        asked == 0 and len(named) == 1
    ):  # the side of the year asked for, in other changes too: 由2020年的1万增加到2万，由3千
        asked = named.pop()
    return [quantity for quantity in found if side.get(quantity.start, asked or 1) == (asked or 1)]


def _of_bound(question: Question, folded: str, found: list[Quantity]) -> list[Quantity]:
    """Keep the highest where the most is asked for, the lowest where the least is, if the sentence says which is which."""
    for asked, said in _BOUNDS:
        if asked.search(question.folded):
            lists = runs(folded, found)
            return [q for run in lists for q in run if said.search(_PART.split(folded[: run[0].start])[-1])] or found
    return found


def _counts_another(question: Question, quantity: Quantity, topic: str) -> bool:
    """Tell whether a figure counts a thing only named after the one asked for: 6个院士团队 are no 院士."""
    noun = quantity.noun or ""
    named_after = quantity.kind == "count" and len(topic) > 1 and noun.startswith(topic) and noun != topic
    return named_after and len(noun) - len(topic) <= _LONGER and noun[-2:] not in question.folded


def _names_year(question: Question, folded: str, quantities: Sequence[Quantity], start: int) -> bool:
    """Tell whether a year asked for stands between a figure and the one before it, past the pause before it."""
    ends = [other.end for other in quantities if other.kind not in TIMES and other.end <= start]
    own = CLAUSE.split(folded[max(ends, default=0) : start])[-1]
    return any(year in own for year in question.years)


def _of_shorter_name(question: Question, found: list[Quantity], quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return 8名院士 where 院士 is said and what was found, 6个院士团队, counts something of a longer name."""
    said = [q for q in quantities if q.noun and len(q.noun) > 1 and q.noun in question.folded]
    longer = [q.noun or "" for q in found if (q.noun or "") not in question.folded]
    named = [q for q in said if q.kind == "count" and any(noun.startswith(q.noun or "") for noun in longer)]
    return named or found


def _of_noun(question: Question, folded: str, found: list[Quantity]) -> list[Quantity]:
    """Keep the figures that count the noun asked for, or are totals where a total is asked for, if there are any."""
    if question.counted:
        asked = max(question.counted, key=len)
        counts = [quantity for quantity in found if (quantity.noun or "").endswith(asked)]
        # 加装电梯213部，今年新装37部: the noun is said once; 744支创新团队 has a noun of its own
        units = {quantity.unit for quantity in counts} - {"个"}
        alike = [q for q in found if q in counts or (q.unit in units and not q.noun)]
        found = [q for q in found if q in alike or (counts and is_part(folded, q, found))] or found
    if _TOTAL.search(question.folded):
        found = [quantity for quantity in found if "总" in (quantity.subject or "")] or found
    return found
