"""A disk with no room, files that may not grow, and every single call to the system failing in its turn."""

import contextlib
import errno
import itertools
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from durable import MANY, NEWER, OLD, QUESTION, answer, copy, every_byte, leftovers, page, state_of, update, write
from test_cli import CLEAN, qa

from index.errors import FileError, UserError
from index.store import open_collection
from index.terms import Tokenizer

SMALL, TOO_MUCH = 4 << 20, 20_000
STEP = 1 if MANY else 11


def long_page(paragraphs: int) -> str:
    return page("甲", 5) + "".join(
        f"\n第{at}段说甲市有{at}座桥，记者看到了{at + 1}条路。\n" for at in range(paragraphs)
    )


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of 4 MB."""
    path = tmp_path / "disk"
    path.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", path], capture_output=True)
    if mounted.returncode:
        pytest.skip("不能挂载")
    yield path
    subprocess.run(["umount", "--lazy", path], check=True)  # what was opened from it may still be mapped


def free(disk: Path) -> int:
    found = os.statvfs(disk)
    return found.f_bavail * found.f_frsize


def check_refusal(done: "subprocess.CompletedProcess[bytes]", folder: Path, why: str) -> None:
    (line,) = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (74, b"")
    assert line == f"错误：写不了资料库：{folder}（{why}），原来的内容没有改动"


def test_a_full_disk(disk: Path, tmp_path: Path, tokenizer: Tokenizer) -> None:
    folder, articles = disk / "c", tmp_path / "in"
    update(folder, articles, OLD, tokenizer)
    before, asked, room = every_byte(folder), answer(open_collection(folder, tokenizer)), free(disk)
    (articles / "甲.md").write_text(long_page(TOO_MUCH), encoding="utf-8")
    check_refusal(qa("index", articles, "--collection", folder), folder, "磁盘满了")
    assert (every_byte(folder), leftovers(folder), free(disk)) == (before, [], room)
    assert answer(open_collection(folder, tokenizer)) == asked
    (articles / "甲.md").write_text(long_page(20), encoding="utf-8")
    assert qa("index", articles, "--collection", folder).returncode == 0
    assert "5所" in answer(open_collection(folder, tokenizer))


def test_a_disk_full_of_other_things(disk: Path, tmp_path: Path, tokenizer: Tokenizer) -> None:
    folder, articles = disk / "c", tmp_path / "in"
    update(folder, articles, OLD, tokenizer)
    before, filler = every_byte(folder), disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    (articles / "甲.md").write_text(NEWER["甲.md"], encoding="utf-8")
    check_refusal(qa("index", articles, "--collection", folder), folder, "磁盘满了")
    assert (every_byte(folder), leftovers(folder)) == (before, [])
    assert qa("ask", QUESTION, "--collection", folder).returncode == 0
    filler.unlink()
    update(folder, articles, NEWER, tokenizer)
    assert state_of(folder, [NEWER], tokenizer) == (NEWER, None)


def test_files_that_may_not_grow(tmp_path: Path, tokenizer: Tokenizer) -> None:
    folder, articles = tmp_path / "c", tmp_path / "in"
    update(folder, articles, OLD, tokenizer)
    before = every_byte(folder)
    (articles / "甲.md").write_text(long_page(TOO_MUCH), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "qa", "index", articles, "--collection", folder],
        capture_output=True,
        cwd=ROOT,
        env=CLEAN,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    check_refusal(done, folder, "超过了允许的文件大小")
    assert (every_byte(folder), leftovers(folder)) == (before, [])
    update(folder, articles, NEWER, tokenizer)
    assert state_of(folder, [NEWER], tokenizer) == (NEWER, None)


class Faults:
    """Makes the n-th of the calls that change a disk fail."""

    def __init__(self, patch: pytest.MonkeyPatch, failing: int, error: int) -> None:
        self.calls, self.failing, self.error = 0, failing, error
        for name in ("fsync", "replace", "rename", "symlink", "link", "mkdir", "utime"):
            patch.setattr(os, name, self._failing(getattr(os, name)))
        opened = Path.open
        write = self._failing(lambda file, data: file.write(data))

        def open_one(path: Path, mode: str = "r", *args: Any, **options: Any) -> Any:
            if not set(mode) & set("wax+"):
                return opened(path, mode, *args, **options)
            self._count(path)
            return _Written(opened(path, mode, *args, **options), write)

        patch.setattr(Path, "open", open_one)

    def _failing(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            self._count(args[0])
            return call(*args, **options)

        return counted

    def _count(self, what: object) -> None:
        self.calls += 1
        if self.calls == self.failing:
            raise OSError(self.error, os.strerror(self.error), str(what))


class _Written:
    """A file whose every writing may fail."""

    def __init__(self, file: Any, write: Callable[..., Any]) -> None:
        self._file, self._write = file, write

    def write(self, data: Any) -> int:
        return int(self._write(self._file, data))

    def __enter__(self) -> "_Written":
        self._file.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._file.__exit__(*exc)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("first", [True, False], ids=["first", "next"])
def test_every_call_fails_in_its_turn(
    first: bool, error: int, tmp_path: Path, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles, start = write(tmp_path / "in", OLD), tmp_path / "start"
    update(start, articles, OLD, tokenizer)
    write(articles, NEWER)
    said = set()
    for failing in itertools.count(1 + 2 * (error == errno.EIO) * (STEP > 1), STEP):
        folder = tmp_path / str(failing) if first else copy(start, tmp_path / str(failing))
        done = ""
        with monkeypatch.context() as patch:
            faults = Faults(patch, failing, error)
            try:
                update(folder, articles, NEWER, tokenizer)
            except FileError as failure:
                done = str(failure)
        check_state(folder, done, first, tokenizer)
        said.add(done.replace(str(folder), "…"))
        if faults.calls < failing:
            break
        update(folder, articles, NEWER, tokenizer)
        assert state_of(folder, [NEWER], tokenizer) == (NEWER, None)
        assert leftovers(folder) == []
        shutil.rmtree(folder)
    print(failing, said)
    assert failing > 100
    assert len(said) == 3 or STEP > 1  # nothing changed, changed but perhaps not safe, done


def check_state(folder: Path, failure: str, first: bool, tokenizer: Tokenizer) -> None:
    """What a failed update says of the content is true."""
    try:
        state, _ = state_of(folder, [OLD, NEWER], tokenizer)
    except UserError:
        assert first
        state = None
    if not failure or "已经换上" in failure:
        assert state == NEWER
    else:
        assert re.fullmatch(r"写不了资料库：.*（磁盘(满了|读写出错)），原来的内容没有改动", failure)
        assert state == OLD or first


def test_the_faults_are_felt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for failing in range(1, 4):
        with monkeypatch.context() as patch, pytest.raises(OSError, match="space"):
            Faults(patch, failing, errno.ENOSPC)
            (tmp_path / str(failing)).mkdir()
            (tmp_path / "file").write_bytes(b"x")
