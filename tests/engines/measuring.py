"""Measures engines at one size, each building and answering in a process of its own, all on one thread."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

import numpy as np

from engines.exact import Counted, count, least_right, scores, share_right
from engines.listed import Engine
from engines.memory import MB, anonymous_now, bandwidth
from engines.texts import ROOT
from engines.worker import K

PASSES = 3  # the best of them counts, question by question
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS")
Say = Callable[[str], None]


class Passes(NamedTuple):
    """What a process that answers said: opening it, and each pass over its questions."""

    opened: Mapping[str, float]
    passes: list[Mapping[str, Any]]


def measure(engines: Sequence[Engine], corpus: Path, size: int, say: Say) -> dict[str, Any]:
    """Return all figures at a size: of the passages, and of each engine that is not too slow for it."""
    questions = json.loads((corpus / "questions.json").read_text(encoding="utf-8"))
    counted = count(corpus, size, questions)
    engines = [engine for engine in engines if engine.asked(size, len(questions))]
    fastest, built = bandwidth(), {}
    for engine in engines:
        if engine.files not in built:
            say(f"{size:,} 段：建库 {engine.title}")
            built[engine.files] = _build(engine.files, corpus, size)
    said = _ask_in_turns(engines, corpus, questions, size, say)
    fastest = max(fastest, bandwidth())
    figures = {engine.key: built[engine.files] | _of_passes(said[engine.key]) for engine in engines}
    for key, shares in _right(engines, counted, questions, said).items():
        figures[key] |= shares
    _remove_indexes(corpus)
    touched = [counted.touched(question) for question in questions]
    return {
        "passages": size,
        "words": counted.words,
        "postings": counted.postings,
        "touched": touched,
        "bandwidth": fastest,
        "engines": figures,
    }


def _build(key: str, corpus: Path, size: int) -> dict[str, float | None]:
    folder = _index(corpus, key)
    folder.mkdir()
    with _worker("build", key, corpus, size, folder) as process:
        peak = None
        while process.poll() is None:
            peak = max(peak or 0.0, anonymous_now(process.pid) or 0.0) or None
            time.sleep(0.01)
        said = _heard(process)
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MB
    return {"build_cpu_s": said["cpu_s"], "build_s": said["wall_s"], "build_peak_mb": peak, "disk_mb": disk}


def _ask_in_turns(
    engines: Sequence[Engine], corpus: Path, questions: Sequence[Sequence[str]], size: int, say: Say
) -> dict[str, Passes]:
    """Open all, then have one after another go through its questions, again and again: what disturbs one disturbs all."""
    said: dict[str, Passes] = {}
    with ExitStack() as stack:
        processes = {}
        for engine in engines:
            say(f"{size:,} 段：打开 {engine.title}")
            asked = corpus / f"asked-{engine.key}.json"
            asked.write_text(json.dumps(questions[: engine.asked(size, len(questions))]), encoding="utf-8")
            folder = _index(corpus, engine.files)
            process = stack.enter_context(_worker("ask", engine.key, folder, asked))
            processes[engine.key] = process
            said[engine.key] = Passes(_heard(process), [])
        for turn in range(PASSES):
            say(f"{size:,} 段：第 {turn + 1} 遍提问")
            for key, process in processes.items():
                _in(process).write("\n")
                _in(process).flush()
                said[key].passes.append(_heard(process))
    return said


def _of_passes(said: Passes) -> dict[str, Any]:
    """Return the figures of a process that answered: times in milliseconds, for each question the best of its passes."""
    times = np.array([[row[:2] for row in each["rows"]] for each in said.passes]) * 1000
    best = times.min(axis=0)
    return {
        "open_s": said.opened["wall_s"],
        "open_cpu_s": said.opened["cpu_s"],
        "first_ms": float(times[0, 0, 0]),
        "memory_mb": said.passes[-1]["memory_mb"],
        "wall_ms": best[:, 0].tolist(),
        "cpu_ms": best[:, 1].tolist(),
    }


def _right(
    engines: Sequence[Engine], counted: Counted, questions: Sequence[Sequence[str]], said: Mapping[str, Passes]
) -> dict[str, dict[str, float]]:
    """Return of each engine the share of its hits that exact BM25 has: with our k1, and with the k1 it is fixed to."""
    found = {engine.key: [row[2] for row in said[engine.key].passes[0]["rows"]] for engine in engines}
    shares: dict[str, dict[float, list[float]]] = {engine.key: {1.5: [], engine.k1: []} for engine in engines}
    for k1 in sorted({1.5, *(engine.k1 for engine in engines)}):
        for number, question in enumerate(questions):
            exact = scores(counted, question, k1)
            least = least_right(exact, K)
            for key in shares:
                if k1 in shares[key] and number < len(found[key]):
                    shares[key][k1].append(share_right(exact, least, found[key][number]))
    means = {key: {k1: float(np.mean(every)) for k1, every in each.items()} for key, each in shares.items()}
    return {
        engine.key: {"right": means[engine.key][1.5], "right_own_k1": means[engine.key][engine.k1]}
        for engine in engines
    }


@contextmanager
def _worker(*args: object) -> Iterator["subprocess.Popen[str]"]:
    """Run a process of its own until its input ends."""
    env = os.environ | dict.fromkeys(_ONE_THREAD, "1") | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    command = [sys.executable, "-m", "engines.worker", *map(str, args)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT
    ) as process:
        try:
            yield process
        finally:
            _in(process).close()


def _heard(process: "subprocess.Popen[str]") -> dict[str, Any]:
    assert process.stdout
    if line := process.stdout.readline():
        return dict(json.loads(line))
    raise SystemExit(f"{' '.join(map(str, process.args[2:5]))} 没有答话就停了，缘由见上")  # type: ignore[index,union-attr]


def _in(process: "subprocess.Popen[str]") -> IO[str]:
    assert process.stdin
    return process.stdin


def _index(corpus: Path, key: str) -> Path:
    return corpus / f"index-{key}"


def _remove_indexes(corpus: Path) -> None:
    for folder in corpus.glob("index-*"):
        shutil.rmtree(folder)
