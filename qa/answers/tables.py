"""The cell of a table's row that answers, and the figure it is: its unit may stand in the header alone."""

import re
from collections.abc import Callable
from itertools import pairwise

from qa.answer import Quantity
from qa.answers.asked import Asked
from qa.answers.figures import HOW_MUCH_CHANGED, fitting
from qa.answers.meant import difference_asked
from qa.answers.progress import progress_of
from qa.answers.rows import is_of_other_rows
from qa.cells import FIGURE, Cell, cells_of, figure_of
from qa.numbers.read import read_quantities
from qa.question import Question

_FIRST = ("which", "where", "who", "year", "those")
_TIME = re.compile(r"\d+[月日号点时年]|[上中下]旬|年底|月底|季度|近期")
_PLACE_IN_RANKING = re.compile("名次|排名|位次")
_SERIAL = re.compile("序号|编号|排序|no[.]?", re.IGNORECASE)
_CHANGE = re.compile("幅|增|降|减|涨|比上|同比|±")
_SILENT = set("的是了有在多少几个为和一哪什么到元吗呢（）()年月日")
# what a reader calls the things that headers name
_HEADS = {
    "产量": ("收", "打", "产"), "面积": ("种", "地"), "起点": ("从哪", "出发", "发车"), "终点": ("到哪", "开往"),
    "名次": ("第几", "老几"), "排名": ("第几", "老几"), "名称": ("哪",), "价格": ("钱", "贵", "便宜"),
    "缴": ("交",), "个人": ("自己", "本人"),
    "单位": ("部门", "单位", "谁负责", "谁牵头"), "部门": ("部门", "单位", "谁负责", "谁牵头"),
}  # fmt: skip
_KINDS = ("money", "percent", "count", "measure", "figure", "rank", "duration")


def table_cell(question: Question, asked: Asked, context: str, row: str) -> tuple[str | None, Quantity | None]:
    """Return the cell below the header that shares most with the question, of the kind asked for, and its figure."""
    cells = cells_of(context, row)
    about = next((cell.text for cell in cells if not _SERIAL.fullmatch(cell.head)), "")
    if is_of_other_rows(asked.text, about):
        return None, None
    # the cell that the question names is the one thing it does not ask for
    unsaid = [cell for cell in cells if not _is_named(cell.text, asked) and not _SERIAL.fullmatch(cell.head)]
    first = asked.asking in _FIRST and cells and cells[0] in unsaid and _may_be_first(cells[0].text, asked)
    if first and len(unsaid) == len(cells):
        return cells[0].text, None
    of_kind = [cell for cell in unsaid if _is_of_kind(question, cell)]
    if not of_kind and (inside := _inside(question, unsaid)):
        return inside.text, inside
    of_kind = of_kind or [cell for cell in unsaid if question.kind not in _KINDS or _may_be_figure(cell)]
    if _is_change_asked(question):
        of_kind = [cell for cell in of_kind if _CHANGE.search(cell.head)]
        if not of_kind:
            inside = _inside(question, [cell for cell in unsaid if _CHANGE.search(cell.text)])
            return (inside.text, inside) if inside else (None, None)
    of_kind = [cell for cell in of_kind if progress_of(asked.text, cell.head) > 0] or of_kind
    best = _below(question, asked, of_kind)
    if len(best) != 1:
        return (cells[0].text, None) if first else (None, None)
    return best[0].text, figure_of(best[0])


def _inside(question: Question, cells: list[Cell]) -> Quantity | None:
    """Return the one figure asked for that stands inside a cell: 亩追施尿素8公斤，够苗后及时晒田."""
    found = [(cell, q) for cell in cells for q in fitting(question, read_quantities(cell.text))]
    if len(found) != 1:
        return None
    cell, figure = found[0]
    return figure.model_copy(update={"start": cell.start + figure.start, "end": cell.start + figure.end})


def _below(question: Question, asked: Asked, cells: list[Cell]) -> list[Cell]:
    """Return the cells whose header shares most with the question, in pairs of characters or else in characters."""
    pairs, said = _pairs(question), set(asked.text) - _SILENT
    shares: tuple[Callable[[Cell], int], ...] = (
        lambda cell: sum(pair in cell.head.lower() for pair in pairs),
        lambda cell: len(said & set(cell.head)) + 2 * _is_meant(cell.head, asked),
    )
    for share in shares:
        scores = [share(cell) for cell in cells]
        if max(scores, default=0):
            return _general([cell for cell, score in zip(cells, scores, strict=True) if score == max(scores)])
    return cells if len(cells) == 1 else []


def _general(best: list[Cell]) -> list[Cell]:
    """Of cells alike return the one whose header all the others specify: 降雨量 before 最大日降雨量."""
    general = min(best, key=lambda cell: len(cell.head))
    return [general] if all(general.head in cell.head for cell in best) else best


def _is_meant(head: str, asked: Asked) -> bool:
    """Tell whether the question has what a reader calls the things below a header."""
    return any(name in head and any(word in asked.text for word in words) for name, words in _HEADS.items())


def _is_of_kind(question: Question, cell: Cell) -> bool:
    """Tell whether a cell, with its header's unit, is of the kind asked for."""
    if question.kind == "date":
        return bool(_TIME.search(cell.text))
    if question.kind == "rank" and _PLACE_IN_RANKING.search(cell.head):
        return True
    if question.kind not in _KINDS:
        return True
    figure = figure_of(cell)
    return figure is not None and bool(fitting(question, [figure]))


def _is_named(cell: str, asked: Asked) -> bool:
    size = max(-(-len(cell) * 6 // 10), 2)  # 文峰路铁路涵洞 names 城区文峰路铁路涵洞
    parts = {cell.lower()[i : i + size] for i in range(len(cell) - size + 1)}
    return any(part in run for part in parts for run in asked.runs)


def _pairs(question: Question) -> set[str]:
    wordings = ("".join(wording) for concept in question.concepts for wording in concept.wordings)
    return {*question.bigrams, *(a + b for word in wordings for a, b in pairwise(word))}


def _may_be_first(cell: str, asked: Asked) -> bool:
    """Tell whether what the row is about can be the answer: a name, or the year where a year is asked for."""
    return asked.asking == "year" or not FIGURE.fullmatch(cell)


def _is_change_asked(question: Question) -> bool:
    """Tell whether a difference is asked for, which only a column of changes has; 几点 asks for a time."""
    asked = question.folded
    changed = HOW_MUCH_CHANGED.search(asked) or asked.endswith(("增长", "增减"))
    return bool(changed) or (question.kind != "date" and difference_asked(question))


def _may_be_figure(cell: Cell) -> bool:
    """Tell whether a cell without a unit may be the figure asked for: 268 below a header, no name and no day."""
    return bool(re.search(r"\d", cell.text)) and not _TIME.search(cell.text)
