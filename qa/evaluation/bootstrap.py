"""Sums of measures with paired bootstrap intervals, one question at a time and in constant memory.

Every question counts a Poisson(1) number of times in each resample (the Poisson bootstrap: Oza and Russell 2001;
Chamandy et al. 2012), drawn from a hash of its id. So the same question weighs the same in every run and every
system, and the difference of two systems is resampled pairwise by subtracting their resampled sums.
"""

import hashlib
import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from qa.evaluation.measures import Pair

RESAMPLES = 1000
LEVEL = 0.95
Array = npt.NDArray[np.float64]

# thresholds of the Poisson(1) distribution over 16 bits
_THRESHOLDS = np.cumsum([math.exp(-1) / math.factorial(k) for k in range(9)]) * 65536


def weights(keys: Sequence[str]) -> Array:
    """Return how often each question counts in each resample, questions × resamples."""
    data = b"".join(hashlib.shake_128(key.encode("utf-8", "replace")).digest(2 * RESAMPLES) for key in keys)
    uniform = np.frombuffer(data, dtype="<u2").reshape(len(keys), RESAMPLES)
    return np.searchsorted(_THRESHOLDS, uniform, side="right").astype(np.float64)


class Tally:
    """Sums above and below the line of each measure, over the questions and over each resample of them."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.questions = 0
        self._counts = np.zeros(len(names), dtype=np.int64)
        self._sums = np.zeros((len(names), 2))
        self._resampled = np.zeros((RESAMPLES, len(names), 2))

    def add(self, scores: Sequence[dict[str, Pair]], drawn: Array) -> None:
        """Add questions: the pair each gives each measure that applies, and their rows of `weights`."""
        if not scores:
            return
        none = (0.0, 0.0)
        pairs = np.array([[score.get(name, none) for name in self.names] for score in scores], dtype=np.float64)
        self.questions += len(scores)
        self._counts += (pairs[:, :, 1] > 0).sum(axis=0)
        self._sums += pairs.sum(axis=0)
        flat = drawn.T @ pairs.reshape(len(scores), -1)
        self._resampled += flat.reshape(RESAMPLES, len(self.names), 2)

    def counted(self, name: str) -> int:
        """Return to how many questions the measure applies."""
        return int(self._counts[self.names.index(name)])

    def value(self, name: str) -> float | None:
        """Return a measure, None where it applies to no question."""
        above, below = self._sums[self.names.index(name)]
        return round(float(above / below), 4) if below else None

    def interval(self, name: str) -> tuple[float, float] | None:
        """Return a measure's bootstrap interval; where all questions agree, the exact (Clopper-Pearson) one.

        A resample of nothing but right answers is right as well: three right ones of three are no certainty.
        """
        above, below = self._sums[self.names.index(name)]
        if not below:
            return None
        if above in (0, below):
            reach = round(1 - float(((1 - LEVEL) / 2) ** (1 / self.counted(name))), 4)
            return (0.0, reach) if above == 0 else (round(1 - reach, 4), 1.0)
        return _interval(self._ratios(name))

    def difference(self, other: "Tally", name: str) -> tuple[float, tuple[float, float]] | None:
        """Return how much higher the measure is here than in the other, over the same questions, with its interval."""
        here, there = self.value(name), other.value(name)
        if here is None or there is None:
            return None
        return round(here - there, 4), _interval(self._ratios(name) - other._ratios(name))

    def _ratios(self, name: str) -> Array:
        above, below = np.moveaxis(self._resampled[:, self.names.index(name)], 1, 0)
        # a resample in which the measure applies to no question says nothing
        ratios: Array = np.divide(above, below, out=np.full(RESAMPLES, np.nan), where=below > 0)
        return ratios


def _interval(values: Array) -> tuple[float, float]:
    tail = (1 - LEVEL) / 2
    low, high = np.nanquantile(values, [tail, 1 - tail])
    return round(float(low), 4), round(float(high), 4)


def sign_test(better: int, worse: int) -> float:
    """Return the two-sided probability of a split at least this uneven if neither side were better (exact binomial).

    For measures that are 0 or 1 it is McNemar's exact test.
    """
    changed = better + worse
    logs = [
        math.lgamma(changed + 1) - math.lgamma(k + 1) - math.lgamma(changed - k + 1)
        for k in range(min(better, worse) + 1)
    ]
    return min(1.0, 2 * sum(math.exp(value - changed * math.log(2)) for value in logs)) if changed else 1.0
