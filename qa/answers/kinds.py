"""Which pieces of a sentence are of the kind asked for: names for 谁, times for 哪天, runs for 哪些, 公司 for 哪家公司."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.terms import Tokenizer
from qa.answer import Quantity
from qa.answers import people
from qa.answers.asked import Asked
from qa.answers.classes import CODES
from qa.answers.places import level
from qa.answers.sheet import Floats, Sheet
from qa.answers.spans import LEVEL, NUMERAL
from qa.answers.wanted import TITLED
from qa.question import Question

_TIME_ENDS = "年月日时点分间期初末底代纪"
# how the names of organisations and places end
_NAME_ENDS = {
    "org": "公司 集团 局 委员会 委 厅 办公室 办 中心 单位 工厂 厂 学院 大学 中学 小学 学校 医院 研究院 研究所 协会 商会 学会 基金会 "
    "法院 检察院 政府 企业 基地 银行 联合社 合作社 社 站 队 室 所 部 部门 海关 管委会 剧院 馆 出版社 俱乐部 电视台",
    "place": "省 市 县 区 镇 乡 村 州 盟 旗 国 洲 岛 山 河 湖 海 港 站 场 馆 园 路 街 巷 桥 城 湾 口 广场 基地 学校 医院",
}
_YEAR_ENDS = ("年底", "年末", "年初")
_KEPT_TO = ("date", "org", "place", "person")  # kinds that a sentence answers with nothing else
_NOTHING_ELSE = ("date", "person")  # and where there is none the sentence alone answers
_TESTS = 9.0  # more than the tests a kind has
_IS_WHO, _WHO_IS = re.compile("是谁|叫(?:什么|啥)|是哪[位个]"), re.compile("^谁是")
_NAMES = ("person", "org")
_NOUN_FOLLOWS = ("what", "which", "those")


class Given(NamedTuple):
    """A question and the sentence that is to answer it."""

    question: Question
    ask: Asked
    text: str
    quantities: Sequence[Quantity]
    tokenizer: Tokenizer


def at_spans(spans: set[tuple[int, int]]) -> Callable[[Sheet], NDArray[np.bool_]]:
    return lambda sheet: np.array([(piece.start, piece.end) in spans for piece in sheet.pieces])


def of_kind(given: Given) -> Callable[[Sheet], NDArray[np.bool_]]:
    """Return what tells the pieces that may answer: times for a date, names of the level asked for, 柳河镇 for 哪个镇."""

    def held(sheet: Sheet) -> NDArray[np.bool_]:
        ending, ranks = level(given.ask), np.where(_on_words(given, sheet), sheet.columns["of_kind"], -1.0)
        if ending and (named := _ends(given, sheet, ending) & (sheet.columns["length"] > 1)).any():
            return named
        if given.question.kind == "person" and _asks_name(given.ask):  # who the mayor is only a name tells
            ranks = np.where(sheet.columns["titled"] + sheet.columns["says"] > 0, ranks, 0.0)
        if given.question.kind in _NOTHING_ELSE and ranks.max() <= _TESTS - _count(given, sheet):
            return np.zeros(len(ranks), dtype=bool)
        return ranks == ranks.max() if given.question.kind in _KEPT_TO else ranks >= 0

    return held


def _asks_name(ask: Asked) -> bool:
    """Tell whether it is asked who the mayor is, or what his name is."""
    named = (
        TITLED.search(ask.before) if _IS_WHO.search(ask.text) else _WHO_IS.search(ask.text) and TITLED.search(ask.after)
    )
    return bool(named)


def _count(given: Given, sheet: Sheet) -> int:
    """Return how many tests a kind has besides the last, which all pass."""
    return sum(1 for _ in _tests(given, sheet)) - 1


def _on_words(given: Given, sheet: Sheet) -> NDArray[np.bool_]:
    """Tell which pieces start and end where words do, names and figures too; what is named is no part of a figure."""
    folded = given.tokenizer.fold(given.text)
    edges = {0, *itertools.accumulate(len(word) for word in given.tokenizer.cut(folded))}
    edges |= {edge for q in given.quantities for edge in (q.start, q.end)}
    sure = any if given.question.kind == "person" else all
    edges |= {edge for span, (_, *told) in people.names(folded).items() if sure(told) for edge in span}
    edges |= {m.end() for m in re.finditer("|".join(_NAME_ENDS.get(given.question.kind, "^").split()), folded)}
    edges |= {match.end() for match in LEVEL.finditer(folded)} | {e for m in NUMERAL.finditer(folded) for e in m.span()}
    named = given.question.kind in _NAMES
    inside = {place for q in given.quantities if named for place in range(q.start, q.end)}
    return np.array([p.start in edges and p.end in edges and p.start not in inside for p in sheet.pieces])


def rank_of_kind(given: Given, sheet: Sheet) -> Floats:
    """Return how well each piece is of the kind asked for: the more the earlier the test that it passes."""
    ranks = np.zeros(len(sheet.pieces))
    for number, held in enumerate(_tests(given, sheet)):
        ranks = np.where((ranks == 0) & held, _TESTS - number, ranks)
    return ranks


def _tests(given: Given, sheet: Sheet) -> Iterator[NDArray[np.bool_]]:
    columns, asking, kind = sheet.columns, given.ask.asking, given.question.kind
    phrase = (columns["commas"] == 0) & (columns["quoted"] >= 0) & _is_noun_phrase(columns)
    if kind == "person":
        yield (columns["person"] > 0) & (columns["titled"] > 0)
        yield phrase & (columns["said_share"] < 0.5) & (columns["digits"] == 0)
    elif kind == "date":
        yield _is_time(given, sheet)
    elif kind == "list" and asking != "who":
        yield from _bare_first(columns, _runs(given, sheet, phrase))
    if len(given.ask.head) > 1 and asking in _NOUN_FOLLOWS:
        whole = phrase & (columns["head_whole"] > 0) & (columns["length"] > len(given.ask.head))
        yield from _bare_first(columns, whole & (columns["said_share"] < 0.5))
        yield whole
    if asking == "which" and (ending := _ending(given.ask)):
        yield phrase & _ends(given, sheet, ending) & (columns["length"] > 1) & (columns["said_share"] < 0.5)
    if kind in _NAME_ENDS and asking != "where":
        named = phrase & _ends(given, sheet, _NAME_ENDS[kind]) & (columns["length"] > 1)
        yield from _bare_first(columns, named & (columns["said_share"] < 0.5))
    yield np.ones(len(sheet.pieces), dtype=bool)


def _ending(ask: Asked) -> str:
    """Return the one character a name must end with: 镇 of 归哪个镇管."""
    return level(ask) or (ask.head if len(ask.head) == 1 else "")


def _runs(given: Given, sheet: Sheet, phrase: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which phrases enumerate: A、B, A和B, A+B."""
    several = sheet.columns["pauses"] + sheet.columns["joins"] > 0
    plus = np.array(["+" in given.text[piece.start : piece.end] for piece in sheet.pieces])
    held: NDArray[np.bool_] = phrase & (several | plus) & (sheet.columns["said_share"] < 0.5)
    return held & ~_ends(given, sheet, "等")


