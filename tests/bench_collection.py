"""Benchmark, not a test: a collection on disk built, added to, opened and asked, each step in a process of its own.

Run it with `python tests/bench_collection.py [ARTICLES …]`; an article has some ten passages. The articles are put
together as in `bench_size.py`. Peer of each step is the one before it: a day's articles beside building all of them,
opening beside reading the files through, a question's memory beside that of a collection of one page.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench_size import ROOT, enough, read_articles, read_questions
from engines.memory import anonymous, anonymous_now, children

from index.generation import seen
from index.store import open_collection
from index.terms import Tokenizer
from qa.assistant import Assistant
from qa.embedded import default_folder

DAY = 200  # articles of a day
SENTENCES = 35  # of an article, which makes some ten passages
ASKED = 200
LOOK = 0.02  # seconds between two looks at the memory of a build


def write_articles(path: Path, articles: int, seed: int) -> None:
    """Write so many articles, each put together from sentences of real ones, with ids of their own."""
    draw = random.Random(seed)
    every = [json.loads(line)["text"] for line in enough(read_articles([]), 30_000, draw)]
    sentences = [piece + "。" for text in every for piece in text.split("。") if 10 < len(piece) < 200]
    with path.open("w", encoding="utf-8") as out:
        for number in range(articles):
            paragraphs = ["".join(draw.choices(sentences, k=SENTENCES // 10)) for _ in range(10)]
            day = f"{draw.randrange(2015, 2026)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
            record = {"id": f"{path.stem}-{number}", "title": draw.choice(sentences)[:20], "date": day}
            out.write(json.dumps(record | {"text": "\n".join(paragraphs)}, ensure_ascii=False) + "\n")


def index(articles: Path, folder: Path) -> float:
    """Run `qa index` and print what it took; return the seconds."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "qa", "index", articles, "--collection", folder]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    main, workers = 0.0, 0.0
    while process.poll() is None:
        main = max(main, anonymous_now(process.pid) or 0)
        workers = max(workers, sum(anonymous_now(pid) or 0 for pid in children(process.pid)))
        time.sleep(LOOK)
    seconds = time.perf_counter() - start
    print(f"  {seconds:.1f} 秒，主进程自己的内存最多 {main:.0f} MB，分词的进程合起来最多 {workers:.0f} MB", flush=True)
    return seconds


def ask(folder: Path) -> None:
    """Print what opening and asking take; run in a fresh process."""
    tokenizer = Tokenizer()
    before = anonymous() if tokenizer.fingerprint else None
    start = time.perf_counter()
    collection = open_collection(folder, tokenizer)
    opened = time.perf_counter() - start
    after = anonymous()
    start = time.perf_counter()
    files = [path for path in folder.glob(".youju/current/**/*") if path.is_file()]
    size = sum(found.size for path in files if (found := seen(path)))
    checked = time.perf_counter() - start
    print(f"  打开 {opened:.2f} 秒；同样的 {len(files)} 个文件（{size / 1e6:.0f} MB）逐个核对要 {checked:.2f} 秒")
    assistant = Assistant(collection)
    questions = random.Random(0).sample(found := read_questions(None), min(len(found), ASKED))
    for told in ("第一遍", "第二遍"):
        took = []
        for question in questions:
            start = time.perf_counter()
            assistant.answer(question)
            took.append((time.perf_counter() - start) * 1000)
        took.sort()
        p50, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
        print(f"  {told}：p50 {p50:.1f} ms，p99 {p99:.1f} ms，最慢 {took[-1]:.0f} ms")
    memory = [
        f"{told} {value:.0f} MB" for told, value in zip(_MEMORY, (before, after, anonymous()), strict=True) if value
    ]
    print(f"  自己的内存：{'，'.join(memory)}", flush=True)


_MEMORY = ("打开以前（词典）", "打开以后", f"问过 {ASKED} 题以后")


def fresh(folder: Path) -> None:
    subprocess.run([sys.executable, __file__, "--ask", folder], check=True)


def measure(articles: int, folder: Path) -> None:
    """Print what a collection of so many articles takes."""
    write_articles(folder / "all.jsonl", articles, 1)
    write_articles(folder / "day.jsonl", DAY, 2)
    print(f"{articles} 篇：建库", flush=True)
    whole = index(folder / "all.jsonl", folder / "c")
    print(f"再加 {DAY} 篇", flush=True)
    print(f"  是建库的 {index(folder / 'day.jsonl', folder / 'c') / whole:.3f}")
    manifest = json.loads((folder / "c/.youju/current/manifest.json").read_text("utf-8"))
    print(f"  {manifest['counts']}", flush=True)
    fresh(folder / "c")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.ask:
        ask(options.ask)
        return
    print("自带的一个版面")
    fresh(default_folder())
    for articles in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            measure(articles, Path(folder))


if __name__ == "__main__":
    main()
