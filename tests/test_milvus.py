"""Milvus kept in step with the collection, and everything that may go wrong between them; on milvus-lite 2.5.1."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from milvus_data import HOSTILE, article, build, dated_and_placed
from ranker_contract import BruteForce

from index.collection import Collection
from index.errors import BusyError, DataError, EngineError, UsageError
from index.ranker import Filter, is_from
from index.terms import Tokenizer

pytest.importorskip("pymilvus")
pytest.importorskip("milvus_lite")

from index import milvus_engine, milvus_sync
from index.milvus import MilvusRanker, open_milvus
from index.milvus_engine import Engine
from index.milvus_rows import _asked, _sources, rows_of, text_of_terms
from index.milvus_state import FORMAT, State, write_state
from index.milvus_sync import Synced, sync
from index.milvus_versions import check_lite_version, check_server_version

SCHOOL = ["学校"]


@pytest.fixture(scope="module")
def uri(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return one Milvus for the module: every test has a name of its own in it."""
    return str(tmp_path_factory.mktemp("milvus") / "m.db")


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    return "t" + "".join(char if char.isascii() and char.isalnum() else "_" for char in request.node.name)


@pytest.fixture(scope="module")
def engine(uri: str) -> Engine:
    return Engine(uri)


@pytest.fixture(scope="module")
def one(tokenizer: Tokenizer) -> Collection:
    return build({"a.jsonl": [article("甲", "学校3所。"), article("乙", "医院2所。")]}, tokenizer)


def agrees(ranker: MilvusRanker, collection: Collection, *terms: str) -> None:
    found, wanted = ranker.rank(terms, 100), BruteForce(collection).rank(terms, 100)
    assert {hit.passage: hit.score for hit in found} == pytest.approx(dict(wanted), rel=1e-3)
    assert wanted


def test_articles_come_change_and_go(uri: str, name: str, tokenizer: Tokenizer) -> None:
    articles = [article(key, f"学校{number}所。医院。") for number, key in enumerate("甲乙丙丁")]
    changed = [
        (articles, Synced(4, 0, 0, 0)),
        (articles, Synced(0, 0, 0, 4)),
        ([*articles, article("戊", "学校。")], Synced(1, 0, 0, 4)),
        ([article("新", "学校。"), *articles], Synced(1, 0, 1, 4)),  # every passage has another number
        ([articles[0], article("乙", "学校放假，医院不放假。")], Synced(0, 1, 3, 1)),
        ([articles[0] | {"date": "2024-05-01"}, article("乙", "学校放假，医院不放假。")], Synced(0, 1, 0, 1)),
        ([article("改", "学校0所。医院。"), article("乙", "学校放假，医院不放假。")], Synced(1, 0, 1, 1)),
    ]
    for number, (now, done) in enumerate(changed):
        collection = build({"a.jsonl": now}, tokenizer)
        digest = str(max(number, 1))
        assert sync(collection, uri, name=name, digest=digest) == done
        agrees(open_milvus(collection, uri, name, digest=digest), collection, "学校", "医院", "放假", "学校")
    moved = build({"b.jsonl": changed[-1][0]}, tokenizer)
    assert sync(moved, uri, name=name, digest="moved") == Synced(0, 2, 0, 0)
    ranker = open_milvus(moved, uri, name, digest="moved")
    assert len(ranker.rank(SCHOOL, 9, Filter(source="b.jsonl"))) == 2
    assert ranker.rank(SCHOOL, 9, Filter(source="a.jsonl")) == []


def test_another_generation_is_refused_at_once_and_later(uri: str, name: str, one: Collection) -> None:
    with pytest.raises(DataError, match="还没有文章，请用 qa index 同步"):
        open_milvus(one, uri, name, digest="1")
    sync(one, uri, name=name, digest="1")
    ranker = open_milvus(one, uri, name, digest="1")
    sync(one, uri, name=name, digest="2")
    for refused in (lambda: ranker.rank(SCHOOL, 3), lambda: open_milvus(one, uri, name, digest="1")):
        with pytest.raises(DataError, match="与资料库不一致，请用 qa index 同步"):
            refused()
    sync(one, uri, name=name, digest="1")
    assert ranker.rank(SCHOOL, 3)  # the same articles again, by another run


def test_names_do_not_collide(uri: str, name: str, one: Collection, tokenizer: Tokenizer) -> None:
    other = build({"a.jsonl": [article("甲", "学校。" * 3), article("丙", "学校放假。")]}, tokenizer)
    for at, collection in enumerate((one, other)):
        sync(collection, uri, name=f"{name}{at}", digest="1")
    for at, collection in enumerate((one, other)):
        agrees(open_milvus(collection, uri, f"{name}{at}", digest="1"), collection, *SCHOOL)


