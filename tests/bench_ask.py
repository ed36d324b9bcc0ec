"""Benchmark, not a test: a cold `qa ask`, a warm question, and bad input; medians beside plain rank-bm25 in the same run.

Run it with `python tests/bench_ask.py`.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rank_bm25 import BM25Okapi

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from index.collection import Collection  # noqa: E402
from index.source import read_folder  # noqa: E402
from index.terms import Tokenizer  # noqa: E402
from qa.assistant import Assistant  # noqa: E402


def seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def median_process(*args: str, stdin: bytes = b"", runs: int = 5) -> float:
    command = [sys.executable, "-m", "qa", *args]
    return statistics.median(
        seconds(lambda: subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT, check=False))
        for _ in range(runs)
    )


def main() -> None:
    questions = [
        json.loads(line)["question"] for line in (ROOT / "data" / "questions" / "hengshui.jsonl").open(encoding="utf-8")
    ]
    python = statistics.median(
        seconds(lambda: subprocess.run([sys.executable, "-c", ""], check=True)) for _ in range(5)
    )
    cold = median_process("ask", "衡水2021年的GDP是多少？")
    print(f"冷启动 qa ask：{cold:.2f} s（上限 2.5 s；空的 python 进程 {python:.2f} s，{cold / python:.0f} 倍）")

    tokenizer = Tokenizer()
    collection = Collection.of(read_folder(ROOT / "data" / "articles"), tokenizer)
    assistant = Assistant(collection)
    lines = [[term.text for term in tokenizer.terms(collection.text(entry))] for entry in collection.entries]
    plain = BM25Okapi([line for line in lines if line])
    ours, peers = [], []
    for question in questions * 5:
        ours.append(seconds(lambda q=question: assistant.answer(q)) * 1000)
        peers.append(seconds(lambda q=question: plain.get_scores([t.text for t in tokenizer.terms(q)]).argmax()) * 1000)
    ours.sort()
    mine, peer = statistics.median(ours), statistics.median(peers)
    print(
        f"热的一问：中位 {mine:.2f} ms，p95 {ours[int(len(ours) * 0.95)]:.2f} ms（上限 10 ms；仅 jieba+rank-bm25 {peer:.2f} ms，{mine / peer:.1f} 倍）"
    )

    with tempfile.TemporaryDirectory() as folder:
        bad = {"空.md": b"", "国标.md": "衡水".encode("gbk"), "长行.md": "衡".encode() * 1_000_000, "零.md": b"a\0b"}
        for name, data in bad.items():
            path = Path(folder, name)
            path.write_bytes(data)
            took = median_process("index", str(path), "--collection", f"{folder}/c", runs=3)
            print(f"坏输入 {name}：{took:.2f} s（上限 2 s）")
        for name, stdin in {"一百万字的一行": bad["长行.md"], "非 UTF-8": b"\xff\xfe", "NUL": b"a\0b"}.items():
            print(f"坏输入 标准输入 {name}：{median_process('ask', '-', stdin=stdin, runs=3):.2f} s（上限 2 s）")
    print(f"坏输入 一万字的问题：{median_process('ask', '衡' * 10_000, runs=3):.2f} s（上限 2 s）")


if __name__ == "__main__":
    main()
