"""Words that exclude one another: a figure of 往返 is none of 单程, one of 中小微企业 none of 大型企业."""

import functools
import re

from qa.answer import Quantity
from qa.answers.figures import CHANGE_ASKED, is_part
from qa.answers.statement import Statement, alike, clause_start, last_before, right_end
from qa.nouns import tag
from qa.tables import read_table

_HAN = "[\u4e00-\u9fff]"
_LAST = re.compile("([\u4e00-\u9fff]{2})了?(?:多少|几)")
_SILENT = set("的了是有在多少几和与中里")
_ONE = "队厂校院馆站港桥座店社园厅湖河"  # names of a kind of thing by one character: 长春队, 二等座


@functools.cache
def _rows() -> tuple[tuple[re.Pattern[str], ...], ...]:
    rows = read_table("rival_words.tsv")
    return tuple(tuple(re.compile(word) for word in row[:-1] if word != "-") for row in rows)


@functools.cache
def _any(words: tuple[re.Pattern[str], ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word.pattern})" for word in words))


def of_rival(statement: Statement, figure: Quantity) -> bool:
    """Tell whether the words that govern a figure exclude those of the question."""
    return any(_is_rival(statement, figure, words) for words in _rows())


def _is_rival(statement: Statement, figure: Quantity, words: tuple[re.Pattern[str], ...]) -> bool:
    said = [word for word in words if any(word.fullmatch(m.group()) for m in _any(words).finditer(statement.asked))]
    if not said:
        return False
    told = last_before(statement, figure, _any(words))
    return bool(told) and not any(word.search(told.group()) for word in said) if told else False


def of_other_word(statement: Statement, figure: Quantity) -> bool:
    """Tell whether the word right before 多少 stands right before another figure: 首期到位12亿元 for 到位多少."""
    asked = _LAST.search(statement.asked)
    if (
        not asked
        or tag(asked[1])[:1] != "v"
        or CHANGE_ASKED.search(asked[1])
        or is_part(statement.folded, figure, statement.quantities)
    ):
        return False
    ends = re.compile(f"{asked[1]}(?:[了达到为是约共已超过近]|一共|总共)*$")
    before = {q.start: statement.folded[: q.start] for q in statement.found}
    told = [start for start, text in before.items() if ends.search(text)]
    return bool(told) and figure.start not in told and asked[1] not in _own(statement, figure)


def _own(statement: Statement, figure: Quantity) -> str:
    return statement.folded[clause_start(statement.folded, figure.start) : right_end(statement, figure)]


def of_rival_head(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a figure is of 民间投资 where 工业投资 is asked for and has a figure of its own."""
    return any(_is_rival_of(statement, figure, before, head) for before, head in _heads(statement))


def _heads(statement: Statement) -> set[tuple[str, str]]:
    """Return the nouns of the question with what tells them from others, as the sentence has them too."""
    pairs = re.findall(f"(?=({_HAN}{{2}})({_HAN}{{2}}))", statement.asked)
    singles = re.findall(f"(?=({_HAN}{{2}})([{_ONE}]))", statement.asked)
    return {
        (before, head)
        for before, head in (*pairs, *singles)
        if before + head in statement.folded and not _SILENT & set(before + head)
    }


def _is_rival_of(statement: Statement, figure: Quantity, before: str, head: str) -> bool:
    pattern = re.compile(f"(?:(?P<same>{before})|(?P<other>{_HAN}{{{len(before)}}})){head}")
    mine = last_before(statement, figure, pattern)
    if not mine or mine["same"] or is_part(statement.folded, figure, statement.quantities):
        return False
    others = (last_before(statement, q, pattern) for q in statement.found if alike(q, figure))
    return any(match and match["same"] for match in others)
