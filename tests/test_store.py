"""Collections in a folder: adding, refreshing, taking out, damage, two writers, and a kill at any moment."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ASKED, ROOT

from index.errors import BusyError, DataError, FileError
from index.layout import CURRENT, writing
from index.store import open_collection
from index.terms import Tokenizer
from index.update import update_collection
from qa.assistant import Assistant


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "page.md"
    path.parent.mkdir()
    path.write_text("# 甲市新闻\n\n甲市建成学校3所。\n", encoding="utf-8")
    return path


def ask(folder: Path, tokenizer: Tokenizer, question: str) -> str:
    return Assistant(open_collection(folder, tokenizer)).answer(question).model_dump_json()


def test_add_refresh_remove(article: Path, tmp_path: Path, tokenizer: Tokenizer) -> None:
    folder = tmp_path / "c"
    assert update_collection(folder, tokenizer, add=[article]).added == ["in/page.md"]
    assert update_collection(folder, tokenizer, add=[article]).unchanged == ["in/page.md"]
    article.write_text("# 甲市新闻\n\n甲市建成学校5所。\n", encoding="utf-8")
    assert update_collection(folder, tokenizer, add=[article.parent]).updated == ["in/page.md"]
    assert "5所" in ask(folder, tokenizer, "建成几所学校")
    assert "3所" not in ask(folder, tokenizer, "建成几所学校")
    assert update_collection(folder, tokenizer, remove=[article]).removed == ["in/page.md"]
    assert not list(folder.glob("in*"))
    with pytest.raises(DataError, match="没有一句话"):
        open_collection(folder, tokenizer)


def test_copies_are_the_bytes_and_quotes_name_them(article: Path, tmp_path: Path, tokenizer: Tokenizer) -> None:
    folder = tmp_path / "c"
    update_collection(folder, tokenizer, add=[article])
    quote = json.loads(ask(folder, tokenizer, "建成几所学校"))["quotes"][0]
    kept = folder / quote["source"]["path"]
    assert kept.read_bytes() == article.read_bytes()
    assert "".join(kept.read_text("utf-8")[a:b] for a, b in quote["spans"]) == quote["text"]


def test_same_names_from_two_folders_stay_apart(tmp_path: Path, tokenizer: Tokenizer) -> None:
    for name in ("a/x", "b/x", "c/y"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "page.md").write_text(f"# {name}\n\n这里是{name}。\n", encoding="utf-8")
    files = sorted(tmp_path.rglob("page.md"))
    changes = update_collection(tmp_path / "c2", tokenizer, add=files)
    assert changes.added == ["x/page.md", "x-2/page.md", "y/page.md"]
    assert changes.files == 3


def test_same_answers_reopened_and_built_in_any_order(tmp_path: Path, tokenizer: Tokenizer) -> None:
    files = ASKED[:6]
    update_collection(tmp_path / "one", tokenizer, add=files)
    for path in random.Random(7).sample(files, len(files)):
        update_collection(tmp_path / "two", tokenizer, add=[path])
    questions = [
        json.loads(line)["question"] for f in files for line in f.with_suffix(".jsonl").read_text("utf-8").splitlines()
    ]
    first, second, third = (Assistant(open_collection(tmp_path / name, tokenizer)) for name in ("one", "two", "one"))
    for question in questions:
        given = first.answer(question).model_dump_json()
        assert given == second.answer(question).model_dump_json() == third.answer(question).model_dump_json()


def test_one_bad_file_changes_nothing(article: Path, tmp_path: Path, tokenizer: Tokenizer) -> None:
    folder = tmp_path / "c"
    update_collection(folder, tokenizer, add=[article])
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (article.parent / "bad.md").write_bytes("衡水".encode("gbk"))
    with pytest.raises(DataError, match="UTF-8"):
        update_collection(folder, tokenizer, add=[article.parent])
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["in/page.md", ".youju/current/manifest.json", ".youju/current/parts/terms"])
@pytest.mark.parametrize("keep", [0, 0.5, 0.9])
def test_damage_is_refused(name: str, keep: float, article: Path, tmp_path: Path, tokenizer: Tokenizer) -> None:
    folder = tmp_path / "c"
    update_collection(folder, tokenizer, add=[article])
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(DataError, match="qa index"):
        open_collection(folder, tokenizer)


def test_a_damaged_index_is_made_again_from_the_copies(article: Path, tmp_path: Path, tokenizer: Tokenizer) -> None:
    folder = tmp_path / "c"
    update_collection(folder, tokenizer, add=[article])
    whole, terms = ask(folder, tokenizer, "建成几所学校"), folder / CURRENT / "parts" / "terms"
    terms.write_bytes(terms.read_bytes()[::-1])
    with pytest.raises(DataError, match="terms"):
        open_collection(folder, tokenizer)
    assert update_collection(folder, tokenizer, add=[article]).unchanged == ["in/page.md"]
    assert ask(folder, tokenizer, "建成几所学校") == whole


def test_a_folder_of_articles_needs_no_index(article: Path, tokenizer: Tokenizer) -> None:
    assert "3所" in ask(article.parent, tokenizer, "建成几所学校")


def test_somebody_elses_folder_is_left_alone(article: Path, tokenizer: Tokenizer) -> None:
    with pytest.raises(DataError, match="不是空的"):
        update_collection(article.parent, tokenizer, add=[article])


def test_second_writer_leaves(article: Path, tmp_path: Path, tokenizer: Tokenizer) -> None:
    folder = tmp_path / "c"
    with writing(folder), pytest.raises(BusyError, match=str(os.getpid())):
        update_collection(folder, tokenizer, add=[article])


def test_missing_things(tmp_path: Path, tokenizer: Tokenizer) -> None:
    with pytest.raises(FileError, match="找不到资料库"):
        open_collection(tmp_path / "none", tokenizer)
    with pytest.raises(FileError, match="找不到文件"):
        update_collection(tmp_path / "c", tokenizer, add=[tmp_path / "none.md"])


def test_ready_articles(tmp_path: Path, tokenizer: Tokenizer) -> None:
    records = [
        {
            "id": "a1",
            "title": "甲市",
            "text": "甲市有桥9座。\n# 不是标题\n另一段。",
            "byline": "记者王小明",
            "date": "2025-01-02",
        },
        {"id": "a2", "title": "乙市", "text": "乙市有“桥”8座。"},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    update_collection(tmp_path / "c", tokenizer, add=[path])
    collection = open_collection(tmp_path / "c", tokenizer)
    assert [(a.id, a.title, a.date) for a in collection.articles] == [
        ("a1", "甲市", "2025-01-02"),
        ("a2", "乙市", None),
    ]
    assert [tuple(person) for person in collection.articles[0].byline] == [("王小明", "记者")]
    quote = Assistant(collection).answer("乙市有几座桥").quotes[0]
    assert (quote.text, quote.article.id) == ("乙市有“桥”8座。", "a2")
    assert "".join(records[1]["text"][a:b] for a, b in quote.spans) == quote.text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("不是 JSON", "不是 JSON"),
        ("[1]", "不是文章"),
        ('{"id": "a"}', "不是文章"),
        ('{"id": "a", "text": "\\ud800"}', "代理"),
        ('{"id": "a", "text": "一。"}\n{"id": "a", "text": "二。"}', "重复"),
        ("[" * 100_000, "不是 JSON"),
    ],
)
def test_bad_record(line: str, words: str, tmp_path: Path, tokenizer: Tokenizer) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(DataError, match=words):
        update_collection(tmp_path / "c", tokenizer, add=[path])


def test_kill_at_any_moment(article: Path, tmp_path: Path, tokenizer: Tokenizer) -> None:
    """After kill -9 the collection opens, with the old article or the new one, and takes the next update."""
    folder = tmp_path / "c"
    update_collection(folder, tokenizer, add=[article])
    code = "import sys; from pathlib import Path; from index.update import *; t = Tokenizer(); print(flush=True)\n"
    code += "for i in range(1000): Path(sys.argv[1]).write_text(f'# 甲市新闻\\n\\n甲市建成学校{i + 10}所。\\n'); "
    code += "update_collection(Path(sys.argv[2]), t, add=[Path(sys.argv[1])])"
    delays = random.Random(1)
    for _ in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", code, article, folder],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(delays.uniform(0.0, 0.05))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert "所" in ask(folder, tokenizer, "建成几所学校")  # the old article or the new one, and whole
        article.write_text("# 甲市新闻\n\n甲市建成学校3所。\n", encoding="utf-8")
        update_collection(folder, tokenizer, add=[article])
        assert "3所" in ask(folder, tokenizer, "建成几所学校")


def test_a_refused_update_leaves_every_byte(tmp_path: Path, tokenizer: Tokenizer) -> None:
    """An update that only fails when all is put together (one id in two files) must not have begun."""
    folder, one, two = tmp_path / "c", tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    one.write_text('{"id": "1", "title": "甲", "text": "甲市有桥3座。"}', encoding="utf-8")
    two.write_text('{"id": "2", "title": "乙", "text": "乙市有桥5座。"}', encoding="utf-8")
    update_collection(folder, tokenizer, add=[one, two])
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    one.write_text('{"id": "2", "title": "甲", "text": "甲市有桥3座。"}', encoding="utf-8")
    with pytest.raises(DataError, match="编号相同"):
        update_collection(folder, tokenizer, add=[one])
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_failing_write_leaves_the_old_state(
    article: Path, tmp_path: Path, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "c"
    update_collection(folder, tokenizer, add=[article])
    article.write_text("# 甲市新闻\n\n甲市建成学校5所。\n", encoding="utf-8")
    failed = 0
    for allowed in range(1000):
        left = iter([True] * allowed)

        def fails(descriptor: int, left: object = left) -> None:
            if not next(left, False):  # type: ignore[call-overload]
                raise OSError(errno.ENOSPC, "disk full")

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fails)
            try:
                update_collection(folder, tokenizer, add=[article])
            except FileError as error:
                assert "磁盘满了" in str(error)
                failed += 1
            else:
                break
        if "5所" in ask(folder, tokenizer, "建成几所学校"):  # only what comes after the swap failed
            break
    assert failed > 10
    assert "5所" in ask(folder, tokenizer, "建成几所学校")


def test_a_collection_that_was_never_finished_says_so(tmp_path: Path, tokenizer: Tokenizer) -> None:
    (tmp_path / "c" / ".youju").mkdir(parents=True)
    with pytest.raises(DataError, match="还没有建好"):
        open_collection(tmp_path / "c", tokenizer)
    with pytest.raises(DataError, match="不是资料库"):
        update_collection(tmp_path / "new", tokenizer, remove=[tmp_path / "x.md"])
    assert not (tmp_path / "new").exists()


def test_its_own_copies_are_not_taken_in(article: Path, tmp_path: Path, tokenizer: Tokenizer) -> None:
    update_collection(tmp_path / "c", tokenizer, add=[article])
    with pytest.raises(DataError, match="自己的文件夹"):
        update_collection(tmp_path / "c", tokenizer, add=[tmp_path / "c"])
