"""Two runs compared: what changed, question by question, and with what certainty."""

import json
from pathlib import Path
from typing import Any

import pytest

from index.errors import DataError
from qa.evaluation.compare import compare, read_report


def row(number: int, hit: bool, *, answerable: bool = True, refused: bool = False, **fields: Any) -> dict[str, Any]:
    scores = {"quote@1": [float(hit), 1.0]} if answerable else {"refusal_recall": [float(refused), 1.0]}
    if refused:
        scores["refusal_precision"] = [float(not answerable), 1.0]
    shown = {"quote": f"句{hit}。", "answer": None}
    return {
        "id": f"q{number}",
        "item": f"i{number}",
        "question": f"问{number}？",
        "answerable": answerable,
        "scores": scores,
        **shown,
        **fields,
    }


def test_better_and_worse_are_told_apart() -> None:
    old = {f"q{n}": row(n, hit=n >= 30) for n in range(100)}
    new = [row(n, hit=n != 99) for n in range(100)]
    result = compare(old, new)
    (change,) = result.measures
    assert (change.old, change.new, change.difference) == (0.7, 0.99, 0.29)
    assert (change.better, change.worse) == (30, 1)
    assert change.significant
    assert change.p < 1e-6
    assert [(q["id"], q["worse"]) for q in result.questions if q["worse"]] == [("q99", ["quote@1"])]
    assert result.questions[0]["old_quote"] == "句False。"


def test_one_change_of_a_hundred_is_no_news() -> None:
    change = compare(
        {f"q{n}": row(n, hit=n != 5) for n in range(100)}, [row(n, hit=True) for n in range(100)]
    ).measures[0]
    assert (change.better, change.worse) == (1, 0)
    assert not change.significant
    assert change.p == 1.0


def test_refusals_are_compared() -> None:
    old = {"q1": row(1, False, answerable=False), "q2": row(2, True)}
    new = [row(1, False, answerable=False, refused=True), row(2, False, refused=True)]
    changes = {q["id"]: (q["better"], q["worse"]) for q in compare(old, new).questions}
    assert changes == {
        "q1": (["refusal_precision", "refusal_recall"], []),
        "q2": ([], ["quote@1", "refusal_precision"]),
    }


def test_only_the_same_questions_are_compared() -> None:
    old = {f"q{n}": row(n, hit=True) for n in (1, 2, 3)}
    result = compare(old, [row(1, hit=True), row(2, hit=True, item="j2"), row(4, hit=True)])
    assert (result.common, result.reworded, result.only_old, result.only_new) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    "content",
    [
        *(json.dumps({"results": [row(1, True) | fault]}) for fault in ({"scores": {"quote@1": "ab"}}, {"scores": {"quote@1": [None, 1]}}, {"scores": {"quote@1": [-1, 1]}}, {"answer": 5}, {"item": ""})),"", "{}", "[]", '{"results": 3}', '{"results": [{"id": 1}]}', '{"results": [{"id": 1, "scores": {"quote@1": [1]}}]}', "[" * 100_000],
)  # fmt: skip
def test_what_is_no_report_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(content)
    with pytest.raises(DataError, match=r"不是 qa eval --json 的报告"):
        read_report(path)


def test_report_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(json.dumps({"results": [row(1, hit=True)]}))
    assert compare(read_report(path), [row(1, hit=True)]).questions == ()
