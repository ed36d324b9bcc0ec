"""What a question speaks of: its words, each with the paper's words for it beside."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from index.terms import Tokenizer
from qa.synonyms import Synonym


class Concept(NamedTuple):
    """One thing the question speaks of, in each wording that would satisfy it."""

    surface: str
    wordings: tuple[tuple[str, ...], ...]  # each a tuple of terms


def find_concepts(about: str, tokenizer: Tokenizer, synonyms: Sequence[Synonym]) -> tuple[Concept, ...]:
    """Return the concepts of the folded words of a question: those of the table first, then every other term."""
    concepts: dict[str, Concept] = {}
    rest = about
    for surface, wordings in synonyms:
        if surface in rest and _is_word(surface, rest, tokenizer):
            own = tuple(terms_in(wording, tokenizer) for wording in (surface, *wordings))
            concepts[surface] = Concept(surface, own)
            rest = rest.replace(surface, " ")
    for run in rest.split():
        for term in terms_in(run, tokenizer):
            concepts.setdefault(term, Concept(term, ((term,),)))
    return tuple(concepts.values())


def _is_word(surface: str, rest: str, tokenizer: Tokenizer) -> bool:
    """Tell whether the saying stands in the rest as words: 洋 is none of 海洋, 工人 none of 员工人数."""
    bounds = {0, *itertools.accumulate(len(word) for word in tokenizer.cut(rest))}
    at = rest.find(surface)
    while at >= 0:
        edges = (at in bounds) + (at + len(surface) in bounds)
        if edges == 2 or (edges and len(surface) > 1):  # 暖气 is still said in 暖气费
            return True
        at = rest.find(surface, at + 1)
    return False


def terms_in(text: str, tokenizer: Tokenizer) -> tuple[str, ...]:
    """Return the terms of a text, each once."""
    return tuple(dict.fromkeys(term.text for term in tokenizer.terms(text)))
