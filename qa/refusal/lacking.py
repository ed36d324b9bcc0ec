"""The words of a question that its best sentence, what stands around it, its article or all articles lack."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from qa.coverage import concept_weights
from qa.nouns import tag
from qa.refusal.case import Case

CLASSES = ("noun", "name", "verb", "number")
_PLACES = ("sentence", "near", "article", "collection")
_NUMBER = re.compile(r"[\d一二三四五六七八九十百千万亿.]+")
_NAMED = {"noun": 1.0, "name": 1.0, "verb": 0.7}  # how well a missing word of each class tells what is missing
_FUZZY = 0.5  # what two wordings of one thing share of each other: 进出口额 and 出口


class Word(NamedTuple):
    """A word of the question with how rare it is, and how much of it stands where, 0 to 1."""

    surface: str
    kind: str  # one of CLASSES, or other
    weight: float  # among the articles, 0 to 1
    rarity: float  # in the language, 0 to 1
    held: dict[str, float]


class Lacking:
    """The question's words beside what may hold them; everything is made at first use."""

    def __init__(self, case: Case) -> None:
        self._case = case

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every word of the question, and how much of it is found where."""
        case, rarest = self._case, self._case.collection.rarest
        weights = concept_weights(case.question, case.collection)
        texts = (case.sentence, case.near, case.article)
        found = []
        for concept, weight in zip(case.question.concepts, weights, strict=True):
            held = {place: _held(concept.wordings, text) for place, text in zip(_PLACES, texts, strict=False)}
            held["collection"] = held["article"] if held["article"] == 1 else float(_known(case, concept.wordings))
            rarity = case.tokenizer.rarity(concept.surface)
            found.append(Word(concept.surface, _class(concept.surface), weight / rarest, rarity, held))
        return tuple(found)

    def columns(self) -> dict[str, float]:
        """Return the share lacking at each place, and by class the heaviest word lacking there."""
        total = sum(word.rarity for word in self.words) or 1.0
        found: dict[str, float] = {}
        for place in _PLACES:
            found[f"lack_{place}"] = sum(word.rarity * (1 - word.held[place]) for word in self.words) / total
            for kind in CLASSES:
                lacks = [word.rarity * (1 - word.held[place]) for word in self.words if word.kind == kind]
                found[f"lack_{place}_{kind}"] = max(lacks, default=-0.1)
        found["lacking"] = float(sum(word.held["near"] < 1 for word in self.words))
        found["lacking_whole"] = float(sum(word.held["near"] == 0 for word in self.words))
        found["words"] = float(len(self.words))
        found["lack_rare"] = max((w.weight * (1 - w.held["near"]) for w in self.words), default=0.0)
        return found

    def heaviest(self) -> Word | None:
        """Return the word that is most missed near the sentence, None where all stand there."""
        # what the dictionary does not know may be cut wrong (车企下), and 给 or 花了 name nothing
        lacking = [word for word in self.words if word.held["near"] < _FUZZY and word.kind in _NAMED]
        named = [word for word in lacking if len(word.surface) > 1 and self._case.tokenizer.knows(word.surface)]
        return max(named, key=lambda word: word.rarity * _NAMED[word.kind], default=None)


def _held(wordings: Sequence[Sequence[str]], text: str) -> float:
    """Return 1 where a wording stands in a text, else the share of its characters that do, halved."""
    for wording in wordings:
        if wording and all(map(text.__contains__, wording)):
            return 1.0
    return _FUZZY * max([_share("".join(wording), text) for wording in wordings], default=0.0)


def _share(word: str, text: str) -> float:
    return sum([char in text for char in word]) / len(word) if word else 0.0


def _known(case: Case, wordings: Sequence[Sequence[str]]) -> bool:
    return any(wording and all(map(case.mentions, wording)) for wording in wordings)


def _class(word: str) -> str:
    if _NUMBER.match(word):
        return "number"
    told = tag(word)
    if told in ("", "nr", "nrt", "ns", "nt", "nz"):
        return "name"
    return "noun" if told[0] in "nbjl" else "verb" if told[0] in "va" else "other"
