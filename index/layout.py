"""Where things lie in a collection's folder, and the few ways they are written so that none is ever half there.

资料库/
    <folder> -> .youju/current/articles/<folder>     what is in use, for people to look at
    .youju/lock                                      held by the one writer, with its process number
    .youju/current -> generations/<name>             the only thing that changes, in one step
    .youju/generations/<name>/manifest.json          named by its own SHA-256
    .youju/generations/<name>/articles/...           the copies
    .youju/generations/<name>/parts/...              the index
"""

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from index.errors import BusyError, DataError
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


def point(link: Path, target: Path) -> None:
    """Make a link lead to a target, in one step: a reader finds the old or the new."""
    fresh = link.with_name(f".{link.name}.{NEW}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)
    sync_folder(link.parent)


def read_current(folder: Path) -> str | None:
    """Return the name of the generation in use, None where there is none."""
    try:
        return (folder / CURRENT).readlink().name
    except OSError:
        return None


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold a collection for writing; a folder with other things in it is not taken over.

    Raises:
        BusyError: another process holds it.
        DataError: the folder is somebody else's.
    """
    if folder.is_dir() and not (folder / OWN).exists() and any(folder.iterdir()):
        raise DataError(f"{folder} 不是资料库而且不是空的，请换一个新文件夹")
    (folder / GENERATIONS).mkdir(parents=True, exist_ok=True)
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
