"""Benchmark, not a test: reading numbers, a sentence at a time; beside cn2an's transform in the same run.

Run it with `python tests/bench_numbers.py`.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import cn2an

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qa.numbers.read import read_quantities  # noqa: E402


def milliseconds(run: Callable[[str], object], text: str) -> float:
    start = time.perf_counter()
    run(text)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    files = sorted((ROOT / "tests" / "numbers").glob("*.jsonl"))
    sentences = [json.loads(line)["sentence"] for file in files for line in file.open(encoding="utf-8")]
    for _ in range(2):  # the first round compiles the patterns
        ours = sorted(milliseconds(read_quantities, sentence) for sentence in sentences)
        theirs = sorted(milliseconds(cn2an.transform, sentence) for sentence in sentences)
    median = statistics.median(ours)
    print(f"{len(sentences)} 句：中位 {median:.2f} 毫秒，p95 {ours[int(len(ours) * 0.95)]:.2f} 毫秒")
    print(
        f"cn2an.transform（只换数字，不读单位）：中位 {statistics.median(theirs):.2f} 毫秒，比值 {median / statistics.median(theirs):.1f}"
    )
    for base in ("9", "3个，", "由2021年的1703亿元", "“3"):
        short, long = (milliseconds(read_quantities, base * count) for count in (2_500, 10_000))
        print(f"{base} × 10,000：{long:.0f} 毫秒，是 × 2,500 的 {long / short:.1f} 倍（线性为 4）")


if __name__ == "__main__":
    main()
