"""A collection kept in a folder: copies of the sources, a manifest, and the terms so that opening is quick."""

import contextlib
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from index.collection import Collection, read_folder
from index.errors import BusyError, DataError, FileError
from index.page import is_empty, read_page
from index.records import Source
from index.source import find_files, make_sources, read_bytes
from index.terms import Tokenizer

FORMAT = 1
_OWN = ".youju"  # what the program keeps beside the copies


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str  # of the copy, below the collection's folder
    origin: str  # absolute path it was taken from: the same origin is refreshed, not added twice
    sha256: str
    terms_sha256: str


class _Manifest(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = FORMAT
    fingerprint: str
    files: tuple[_File, ...] = ()


class Changes(BaseModel):
    """What an update did, by the copies' paths, and what the collection holds now."""

    added: list[str] = []
    updated: list[str] = []
    unchanged: list[str] = []
    removed: list[str] = []
    files: int = 0
    articles: int = 0
    sentences: int = 0


def open_collection(folder: Path, tokenizer: Tokenizer) -> Collection:
    """Open a collection, or a plain folder of articles; every copy is checked against its SHA-256.

    Raises:
        FileError: no such folder, or a copy cannot be read.
        DataError: a copy or the manifest is not what was saved.
    """
    if not folder.is_dir():
        raise FileError(f"找不到资料库文件夹：{folder}，请先用 qa index 建立")
    if not (folder / _OWN).exists():
        return Collection(read_folder(folder), tokenizer)
    manifest = _read_manifest(folder)
    sources: list[Source] = []
    terms: dict[str, list[list[str]]] = {}
    for file in manifest.files:
        data = read_bytes(folder / file.path)
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise DataError(f"{folder / file.path} 与登记的不一致，可能被改动过，请用 qa index 重新加入原文件")
        sources += make_sources(data, path=file.path)
        if manifest.fingerprint == tokenizer.fingerprint:
            terms |= _read_terms(folder, file)
    return Collection(sources, tokenizer, terms=terms)


def update_collection(
    folder: Path, tokenizer: Tokenizer, *, add: Sequence[Path] = (), remove: Sequence[Path] = ()
) -> Changes:
    """Add or refresh files and folders, or take them out; on any bad file nothing is changed.

    Raises:
        DataError: a file is unusable, a path to remove is not in the collection, the folder is somebody else's.
        FileError: reading or writing failed.
        BusyError: another writer holds the collection.
    """
    found = [(file, _name(path, file)) for path in add for file in find_files(path)]
    incoming = [(file, name, read_bytes(file)) for file, name in found]
    for file, name, data in incoming:
        _check_readable(make_sources(data, path=name, label=str(file)), tokenizer, file)
    try:
        with _writing(folder):
            return _update(folder, tokenizer, incoming, remove)
    except OSError as error:
        raise FileError(f"写不了资料库：{folder}（{error.strerror}），原来的内容没有改动") from error


def _check_readable(sources: Sequence[Source], tokenizer: Tokenizer, file: Path) -> None:
    if all(is_empty(read_page(source, tokenizer)) for source in sources):
        raise DataError(f"{file} 里没有正文，没有可以索引的文字")


def _update(
    folder: Path, tokenizer: Tokenizer, incoming: Sequence[tuple[Path, str, bytes]], remove: Sequence[Path]
) -> Changes:
    manifest = _read_manifest(folder) if (folder / _OWN / "manifest.json").exists() else None
    files = {file.origin: file for file in manifest.files} if manifest else {}
    changes = Changes()
    for unwanted in remove:
        gone = [o for o, file in files.items() if _is_below(unwanted, o) or file.path == unwanted.as_posix()]
        if not gone:
            raise DataError(f"资料库里没有 {unwanted}，没有移出任何文件")
        changes.removed += [files.pop(origin).path for origin in gone]
    for taken, name, data in incoming:
        origin, digest = str(taken.resolve()), hashlib.sha256(data).hexdigest()
        known = files.get(origin)
        if known and known.sha256 == digest == _digest(folder / known.path):
            changes.unchanged.append(known.path)
            continue
        path = known.path if known else _free(name, {f.path for f in files.values()})
        (changes.updated if known else changes.added).append(path)
        _write(folder / path, data)
        files[origin] = _File(path=path, origin=origin, sha256=digest, terms_sha256="")
    _finish(folder, tokenizer, sorted(files.values(), key=lambda f: f.path), changes)
    return changes


def _finish(folder: Path, tokenizer: Tokenizer, files: Sequence[_File], changes: Changes) -> None:
    """Build once to save the terms and the counts, write the manifest last, then drop what was taken out."""
    saved: list[_File] = []
    if files:
        by_file = {file.path: make_sources(read_bytes(folder / file.path), path=file.path) for file in files}
        collection = Collection([s for sources in by_file.values() for s in sources], tokenizer)
        terms = collection.sentence_terms()
        for file in files:
            data = json.dumps({s.path: terms[s.path] for s in by_file[file.path]}, ensure_ascii=False).encode()
            _write(_terms_path(folder, file), data)
            saved.append(file.model_copy(update={"terms_sha256": hashlib.sha256(data).hexdigest()}))
        changes.articles, changes.sentences = len(collection.articles), len(collection.entries)
    changes.files = len(files)
    manifest = _Manifest(fingerprint=tokenizer.fingerprint, files=tuple(saved))
    _write(folder / _OWN / "manifest.json", manifest.model_dump_json(indent=1).encode())
    for path in changes.removed:
        gone = folder / path
        gone.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # the folder may hold other copies
            gone.parent.rmdir()
    kept = {_terms_path(folder, file) for file in saved}
    for old in (folder / _OWN / "terms").glob("*.json"):
        if old not in kept:
            old.unlink()


def _terms_path(folder: Path, file: _File) -> Path:
    return folder / _OWN / "terms" / f"{hashlib.sha256(file.path.encode()).hexdigest()[:16]}.json"


def _read_manifest(folder: Path) -> _Manifest:
    path = folder / _OWN / "manifest.json"
    try:
        manifest = _Manifest.model_validate_json(read_bytes(path))
    except ValidationError as error:
        raise DataError(f"资料库的登记文件坏了：{path}，请换一个文件夹用 qa index 重建") from error
    if manifest.format != FORMAT:
        raise DataError(f"资料库格式是第 {manifest.format} 版，本程序只认第 {FORMAT} 版：{folder}，请用 qa index 重建")
    return manifest


def _digest(path: Path) -> str | None:
    """Return the SHA-256 of a copy as it is now: a killed update may have left another than the manifest says."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _read_terms(folder: Path, file: _File) -> dict[str, list[list[str]]]:
    """Return saved terms; if they are not whole, nothing, and they are made again."""
    try:
        data = _terms_path(folder, file).read_bytes()
    except OSError:
        return {}
    if hashlib.sha256(data).hexdigest() != file.terms_sha256:
        return {}
    terms: dict[str, list[list[str]]] = json.loads(data)
    return terms


@contextlib.contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Hold the collection for writing; a folder with other things in it is not taken over."""
    own = folder / _OWN
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
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


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
