"""What runs in a process of its own: building an index, or opening one and answering questions whenever told to.

`python -m engines.worker build ENGINE CORPUS SIZE FOLDER`, `… ask ENGINE FOLDER QUESTIONS`; a line of JSON for each step.
Nothing heavy is imported here: the memory of the process that answers is the engine's.
"""

import importlib
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

K = 10


def build(engine: str, corpus: str, size: str, folder: str) -> dict[str, float]:
    """Build an index; the processor's seconds are without those that making the passages took."""
    from engines.corpus import Documents

    adapter, documents = _adapter(engine), Documents(Path(corpus), int(size))
    wall, cpu = time.perf_counter(), time.process_time()
    adapter.build(documents, Path(folder))
    return {"wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - cpu - documents.spent}


def ask(engine: str, folder: str, questions: str, out: TextIO) -> None:
    """Open an index, then for each line of standard input ask all questions once."""
    from engines.memory import anonymous

    wall, cpu = time.perf_counter(), time.process_time()
    adapter = _adapter(engine)
    opened = adapter.open(Path(folder))
    _say(out, {"wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - cpu})
    asked = json.loads(Path(questions).read_text(encoding="utf-8"))
    for _ in sys.stdin:
        rows = [_timed(adapter, opened, question) for question in asked]
        _say(out, {"rows": rows, "memory_mb": anonymous()})


def _timed(adapter: Any, opened: Any, question: Sequence[str]) -> tuple[float, float, list[int]]:
    """Return the seconds of a question, by the clock and of the processor, and the passages found."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = adapter.search(opened, question, K)
    return time.perf_counter() - wall, time.process_time() - cpu, found


def _adapter(engine: str) -> Any:
    return importlib.import_module(f"engines.adapters.{engine}")


def _say(out: TextIO, what: dict[str, Any]) -> None:
    out.write(json.dumps(what) + "\n")
    out.flush()


def main(step: str, *args: str) -> None:
    # what a library prints goes to the error output
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    if step == "build":
        _say(out, build(*args))
    else:
        ask(*args, out)  # type: ignore[misc]


if __name__ == "__main__":
    main(*sys.argv[1:])
