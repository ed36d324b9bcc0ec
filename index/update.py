"""Adding to a collection kept in a folder and taking out of it: a new generation whole, or the old one as it was."""

import contextlib
import functools
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel

from index.errors import DataError, FileError, reason
from index.generation import open_parts, read_manifest
from index.layout import GENERATIONS, LOCK, NEW, OWN, generations, writing
from index.manifest import Counts, Manifest
from index.plan import Plan, by_parts, make_plan
from index.publish import own_links, put_in_place, settle, write_generation
from index.reuse import Analyze, Known, sources_of
from index.source import check_names, find_files, passed_over
from index.terms import Tokenizer
from index.workers import Progress, analyze_all


class Changes(BaseModel):
    """What an update did, by the copies' paths, and what the collection holds now."""

    added: list[str] = []
    updated: list[str] = []
    unchanged: list[str] = []
    removed: list[str] = []
    passed_over: list[str] = []  # a line for each file of a folder that is no article file
    files: int = 0
    articles: int = 0
    sentences: int = 0


def update_collection(
    folder: Path,
    tokenizer: Tokenizer,
    *,
    add: Sequence[Path] = (),
    remove: Sequence[Path] = (),
    workers: int | None = None,
    progress: Progress | None = None,
) -> Changes:
    """Add or refresh files and folders, or take them out; on any bad file nothing is changed.

    `workers` processes cut texts into words, as many as there are processors where it is None.

    Raises:
        DataError: a file is unusable, a path to remove is not in the collection, the folder is somebody else's.
        FileError: reading or writing failed.
        BusyError: another writer holds the collection.
    """
    if (folder / OWN).is_dir() and any(path.resolve().is_relative_to(folder.resolve()) for path in add):
        raise DataError(f"{folder} 是资料库自己的文件夹，里面的副本不能再加入")
    found = {file.resolve(): _name(path, file) for path in add for file in find_files(path)}
    check_names(found)
    if remove and not (folder / OWN).is_dir():
        raise DataError(f"{folder} 不是资料库，没有可以移出的文件")
    new = folder / GENERATIONS / f"{NEW}{os.getpid()}"
    room = new.with_name(f"{new.name}-room")
    analyze = functools.partial(
        analyze_all, tokenizer=tokenizer, workers=workers or os.cpu_count() or 1, room=room, progress=progress
    )
    existed = folder.is_dir()
    try:
        with writing(folder):
            _sweep(folder)
            try:
                changes = _update(folder, new, found, remove, tokenizer.fingerprint, analyze)
                over = [line for path in add if path.is_dir() for line in passed_over(path)]
                return changes.model_copy(update={"passed_over": over})
            finally:
                _sweep(folder)  # half a generation on a full disk keeps it full
                if not next(generations(folder), None):
                    _forget(folder, existed)
    except OSError as error:
        raise FileError(f"写不了资料库：{folder}（{reason(error)}），原来的内容没有改动") from error


def _update(
    folder: Path, new: Path, found: Mapping[Path, str], remove: Sequence[Path], fingerprint: str, analyze: Analyze
) -> Changes:
    current = next(generations(folder), None)
    manifest = read_manifest(current) if current else None
    if current and manifest:
        settle(folder, current.name, manifest.files)
    taken = {path.name for path in folder.iterdir()} - own_links(folder)
    plan = make_plan(current, manifest.files if manifest else (), found, remove, taken)
    known = _known(current, manifest, fingerprint)
    if manifest and known and not (plan.added or plan.updated or plan.removed):
        return _changes(plan, manifest.counts)
    runs = sources_of(plan.files, known, analyze)
    name, counts = write_generation(new, plan.files, runs, fingerprint, known.parts if known else None)
    put_in_place(folder, new, name, [planned.file for planned in plan.files])
    return _changes(plan, counts)


def _known(current: Path | None, manifest: Manifest | None, fingerprint: str) -> Known | None:
    """Return the sources as they were cut, None where they are damaged or another program would cut them otherwise."""
    if not current or not manifest or manifest.fingerprint != fingerprint:
        return None
    try:
        return Known(open_parts(current, manifest.parts))
    except DataError:  # they are made again from the copies
        return None


def _changes(plan: Plan, counts: Counts) -> Changes:
    told = {name: sorted(getattr(plan, name), key=by_parts) for name in ("added", "updated", "unchanged", "removed")}
    return Changes(**told, files=len(plan.files), articles=counts.articles, sentences=counts.sentences)


def _sweep(folder: Path) -> None:
    """Remove what a writer that was killed, or failed, had begun."""
    for path in (folder / GENERATIONS).glob(f"{NEW}*"):
        shutil.rmtree(path, ignore_errors=True)


def _forget(folder: Path, existed: bool) -> None:
    """Leave no trace of a collection that never came to be; what another writer begins at this moment stays."""
    with contextlib.suppress(OSError):
        (folder / GENERATIONS).rmdir()
        (folder / LOCK).unlink()
        (folder / OWN).rmdir()
        if not existed:
            folder.rmdir()


def _name(path: Path, file: Path) -> str:
    """Name a copy after the folder its file was found in: two page.md of two folders stay apart."""
    base = path if path.is_dir() else path.absolute().parent
    return f"{base.resolve().name or 'articles'}/{file.relative_to(path).as_posix() if path.is_dir() else path.name}"