def _bare_first(columns: dict[str, NDArray[np.float64]], held: NDArray[np.bool_]) -> Iterator[NDArray[np.bool_]]:
    """Yield the pieces without a verb inside before all of them."""
    yield held & (columns["verbs_inside"] == 0)
    yield held


def _is_noun_phrase(columns: dict[str, NDArray[np.float64]]) -> NDArray[np.bool_]:
    """Tell which pieces neither start nor end with a verb, preposition, adverb, conjunction or particle."""
    loose = [CODES[letter] for letter in "vdpcu"]
    held: NDArray[np.bool_] = ~np.isin(columns["class_first"], loose) & ~np.isin(columns["class_last"], loose)
    return held


def _ends(given: Given, sheet: Sheet, words: str) -> NDArray[np.bool_]:
    folded, ends = given.tokenizer.fold(given.text), tuple(words.split())
    return np.array([folded.endswith(ends, piece.start, piece.end) for piece in sheet.pieces])


def _is_time(given: Given, sheet: Sheet) -> NDArray[np.bool_]:
    """Tell which pieces are times, years alone where a year is asked for; a time the question names is none."""
    columns = sheet.columns
    ends = "年代" if given.ask.asking == "year" else _TIME_ENDS
    folded = given.tokenizer.fold(given.text)
    last = np.array([folded[p.end - 1] in ends or folded.endswith(_YEAR_ENDS, p.start, p.end) for p in sheet.pieces])
    read = (columns["figure_fits"] > 0) & (columns["figure_form"] >= 3) & (given.ask.asking != "year")
    held: NDArray[np.bool_] = (last | read) & (columns["figure_stated"] == 0) & (columns["commas"] == 0)
    return held
