"""Times and confidences counted into bins: what plots and quantiles need, in constant memory."""

import math

_STEP = math.log(1.01)  # bins 1 % wide: a quantile is at most half of that off
_LEAST = 0.001  # milliseconds; anything faster counts as this


class Latency:
    """A histogram of times in milliseconds over bins that widen by 1 %."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def add(self, milliseconds: float) -> None:
        """Count one time."""
        at = math.floor(math.log(max(milliseconds, _LEAST)) / _STEP)
        self._counts[at] = self._counts.get(at, 0) + 1

    def quantile(self, share: float) -> float | None:
        """Return the time that this share of the questions does not exceed, None if nothing was timed."""
        wanted, passed = share * sum(self._counts.values()), 0
        for at in sorted(self._counts):
            passed += self._counts[at]
            if passed >= wanted:
                return round(math.exp((at + 0.5) * _STEP), 3)
        return None

    def histogram(self, steps_per_decade: int = 6) -> list[tuple[float, float, int]]:
        """Return coarser bins for a plot: from, to (milliseconds) and how many, without gaps."""
        coarse: dict[int, int] = {}
        for at, count in self._counts.items():
            bin_ = math.floor((at + 0.5) * _STEP / math.log(10) * steps_per_decade)
            coarse[bin_] = coarse.get(bin_, 0) + count
        edges = range(min(coarse), max(coarse) + 1) if coarse else ()
        return [(_edge(b, steps_per_decade), _edge(b + 1, steps_per_decade), coarse.get(b, 0)) for b in edges]


def _edge(bin_: int, steps_per_decade: int) -> float:
    return float(f"{10 ** (bin_ / steps_per_decade):.3g}")


class Reliability:
    """How often replies of each tenth of confidence are right."""

    def __init__(self) -> None:
        self._bins = [[0, 0.0, 0] for _ in range(10)]  # replies, their confidence summed, right ones

    def add(self, confidence: float, right: bool) -> None:
        """Count one reply."""
        row = self._bins[min(int(confidence * 10), 9)]
        row[0] += 1
        row[1] += confidence
        row[2] += right

    def bins(self) -> list[tuple[float, float, int]]:
        """Return for each tenth that has replies: mean confidence, share right, how many."""
        return [(round(total / n, 4), round(right / n, 4), int(n)) for n, total, right in self._bins if n]

    def error(self) -> float | None:
        """Return the expected calibration error (Naeini et al. 2015): the mean gap of the two, weighed by replies."""
        everything = sum(n for _, _, n in self.bins())
        gaps = sum(n * abs(confidence - right) for confidence, right, n in self.bins())
        return round(gaps / everything, 4) if everything else None
