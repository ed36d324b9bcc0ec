"""What a question speaks of: its words, each with the paper's words for it beside."""

import itertools
from typing import NamedTuple

from index.terms import Tokenizer
from qa.synonyms import Synonyms


class Concept(NamedTuple):
    """One thing the question speaks of, in each wording that would satisfy it."""

    surface: str
    wordings: tuple[tuple[str, ...], ...]  # each a tuple of terms


def find_concepts(about: str, tokenizer: Tokenizer, synonyms: Synonyms) -> tuple[Concept, ...]:
    """Return the concepts of the folded words of a question: those of the table first, then every other term."""
    concepts: dict[str, Concept] = {}
    rest = about
    for surface, wordings in synonyms.said_in(about):  # what is taken out makes no other stand there
        if surface in rest and (word := _said(surface, rest, tokenizer)):
            own = (word, *(word.replace(surface, wording) for wording in wordings))
            concepts[word] = Concept(word, tuple(terms_in(wording, tokenizer) for wording in own))
            rest = rest.replace(word, " ")
    for run in rest.split():
        for term in terms_in(run, tokenizer):
            concepts.setdefault(term, Concept(term, ((term,),)))
    return tuple(concepts.values())


def _said(surface: str, rest: str, tokenizer: Tokenizer) -> str | None:
    """Return the words a saying stands in: 医保局 of 医保; None where it is none: 洋 of 海洋, 工人 of 员工人数."""
    bounds = [0, *itertools.accumulate(len(word) for word in tokenizer.cut(rest))]
    at = rest.find(surface)
    while at >= 0:
        end = at + len(surface)
        whole = (max(place for place in bounds if place <= at), min(place for place in bounds if place >= end))
        if whole == (at, end) or (len(surface) > 1 and (whole[0] == at or whole[1] == end)):
            return rest[slice(*whole)]
        at = rest.find(surface, at + 1)
    return None


def terms_in(text: str, tokenizer: Tokenizer) -> tuple[str, ...]:
    """Return the terms of a text, each once."""
    return tuple(dict.fromkeys(term.text for term in tokenizer.terms(text)))
