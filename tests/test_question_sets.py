"""Question sets in every form people keep them in: the same questions with the same gold come out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.collection import Collection
from index.errors import DataError, FileError, UserError
from index.source import make_sources
from index.terms import Tokenizer
from qa.evaluation.evaluate import fingerprint
from qa.evaluation.items import Item
from qa.evaluation.question_sets import open_set

CONTEXT = "甲市去年建成大桥9座。市民都说“方便！”今年再建3座；\n乙市没有桥。"
SQUAD = {
    "version": "v2",
    "data": [
        {
            "title": "桥",
            "paragraphs": [
                {
                    "context": CONTEXT,
                    "qas": [
                        {"id": "a", "question": "几座？", "answers": [{"text": "9座", "answer_start": 8}]},
                        {"id": "b", "question": "谁？", "answers": [{"text": "甲市", "answer_start": 0}, {"text": "市民", "answer_start": 11}]},
                        {"id": "c", "question": "何时？", "is_impossible": True, "answers": []},
                        {"id": "e", "question": "何事？", "answers": [{"text": "9座。市民", "answer_start": 8.0}]},
                        {"id": "d", "question": "几座？", "answers": [{"text": "3座", "answer_start": -1}]},
                    ],
                }
            ],
        }
    ],
}  # fmt: skip
CMRC = [
    {
        "context_id": "T1",
        "context_text": CONTEXT,
        "title": "桥",
        "qas": [{"query_id": "T1_Q", "query_text": "几座？", "answers": ["9座", "9座", "大桥9座"]}],
    }
]


def write(path: Path, content: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def items(path: Path) -> list[Item]:
    return [item for _, item in open_set(path).items()]


def test_squad(tmp_path: Path) -> None:
    a, b, c, e, d = items(write(tmp_path / "dev.json", SQUAD))
    assert (a.id, a.sentences, a.answer) == ("a", ("甲市去年建成大桥9座。",), "9座")
    assert b.sentences == ("甲市去年建成大桥9座。", "市民都说“方便！”")
    assert (b.answer, b.alt_answers) == ("甲市", ("市民",))
    assert not c.answerable
    assert d.sentences == ("今年再建3座；",)
    # an answer over the end of a sentence: both are the evidence, no one holds it
    assert (e.sentences, e.match, e.answer) == (("甲市去年建成大桥9座。", "市民都说“方便！”"), "all", None)


def test_squad_brings_its_articles(tmp_path: Path) -> None:
    questions = open_set(write(tmp_path / "dev.json", SQUAD))
    assert questions.corpus
    questions.corpus.write(questions.corpus.path, tmp_path / "articles.jsonl")
    (article,) = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert article == {"id": "0-0", "title": "桥", "text": CONTEXT}


def test_cmrc_first_release(tmp_path: Path) -> None:
    (item,) = items(write(tmp_path / "trial.json", CMRC))
    assert (item.id, item.sentences) == ("T1_Q", ("甲市去年建成大桥9座。",))
    assert (item.answer, item.alt_answers) == ("9座", ("大桥9座",))


def test_answer_in_no_sentence_is_named(tmp_path: Path) -> None:
    wrong = [CMRC[0] | {"qas": [{"query_id": "T1_Q", "query_text": "几座？", "answers": ["8座"]}]}]
    with pytest.raises(DataError, match="题目 T1_Q：答案“8座”不在文中"):
        items(write(tmp_path / "trial.json", wrong))


def beir(folder: Path, qrels: str = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n") -> Path:
    write(folder / "corpus.jsonl", '{"_id": "d1", "title": "桥", "text": "甲市有桥。"}\n{"_id": "d2", "text": " "}\n')
    write(folder / "queries.jsonl", '{"_id": "q1", "text": "哪里有桥"}\n{"_id": "q2", "text": "没有判定的"}\n')
    write(folder / "qrels" / "test.tsv", qrels)
    return folder


def test_beir(tmp_path: Path) -> None:
    questions = open_set(beir(tmp_path))
    (item,) = [item for _, item in questions.items()]
    assert (item.id, item.question, item.beir_qrels) == ("q1", "哪里有桥", {"d1": 2})
    assert questions.corpus
    questions.corpus.write(questions.corpus.path, tmp_path / "articles.jsonl")
    assert (tmp_path / "articles.jsonl").read_text(encoding="utf-8").count("\n") == 1


SHEET = 'question,sentence,answer,type\n"几座，共计？","甲市去年建成大桥9座。\n今年再建3座。",9座,count\n谁？,,,\n\n何时？,甲市去年建成大桥9座。,,\n'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("题.csv", SHEET.encode()),
        ("题.csv", SHEET.encode("utf-8-sig")),
        ("题.csv", SHEET.replace("\n何", "\r\n何").encode("gb18030")),
        ("题.csv", SHEET.replace(",", ";").encode()),
        ("题.tsv", SHEET.replace(",", "\t").encode("utf-16")),
        ("题.csv", SHEET.replace("question,sentence,answer,type", "问题, 原句 ,答案,题型").encode("gbk")),
    ],
    ids=["utf-8", "bom", "gb18030", "semicolon", "utf-16 tsv", "chinese headings"],
)
def test_spreadsheet(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    one, two, three = items(tmp_path / name)
    assert (one.question, one.answer, one.type) == ("几座，共计？", "9座", "count")
    assert one.sentences == ("甲市去年建成大桥9座。", "今年再建3座。")
    assert (two.answerable, three.answerable, three.answer) == (False, True, None)
    assert [where for where, _ in open_set(tmp_path / name).items()] == ["第 2 行", "第 4 行", "第 6 行"]
    assert len({one.id, two.id, three.id}) == 3


def test_folder_of_questions_and_articles(tmp_path: Path) -> None:
    write(tmp_path / "questions.jsonl", {"id": 1, "question": "几座？", "answerable": False})
    write(tmp_path / "articles.jsonl", {"id": "a", "title": "桥", "text": "甲市有桥。"})
    (item,) = items(tmp_path)
    assert item.id == "1"


def test_fingerprint_is_of_questions_and_articles_not_of_bytes(tmp_path: Path, tokenizer: Tokenizer) -> None:
    bridge, tunnel = (
        Collection.of(make_sources(f"甲市有{it}。".encode(), path="a.md"), tokenizer) for it in ("桥", "隧道")
    )
    row = {"id": "1", "question": "几座？", "answerable": False}
    one = open_set(write(tmp_path / "一.jsonl", row))
    again = open_set(write(tmp_path / "二.jsonl", "\n" + json.dumps(row | {"note": "x"}) + "\n"))
    other = open_set(write(tmp_path / "三.jsonl", row | {"question": "几座"}))
    assert fingerprint(one, bridge) == fingerprint(again, bridge)
    assert len({fingerprint(one, bridge), fingerprint(other, bridge), fingerprint(one, tunnel)}) == 3


def _squad(**fault: object) -> Callable[[Path], Path]:
    asked = {"id": "1", "question": "几座？", "answers": [{"text": "9座", "answer_start": 8}]} | fault
    return _plain("题.json", {"data": [{"paragraphs": [{"context": CONTEXT, "qas": [asked]}]}]})


FAULTS = (
    ({"answers": 5}, "不是 SQuAD 格式"),
    ({"answers": "9座"}, "不是 SQuAD 格式"),
    ({"answers": [{}]}, "不是 SQuAD 格式"),
    ({"answers": [{"text": "9座", "answer_start": [1]}]}, "不是 SQuAD 格式"),
    ({"id": None}, "不是 SQuAD 格式"),
    ({"answers": []}, "题目 1 没有答案，也没标 is_impossible"),
    ({"is_impossible": True}, "题目 1 标为无解却有答案"),
)


def _plain(name: str, content: object) -> Callable[[Path], Path]:
    return lambda folder: write(folder / name, content)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda folder: folder / "没有.jsonl", FileError, "找不到题集"),
        (lambda folder: folder, DataError, "不是题集文件夹"),
        (_plain("题.xlsx", "PK"), DataError, "不认得这种题集"),
        (_plain("题.json", "{]"), DataError, "不是 SQuAD 格式"),
        (_plain("题.json", "3"), DataError, "不是 SQuAD 格式"),
        (_plain("题.json", {"data": [{"paragraphs": [{"qas": []}]}]}), DataError, "不是 SQuAD 格式"),
        (_plain("题.json", {"data": [{"paragraphs": [{"context": "", "qas": [{"id": "1"}]}]}]}), DataError, "不是 SQuAD 格式"),
        *((_squad(**fault), DataError, message) for fault, message in FAULTS),
        (_plain("题.csv", "问,答\n"), DataError, "第一行没有 sentence/句子 列"),
        (_plain("题.csv", "问题,原句\n,甲市。\n"), DataError, "第 2 行没有问题"),
        (_plain("题.csv", '问题,原句\n"甲,乙\n'), DataError, "不是 CSV 表格"),
        (_plain("题.csv", "问题,原句\n甲,乙,丙\n"), DataError, "第 2 行的列数与表头不符"),
        (_plain("题.csv", "问题,原句\n甲\n"), DataError, "第 2 行的列数与表头不符"),
        (_plain("题.csv", "问题,原句,答案,答\n"), DataError, "有两个 answer/答案 列"),
        (lambda folder: beir(folder, "q1\td1\tx\nq1\td1\tx\n"), DataError, "test.tsv 第 2 行不是判定"),
        (lambda folder: beir(folder, "q1 d1 1\nq1 d1 1\n"), DataError, "test.tsv 第 2 行不是判定"),
        (lambda folder: beir(folder, "q1\td1\t99999999\n"), DataError, "test.tsv 第 1 行不是判定"),
        (lambda folder: beir(folder, "q1\td1\t1\nq1\td1\t0\n"), DataError, "第 2 行与前面对 q1、d1 的判定矛盾"),
        (lambda folder: beir(folder, "q9\td1\t1\n"), DataError, "判定的题目 q9 不在 queries.jsonl 里"),
        (lambda folder: write(beir(folder) / "queries.jsonl", '{"_id": "q1", "text": "\\ud800"}').parent, DataError, "queries.jsonl 第 1 行不是 BEIR 的一条"),
    ],
)  # fmt: skip
def test_what_is_no_set_is_named(
    tmp_path: Path, make: Callable[[Path], Path], error: type[UserError], message: str
) -> None:
    with pytest.raises(error) as raised:
        items(make(tmp_path))
    assert message in str(raised.value)
