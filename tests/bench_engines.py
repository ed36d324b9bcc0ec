"""Benchmark, not a test: our ranker beside tantivy, bm25s, SQLite FTS5 and rank-bm25, over the same words in the same run.

Run it with `python tests/bench_engines.py [PASSAGES …] [--readme]`, after `pip install -e '.[bench]'`. The texts are those of
CMRC 2018 beside the project, else the project's own pages. About twenty minutes, 4 GB of memory and 3 GB of disk at
1,000,000 passages. A trial: `python tests/bench_engines.py 500 --questions 20 --out /tmp`.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from engines.adapters.ours import POSTING_BYTES  # noqa: E402
from engines.corpus import make_corpus  # noqa: E402
from engines.figures import summarise  # noqa: E402
from engines.listed import ENGINES, Engine  # noqa: E402
from engines.measuring import measure  # noqa: E402
from engines.plot import draw  # noqa: E402
from engines.report import markdown, put_between_marks  # noqa: E402
from engines.texts import CMRC, Texts, read_texts  # noqa: E402

PLOTS = {
    "speed.svg": {"一问 CPU 毫秒，p50": "cpu_p50_ms", "一问 CPU 毫秒，p99": "cpu_p99_ms"},
    "size.svg": {"磁盘 MB": "disk_mb", "答题进程的内存 MB": "memory_mb"},
}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def installed(wanted: Sequence[str]) -> list[Engine]:
    """Return the engines whose libraries are there, and tell what is not."""
    chosen = [engine for engine in ENGINES if engine.key in wanted]
    missing = sorted({name for engine in chosen for name in engine.missing})
    if missing:
        left_out = "、".join(engine.title for engine in chosen if engine.missing)
        say(f"没有装 {'、'.join(missing)}，所以不测 {left_out}；要测，先运行 pip install -e '.[bench]'")
    return [engine for engine in chosen if not engine.missing]


def machine() -> dict[str, Any]:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        processor = next(line.partition(": ")[2] for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        processor = platform.machine()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return {"processor": processor, "cores": os.cpu_count(), "load": load, "python": platform.python_version()}


def run(sizes: Sequence[int], engines: Sequence[Engine], texts: Texts, folder: Path) -> dict[str, Any]:
    """Measure all and return the report."""
    about = machine()
    say(f"用 {texts.title} 造 {max(sizes):,} 段")
    make_corpus(texts, max(sizes), folder)
    measured = [summarise(measure(engines, folder, size, say), engines, POSTING_BYTES) for size in sorted(sizes)]
    return {
        "machine": about,
        "texts": texts.title,
        "questions": len(texts.questions),
        "words_a_question": statistics.fmean(map(len, texts.questions)),
        "sizes": measured,
    }


def write(report: dict[str, Any], engines: Sequence[Engine], out: Path, readme: Path | None) -> str:
    """Write the figures and the plots, put all into the README where asked to, and return the tables."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "bench.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for name, panels in PLOTS.items():
        (out / name).write_text(draw(panels, report["sizes"], engines), encoding="utf-8")
    told = markdown(report, engines)
    if readme:
        near = Path(os.path.relpath(out, readme.parent)).as_posix()
        shown = "\n\n".join(f"![{'，'.join(panels)}]({near}/{name})" for name, panels in PLOTS.items())
        text = readme.read_text(encoding="utf-8")
        readme.write_text(put_between_marks(text, f"{shown}\n\n{told}"), encoding="utf-8")
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000], metavar="PASSAGES")
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--texts", type=Path, default=CMRC, help="a folder with articles.jsonl and questions.jsonl")
    parser.add_argument("--engines", nargs="+", choices=[e.key for e in ENGINES], default=[e.key for e in ENGINES])
    parser.add_argument("--out", type=Path, default=ROOT / "tests" / "engines", help="where bench.json and plots go")
    parser.add_argument("--readme", nargs="?", type=Path, const=ROOT / "README.md", help="put all between its marks")
    options = parser.parse_args()
    engines = installed(options.engines)
    texts = read_texts(options.texts, options.questions)
    with tempfile.TemporaryDirectory() as folder:
        report = run(options.sizes, engines, texts, Path(folder))
    print(write(report, engines, options.out, options.readme))


if __name__ == "__main__":
    main()
