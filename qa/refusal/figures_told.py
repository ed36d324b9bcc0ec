"""Whether the sentence has the figure asked for: of the kind and unit, of the thing, of the size, for each one."""

import re
from collections.abc import Sequence

from qa.answer import Quantity
from qa.answers.changes import is_change
from qa.answers.figures import fitting, is_of_unit
from qa.answers.wanted import FIGURES
from qa.question import Question

_CLAUSES = re.compile(r"[,;:。!?](?!\d{3})")
_PER_ASKED = re.compile(
    r"[一每](?=[斤吨亩个公平方立米度套台人户晚次张份碗辆间位件瓶盒条只天年月餐顿盏趟把本块杯股])"
    r"|单价|票价|房价|工资|月薪|价格|多少钱一|几块钱?一|每"
)
_PRICE = re.compile(r"多少钱|几块|几元|价|收费|票|租金|学费|工资|月薪|费用|房费|伙食费|押金")
_PRICE_TOLD = re.compile(r"每[^,。;]{0,6}?\d|\d[\d.]*元[/一每]|价|收费|票|免费|租金|学费|工资|薪")
_LARGE = 100_000  # 元: no price of one thing bought every day
_NEAR = 16  # characters before a figure in which what it is of is named


def figures_told(question: Question, sentence: str, quantities: Sequence[Quantity]) -> dict[str, float]:
    """Return how well the figures of a folded sentence are of what is asked for, -1 where no figure is asked for."""
    if question.kind not in (*FIGURES, "date", "identifier"):
        return dict.fromkeys(_NAMES, -1.0)
    found = fitting(question, quantities)
    pairs = question.bigrams
    near = [_share(pairs, _before(sentence, quantity)) for quantity in found]
    clause = [_share(pairs, _clause(sentence, quantity)) for quantity in found]
    nouns = [quantity.noun or "" for quantity in found]
    subjects = [quantity.subject or "" for quantity in found]
    values = (
        len(found),
        len(quantities),
        question.unit is not None,
        any(is_of_unit(quantity, question.unit) for quantity in found) if question.unit else -1,
        max(near, default=0),
        max(clause, default=0),
        max((_said(noun, question.folded) for noun in nouns if noun), default=-1),
        max((_said(subject, question.folded) for subject in subjects if subject), default=-1),
        _size(question, found),
        _each(question, found),
        _price(question, sentence, found),
        any(is_change(sentence, quantity) for quantity in found),
        all(is_change(sentence, quantity) for quantity in found) if found else -1,
        any(quantity.text in question.folded for quantity in found),
    )
    return dict(zip(_NAMES, map(float, values), strict=True))


_NAMES = (
    "fits", "quantities", "unit_asked", "unit_told", "fit_near", "fit_clause", "fit_noun", "fit_subject", "fit_size",
    "fit_each", "fit_price", "fit_change", "fit_only_change", "fit_stated",
)  # fmt: skip


def _share(pairs: Sequence[str], text: str) -> float:
    return sum([pair in text for pair in pairs]) / (len(pairs) or 1)


def _before(sentence: str, quantity: Quantity) -> str:
    return sentence[max(quantity.start - _NEAR, 0) : quantity.end + _NEAR // 2]


def _clause(sentence: str, quantity: Quantity) -> str:
    start = max((match.end() for match in _CLAUSES.finditer(sentence, 0, quantity.start)), default=0)
    end = _CLAUSES.search(sentence, quantity.end)
    return sentence[start : end.start() if end else len(sentence)]


def _said(words: str, folded: str) -> float:
    return sum([char in folded for char in words]) / len(words)


def _size(question: Question, found: Sequence[Quantity]) -> float:
    """Return 1 where a figure is in 亿 or 万 as asked, 0 where none is, -1 where no size is asked for."""
    asked = re.search("(?:多少|几)个?([亿万])", question.folded)
    return float(any(asked[1] in quantity.text for quantity in found)) if asked else -1.0


def _each(question: Question, found: Sequence[Quantity]) -> float:
    if not _PER_ASKED.search(question.folded):
        return -1.0
    return float(any(quantity.per for quantity in found))


def _price(question: Question, sentence: str, found: Sequence[Quantity]) -> float:
    """Return whether a sum can be the price of one thing: small, with 每 or a word of prices; -1 where none is asked."""
    if question.kind != "money" or not _PRICE.search(question.folded):
        return -1.0
    small = any(quantity.value is not None and float(quantity.value) < _LARGE for quantity in found)
    return float(small) + float(bool(_PRICE_TOLD.search(sentence)))
