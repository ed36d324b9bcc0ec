"""Questions ranked by Milvus at every door: the same answers, and a plain word where it cannot be reached."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import QUESTIONS, ROOT, read_jsonl
from serving import serving
from test_cli import check_failure, qa

from index.store import open_collection
from index.terms import Tokenizer
from qa.assistant import Assistant
from qa.engine import Engine, bring_in_step, rank_elsewhere

pytest.importorskip("pymilvus")
pytest.importorskip("milvus_lite")
ARTICLES = ROOT / "data" / "articles"
QUESTION = "衡水有几个院士团队？"
NOBODY = "http://127.0.0.1:1"


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[str]]]:
    """Yield a collection's folder and the options that name the Milvus it was put into."""
    folder = tmp_path_factory.mktemp("engine")
    options = ["--engine", "milvus", "--uri", str(folder / "m.db")]
    done = qa("index", ARTICLES, "--collection", folder / "c", *options)
    assert done.returncode == 0
    assert "已同步到 Milvus 里的 youju：加入 6 篇" in done.stderr.decode()
    yield folder / "c", options


def test_every_question_has_the_same_answer(tmp_path: Path, tokenizer: Tokenizer) -> None:
    at_hand, elsewhere = (open_collection(ARTICLES, tokenizer) for _ in range(2))
    engine = Engine(str(tmp_path / "m.db"), "youju")
    bring_in_step(elsewhere, engine)
    rank_elsewhere(elsewhere, engine)
    one, other = Assistant(at_hand), Assistant(elsewhere)
    for row in read_jsonl(QUESTIONS):
        assert other.answer(row["question"]) == one.answer(row["question"])
    elsewhere.ranker.close()  # type: ignore[attr-defined]


def test_every_door_asks_it(there: tuple[Path, list[str]], tokenizer: Tokenizer) -> None:
    folder, options = there
    line = Assistant(open_collection(folder, tokenizer)).answer(QUESTION).model_dump_json().encode() + b"\n"
    assert qa("ask", QUESTION, "--json", "--collection", folder, *options).stdout == line
    with serving("--collection", str(folder), "--workers", "1", *options) as server:
        assert server.client.get("/api/ask", params={"q": QUESTION}).content == line


def test_a_collection_that_was_not_put_there_is_refused(there: tuple[Path, list[str]]) -> None:
    done = qa("ask", QUESTION, *there[1])  # the embedded articles, which have other paths
    check_failure(done, 65)
    assert "qa index" in done.stderr.decode()


def test_nobody_there_is_no_false_no(there: tuple[Path, list[str]]) -> None:
    options = ["--engine", "milvus", "--uri", NOBODY]
    check_failure(qa("ask", QUESTION, *options), 69)
    with serving("--workers", "1", *options) as server:
        refused = server.client.get("/api/ask", params={"q": QUESTION})
        assert (refused.status_code, refused.headers["content-type"]) == (503, "application/problem+json")
        assert refused.headers["retry-after"]
        batch = server.client.post("/api/ask/batch", json={"questions": [QUESTION]})
        assert batch.status_code == 503
        assert server.client.get("/api/articles").status_code == 200  # needs nobody


@pytest.mark.parametrize("options", [["--engine", "milvus"], ["--uri", NOBODY]])
def test_half_an_engine_is_none(options: list[str]) -> None:
    done = qa("ask", QUESTION, *options)
    check_failure(done, 2)
    assert "--uri" in done.stderr.decode()


def test_the_set_can_be_run_over_it(tmp_path: Path) -> None:
    over = ["--engine", "milvus", "--uri", str(tmp_path / "e.db")]
    reports = [json.loads(qa("eval", QUESTIONS, "--json", *more).stdout) for more in ([], over)]
    kept = [[{k: v for k, v in row.items() if k != "ms"} for row in report["results"]] for report in reports]
    assert kept[0] == kept[1]