def test_what_is_somebody_elses_is_left_alone(uri: str, name: str, one: Collection, engine: Engine) -> None:
    engine.call("create_collection", name, dimension=2)
    with pytest.raises(DataError, match="不是有据建的，没有动它"):
        sync(one, uri, name=name, digest="1")
    assert engine.call("list_collections").count(name) == 1


@pytest.mark.parametrize("bad", ["", "1a", "a-b", "集合", "a_state", "a" * 201, "a\n"])
def test_bad_names(bad: str, uri: str, one: Collection) -> None:
    with pytest.raises(UsageError, match="名字"):
        sync(one, uri, name=bad, digest="1")
    with pytest.raises(UsageError, match="名字"):
        open_milvus(one, uri, bad, digest="1")


class Watched:
    """A function that does something when it is called for the nth time."""

    def __init__(self, function: Callable[[int], frozenset[str]], nth: int, act: Callable[[], None]) -> None:
        self._function, self._left, self._act = function, nth, act

    def __call__(self, at: int) -> frozenset[str]:
        self._left -= 1
        if not self._left:
            self._act()
        return self._function(at)


def watched(collection: Collection, tokenizer: Tokenizer, after: int, act: Callable[[], None]) -> Collection:
    """Return the same collection, which does something once the writing is at that article."""
    copy: Any = Collection.of(collection.sources, tokenizer)
    copy.article_terms = Watched(copy.article_terms, len(copy.articles) + after, act)
    return copy


