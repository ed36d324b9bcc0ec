"""A power cut after any call of an update: the old state or the new, and the new one once it is acknowledged."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from durable import NEWER, OLD, State, leftovers, state_of, update, write
from power import VARIANTS, Call, Disk, Recorder, Tree, make

from index.errors import DataError, FileError
from index.terms import Tokenizer

Calls = tuple[Disk, list[Call]]
EVERY = 2  # how many of the states are also given the next update


@pytest.fixture
def recorded(tmp_path: Path, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], Calls]:
    """Return a function that gives a disk and the calls of a first or a next update of a collection on it."""

    def record(first: bool) -> Calls:
        top, articles = tmp_path / "disk", tmp_path / "of" / "in"
        top.mkdir()
        if not first:
            update(top / "data" / "c", articles, OLD, tokenizer)
        disk = Disk(top)
        write(articles, NEWER)
        with monkeypatch.context() as patch:
            recorder = Recorder(top, patch)
            update(top / "data" / "c", articles, NEWER, tokenizer)
        return disk, recorder.calls

    return record


def cuts(disk: Disk, calls: list[Call]) -> Iterator[tuple[str, Tree, bool]]:
    """Yield each different state a power cut can leave, what was done until then, and whether all was done."""
    seen = set()
    for number, call in enumerate([*calls, None]):
        for variant in VARIANTS:
            tree = disk.after(variant)
            key = frozenset(each for each in tree.items() if "/new-" not in each[0])  # nobody reads those
            if (key, call is None) not in seen:
                seen.add((key, call is None))
                yield f"{number} {variant}", tree, call is None
        if call:
            disk.do(call)


def check(calls: Calls, first: bool, folder: Path, tokenizer: Tokenizer) -> tuple[int, int]:
    """Hold the promise after every cut; return how many calls and how many different states there were."""
    number = 0
    for number, (done, tree, acknowledged) in enumerate(cuts(*calls), 1):
        top = folder / "after"
        make(tree, top)
        state, trouble = now(top / "data" / "c", first, tokenizer)
        assert trouble is None or first, f"{done}: {trouble}"
        assert state == NEWER or not acknowledged, done
        if number % EVERY == 0:
            update(top / "data" / "c", folder / "of" / "in", NEWER, tokenizer)
            assert state_of(top / "data" / "c", [NEWER], tokenizer) == (NEWER, None), done
            assert leftovers(top / "data" / "c") == [], done
        shutil.rmtree(top)
    return len(calls[1]), number


def now(folder: Path, first: bool, tokenizer: Tokenizer) -> tuple[State | None, str | None]:
    """Return the state of a collection, None where there is none yet."""
    try:
        return state_of(folder, [OLD, NEWER], tokenizer)
    except (FileError, DataError) as error:
        assert first, error
        assert any(words in str(error) for words in ("找不到资料库", "文件夹里没有文章", "还没有建好")), error
        return None, None


@pytest.mark.parametrize("first", [True, False], ids=["first", "next"])
def test_after_every_call(first: bool, recorded: Callable[[bool], Calls], tmp_path: Path, tokenizer: Tokenizer) -> None:
    calls, states = check(recorded(first), first, tmp_path, tokenizer)
    print(calls, states)
    assert calls > 100
    assert states >= 5


NOT_SAFE = {
    "files": lambda call: (
        call.path.rpartition("/")[2] not in ("c", ".youju", "generations", "articles", "parts", "in", "")
    ),
    "a part": lambda call: call.path.endswith("/parts/terms"),
    "a copy": lambda call: call.path.endswith(".md"),
    "the manifest": lambda call: call.path.endswith("/manifest.json"),
    "names of parts": lambda call: call.path.endswith("/parts"),
    "names of copies": lambda call: call.path.endswith("/articles/in"),
    "names in a generation": lambda call: "/new-" in call.path and call.path.count("/") == 4,
    "names of generations": lambda call: call.path.endswith("/generations"),
    "the link": lambda call: call.path.endswith("/.youju"),
    "the collection": lambda call: call.path.endswith("/c"),
    "the folder above": lambda call: call.path.endswith("data"),
    "the folder above that": lambda call: call.path == "",
}


@pytest.mark.parametrize("kind", NOT_SAFE)
def test_without_one_of_the_syncs_it_would_fail(
    kind: str, recorded: Callable[[bool], Calls], tmp_path: Path, tokenizer: Tokenizer
) -> None:
    """The test above has teeth: whichever sync is left out, some power cut shows it."""
    first = kind in ("the collection", "the folder above", "the folder above that")
    disk, calls = recorded(first)
    fewer = [call for call in calls if call.name != "fsync" or not NOT_SAFE[kind](call)]
    assert len(fewer) < len(calls)
    with pytest.raises((AssertionError, DataError)):
        check((disk, fewer), first, tmp_path, tokenizer)


def test_the_model_loses_what_is_not_safe(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1" * 600)
    disk = Disk(tmp_path)
    for call in (Call("create", "b"), Call("write", "b", b"2" * 600), Call("replace", "c", "a"), Call("fsync", "b")):
        disk.do(call)
    assert disk.after("lost") == {"": None, "/a": b"1" * 600}
    assert disk.after("kept") == {"": None, "/b": b"2" * 600, "/c": b"1" * 600}
    disk.do(Call("write", "b", b"3" * 600))
    assert disk.after("torn")["/b"] == (b"2" * 600 + b"3" * 600)[:1024]
    assert disk.after("empty")["/b"] == b"2" * 600
    assert len({frozenset(disk.after(variant).items()) for variant in VARIANTS}) > 5
    disk.do(Call("fsync", "b"))
    disk.do(Call("fsync", ""))
    assert {frozenset(disk.after(variant).items()) for variant in VARIANTS} == {frozenset(disk.after("kept").items())}
