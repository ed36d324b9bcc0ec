"""Every ranker against a scorer that tries every passage: the same hits, the same scores, the same order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ASKED, PAGES, QUESTIONS, read_jsonl
from milvus_data import dated_and_placed
from ranker_contract import FILTERS, BruteForce, overlap

from index.collection import Collection
from index.ranker import Filter, Hit, Ranker
from index.source import make_sources
from index.terms import Tokenizer
from qa.question import understand

K = 10
NAMES = ("articles", "pages", "dated")
ODD = [[], ["没有这个词"], ["衡水", "衡水", "院士"], ["学校"] * 3, ["学校", "没有这个词"]]
Made = dict[str, tuple[Collection, BruteForce]]
Asked = dict[str, list[tuple[list[str], list[Hit]]]]


@pytest.fixture(scope="module")
def made(embedded: Collection, tokenizer: Tokenizer) -> Made:
    pages = [source for path in PAGES for source in make_sources(path.read_bytes(), path=f"pages/{path.name}")]
    collections = (embedded, Collection.of(pages, tokenizer), dated_and_placed(tokenizer))
    return {name: (one, BruteForce(one)) for name, one in zip(NAMES, collections, strict=True)}


@pytest.fixture(scope="module")
def milvus(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Ranker]]:
    pytest.importorskip("pymilvus")
    pytest.importorskip("milvus_lite")
    from index.milvus import open_milvus
    from index.milvus_sync import sync

    uri = str(tmp_path_factory.mktemp("milvus") / "all.db")
    for name, (collection, _) in made.items():
        sync(collection, uri, name=name, digest=name)
    opened = {name: open_milvus(collection, uri, name, digest=name) for name, (collection, _) in made.items()}
    yield {**opened}
    for ranker in opened.values():
        ranker.close()


@pytest.fixture(scope="module")
def asked(made: Made, tokenizer: Tokenizer) -> Asked:
    """Return the terms of every question of a collection with the best passages for them."""
    files = {"articles": [QUESTIONS], "pages": [path.with_suffix(".jsonl") for path in ASKED], "dated": []}

    def terms(path: Path) -> Iterator[list[str]]:
        yield from (list(understand(row["question"], tokenizer).terms) for row in read_jsonl(path))

    questions = {name: ODD + [found for path in files[name] for found in terms(path)] for name in NAMES}
    return {name: [(found, made[name][1].rank(found, K)) for found in questions[name]] for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_embedded_is_brute_force(name: str, made: Made, asked: Asked) -> None:
    collection, _ = made[name]
    for terms, wanted in asked[name]:
        same(collection.rank(terms, K), wanted, 1e-9)


@pytest.mark.parametrize("within", FILTERS, ids=str)
def test_embedded_filters_as_brute_force(within: Filter, made: Made) -> None:
    collection, reference = made["dated"]
    for terms in (["学校"], ["衡水", "学校", "医院"], *ODD):
        same(collection.rank(terms, K, within), reference.rank(terms, K, within), 1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_milvus_finds_what_brute_force_finds(name: str, made: Made, milvus: dict[str, Ranker], asked: Asked) -> None:
    _, reference = made[name]
    shares = []
    for terms, wanted in asked[name]:
        found = milvus[name].rank(terms, K)
        assert len(found) == len(wanted)
        assert all(hit.score == pytest.approx(reference.score(hit.passage, terms), rel=1e-3) for hit in found)
        assert [*map(order, found)] == sorted(map(order, found))
        shares.append(overlap(found, wanted))
    assert sum(shares) / len(shares) >= 0.99


@pytest.mark.parametrize("within", FILTERS, ids=str)
def test_milvus_filters_as_brute_force(within: Filter, made: Made, milvus: dict[str, Ranker]) -> None:
    _, reference = made["dated"]
    for terms in (["学校"], ["衡水", "学校", "医院"], *ODD):
        same(milvus["dated"].rank(terms, K, within), reference.rank(terms, K, within), 1e-3)


def test_each_filter_lets_through_what_it_should(made: Made) -> None:
    """The reference itself: no filter of the table is without effect but the empty one and what nothing can match."""
    _, reference = made["dated"]
    counts = [len(reference.rank(["学校"], 100, within)) for within in FILTERS]
    everything = counts[-1]
    assert [count for count in counts if count in (0, everything)] == [0, 0, 0, everything]


def order(hit: Hit) -> tuple[float, int]:
    return (-hit.score, hit.passage)


def same(found: Sequence[Hit], wanted: Sequence[Hit], within: float) -> None:
    """Compare hits in order; scores nearer to each other than they may differ by come in either order."""
    assert [hit.score for hit in found] == pytest.approx([hit.score for hit in wanted], rel=within)
    near = any(0 < a.score - b.score <= within * a.score for a, b in pairwise(wanted))
    if not near:
        assert [hit.passage for hit in found] == [hit.passage for hit in wanted]
    elif len(wanted) < K:
        assert {hit.passage for hit in found} == {hit.passage for hit in wanted}
