"""Beyond one machine: what was measured, drawn on in a straight line to sizes that were not."""

from collections.abc import Sequence
from typing import NamedTuple

FAR, SHARD = 1_000_000_000, 50_000_000


class Point(NamedTuple):
    """Our figures at a size: all postings, those of a question's words, its seconds of processor, private memory."""

    passages: int
    postings: float
    touched: float
    seconds: float
    memory_mb: float


class Reach(NamedTuple):
    """The same at any size, with the bytes of all postings and a question's seconds at the bandwidth of memory."""

    passages: int
    postings: float
    bytes: float
    touched: float
    memory_mb: float
    at_bandwidth: float
    at_pace: float


def reach(points: Sequence[Point], passages: int, *, posting_bytes: float, bandwidth: float) -> Reach:
    """Draw the line through the last two points on to a size; one point alone is drawn on in proportion.

    `at_pace` is what the postings of a question would take at the seconds a posting of the last point.
    """
    points = sorted(points)
    last, before = points[-1], points[-2] if len(points) > 1 else Point(0, 0, 0, 0, 0)
    along = (passages - last.passages) / (last.passages - before.passages)
    postings, touched, memory = (
        value + (value - earlier) * along
        for value, earlier in (
            (last.postings, before.postings),
            (last.touched, before.touched),
            (last.memory_mb, before.memory_mb),
        )
    )
    return Reach(
        passages,
        postings,
        postings * posting_bytes,
        touched,
        memory,
        touched * posting_bytes / bandwidth,
        touched * last.seconds / last.touched,
    )


def shards(passages: int, each: int = SHARD) -> int:
    """Return how many shards hold so many passages."""
    return -(-passages // each)
