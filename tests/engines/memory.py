"""How much memory a process has to itself, and how fast memory is; None where the system does not say."""

import re
import time
from pathlib import Path

MB = 1_000_000


def anonymous(pid: str = "self") -> float | None:
    """Return the MB that no file backs, pages of a private mapping that were written to among them."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return None
    return int(re.search(r"^Anonymous:\s+(\d+)", text, re.MULTILINE)[1]) * 1024 / MB  # type: ignore[index]


def anonymous_now(pid: int) -> float | None:
    """Return the same, roughly but at once: for one that looks many times a second."""
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    found = re.search(r"^RssAnon:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) * 1024 / MB if found else None


def children(pid: int) -> list[int]:
    """Return the processes a process has started, none where the system does not say."""
    try:
        return [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except OSError:
        return []


def bandwidth(rounds: int = 7, size: int = 256 * MB) -> float:
    """Return the bytes a second that numpy's copy reads and writes, the best of some rounds."""
    import numpy as np

    source, target = np.ones(size // 8), np.zeros(size // 8)
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        np.copyto(target, source)
        took.append(time.perf_counter() - start)
    return 2 * size / min(took)
