"""Only some articles may answer: those of a file, of a time, of a place, at every door alike."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from serving import serving
from test_cli import qa

from index.errors import UsageError
from index.ranker import Filter, day, is_from, place_terms
from index.store import open_collection
from index.terms import Tokenizer
from index.update import update_collection
from qa.assistant import Assistant
from qa.within import make_filter

# the same news from three places and times
ARTICLES = {
    "晚报.jsonl": [("a", "2023-05-01", "石家庄今年建成公园3座。"), ("b", "2024-05-01", "石家庄今年建成公园5座。")],
    "日报.jsonl": [("c", "2025", "唐山今年建成公园7座。"), ("d", None, "邯郸今年建成公园9座。")],
}
QUESTION = "今年建成公园几座？"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, tokenizer: Tokenizer) -> Path:
    top = tmp_path_factory.mktemp("within")
    for name, articles in ARTICLES.items():
        rows = (
            {"id": key, "title": "公园", "text": text} | ({"date": date} if date else {})
            for key, date, text in articles
        )
        (top / "报").mkdir(exist_ok=True)
        (top / "报" / name).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    update_collection(top / "c", tokenizer, add=[top / "报"])
    return top / "c"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, "abcd"),
        ({"source": "报/晚报.jsonl"}, "ab"),
        ({"source": "报"}, "abcd"),
        ({"source": "报/"}, "abcd"),
        ({"source": "报/晚报.jsonl#b"}, "b"),
        ({"source": "报/晚报"}, ""),
        ({"since": "2024"}, "bc"),
        ({"since": "2024-05-02"}, "c"),
        ({"until": "2024"}, "ab"),
        ({"until": "2023-05"}, "a"),
        ({"until": "2023-04"}, ""),
        ({"since": "2023-05-01", "until": "2024-05-01"}, "ab"),
        ({"since": "2025", "until": "2024"}, ""),
        ({"place": "石家庄"}, "ab"),
        ({"place": "石家庄", "since": "2024"}, "b"),
        ({"place": "保定"}, ""),
        ({"place": "公园"}, ""),
    ],
)
def test_only_the_articles_that_are_left_answer(
    said: Mapping[str, str], found: str, folder: Path, tokenizer: Tokenizer
) -> None:
    collection = open_collection(folder, tokenizer)
    within = make_filter(tokenizer, **said)
    hits = collection.rank(["公园"], 10, within)
    assert sorted(collection.articles[collection.passages[hit.passage].article].id for hit in hits) == [*found]
    scores = {hit.passage: hit.score for hit in collection.rank(["公园"], 10)}
    assert all(scores[hit.passage] == hit.score for hit in hits)  # the statistics are those of all articles
    answer = Assistant(collection).answer(QUESTION, within=within)
    assert {quote.article.id for quote in answer.quotes + answer.nearest} <= set(found)
    if not found:
        assert answer.reason
        assert "所限" in answer.reason.message


def test_every_door_takes_the_same_filter(folder: Path, tokenizer: Tokenizer) -> None:
    said = {"place": "石家庄", "since": "2024"}
    told = Assistant(open_collection(folder, tokenizer)).answer(QUESTION, within=make_filter(tokenizer, **said))
    assert told.answer == "5座"
    line = told.model_dump_json().encode() + b"\n"
    options = [f"--{name}={value}" for name, value in said.items()]
    assert qa("ask", QUESTION, "--json", "--collection", folder, *options).stdout == line
    with serving("--collection", str(folder)) as server:
        assert server.client.get("/api/ask", params={"q": QUESTION, **said}).content == line
        assert server.client.post("/api/ask", json={"question": QUESTION, **said}).content == line
        batch = server.client.post("/api/ask/batch", json={"questions": [QUESTION], **said})
        assert batch.content == line
        assert server.client.get("/api/ask", params={"q": QUESTION, "since": "昨天"}).status_code == 422


def test_a_date_that_is_none_is_refused(tokenizer: Tokenizer) -> None:
    for date in ("昨天", "2024-13", "24-01", "2024-05-1", "2024\n"):
        with pytest.raises(UsageError, match="日期"):
            make_filter(tokenizer, since=date)
    assert make_filter(tokenizer) is None
    assert make_filter(tokenizer, source="", place="") is None
    assert make_filter(tokenizer, place="河北省石家庄市") == Filter(place=("河北", "河北省", "石家庄", "石家庄市"))


def test_days_and_paths_compare_as_written() -> None:
    assert (day("2024-05-06T07:08"), day("2024"), day(None), day("2024", fill="9")) == (20240506, 20240000, 0, 20249999)
    assert is_from("报/a.md", "报") and not is_from("报纸/a.md", "报")
    assert place_terms(["石家庄", "故城县", "公园", "故城县"]) == ["故城县", "石家庄"]
