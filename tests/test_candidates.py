"""The sentences looked at: those of the best passages, each once, folded as the tokenizer folds."""

import pytest
from conftest import ASKED, read_jsonl

from index.collection import Collection
from index.source import make_sources, read_bytes
from index.terms import Tokenizer
from qa.candidates import find_candidates
from qa.question import understand


@pytest.fixture(scope="module")
def pages(tokenizer: Tokenizer) -> Collection:
    return Collection.of([s for p in ASKED for s in make_sources(read_bytes(p), path=p.name)], tokenizer)


def test_a_folded_sentence_is_the_sentence_folded(pages: Collection) -> None:
    assert [pages.folded_text(e) for e in pages.entries] == [pages.tokenizer.fold(pages.text(e)) for e in pages.entries]


@pytest.mark.parametrize("path", ASKED[::5], ids=lambda path: path.stem)
def test_all_sentences_of_the_best_passages(path: object, pages: Collection) -> None:
    page = next(each for each in ASKED if each == path)
    for row in read_jsonl(page.with_suffix(".jsonl"))[:5]:
        question = understand(row["question"], pages.tokenizer)._replace(kind="other")
        found = find_candidates(question, pages, passages=7)
        hits = pages.rank(question.terms, 7)
        told = [
            (at, hit.score)
            for hit in hits
            for at in range(pages.passages[hit.passage].first, pages.passages[hit.passage].last)
        ]
        assert [(c.at, c.passage) for c in found] == told
        assert all(c.entry is pages.entries[c.at] and c.text == pages.text(c.entry) for c in found)
        assert all(c.folded == pages.tokenizer.fold(c.text) for c in found)


def test_who_wrote_it_looks_at_bylines_too(tokenizer: Tokenizer) -> None:
    page = "# 春耕忙\n\n记者 王小明\n\n全县种植油菜5万亩，村民正在田间忙碌。\n"
    collection = Collection.of(make_sources(page.encode(), path="page.md"), tokenizer)
    bylines = collection.signatures(0)
    question = understand("村民种植油菜的新闻是谁写的？", tokenizer)
    assert question.kind == "author"
    for kind, expected in (("author", True), ("other", False)):
        found = find_candidates(question._replace(kind=kind), collection, passages=1)
        assert ({c.at for c in found} >= set(bylines)) is expected
        assert len({c.at for c in found}) == len(found)
    assert bylines


def test_nothing_known_finds_nothing(pages: Collection) -> None:
    assert find_candidates(understand("龘靐齉爩", pages.tokenizer), pages) == []
