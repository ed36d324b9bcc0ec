"""An archive of several counties over seven years: a figure is of the year and the place asked for, or none is given.

The articles and the questions are invented, by an author who saw no rule; some rules were made after their misses.
"""

import json
from collections import Counter
from typing import Any

from conftest import ROOT

from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer
from qa.answer import Answer
from qa.assistant import Assistant

ARCHIVE = ROOT / "tests" / "archive"
# what was measured, less what a question or two moves
FLOORS = {"right": 85, "refused": 96, "warned": 46}
CEILINGS = {"wrong": 9, "false": 5, "unwarned": 8}


def outcome(row: dict[str, Any], answer: Answer) -> str:
    """Return what an answer is worth to one who prints it: `fits` says whether one, several or no figure is right."""
    given = "".join(answer.answer) if answer.answer else ""
    if row["fits"] == "none":
        return "false" if given else "refused"
    if row["fits"] == "several":
        return "unwarned" if given and not answer.note else "warned"
    if not given:
        return "silent"
    return (
        "right" if row["answer"] in given and answer.quotes[0].article.id.split("#")[-1] in row["articles"] else "wrong"
    )


def test_years_and_places_are_kept_apart(tokenizer: Tokenizer) -> None:
    sources = make_sources((ARCHIVE / "articles.jsonl").read_bytes(), path="articles.jsonl")
    assistant = Assistant(Collection.of(sources, tokenizer))
    rows = [json.loads(line) for line in (ARCHIVE / "questions.jsonl").read_text("utf-8").splitlines()]
    found = Counter(outcome(row, assistant.answer(row["question"])) for row in rows)
    print(dict(found))
    assert {name: found[name] for name, floor in FLOORS.items() if found[name] < floor} == {}
    assert {name: found[name] for name, ceiling in CEILINGS.items() if found[name] > ceiling} == {}
