"""The learned decision: how likely the best sentence answers the question, and what to say where it does not."""

import functools
import json
import math
from collections.abc import Mapping
from importlib import resources
from typing import Literal, NamedTuple

import numpy as np

from qa.answer import Reason
from qa.refusal.case import Case
from qa.refusal.lacking import Lacking, Word
from qa.trees import Trees, parse_trees

NAME = "answerable.json"
_COUNTED = "最接近的句子只说了数目，没有逐一列出名称。"
_NAMELESS = "最接近的句子没有给出名字。"
_YEARS = {-2: "前年", -1: "去年", 0: "今年", 1: "明年"}
_UNTOLD = "没有一句话明说问的这件事，下面是最接近的几句。"


class Answerable(NamedTuple):
    """What training left: trees whose sum is the log odds of an answer, the least odds to answer at, a calibration."""

    trees: Trees
    least: float  # probability below which the question is refused
    right: tuple[float, float]  # slope and height of the log odds that the first sentence is right

    def likely(self, columns: Mapping[str, float]) -> float:
        """Return the probability that the articles answer the question."""
        row = np.array([[columns[name] for name in self.trees.features]], dtype=np.float64)
        return _share(float(self.trees.score(row)[0]))

    def is_right(self, likely: float) -> float:
        """Return the probability that the first sentence is the one asked for."""
        slope, height = self.right
        return _share(slope * _log_odds(likely) + height)


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _log_odds(share: float) -> float:
    return math.log(share / (1 - share))


@functools.cache
def read_answerable() -> Answerable | None:
    """Return the decision shipped with the program, None where its file is missing: the rules alone decide then.

    Raises:
        DataError: the file is damaged, or of another program or version.
    """
    file = resources.files("qa").joinpath("models", NAME)
    return parse_answerable(file.read_bytes()) if file.is_file() else None


def parse_answerable(data: bytes) -> Answerable:
    """Return the decision a model file holds.

    Raises:
        DataError: it holds none.
    """
    trees, stored = parse_trees(data, NAME), json.loads(data)
    slope, height = stored["right"]
    return Answerable(trees, float(stored["least"]), (float(slope), float(height)))


def untold(case: Case, columns: Mapping[str, float]) -> Reason:
    """Return why the best sentence is no answer where no rule says so: what is not given there, or a word missed most."""
    if columns["members_asked"] > 1 and columns["only_counted"] > 0 and columns["listed_share"] < 1:
        return Reason(code="kind_missing", message=_COUNTED)
    if columns["name_asked"] and not any(columns[name] > 0 for name in ("persons", "quoted_new", "orgs_new")):
        return Reason(code="kind_missing", message=_NAMELESS)
    if columns["relative_near"] == 0 and (year := _YEARS.get(int(columns["relative"]))):
        return Reason(code="time_not_covered", message=f"最接近的句子没有说到{year}。")
    word = Lacking(case).heaviest()
    if word is None:
        return Reason(code="not_stated", message=_UNTOLD)
    return Reason(code=_code(word), message=_message(word))


def _code(word: Word) -> Literal["entity_not_covered", "not_stated"]:
    return "entity_not_covered" if word.kind in ("noun", "name") and word.held["article"] < 1 else "not_stated"


def _message(word: Word) -> str:
    where = "这些文章没有提到" if not word.held["collection"] else "最接近的句子没有说到"
    return f"{where}“{word.surface}”。"