def interrupt() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("after", [1, 4, 7])
def test_interrupted_and_taken_up_again(
    after: int, uri: str, name: str, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(milvus_sync, "_ROWS", 2)
    old, new = (
        build({"a.jsonl": [article(str(n), f"学校{n * times}所。" * 3) for n in range(8)]}, tokenizer)
        for times in (1, 7)
    )
    sync(old, uri, name=name, digest="old")
    reader = open_milvus(old, uri, name, digest="old")
    with pytest.raises(KeyboardInterrupt):
        sync(watched(new, tokenizer, after, interrupt), uri, name=name, digest="new")
    for refused in (lambda: reader.rank(SCHOOL, 3), lambda: open_milvus(new, uri, name, digest="new")):
        with pytest.raises(EngineError, match="没有同步完"):
            refused()
    sync(new, uri, name=name, digest="new")
    agrees(open_milvus(new, uri, name, digest="new"), new, *SCHOOL)
    with pytest.raises(DataError):
        reader.rank(SCHOOL, 3)


KILLED = """
import os, signal, sys, json
from index import milvus_sync
from index.terms import Tokenizer
from milvus_data import article, build
from test_milvus import watched
milvus_sync._ROWS, tokenizer = 2, Tokenizer()
collection = build({"a.jsonl": [article(str(n), "学校。" * 3) for n in range(8)]}, tokenizer)
kill = lambda: os.kill(os.getpid(), signal.SIGKILL)
milvus_sync.sync(watched(collection, tokenizer, 6, kill), sys.argv[1], digest="1")
"""


def test_killed_and_taken_up_again(tmp_path: Path, tokenizer: Tokenizer) -> None:
    uri = str(tmp_path / "m.db")
    done = subprocess.run([sys.executable, "-c", KILLED, uri], cwd=ROOT, env={**os.environ, "PYTHONPATH": "tests"})
    assert done.returncode == -signal.SIGKILL
    collection = build({"a.jsonl": [article(str(n), "学校。" * 3) for n in range(8)]}, tokenizer)
    done_again = until_free(lambda: sync(collection, uri, digest="1"))
    assert 0 < done_again.unchanged < 8
    agrees(open_milvus(collection, uri, digest="1"), collection, *SCHOOL)


def until_free(work: Callable[[], Synced]) -> Synced:
    """Repeat while the engine of a killed process still holds the file."""
    for _ in range(50):
        with contextlib.suppress(EngineError):
            return work()
        time.sleep(0.1)
    return work()


def test_readers_never_see_half_a_change(uri: str, name: str, tokenizer: Tokenizer) -> None:
    texts = {"甲": "学校3所。", "乙": "学校5所，医院。"}
    states = {
        key: build({"a.jsonl": [article(str(n), text) for n in range(30)]}, tokenizer) for key, text in texts.items()
    }
    sync(states["甲"], uri, name=name, digest="甲")
    ranker = open_milvus(states["甲"], uri, name, digest="甲")
    wanted = [hit.passage for hit in BruteForce(states["甲"]).rank(SCHOOL, 100)]
    seen: list[bool | str] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                seen.append([hit.passage for hit in ranker.rank(SCHOOL, 100)] == wanted)
            except (EngineError, DataError) as error:
                seen.append(str(error))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(6):
        for key, collection in states.items():
            sync(collection, uri, name=name, digest=key)
    sync(states["甲"], uri, name=name, digest="甲")
    time.sleep(0.05)
    done.set()
    reader.join()
    assert False not in seen
    assert seen[-1] is True
    assert any("同步" in str(answer) for answer in seen)


class Between(Engine):
    """A connection that does something just before and after its next search."""

    acts: tuple[Callable[[], object], ...] = ()

    def call(self, method: str, *args: Any, **options: Any) -> Any:
        acts, self.acts = (self.acts, ()) if method == "search" else ((), self.acts)
        for act in acts[:1]:
            act()
        found = super().call(method, *args, **options)
        for act in acts[1:]:
            act()
        return found


def test_changed_and_changed_back_between_two_looks(uri: str, name: str, one: Collection, tokenizer: Tokenizer) -> None:
    other = build({"a.jsonl": [article("甲", "医院。"), article("乙", "学校放假，学校不放假。")]}, tokenizer)
    sync(one, uri, name=name, digest="1")
    engine = Between(uri)
    ranker = MilvusRanker(one, engine, name, "1")
    engine.acts = (lambda: sync(other, uri, name=name, digest="2"), lambda: sync(one, uri, name=name, digest="1"))
    agrees(ranker, one, *SCHOOL)
    assert engine.acts == ()


def test_what_is_not_there_in_the_end_is_not_marked(
    uri: str, name: str, tokenizer: Tokenizer, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(milvus_sync, "_ROWS", 1)
    three = build({"a.jsonl": [article(str(n), "学校。") for n in range(3)]}, tokenizer)
    losing = watched(three, tokenizer, 3, lambda: engine.call("delete", name, filter='article == "0"'))
    with pytest.raises(EngineError, match="对不上，请再同步一次"):
        sync(losing, uri, name=name, digest="1")
    with pytest.raises(EngineError, match="没有同步完"):
        open_milvus(three, uri, name, digest="1")
    assert sync(three, uri, name=name, digest="1") == Synced(1, 0, 0, 2)


def test_two_writers(uri: str, name: str, one: Collection, tokenizer: Tokenizer, engine: Engine) -> None:
    taken_over = watched(one, tokenizer, 1, lambda: write_state(engine, name, State(FORMAT, "another", "")))
    with pytest.raises(BusyError, match="另一个程序也在同步"):
        sync(taken_over, uri, name=name, digest="1")
    with pytest.raises(EngineError, match="没有同步完"):
        open_milvus(one, uri, name, digest="1")


def test_of_another_format_is_made_anew(uri: str, name: str, one: Collection, engine: Engine) -> None:
    sync(one, uri, name=name, digest="1")
    write_state(engine, name, State(FORMAT + 1, "later", "1"))
    with pytest.raises(DataError, match="不一致"):
        open_milvus(one, uri, name, digest="1")
    assert sync(one, uri, name=name, digest="1").added == 2
    agrees(open_milvus(one, uri, name, digest="1"), one, *SCHOOL)


def test_interrupted_before_there_was_an_index(uri: str, name: str, one: Collection, engine: Engine) -> None:
    sync(one, uri, name=name, digest="1")
    write_state(engine, name, State(FORMAT, "interrupted", ""))
    engine.call("release_collection", name)
    engine.call("drop_index", name, "bm25")
    assert sync(one, uri, name=name, digest="1").added == 2
    agrees(open_milvus(one, uri, name, digest="1"), one, *SCHOOL)


def test_rows_lost_behind_its_back_are_put_back(uri: str, name: str, tokenizer: Tokenizer, engine: Engine) -> None:
    two = build({"a.jsonl": [article("甲", "学校。\n\n医院。"), article("乙", "学校。")]}, tokenizer)
    sync(two, uri, name=name, digest="1")
    engine.call("delete", name, filter="ordinal == 1")
    assert sync(two, uri, name=name, digest="1") == Synced(0, 1, 0, 1)
    agrees(open_milvus(two, uri, name, digest="1"), two, "学校", "医院")


def test_an_article_unknown_here_is_an_error(uri: str, name: str, one: Collection, engine: Engine) -> None:
    sync(one, uri, name=name, digest="1")
    ranker = open_milvus(one, uri, name, digest="1")
    stray = rows_of(one, 0)[0] | {"key": "f" * 40, "article": "别处的", "terms": "别处"}
    engine.call("insert", name, [stray])
    with pytest.raises(DataError, match="资料库里没有的文章：别处的"):
        ranker.rank(["别处"], 3)


def test_hostile_ids_and_paths(uri: str, name: str, tokenizer: Tokenizer) -> None:
    collection = dated_and_placed(tokenizer)
    sync(collection, uri, name=name, digest="1")
    ranker = open_milvus(collection, uri, name, digest="1")
    agrees(ranker, collection, "学校", "衡水")
    found = {collection.articles[collection.passages[hit.passage].article].id for hit in ranker.rank(SCHOOL, 100)}
    assert found == {*HOSTILE, "末"}
    fewer = build({"a.jsonl": [article("a", "学校。")]}, tokenizer)
    assert sync(fewer, uri, name=name, digest="2").removed == len(HOSTILE)
    agrees(open_milvus(fewer, uri, name, digest="2"), fewer, "学校")


@given(st.text("a/#", max_size=8), st.text("a/#", max_size=4))
def test_sources_are_those_of_the_embedded_filter(path: str, source: str) -> None:
    assert bool({*_sources(path)} & {*_asked(source)}) == is_from(path, source)


def test_ties_come_by_number_however_many(uri: str, name: str, tokenizer: Tokenizer) -> None:
    articles = [article(str(n), "学校。", title="同") for n in range(300)]
    for which in (articles[200:], articles[1::2], articles):  # stored in another order than they are numbered
        collection = build({"a.jsonl": which}, tokenizer)
        sync(collection, uri, name=name, digest="1")
    ranker = open_milvus(collection, uri, name, digest="1")
    for k in (1, 10, 100):
        assert [hit.passage for hit in ranker.rank(SCHOOL, k)] == [*range(k)]


def test_more_rows_than_milvus_gives_at_a_time(
    uri: str, name: str, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    collection = build({"a.jsonl": [article(str(n), "学校。医院。\n\n" * 9) for n in range(2)]}, tokenizer)
    sync(collection, uri, name=name, digest="1")
    everything = sorted(row["key"] for row in engine.rows(name, ["key"]))
    assert len(everything) == len(collection.passages)
    monkeypatch.setattr(milvus_engine, "MOST", 4)
    assert sorted(row["key"] for row in engine.rows(name, ["key"])) == everything


def test_terms_survive_the_analyzer(uri: str, name: str, engine: Engine, one: Collection) -> None:
    long = "a" * 99
    terms = [
        long,
        long + "b",
        long + "cd",
        long + "ce",
        "字" * 33 + "甲",
        "字" * 33 + "乙",
        "x\u3000y",
        "x",
        "a b",
        "\t",
    ]
    terms += ["23,876", "12.6亿元", "the", "The", "㎡", "😀", "it's", '"', "\\", "\u200b"]
    sync(one, uri, name=name, digest="1")
    shared = rows_of(one, 0)[0]
    rows = [shared | {"key": f"{n:040}", "ordinal": n, "terms": text_of_terms([t])} for n, t in enumerate(terms)]
    engine.call("upsert", name, rows)
    for number, term in enumerate(terms):
        (found,) = engine.call(
            "search", name, data=[text_of_terms([term])], anns_field="bm25", limit=9, output_fields=["ordinal"]
        )
        assert [hit["entity"]["ordinal"] for hit in found if hit["id"] < "1"] == [number]


def test_a_passage_that_does_not_fit_is_refused_before_anything_changes(
    uri: str, name: str, one: Collection, tokenizer: Tokenizer
) -> None:
    sync(one, uri, name=name, digest="1")
    ranker = open_milvus(one, uri, name, digest="1")
    line = "，".join(f"学校{n}所" for n in range(6000))
    long = build({"a.jsonl": [article("短", "学校。"), article("太长的", line)]}, tokenizer)
    with pytest.raises(DataError, match=r"文章 太长的（a.jsonl#太长的）有一段太长"):
        sync(long, uri, name=name, digest="2")
    agrees(ranker, one, *SCHOOL)


def test_too_many_places_are_refused(one: Collection, tokenizer: Tokenizer) -> None:
    copy: Any = Collection.of(one.sources, tokenizer)
    numerals = "一二三四五六七八九"
    villages = frozenset(f"{a}{b}{c}{d}村" for a in numerals for b in numerals for c in numerals for d in numerals)
    copy.article_terms = lambda number: villages
    with pytest.raises(DataError, match=r"文章 甲.*地名超过"):
        rows_of(copy, 0)


@contextlib.contextmanager
def quick(seconds: float) -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


@pytest.mark.parametrize("uri", ["http://127.0.0.1:1", "http://no.such.host.invalid:19530", "/no/such/folder/m.db"])
def test_nobody_there(uri: str, one: Collection) -> None:
    with quick(3), pytest.raises(EngineError, match="Milvus 没有正常回答") as caught:
        open_milvus(one, uri, digest="1")
    assert uri in str(caught.value) and "\n" not in str(caught.value)
    assert caught.value.status == 69


def test_one_that_never_answers() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        silent = f"http://root:secret@127.0.0.1:{listener.getsockname()[1]}"
        with quick(3), pytest.raises(EngineError, match="连不上") as caught:
            Engine(silent, timeout=1.0)
    assert "secret" not in str(caught.value)
    assert milvus_engine.TIMEOUT <= 5


def test_a_damaged_file(tmp_path: Path, one: Collection) -> None:
    (tmp_path / "m.db").write_text("学校" * 999, encoding="utf-8")
    with pytest.raises(EngineError, match="文件打不开"):
        open_milvus(one, str(tmp_path / "m.db"), digest="1")


def test_an_engine_that_stops_and_dies(tmp_path: Path, one: Collection) -> None:
    from milvus_lite.server_manager import server_manager_instance

    uri = str(tmp_path / "m.db")
    sync(one, uri, digest="1")
    ranker = MilvusRanker(one, Engine(uri, timeout=1.0), "youju", "1")
    pid = server_manager_instance._servers[uri]._p.pid
    os.kill(pid, signal.SIGSTOP)
    with quick(4), pytest.raises(EngineError, match="超时"):
        ranker.rank(SCHOOL, 3)
    os.kill(pid, signal.SIGCONT)
    agrees(ranker, one, *SCHOOL)
    os.kill(pid, signal.SIGKILL)
    for _ in range(2):
        with quick(4), pytest.raises(EngineError, match="连不上"):
            ranker.rank(SCHOOL, 3)


LATE = """
import sys
from milvus_lite import server
from index.milvus_engine import Engine
popen = server.subprocess.Popen
def late(args, **options):  # as on a machine that has no time for the new process
    return popen(["/bin/sh", "-c", 'sleep 2; exec "$@"', "sh", *map(str, args)], **options)
server.subprocess.Popen = late
print(Engine(sys.argv[1]).call("list_collections"))
"""


def test_an_engine_that_is_slow_to_start(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LATE, str(tmp_path / "m.db")], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


def test_scores_that_cannot_be_are_refused(one: Collection, uri: str, name: str, engine: Engine) -> None:
    sync(one, uri, name=name, digest="1")
    ranker = open_milvus(one, uri, name, digest="1")
    with pytest.raises(EngineError, match="分数不对"):
        ranker._hits([{"entity": {"article": "甲", "ordinal": 0}, "distance": -6.89}])


@pytest.mark.parametrize("version", ["3.2.2", "3.0", "2.4.12"])
def test_an_embedded_edition_of_another_kind(version: str) -> None:
    with pytest.raises(UsageError, match=f"milvus-lite {version} .*pip install milvus-lite==2.5.1"):
        check_lite_version(version)


def test_versions_that_will_do() -> None:
    check_lite_version("2.5.1")
    for version in ("v2.5.4", "2.6.0-rc1", "v3.0", "unknown"):
        check_server_version(version)
    with pytest.raises(EngineError, match=r"2\.5 或更新"):
        check_server_version("v2.4.9")


@pytest.mark.parametrize("bad", ["", "foo://x", "m.sqlite", "127.0.0.1:19530"])
def test_no_address(bad: str, one: Collection) -> None:
    with pytest.raises(UsageError, match="不是 Milvus 的地址"):
        open_milvus(one, bad, digest="1")


@pytest.mark.parametrize("file", ["资料.db", "a b.db", "a" * 40 + ".db"])
def test_file_names_the_embedded_edition_does_not_take(file: str, one: Collection) -> None:
    with pytest.raises(UsageError, match="文件名"):
        open_milvus(one, f"/tmp/{file}", digest="1")


@pytest.mark.parametrize(
    ("missing", "remedy"), [("pymilvus", r"youju\[milvus\]"), ("milvus_lite", "milvus-lite==2.5.1")]
)
def test_not_installed(missing: str, remedy: str, one: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(UsageError, match=f"请先 pip install .*{remedy}"):
        open_milvus(one, "m.db", digest="1")


def test_nothing_is_imported_before_it_is_needed() -> None:
    code = "import sys, index.milvus; print('pymilvus' in sys.modules, 'grpc' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.split() == ["False", "False"]
