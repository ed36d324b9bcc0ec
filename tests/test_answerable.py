"""The learned decision: every row of its table of premises, the columns, the reasons it gives, its training and record."""

import json
import re
from importlib import resources
from pathlib import Path

import pytest
from conftest import ASKED

from index.collection import Collection
from index.errors import DataError
from index.source import make_sources
from index.terms import Tokenizer
from qa.question import understand
from qa.ranking import default_ranker, rank_sentences
from qa.refusal import ALWAYS, RULES, find_refusal, judge, observe
from qa.refusal.answerable import parse_answerable, read_answerable, untold
from qa.refusal.case import Case
from qa.tables import read_table

PAGE = """# 甲县举行技能大赛

10月3日，甲县举行厨师技能大赛，来自12个乡镇的46名厨师参赛。大赛由甲县总工会主办，评出一等奖3个。

# 甲县大桥通车

甲县大桥全长1086米，双向四车道，总投资4.3亿元。全县17家合作社参加了通车仪式。
"""


@pytest.fixture(scope="module")
def page(tokenizer: Tokenizer) -> Collection:
    return Collection.of(make_sources(PAGE.encode(), path="page.md"), tokenizer)


def case_of(question: str, collection: Collection) -> Case:
    asked = understand(question, collection.tokenizer)
    return Case(asked, collection, rank_sentences(asked, collection, default_ranker()))


@pytest.mark.parametrize(("asked", "told", "example"), read_table("premises.tsv"), ids=lambda text: str(text)[:12])
def test_row_of_premises(asked: str, told: str, example: str) -> None:
    question, sentence = example.split(" => ")
    assert re.search(asked, question)
    assert not re.search(told, sentence)


def test_every_column_the_trees_ask_for_is_made(page: Collection) -> None:
    model = read_answerable()
    assert model
    told, columns = observe(case_of("大桥全长多少米", page))
    assert set(model.trees.features) == set(columns)
    assert not told
    assert {f"rule_{rule.__name__}" for rule in RULES} <= set(columns)


@pytest.mark.parametrize(
    ("question", "column", "value"),
    [
        ("那17家合作社分别是哪些", "only_counted", 1),
        ("那17家合作社分别是哪些", "members_asked", 17),
        ("大桥去年为什么停运", "premise_near", 0),
        ("大桥全长多少米", "premise_near", -1),
        ("大桥去年投资多少", "relative_told", 0),
        ("厨师大赛的一等奖有几个", "rank_named", 1),
        ("厨师大赛的二等奖有几个", "rank_named", 0),
    ],
)
def test_columns(page: Collection, question: str, column: str, value: float) -> None:
    assert observe(case_of(question, page))[1][column] == value


@pytest.mark.parametrize(
    ("question", "code", "words"),
    [
        ("那17家合作社分别是哪些", "kind_missing", "数目"),
        ("大桥的设计师叫什么名字", "kind_missing", "名字"),
        ("大桥去年投资多少", "time_not_covered", "去年"),
        ("大桥的桥墩有多高", "entity_not_covered", "桥墩"),
        ("厨师大赛报销了多少钱", "not_stated", "报销"),
    ],
)
def test_the_reason_names_what_is_missing(page: Collection, question: str, code: str, words: str) -> None:
    case = case_of(question, page)
    reason = untold(case, observe(case)[1])
    assert reason.code == code
    assert words in reason.message


def test_a_rule_that_always_holds_needs_no_trees(page: Collection) -> None:
    case = case_of("乙县大桥全长多少米", page)
    verdict = judge(case.question, page, case.ranked)
    assert verdict.reason == find_refusal(case.question, page, case.ranked)
    assert verdict.reason
    assert verdict.reason.code == "place_not_covered"
    assert {rule.__name__ for rule in RULES} >= ALWAYS


def test_without_the_file_the_rules_decide(page: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.refusal.read_answerable", lambda: None)
    case = case_of("大桥全长多少米", page)
    assert judge(case.question, page, case.ranked).reason is None


def test_a_likelier_answer_is_believed_more() -> None:
    model = read_answerable()
    assert model
    assert 0 < model.least < 1
    believed = [model.is_right(likely) for likely in (0.2, 0.5, 0.9)]
    assert believed == sorted(believed)


@pytest.mark.parametrize("data", [b"{}", b"no json", b'{"format": 1, "features": [], "trees": []}'])
def test_a_damaged_file_is_said(data: bytes) -> None:
    with pytest.raises(DataError, match=r"answerable\.json"):
        parse_answerable(data)


def test_the_record_is_of_the_model() -> None:
    model = read_answerable()
    record = json.loads(resources.files("qa").joinpath("models", "answerable.record.json").read_text(encoding="utf-8"))
    assert model
    assert tuple(record["features"]) == model.trees.features
    assert record["least"] == model.least
    assert record["parameters"]["seed"] == record["seed"]
    assert "CC BY-SA 4.0" in record["licences"]
    assert all(re.fullmatch("[0-9a-f]{64}", told["sha256"]) for told in record["trained_on"])
    # the trees refuse far more of what has no answer than the rules do, and hardly more of what has one
    assert record["pages_held_out"]["answered"] < 0.65 * record["rules_alone"]["answered"]
    assert record["pages_held_out"]["refused"] <= record["rules_alone"]["refused"] + 0.02


def test_training_on_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("lightgbm", reason="只在装了 [train] 时训练")
    from qa.training import answerable

    folder = tmp_path / "pages"
    folder.mkdir()
    for page in sorted(ASKED, key=lambda path: path.stat().st_size)[:3]:
        for file in (page, page.with_suffix(".jsonl")):
            (folder / file.name).write_bytes(file.read_bytes())
    out = tmp_path / "answerable.json"
    monkeypatch.setattr(answerable, "TREES", 3)
    monkeypatch.setattr("sys.argv", ["answerable", "--pages", str(folder), "--out", str(out)])
    answerable.main()
    first = out.read_bytes()
    assert len(json.loads(first)["trees"]) == 3
    assert parse_answerable(first).trees.features
    record = json.loads(out.with_suffix(".record.json").read_text(encoding="utf-8"))
    assert 0 <= record["pages_held_out"]["refused"] <= 1
    answerable.main()
    assert out.read_bytes() == first
