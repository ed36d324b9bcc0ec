"""Retrieval measures by the ir-measures library, and the files trec_eval reads."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

import ir_measures
import numpy as np
from ir_measures import RR, nDCG

Hits = Sequence[tuple[str, float]]
_MEASURES = {"mrr@10": RR @ 10, "ndcg@10": nDCG @ 10}
RUN_NAME = "youju"


def measure(relevant: Sequence[Mapping[str, int]], hits: Sequence[Hits]) -> list[dict[str, float]]:
    """Return each question's retrieval measures; one whose gold stands in no passage has 0."""
    scores: list[dict[str, float]] = [dict.fromkeys(_MEASURES, 0.0) for _ in relevant]
    qrels = {str(at): dict(grades) for at, grades in enumerate(relevant) if grades}
    if qrels:
        run = {str(at): dict(in_order(found)) for at, found in enumerate(hits) if found}
        names = {measured: name for name, measured in _MEASURES.items()}
        for metric in ir_measures.iter_calc(list(_MEASURES.values()), qrels, run):
            scores[int(metric.query_id)][names[metric.measure]] = metric.value
    return scores


def in_order(hits: Hits) -> Iterator[tuple[str, float]]:
    """Yield the hits with scores that fall strictly: trec_eval sorts by score in single precision and breaks ties by name."""
    last = np.float32(np.inf)
    for name, score in hits:
        last = min(np.float32(score), np.nextafter(last, np.float32(-np.inf)))
        yield name, float(last)


class TrecWriter:
    """Writes a TREC run and its qrels, question by question."""

    def __init__(self, run: TextIO | None, qrels: TextIO | None) -> None:
        self._run, self._qrels = run, qrels

    def write(self, key: str, relevant: Mapping[str, int], hits: Hits) -> None:
        """Write the lines of one question."""
        key = word(key)
        if self._run:
            for rank, (name, score) in enumerate(in_order(hits), 1):
                self._run.write(f"{key} Q0 {word(name)} {rank} {score:.9g} {RUN_NAME}\n")
        if self._qrels:
            for name, grade in relevant.items():
                self._qrels.write(f"{key} 0 {word(name)} {grade}\n")


def word(name: str) -> str:
    """Return a name as one word: the columns of both files are parted by white space."""
    return re.sub(r"[\s%]", lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), name)
