"""Writers and readers at once: one writer, readers that never wait, never fail and never see a mix."""

import os
import threading
from pathlib import Path

import pytest
from durable import MANY, NEWER, OLD, answer, fresh, leftovers, page, state_of, update, write
from test_cli import qa

from index.errors import BusyError
from index.layout import LOCK, writing
from index.store import open_collection
from index.terms import Tokenizer
from index.update import update_collection

SWAPS = 100 if MANY else 30


def test_the_second_writer_leaves_with_the_number_of_the_first(tmp_path: Path, tokenizer: Tokenizer) -> None:
    folder, articles = tmp_path / "c", tmp_path / "in"
    update(folder, articles, OLD, tokenizer)
    with writing(folder):
        done = qa("index", articles, "--collection", folder)
        assert (done.returncode, done.stdout) == (75, b"")
        (line,) = done.stderr.decode().splitlines()
        assert line == f"错误：另一个程序（进程 {os.getpid()}）正在写资料库：{folder}，请等它结束再试"
        with pytest.raises(BusyError, match=f"进程 {os.getpid()}"):
            update_collection(folder, tokenizer, remove=[articles])
        assert state_of(folder, [OLD], tokenizer) == (OLD, None)  # nobody who reads has to wait
    update(folder, articles, NEWER, tokenizer)
    assert state_of(folder, [NEWER], tokenizer) == (NEWER, None)


@pytest.mark.parametrize("left", ["", "12345\n", "not a number\n"])
def test_a_lock_that_nobody_holds_is_in_nobodys_way(left: str, tmp_path: Path, tokenizer: Tokenizer) -> None:
    folder, articles = tmp_path / "c", tmp_path / "in"
    update(folder, articles, OLD, tokenizer)
    (folder / LOCK).write_text(left)
    update(folder, articles, NEWER, tokenizer)
    assert state_of(folder, [NEWER], tokenizer) == (NEWER, None)


def test_readers_see_one_state_wholly(tmp_path: Path, tokenizer: Tokenizer) -> None:
    """Three states in turn, so that one comes again under the name it had when it was removed."""
    folder, articles = tmp_path / "c", tmp_path / "in"
    states = [{"甲.md": page("甲", version), "乙.md": page("乙", version)} for version in range(3)]
    answers = {fresh(state, tokenizer).digest: answer(fresh(state, tokenizer)) for state in states}
    update(folder, articles, states[0], tokenizer)
    stop, seen, failures = threading.Event(), set[str](), list[str]()

    def keep_reading() -> None:
        while not stop.is_set():
            try:
                collection = open_collection(folder, tokenizer)
                seen.add(collection.digest)
                if collection.trouble or answers.get(collection.digest) != answer(collection):
                    failures.append(str(collection.trouble))
            except Exception as error:
                failures.append(repr(error))

    reader = threading.Thread(target=keep_reading)
    reader.start()
    for number in range(1, SWAPS + 1):
        update(folder, articles, states[number % 3], tokenizer)
    stop.set()
    reader.join()
    assert failures == []
    assert seen == set(answers)
    assert leftovers(folder) == []


def test_a_reader_keeps_what_it_opened(tmp_path: Path, tokenizer: Tokenizer) -> None:
    folder, articles = tmp_path / "c", write(tmp_path / "in", OLD)
    update(folder, articles, OLD, tokenizer)
    opened = open_collection(folder, tokenizer)
    for version in range(4):
        update(folder, articles, {"甲.md": page("甲", version)}, tokenizer)
    assert answer(opened) == answer(fresh(OLD, tokenizer))
    assert [opened.text(entry) for entry in opened.entries] == [
        fresh(OLD, tokenizer).text(entry) for entry in fresh(OLD, tokenizer).entries
    ]


@pytest.mark.parametrize("swaps", [1, 4])
def test_a_swap_while_a_generation_is_being_opened(
    swaps: int, tmp_path: Path, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At worst the one being opened is removed under the reader's hands: it takes the newest, and knows no trouble."""
    from index import generation, store

    folder, articles = tmp_path / "c", tmp_path / "in"
    versions = iter(range(1000))

    def swap() -> None:
        update(folder, articles, {"甲.md": page("甲", next(versions))}, tokenizer)

    swap()
    steps = {"manifest": (store, "open_generation"), "parts": (generation, "read_parts")}
    for module, name in steps.values():
        call, left = getattr(module, name), iter(range(1))

        def swapped(*args: object, call: object = call, left: object = left) -> object:
            if next(left, None) is not None:  # type: ignore[call-overload]
                with monkeypatch.context() as own:
                    own.setattr(store, "open_generation", store.open_generation)
                    for _ in range(swaps):
                        swap()
            return call(*args)  # type: ignore[operator]

        with monkeypatch.context() as patch:
            patch.setattr(module, name, swapped)
            collection = open_collection(folder, tokenizer)
        assert collection.trouble is None
        assert f"{next(versions) - 1}所" in answer(collection) or swaps == 1
