"""What is right and what it takes: the exact BM25 of every passage, straight from the corpus, and how many postings there are."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from engines.corpus import BLOCK, blocks

B = 0.75
_SLACK = 1e-5  # some engines add in single precision
Scores = npt.NDArray[np.float64]


class Counted(NamedTuple):
    """How much there is at a size, and the postings of the questions' words: their passages, and how often each holds it."""

    lengths: npt.NDArray[np.uint32]
    words: int
    postings: int
    held: Mapping[str, tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]]

    def touched(self, question: Sequence[str]) -> int:
        """Return how many postings the words of a question have."""
        return sum(len(self.held[word][0]) for word in set(question) if word in self.held)


def count(folder: Path, size: int, questions: Sequence[Sequence[str]]) -> Counted:
    """Walk through the first `size` passages once."""
    vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    numbers = {word: number for number, word in enumerate(vocabulary)}
    asked = sorted({numbers[word] for question in questions for word in question if word in numbers})
    met, wanted = np.zeros(len(vocabulary), dtype=bool), np.zeros(len(vocabulary), dtype=bool)
    wanted[asked] = True
    postings, found = 0, []
    for first, words, lengths in blocks(folder, size):
        passages = np.repeat(np.arange(len(lengths)), lengths)
        keys, counts = np.unique(words.astype(np.int64) * BLOCK + passages, return_counts=True)
        postings += len(keys)
        met[words] = True
        kept = wanted[keys // BLOCK]
        of, passage = np.divmod(keys[kept], BLOCK)
        found.append((of.astype(np.uint32), (passage + first).astype(np.uint32), counts[kept].astype(np.uint8)))
    of, passage, counts = (np.concatenate(each) for each in zip(*found, strict=True))
    order = np.argsort(of, kind="stable")
    ends = np.cumsum(np.bincount(of, minlength=len(vocabulary)))
    held = {
        vocabulary[n]: (passage[at], counts[at]) for n in asked if len(at := order[ends[n - 1] if n else 0 : ends[n]])
    }
    lengths = np.fromfile(folder / "lengths.u32", dtype=np.uint32)[:size]
    return Counted(lengths, int(met.sum()), postings, held)


def scores(counted: Counted, question: Sequence[str], k1: float) -> Scores:
    """Return the BM25 of every passage with Lucene's idf."""
    size = len(counted.lengths)
    norm = k1 * (1 - B + B * counted.lengths / counted.lengths.mean())
    total = np.zeros(size)
    for word in question:
        if word in counted.held:
            passages, often = counted.held[word]
            idf = np.log(1 + (size - len(passages) + 0.5) / (len(passages) + 0.5))
            total[passages] += idf * often * (k1 + 1) / (often + norm[passages])
    return total


def least_right(exact: Scores, k: int) -> tuple[float, int]:
    """Return the score of the last of the best `k`, and how many there are: fewer where fewer hold any of the words."""
    best = np.sort(np.partition(exact, -k)[-k:] if len(exact) > k else exact)
    best = best[best > 0]
    return (float(best[0]), len(best)) if len(best) else (np.inf, 0)


def share_right(exact: Scores, least: tuple[float, int], found: Sequence[int]) -> float:
    """Return the share of the best that was found; any passage as good as the last of them is as right."""
    score, number = least
    right = sum(bool(exact[passage] >= score - _SLACK) for passage in set(found[:number]))
    return right / number if number else 1.0
