"""`kill -9` at any moment of an update: nothing that was acknowledged is lost, nothing is mixed, nothing is in the way."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from durable import MANY, OLD, State, leftovers, page, state_of, update
from test_web_workers import until

from index.layout import GENERATIONS, read_current
from index.terms import Tokenizer

KILLS, BY_WORKERS = (170, 30) if MANY else (28, 4)
LAST = 260  # steps on the disk of about two updates
PLACED, STRIDE = 25, 4  # steps from a generation's last name to the end of tidying, and how they are gone through
LONGEST, LONGEST_BY_WORKERS = 0.4, 5.0  # seconds: about two updates


class Nursery:
    """The process that forks the writers, and what they say."""

    def __init__(self) -> None:
        script = ROOT / "tests" / "killed_writer.py"
        path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
        self.process = subprocess.Popen(
            [sys.executable, script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": path},
        )

    def start(self, **order: Any) -> int:
        """Start a writer and return its process number."""
        assert self.process.stdin
        print(json.dumps(order), file=self.process.stdin, flush=True)
        return int(self._read()["pid"])

    def said(self, state: State) -> tuple[State, State]:
        """Return the last state a killed writer acknowledged, and the one it had begun to make."""
        done = begun = state
        while "ended" not in (line := self._read()):
            done, begun = line.get("done", done), line.get("begun", begun)
        return done, begun

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    assert nursery.process.stdin
    nursery.process.stdin.close()
    assert nursery.process.wait(30) == 0
    assert nursery.process.stdout
    nursery.process.stdout.close()


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def is_alive(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def found_in(folder: Path, before: str | None, kept: set[str]) -> str:
    """Return how far the killed writer had come, from what it left."""
    names = {path.name for path in (folder / GENERATIONS).iterdir()}
    if any(name.startswith("new-") for name in names):
        return "writing"
    if read_current(folder) == before:
        return "placed" if names - kept else "before"
    return "tidying" if len(names) > 2 else "after"


def check(folder: Path, articles: Path, done: State, begun: State, number: int, tokenizer: Tokenizer) -> State:
    """The collection is what was acknowledged last, or what was begun after it, and takes the next update."""
    _, trouble = state_of(folder, [done] if done == begun else [done, begun], tokenizer)
    assert trouble is None
    state = {"末.md": page("末", number), **{name: text for name, text in begun.items() if name != "末.md"}}
    update(folder, articles, state, tokenizer)
    assert state_of(folder, [state], tokenizer) == (state, None)
    assert leftovers(folder) == []
    return state


def test_kill_at_any_moment(tmp_path: Path, nursery: Nursery, tokenizer: Tokenizer) -> None:
    folder, articles = tmp_path / "c", tmp_path / "in"
    at, state, ends = random.Random(0), OLD, Counter[str]()
    update(folder, articles, state, tokenizer)
    for number in range(KILLS):
        before, kept = read_current(folder), {path.name for path in (folder / GENERATIONS).iterdir()}
        order = {"folder": str(folder), "articles": str(articles), "state": state, "seed": number, "workers": 1}
        steps = (None, at.randint(0, LAST), None, number // 4 * STRIDE % PLACED)[number % 4]
        pid = nursery.start(**order, steps=steps, first="os.rename" if number % 4 == 3 else "")
        if steps is None:
            time.sleep(at.uniform(0, LONGEST))
            os.kill(pid, signal.SIGKILL)
        done, begun = nursery.said(state)
        ends[found_in(folder, before, kept)] += 1
        state = check(folder, articles, done, begun, number, tokenizer)
    print(dict(ends))
    assert {"writing", "placed", "tidying"} <= set(ends)


def test_kill_with_workers(tmp_path: Path, nursery: Nursery, tokenizer: Tokenizer) -> None:
    folder, articles = tmp_path / "c", tmp_path / "in"
    at, state, ends, seen = random.Random(0), OLD, Counter[str](), 0
    update(folder, articles, state, tokenizer)
    for number in range(BY_WORKERS):
        before, kept = read_current(folder), {path.name for path in (folder / GENERATIONS).iterdir()}
        order = {"folder": str(folder), "articles": str(articles), "state": state, "seed": number, "workers": 2}
        pid = nursery.start(**order, steps=None)
        time.sleep(at.uniform(0, LONGEST_BY_WORKERS))
        below = children(pid)
        os.kill(pid, signal.SIGKILL)
        done, begun = nursery.said(state)
        ends[found_in(folder, before, kept)] += 1
        assert until(lambda below=below: not any(map(is_alive, below)))  # type: ignore[misc]
        seen += len(below)
        state = check(folder, articles, done, begun, number, tokenizer)
    print(dict(ends), seen)
    assert seen
