"""Small files put together as they were printed: each case was written by somebody who had not seen the program."""

import json
import re
from typing import Any

import pytest
from conftest import ROOT, read_jsonl

from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer
from qa.assistant import Assistant

CASES = {case["id"]: case for case in read_jsonl(ROOT / "tests" / "faults" / "joins.jsonl")}
MARKS = re.compile(r"(?:[\[［〔]\s*注?\d{1,3}\s*[\]］〕])+$")
# what no rule tells yet: a number in brackets that may be a note's mark, halves of a short line round a caption
OPEN = {"h-page-10", "d-press-5", "h-press-7"}
# a figure torn by a page's number is read on neither side, however sure a reader is of it
TORN = {"d-page-2", "d-page-4", "h-page-3", "h-page-7"}


def plain(text: str) -> str:
    return re.sub(r"[\s\ufeff]", "", text)


def squeeze(text: str) -> str:
    return MARKS.sub("", plain(text))


def collection(case: dict[str, Any], tokenizer: Tokenizer) -> Collection:
    files = sorted(case["files"].items())
    return Collection.of([s for name, text in files for s in make_sources(text.encode(), path=name)], tokenizer)


def sentences(found: Collection) -> set[str]:
    return {squeeze(found.text(entry)) for entry in found.entries}


def ids(kind: str) -> list[str]:
    return [name for name in CASES if name.split("-")[1] == kind and "quote" in CASES[name]]


KINDS = ["page", "head", "link", "heading", "open", "mark", "wrap", "column", "press"]


@pytest.mark.parametrize("name", [name for kind in KINDS for name in ids(kind) if name not in OPEN | TORN])
def test_the_sentence_is_put_together(name: str, tokenizer: Tokenizer) -> None:
    assert squeeze(CASES[name]["quote"]) in sentences(collection(CASES[name], tokenizer))


@pytest.mark.parametrize("name", sorted(OPEN))
def test_what_is_not_put_together_is_no_other_sentence(name: str, tokenizer: Tokenizer) -> None:
    """A row here that is read right goes to the test above."""
    assert squeeze(CASES[name]["quote"]) not in sentences(collection(CASES[name], tokenizer))


@pytest.mark.parametrize("name", [*sorted(TORN), *ids("figure")])
def test_a_half_is_marked(name: str, tokenizer: Tokenizer) -> None:
    """What a page's number tore a figure of, or the title of a figure parted, says that it is a half."""
    found = collection(CASES[name], tokenizer)
    quote = squeeze(CASES[name]["quote"])
    halves = [entry for entry in found.entries if (text := squeeze(found.text(entry))) in quote and text != quote]
    assert all(entry.unit.lost_head or entry.unit.lost_tail for entry in halves if entry.unit.kind == "paragraph")
    if name in TORN:
        assert {"lost_head", "lost_tail"} == {
            side for e in halves for side in ("lost_head", "lost_tail") if getattr(e.unit, side)
        }


NEVER = [name for name, case in CASES.items() if case.get("never") and name.split("-")[1] not in ("cell", "title")]


@pytest.mark.parametrize("name", [name for name in NEVER if name not in OPEN])
def test_never(name: str, tokenizer: Tokenizer) -> None:
    """What must not be said is in no quote given first and no short answer."""
    case = CASES[name]
    answer = json.loads(Assistant(collection(case, tokenizer)).answer(case["question"]).model_dump_json())
    said = json.dumps([answer["answer"], [quote["text"] for quote in answer["quotes"][:1]]], ensure_ascii=False)
    assert [text for text in case["never"] if plain(text) in plain(said)] == []
    assert answer["answer"] not in case.get("never_answer", [])


def test_each_kind_has_ten_cases() -> None:
    assert {kind: len(ids(kind)) for kind in [*KINDS, "figure"] if len(ids(kind)) < 10} == {}
