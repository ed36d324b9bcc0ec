"""The gate holds floors, and no floor falls without a reason on record."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import QUESTIONS

from index.errors import DataError
from qa.evaluation.gate import FLOORS, GATED, LoweredError, hold, pin, read_ledger
from qa.evaluation.question_sets import QuestionSet, open_set

ROW = {"id": "1", "question": "几座？", "answerable": False}


@pytest.fixture
def questions(tmp_path: Path) -> QuestionSet:
    (tmp_path / "题.jsonl").write_text(json.dumps(ROW), encoding="utf-8")
    return open_set(tmp_path / "题.jsonl")


def report(**figures: float) -> dict[str, Any]:
    return (
        dict.fromkeys(GATED)
        | {"fingerprint": "f1"}
        | {name.replace("_at_", "@"): value for name, value in figures.items()}
    )


def test_below_a_floor(questions: QuestionSet) -> None:
    pin(questions, report(quote_at_1=0.9, refusal_f1=0.5), None)
    assert hold(questions, report(quote_at_1=0.9, refusal_f1=0.6)) == []
    (line,) = hold(questions, report(quote_at_1=0.8999, refusal_f1=0.6))
    assert line.startswith("quote@1 0.8999 < 0.9（")
    assert len(hold(questions, report(quote_at_1=0.9))) == 1  # a measure that is gone is below


def test_a_floor_rises_and_does_not_fall_silently(questions: QuestionSet) -> None:
    pin(questions, report(quote_at_1=0.9), None)
    pin(questions, report(quote_at_1=0.95), None)
    with pytest.raises(LoweredError, match=r"quote@1 的底线会由 0.95 降到 0.9"):
        pin(questions, report(quote_at_1=0.9), None)
    assert hold(questions, report(quote_at_1=0.94))
    pin(questions, report(quote_at_1=0.9), "去掉了投机的规则")
    assert hold(questions, report(quote_at_1=0.94)) == []
    ledger = read_ledger(questions.path.parent / FLOORS)
    assert [(e.floor, e.reason) for e in ledger] == [(0.9, ""), (0.95, ""), (0.9, "去掉了投机的规则")]


def test_a_measure_that_is_gone_needs_a_reason(questions: QuestionSet) -> None:
    pin(questions, report(quote_at_1=0.9, value_em=0.8), None)
    with pytest.raises(LoweredError, match=r"value_em 的底线会由 0.8 降到 0.0"):
        pin(questions, report(quote_at_1=0.9), None)
    pin(questions, report(quote_at_1=0.9), "数值题另成一套")
    assert hold(questions, report(quote_at_1=0.9)) == []


def test_another_set_or_other_articles_need_a_reason(questions: QuestionSet) -> None:
    pin(questions, report(quote_at_1=0.9), None)
    other = report(quote_at_1=1.0) | {"fingerprint": "f2"}
    with pytest.raises(DataError, match="题或文章与记底线时不同"):
        hold(questions, other)
    with pytest.raises(LoweredError, match="题或文章改过"):
        pin(questions, other, None)
    pin(questions, other | {"quote@1": 0.8}, "换了一道错题")
    assert hold(questions, other | {"quote@1": 0.8}) == []


def copied_seal(text: str) -> str:
    """Drop the last line and give the heading the seal of the line before."""
    heading, *lines = text.splitlines()
    return "\n".join(["\t".join([*heading.split("\t")[:-1], lines[-2].split("\t")[-1]]), *lines[:-1]]) + "\n"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text.replace("0.95", "0.85"), "第 3 行被改过"),
        (lambda text: text.replace("\t0.9\t", "\t0.1\t"), "第 2 行被改过"),
        (lambda text: "\n".join(text.splitlines()[:-1]) + "\n", "末尾少了行"),
        (lambda text: "\n".join([text.splitlines()[0], *text.splitlines()[2:]]) + "\n", "第 2 行被改过"),
        (lambda text: text + "题.jsonl\tx\tquote@1\t0.1\t2030-01-01\t\t12345678\n", "第 4 行被改过"),
        (lambda text: text + "\n", "第 4 行被改过"),
        (copied_seal, "末尾少了行"),
        (lambda text: "", "没有 题.jsonl 的底线"),
    ],
)
def test_an_altered_ledger_is_noticed(questions: QuestionSet, change: Any, message: str) -> None:
    pin(questions, report(quote_at_1=0.9), None)
    pin(questions, report(quote_at_1=0.95), None)
    path = questions.path.parent / FLOORS
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(DataError, match=message):
        hold(questions, report(quote_at_1=1.0))


def test_no_ledger(questions: QuestionSet) -> None:
    with pytest.raises(Exception, match=r"请先用 --pin 记下"):
        hold(questions, report(quote_at_1=1.0))


def test_the_users_page_is_pinned() -> None:
    """Every measure of the page's set has a floor; .ci/run holds the program to them."""
    floors = {entry.measure: entry.floor for entry in read_ledger(QUESTIONS.parent / FLOORS)}
    assert set(floors) == set(GATED)
    assert floors["quote@1"] >= 0.93
