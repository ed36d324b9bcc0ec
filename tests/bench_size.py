"""Benchmark, not a test: a warm question over 10,000 and 100,000 sentences on one core, beside rank-bm25's `get_scores`.

Run it with `python tests/bench_size.py [SENTENCES …] [--articles FILE.jsonl …] [--questions FILE.jsonl]`. The articles
are those of CMRC 2018 beside the project, else the invented pages; where they are too few, new ones are put together
from their sentences, every figure changed. A trial with fewer sentences: `python tests/bench_size.py 2000 --asked 50`.
"""

import argparse
import json
import os
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

if __name__ == "__main__" and hasattr(os, "sched_setaffinity"):  # before numpy counts the cores
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

from rank_bm25 import BM25Okapi

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from index.collection import Collection  # noqa: E402
from index.source import make_sources  # noqa: E402
from index.terms import Tokenizer  # noqa: E402
from qa.assistant import Assistant  # noqa: E402

BARS = {10_000: 15, 100_000: 40}  # ms, the median
CMRC = ROOT.parent / "shared" / "data" / "bench" / "cmrc2018"
PAGES = ROOT / "tests" / "pages"
WARMED = 20  # questions asked before the clock runs
_SENTENCE = re.compile(r"[^。！？!?；\n]+[。！？!?；\n]?")


def read_articles(files: Sequence[Path]) -> list[dict[str, str]]:
    if not files and CMRC.is_dir():
        files = [CMRC / "dev" / "articles.jsonl", CMRC / "train" / "articles.jsonl"]
    if not files:
        pages = sorted(path for path in PAGES.iterdir() if path.suffix in (".md", ".txt"))
        return [{"id": page.stem, "title": page.stem, "text": page.read_text(encoding="utf-8")} for page in pages]
    return [json.loads(line) for file in files for line in file.open(encoding="utf-8")]


def read_questions(file: Path | None) -> list[str]:
    if file is None and CMRC.is_dir():
        file = CMRC / "dev" / "questions.jsonl"
    files = [file] if file else sorted(PAGES.glob("*.jsonl"))
    return [json.loads(line)["question"] for each in files for line in each.open(encoding="utf-8") if line.strip()]


def enough(articles: Sequence[dict[str, str]], sentences: int, draw: random.Random) -> Iterator[str]:
    """Yield articles as lines, made-up ones after the real ones, until there are enough sentences."""
    of_article = [_SENTENCE.findall(article["text"]) for article in articles]
    every = [sentence for each in of_article for sentence in each]
    copy = count = 0
    while True:
        for article, own in zip(articles, of_article, strict=True):
            if count >= sentences:
                return
            text = [_other_figures(draw.choice(every), copy) for _ in own] if copy else own
            count += len(text)
            yield json.dumps({**article, "id": f"{article['id']}-{copy}", "text": "".join(text)}, ensure_ascii=False)
        copy += 1


def _other_figures(sentence: str, by: int) -> str:
    return re.sub("[0-9]", lambda digit: str((int(digit[0]) + by) % 10), sentence)


def make_collection(articles: Sequence[dict[str, str]], sentences: int, tokenizer: Tokenizer) -> Collection:
    # the reader drops and joins some of what is counted here
    lines = enough(articles, round(sentences * 1.07), random.Random(1))
    return Collection.of(make_sources("\n".join(lines).encode(), path="articles.jsonl"), tokenizer)


def milliseconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def measure(collection: Collection, questions: Sequence[str], tokenizer: Tokenizer) -> None:
    """Print the medians of the questions, ours and rank-bm25's."""
    assistant = Assistant(collection)
    plain = BM25Okapi([list(entry.terms) or [""] for entry in collection.entries])
    for question in questions[:WARMED]:
        assistant.answer(question)
    ours = [milliseconds(lambda q=question: assistant.answer(q)) for question in questions[WARMED:]]
    words = [[term.text for term in tokenizer.terms(question)] for question in questions[WARMED:]]
    peers = [milliseconds(lambda t=terms: plain.get_scores(t)) for terms in words]
    ours.sort()
    size, median, peer = len(collection.entries), statistics.median(ours), statistics.median(peers)
    bar = next((f"上限 {bar} ms，" for least, bar in sorted(BARS.items()) if size <= least * 1.2), "")
    print(
        f"{size} 句：热的一问中位 {median:.1f} ms，p95 {ours[int(len(ours) * 0.95)]:.1f} ms"
        f"（{bar}rank-bm25 的 get_scores 中位 {peer:.1f} ms，{median / peer:.2f} 倍）",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", nargs="*", type=int, default=[*BARS])
    parser.add_argument("--articles", nargs="*", type=Path, default=[])
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--asked", type=int, default=300)
    options = parser.parse_args()
    tokenizer, articles = Tokenizer(), read_articles(options.articles)
    questions = random.Random(0).sample(found := read_questions(options.questions), min(len(found), options.asked))
    for sentences in options.sentences:
        measure(make_collection(articles, sentences, tokenizer), questions, tokenizer)


if __name__ == "__main__":
    main()
