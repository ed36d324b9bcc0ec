"""Gold that cannot be right is refused with its place and reason; gold that is right passes, however it is printed."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import QUESTIONS, SHARED, needs_shared, read_jsonl

from index.collection import Collection
from index.errors import DataError
from index.source import make_sources
from index.terms import Tokenizer
from qa.evaluation.check import check
from qa.evaluation.gold import Gold
from qa.evaluation.items import read_items

PAGE = """# 甲市建桥九座

本报讯（记者李四）去年甲市建成大桥9座；今年再建3座。市民都说方便。

甲市的隧道长23.4公里，
是全省最长的。
"""
RIGHT = {
    "id": "1",
    "question": "甲市建成几座桥？",
    "sentences": ["去年甲市建成大桥9座；今年再建3座。"],
    "answer": "9座",
}
UNANSWERABLE = {"id": "2", "question": "乙市建成几座桥？", "answerable": False}


@pytest.fixture(scope="module")
def gold(tokenizer: Tokenizer) -> Gold:
    return Gold(Collection.of(make_sources(PAGE.encode(), path="page.md"), tokenizer))


def run(gold: Gold, folder: Path, *rows: dict[str, Any]) -> Any:
    path = folder / "题.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return check(path, read_items(path), gold)


def test_right_gold_passes(gold: Gold, tmp_path: Path) -> None:
    assert run(gold, tmp_path, RIGHT, UNANSWERABLE) == (2, 1, 0)


@pytest.mark.parametrize(
    "sentence",
    [
        "本报讯（记者李四）去年甲市建成大桥9座；今年再建3座。",  # a byline runs into it
        "去年甲市建成大桥9座；",  # cut at ；, which ends no sentence here
        "甲市的隧道长23.4公里，是全省最长的。",  # over a break
        "去年甲市建成大桥9座；今年再建3座。市民都说方便。",  # two sentences as one
    ],
)
def test_printed_otherwise_is_still_known(gold: Gold, tmp_path: Path, sentence: str) -> None:
    assert run(gold, tmp_path, {"id": "1", "question": "问？", "sentences": [sentence]}).questions == 1


def test_an_empty_answer_is_none(gold: Gold, tmp_path: Path) -> None:
    for empty in ("", [], None):
        assert run(gold, tmp_path, RIGHT | {"answer": empty}, UNANSWERABLE | {"answer": empty}).questions == 2


def test_cut_gold_is_counted(gold: Gold, tmp_path: Path) -> None:
    assert run(gold, tmp_path, RIGHT | {"sentences": ["去年甲市建成大桥9座；"]}).cut_golds == 1
    assert run(gold, tmp_path, RIGHT | {"sentences": ["本报讯（记者李四）" + RIGHT["sentences"][0]]}).cut_golds == 0


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([RIGHT, UNANSWERABLE | {"id": "1"}], "第 2 行的 id“1”与第 1 行重复"),
        ([RIGHT, RIGHT | {"id": "3", "sentences": ["去年甲市建成大桥8座；今年再建3座。"]}], "第 2 行的句子不在资料库里"),
        ([RIGHT | {"sentences": ["去年甲市建成大桥9座，今年再建3座。"]}], "第 1 行的句子不在资料库里"),
        ([RIGHT | {"sentences": ["甲市的隧道长23.5公里，是全省最长的。"]}], "第 1 行的句子不在资料库里"),
        ([RIGHT | {"answer": "8座"}], "第 1 行的答案不在它的句子里"),
        ([RIGHT | {"answer": ["9座", "4座"]}], "第 1 行的答案不在它的句子里"),
        ([RIGHT, RIGHT | {"id": "3", "answerable": False, "sentences": [], "answer": None}], "第 2 行说没有答案，与同一问题的第 1 行（有答案）矛盾"),
        ([UNANSWERABLE | {"sentences": RIGHT["sentences"]}], "第 1 行说没有答案，却给了句子或答案"),
        ([UNANSWERABLE | {"value_base": "3"}], "第 1 行说没有答案，却给了数值"),
        ([{"id": "1", "question": "问？"}], "第 1 行说有答案，却没有给出句子"),
        ([RIGHT | {"match": "none"}], "match 却是 none"),
        ([RIGHT | {"match": "one"}], "第 1 行不是题目（match 不对）"),
        ([RIGHT | {"value_base": "九"}], "第 1 行的 value_base 不是数"),
        ([RIGHT | {"value_base": "sNaN1"}], "第 1 行的 value_base 不是数"),
        ([RIGHT | {"answer": ["9座", ""]}], "第 1 行有空的答案"),
        ([RIGHT | {"sentences": ["***"]}], "第 1 行有空的句子"),
        ([UNANSWERABLE | {"alt_answers": ["9座"]}], "第 1 行说没有答案，却给了句子或答案"),
        ([RIGHT | {"sentences": ["是全省最长的。# 甲市"]}], "第 1 行的句子不在资料库里"),
        ([RIGHT | {"question": " "}], "第 1 行没有问题"),
        ([RIGHT | {"sentences": [""]}], "第 1 行有空的句子"),
        ([], "里没有题目"),
        ([UNANSWERABLE | {"id": f"{n}", "value_base": "3"} for n in range(4)], "；共 4 处"),
    ],
)  # fmt: skip
def test_wrong_gold_is_named(gold: Gold, tmp_path: Path, rows: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(DataError) as raised:
        run(gold, tmp_path, *rows)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{]", "第 2 行不是题目（不是 JSON 对象）"),
        (b"[1]", "第 2 行不是题目（不是 JSON 对象）"),
        (b'{"id": "2"}', "第 2 行不是题目（question 不对）"),
        (b'{"id": "2", "question": "\\ud800"}', "第 2 行不是题目"),
        ("问".encode("gbk"), "第 2 行不是 UTF-8"),
        (b"[" * 100_000, "第 2 行不是题目"),
        (b" " * 2_000_000, "第 2 行太长"),
    ],
)
def test_wrong_line_is_named(tmp_path: Path, line: bytes, message: str) -> None:
    path = tmp_path / "题.jsonl"
    path.write_bytes(json.dumps(RIGHT).encode() + b"\n" + line + b"\n")
    with pytest.raises(DataError) as raised:
        list(read_items(path))
    assert message in str(raised.value)


def test_a_wrong_figure_in_gold_is_unknown(embedded: Collection, tmp_path: Path) -> None:
    """Every gold sentence of the user's page with one digit changed is refused: no typing error passes as a piece."""
    known = Gold(embedded)
    sentences = {s for row in read_jsonl(QUESTIONS) for s in row["sentences"] if any(c.isdigit() for c in s)}
    assert len(sentences) > 30
    for sentence in sentences:
        at = next(at for at, char in enumerate(sentence) if char.isdigit())
        wrong = sentence[:at] + str((int(sentence[at]) + 5) % 10) + sentence[at + 1 :]
        assert known.is_known(sentence)
        assert not known.is_known(wrong), wrong


@needs_shared
def test_gold_of_the_public_sets_is_known(tokenizer: Tokenizer) -> None:
    folder = SHARED / "data" / "bench" / "cmrc2018" / "dev"
    collection = Collection.of(make_sources((folder / "articles.jsonl").read_bytes(), path="articles.jsonl"), tokenizer)
    checked = check(folder, read_items(folder / "questions.jsonl"), Gold(collection))
    assert checked.questions == 3205
    assert 100 < checked.cut_golds < 200
