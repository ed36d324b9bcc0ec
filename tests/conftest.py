"""What the tests share: one tokenizer, the embedded collection, the invented pages, the folder beside the project."""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from index.collection import Collection
from index.pages.page import read_page
from index.records import Article, Source
from index.source import make_sources, read_folder
from index.spans import text_of
from index.terms import Tokenizer
from qa.assistant import Assistant
from qa.evaluation.evaluate import evaluate, lines_of
from qa.evaluation.question_sets import open_set

if TYPE_CHECKING:
    from serving import Served

# no timed assertion anywhere; the gate runs the same examples each time, a developer's run new ones
settings.register_profile("developer", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "developer")

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(path for path in (ROOT / "tests" / "pages").iterdir() if path.suffix in (".md", ".txt"))
ASKED = [path for path in PAGES if path.with_suffix(".jsonl").exists()]  # those with questions
QUESTIONS = ROOT / "data" / "questions" / "hengshui.jsonl"
SHARED = ROOT.parent / "shared"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="没有 ../shared")


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return Tokenizer()


@pytest.fixture(scope="session")
def embedded(tokenizer: Tokenizer) -> Collection:
    return Collection.of(read_folder(ROOT / "data" / "articles"), tokenizer)


@pytest.fixture(scope="session")
def assistant(embedded: Collection) -> Assistant:
    return Assistant(embedded)


def measure(collection: Collection, questions: Path, **options: Any) -> dict[str, Any]:
    """Run a question set over a collection and return the report with its rows under `results`."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as rows:
        report = evaluate(open_set(questions), collection, rows, **options)
        return report | {"results": [json.loads(line) for line in lines_of(rows)]}


def load_page(path: Path, tokenizer: Tokenizer) -> tuple[Source, list[Article]]:
    (source,) = make_sources(path.read_bytes(), path=path.name)
    return source, read_page(source, tokenizer)


def read_text(text: str, tokenizer: Tokenizer) -> tuple[Source, list[Article]]:
    (source,) = make_sources(text.encode(), path="page.md")
    return source, read_page(source, tokenizer)


def units(source: Source, articles: list[Article], kind: str | None = None) -> list[str]:
    """Return the texts of all units of a kind."""
    return [text_of(source.text, u.spans) for a in articles for u in a.units if kind in (None, u.kind)]


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="session")
def served() -> Iterator["Served"]:
    """Return a server with nothing set; whatever was sent to it, it must have written nothing to its log."""
    from serving import serving

    with serving() as server:
        yield server
        assert server.process.poll() is None
        assert server.ends_silently()
