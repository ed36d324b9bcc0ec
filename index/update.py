"""Adding to a collection kept in a folder and taking out of it: the new state whole, or the old one."""

import contextlib
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from index.collection import Collection
from index.errors import BusyError, DataError, FileError, reason
from index.manifest import MANIFEST, OWN, File, Manifest, read_manifest, terms_name
from index.page import read_page
from index.source import find_files, make_sources, read_bytes
from index.terms import Tokenizer


class Changes(BaseModel):
    """What an update did, by the copies' paths, and what the collection holds now."""

    added: list[str] = []
    updated: list[str] = []
    unchanged: list[str] = []
    removed: list[str] = []
    files: int = 0
    articles: int = 0
    sentences: int = 0


def update_collection(
    folder: Path, tokenizer: Tokenizer, *, add: Sequence[Path] = (), remove: Sequence[Path] = ()
) -> Changes:
    """Add or refresh files and folders, or take them out; on any bad file nothing is changed.

    Raises:
        DataError: a file is unusable, a path to remove is not in the collection, the folder is somebody else's.
        FileError: reading or writing failed.
        BusyError: another writer holds the collection.
    """
    if (folder / OWN).is_dir() and any(path.resolve().is_relative_to(folder.resolve()) for path in add):
        raise DataError(f"{folder} 是资料库自己的文件夹，里面的副本不能再加入")
    found = [(file, _name(path, file)) for path in add for file in find_files(path)]
    incoming = [_Incoming(file, name, read_bytes(file)) for file, name in found]
    for new in incoming:
        _check(new, tokenizer)
    if remove and not (folder / OWN).is_dir():
        raise DataError(f"{folder} 不是资料库，没有可以移出的文件")
    try:
        with _writing(folder):
            return _update(folder, tokenizer, incoming, remove)
    except OSError as error:
        raise FileError(f"写不了资料库：{folder}（{reason(error)}），原来的内容没有改动") from error


class _Incoming(NamedTuple):
    file: Path
    name: str
    data: bytes


def _update(folder: Path, tokenizer: Tokenizer, incoming: Sequence[_Incoming], remove: Sequence[Path]) -> Changes:
    """Plan the new state, build it in memory, write what is new beside what is old, and swap the manifest last."""
    manifest = read_manifest(folder) if (folder / OWN / MANIFEST).exists() else None
    old = {file.origin: file for file in manifest.files} if manifest else {}
    changes = Changes()
    files = _without(old, remove, changes)
    fresh: dict[str, bytes] = {}
    for new in incoming:
        origin, digest = str(new.file.resolve()), hashlib.sha256(new.data).hexdigest()
        known = files.get(origin)
        if known and known.sha256 == digest == _digest(folder / known.path):
            changes.unchanged.append(known.path)
            continue
        # never over a copy the old manifest names: until the swap, readers and a killed update still need it
        path = _free(new.name, {file.path for file in (*old.values(), *files.values())})
        (changes.updated if known else changes.added).append(path)
        files[origin] = File(path=path, origin=origin, sha256=digest, terms_sha256="")
        fresh[path] = new.data
    _write_state(folder, tokenizer, [files[origin] for origin in sorted(files)], fresh, changes)
    for gone in {file.path for file in old.values()} - {file.path for file in files.values()}:
        (folder / gone).unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # the folder may hold other copies
            (folder / gone).parent.rmdir()
    return changes


def _without(old: Mapping[str, File], remove: Sequence[Path], changes: Changes) -> dict[str, File]:
    files = dict(old)
    for unwanted in remove:
        gone = [o for o, file in files.items() if _is_below(unwanted, o) or file.path == unwanted.as_posix()]
        if not gone:
            raise DataError(f"资料库里没有 {unwanted}，没有移出任何文件")
        changes.removed += [files.pop(origin).path for origin in gone]
    return files


def _write_state(
    folder: Path, tokenizer: Tokenizer, files: Sequence[File], fresh: Mapping[str, bytes], changes: Changes
) -> None:
    sources = {
        file.path: make_sources(fresh.get(file.path) or read_bytes(folder / file.path), path=file.path)
        for file in files
    }
    terms: dict[str, list[list[str]]] = {}
    if files:
        collection = Collection([s for group in sources.values() for s in group], tokenizer)
        terms = collection.sentence_terms()
        changes.articles, changes.sentences = len(collection.articles), len(collection.entries)
    changes.files = len(files)
    written = dict(fresh)
    saved = []
    for file in files:
        data = json.dumps({s.path: terms[s.path] for s in sources[file.path]}, ensure_ascii=False).encode()
        saved.append(file.model_copy(update={"terms_sha256": hashlib.sha256(data).hexdigest()}))
        written[terms_name(file)] = data
    manifest = Manifest(fingerprint=tokenizer.fingerprint, files=tuple(saved))
    try:
        for name, data in written.items():
            _write(folder / name, data)
        _write(folder / OWN / MANIFEST, manifest.model_dump_json(indent=1).encode())
    except OSError:
        for name in fresh:  # leave the disk as it was, a full one above all
            (folder / name).unlink(missing_ok=True)
        raise
    for stale in set((folder / OWN / "terms").glob("*.json")) - {folder / terms_name(file) for file in saved}:
        stale.unlink()


def _check(new: _Incoming, tokenizer: Tokenizer) -> None:
    """Refuse a file that is unusable or holds no text, before anything is touched."""
    sources = make_sources(new.data, path=new.name, label=str(new.file))
    if not any(article.units for source in sources for article in read_page(source, tokenizer)):
        raise DataError(f"{new.file} 里没有正文，没有可以索引的文字")


def _digest(path: Path) -> str | None:
    """Return the SHA-256 of a copy as it is now: a killed update may have left another than the manifest says."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


@contextlib.contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Hold the collection for writing; a folder with other things in it is not taken over."""
    own = folder / OWN
    if folder.is_dir() and not own.exists() and any(folder.iterdir()):
        raise DataError(f"{folder} 不是资料库而且不是空的，请换一个新文件夹")
    own.mkdir(parents=True, exist_ok=True)
    with (own / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(f"另一个程序正在写资料库：{folder}，请等它结束再试") from error
        yield


def _write(path: Path, data: bytes) -> None:
    """Replace a file in one step: a reader sees the old bytes or the new, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)  # half a file on a full disk keeps it full
        raise


def _name(path: Path, file: Path) -> str:
    """Name a copy after the folder its file was found in: two page.md of two folders stay apart."""
    base = path.resolve() if path.is_dir() else path.resolve().parent
    return f"{base.name or 'articles'}/{file.resolve().relative_to(base).as_posix()}"


def _free(name: str, taken: set[str]) -> str:
    folder, _, rest = name.partition("/")
    number = 1
    while name in taken:
        number += 1
        name = f"{folder}-{number}/{rest}"
    return name


def _is_below(path: Path, origin: str) -> bool:
    return Path(origin).is_relative_to(path.resolve())
