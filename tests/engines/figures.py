"""From times question by question to the figures that are printed."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from engines.beyond import Point
from engines.listed import Engine

_AS_THEY_ARE = (
    "build_cpu_s",
    "build_s",
    "build_peak_mb",
    "disk_mb",
    "open_s",
    "open_cpu_s",
    "first_ms",
    "memory_mb",
    "right",
    "right_own_k1",
)


def summarise(measured: Mapping[str, Any], engines: Sequence[Engine], posting_bytes: float) -> dict[str, Any]:
    """Return the figures of a size; a ratio is of medians over the questions that both engines were asked."""
    floor_ms = np.array(measured["touched"]) * posting_bytes / measured["bandwidth"] * 1000
    rows = {
        engine.key: _engine(engine.key, measured["engines"], floor_ms)
        for engine in engines
        if engine.key in measured["engines"]
    }
    return {
        "passages": measured["passages"],
        "words": measured["words"],
        "postings": measured["postings"],
        "touched_p50": float(np.median(measured["touched"])),
        "posting_bytes": posting_bytes,
        "bandwidth_gb_s": measured["bandwidth"] / 1e9,
        "floor_p50_ms": float(np.median(floor_ms)),
        "engines": rows,
    }


def _engine(key: str, all_of: Mapping[str, Any], floor_ms: np.ndarray) -> dict[str, Any]:
    own = all_of[key]
    return {
        "questions": len(own["cpu_ms"]),
        **{
            f"{clock}_p{part}_ms": float(np.percentile(own[f"{clock}_ms"], part))
            for clock in ("cpu", "wall")
            for part in (50, 99)
        },
        "of_tantivy": _ratio(own["cpu_ms"], all_of.get("tantivy", {}).get("cpu_ms", [])),
        "of_rank_bm25": _ratio(own["cpu_ms"], all_of.get("rank_bm25", {}).get("cpu_ms", [])),
        "of_floor": _ratio(own["cpu_ms"], floor_ms.tolist()),
        **{name: own.get(name) for name in _AS_THEY_ARE},
    }


def _ratio(times: Sequence[float], others: Sequence[float]) -> float | None:
    both = min(len(times), len(others))
    return float(np.median(times[:both]) / np.median(others[:both])) if both else None


def our_points(sizes: Sequence[Mapping[str, Any]]) -> list[Point]:
    """Return what is known of our own engine at each size."""
    found = []
    for size in sizes:
        if own := size["engines"].get("ours"):
            seconds = own["cpu_p50_ms"] / 1000
            found.append(
                Point(size["passages"], size["postings"], size["touched_p50"], seconds, own["memory_mb"] or 0.0)
            )
    return found
