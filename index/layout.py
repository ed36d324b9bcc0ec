"""Where things lie in a collection's folder, and the few ways they are written so that none is ever half there.

资料库/
    <folder> -> .youju/current/articles/<folder>     what is in use, for people to look at
    .youju/lock                                      held by the one writer, with its process number
    .youju/current -> generations/<name>             the only thing that changes, in one step
    .youju/generations/<name>/manifest.json          named by its own SHA-256
    .youju/generations/<name>/articles/...           the copies
    .youju/generations/<name>/parts/...              the index

The generation in use stays as it is for good, and so does the one before it; older ones are removed.
"""

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from index.errors import BusyError, DataError
from index.manifest import MANIFEST
from index.packed import Buffer

OWN = ".youju"
CURRENT = Path(OWN) / "current"
GENERATIONS = Path(OWN) / "generations"
LOCK = Path(OWN) / "lock"
ARTICLES, PARTS = "articles", "parts"
NEW = "new-"  # begins the name of a generation that is being written


class Written(NamedTuple):
    """A file as it was written."""

    size: int
    sha256: str


def write_file(path: Path, chunks: Iterable[Buffer], *, safe: bool = True) -> Written:
    """Write a new file and, where it must be safe, see it on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        if safe:
            file.flush()
            os.fsync(file.fileno())
    return Written(size, digest.hexdigest())


def sync_folders(top: Path) -> None:
    """See the names in a folder and all below it safely on the disk."""
    for folder, _, _ in os.walk(top):
        sync_folder(Path(folder))


def sync_folder(folder: Path) -> None:
    """See the names in a folder safely on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, their names safely on the disk."""
    missing = [each for each in (path, *path.parents) if not each.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for each in missing:
        sync_folder(each.parent)


def point(link: Path, target: Path) -> None:
    """Make a link lead to a target, in one step: a reader finds the old or the new.

    Raises:
        DataError: something else is in its place, which may be somebody's.
    """
    if link.exists() and not link.is_symlink():
        raise DataError(f"{link} 应当是链接，现在不是（有的程序复制时会这样），请把它移到别处，再用一次 qa index")
    fresh = link.with_name(f".{link.name}.{NEW}")
    fresh.unlink(missing_ok=True)
    if not link.is_symlink() or link.readlink() != target:
        fresh.symlink_to(target)
        fresh.replace(link)
    sync_folder(link.parent)


def read_current(folder: Path) -> str | None:
    """Return the name of the generation in use, None where there is none."""
    try:
        return (folder / CURRENT).readlink().name
    except OSError:
        return None


def generations(folder: Path) -> Iterator[Path]:
    """Yield the generation in use, there or not, then the others, newest first.

    Raises:
        DataError: the collection was made by a program that knew no generations.
    """
    if (folder / OWN / MANIFEST).exists():
        raise DataError(f"资料库是旧版程序建的：{folder}，请换一个文件夹用 qa index 重建")
    current = read_current(folder)
    if current is not None:
        yield folder / GENERATIONS / current
    if not (folder / GENERATIONS).is_dir():
        return
    others = [path for path in (folder / GENERATIONS).iterdir() if path.name != current]
    whole = [path for path in others if not path.name.startswith(NEW)]
    yield from sorted(whole, key=lambda path: (-written_at(path), path.name))


def written_at(path: Path) -> int:
    """Return when a generation was written, in nanoseconds; 0 where it is gone."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold a collection for writing; a folder with other things in it is not taken over.

    Raises:
        BusyError: another process holds it.
        DataError: the folder is somebody else's.
    """
    if folder.is_dir() and not (folder / OWN).exists() and any(folder.iterdir()):
        raise DataError(f"{folder} 不是资料库而且不是空的，请换一个新文件夹")
    make_folder(folder / GENERATIONS)
    with (folder / LOCK).open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            holder = lock.read(20).strip()
            told = f"（进程 {holder}）" if holder.isdecimal() else ""
            raise BusyError(f"另一个程序{told}正在写资料库：{folder}，请等它结束再试") from error
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield
