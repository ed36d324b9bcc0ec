"""A new generation put in place of the one in use, in one step; until then nothing that readers see has changed."""

import contextlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from index.build import Parts, build, read_parts
from index.errors import DataError, FileError, reason
from index.generation import AGAIN, FolderParts, name_of, open_generation
from index.layout import (
    ARTICLES,
    CURRENT,
    GENERATIONS,
    OWN,
    PARTS,
    Written,
    generations,
    point,
    read_current,
    sync_folder,
    sync_folders,
    write_file,
    written_at,
)
from index.manifest import MANIFEST, Counts, File, Manifest, Part
from index.plan import Planned
from index.postings import K1, B
from index.segment import Run
from index.source import read_bytes


def write_generation(
    new: Path, files: Sequence[Planned], runs: Sequence[Run], fingerprint: str, before: Parts | None
) -> tuple[str, Counts]:
    """Write a generation into an empty folder; return its name and what it holds."""
    parts = FolderParts(new / PARTS)
    build(runs, parts, parts.write, before)
    counts = _counts(parts)
    for planned in files:
        _copy(planned, new / ARTICLES / planned.file.path)
    manifest = Manifest(
        fingerprint=fingerprint,
        k1=K1,
        b=B,
        counts=counts,
        files=tuple(planned.file for planned in files),
        parts=tuple(Part(name=name, **part._asdict()) for name, part in sorted(parts.written.items())),
    )
    data = manifest.model_dump_json(indent=1).encode()
    write_file(new / MANIFEST, [data])
    sync_folders(new)
    return name_of(data), counts


def put_in_place(folder: Path, new: Path, name: str, files: Sequence[File]) -> None:
    """Make a written generation the one in use.

    Raises:
        FileError: it is in use, but perhaps not yet on the disk.
    """
    place = folder / GENERATIONS / name
    if name == read_current(folder):  # the one in use is damaged, and stays where it is until this one is in use
        place = place.with_name(f"{name}{AGAIN}")
    if not _is_whole(place):
        shutil.rmtree(place, ignore_errors=True)
        new.replace(place)
    os.utime(place)
    try:
        settle(folder, place.name, files)
    except OSError as error:
        if read_current(folder) != place.name:
            raise
        raise FileError(
            f"新内容已经换上，但可能还没有写到磁盘上：{folder}（{reason(error)}），请再用一次 qa index"
        ) from error


def _is_whole(place: Path) -> bool:
    """Tell whether the very same generation is there already: it was in use before."""
    try:
        open_generation(place)
    except DataError:
        return False
    return True


def settle(folder: Path, name: str, files: Sequence[File]) -> None:
    """Make a generation on the disk the one in use, or finish what a killed writer began of that."""
    sync_folder(folder / GENERATIONS)
    tops = sorted({file.path.partition("/")[0] for file in files})
    for top in tops:
        point(folder / top, CURRENT / ARTICLES / top)
    point(folder / CURRENT, Path(GENERATIONS.name) / name)
    with contextlib.suppress(OSError):  # what cannot be removed now is removed the next time
        _tidy(folder)
        for link in own_links(folder) - set(tops):
            (folder / link).unlink()


def _tidy(folder: Path) -> None:
    """Keep the generation in use and the one before it; a newer one never came into use."""
    current, *others = generations(folder)
    before = [path for path in others if written_at(path) <= written_at(current) and not _is_same(path, current)]
    for path in {*others} - {*before[:1]}:
        shutil.rmtree(path, ignore_errors=True)


def _is_same(path: Path, current: Path) -> bool:
    """Tell whether a generation is the damaged one that another took the place of."""
    return path.name.removesuffix(AGAIN) == current.name.removesuffix(AGAIN)


def own_links(folder: Path) -> set[str]:
    """Return the names of the links to the copies in use."""
    return {path.name for path in folder.iterdir() if path.is_symlink() and path.readlink().parts[:1] == (OWN,)}


def _copy(planned: Planned, target: Path) -> None:
    """Copy a file, or let the copy of the generation in use stand in this one as well."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if planned.kept:
        with contextlib.suppress(OSError):  # not every file system knows links
            os.link(planned.bytes_at, target)
            return
    written = write_file(target, [read_bytes(planned.bytes_at)])
    if written != Written(planned.file.size, planned.file.sha256):
        raise DataError(f"{planned.file.origin} 正在被改动，请等它写完再试")


def _counts(parts: FolderParts) -> Counts:
    segment, postings, *_ = read_parts(parts)
    return Counts(
        sources=len(segment.sources),
        articles=len(segment.headings),
        passages=len(segment.passage_sentences) - 1,
        sentences=len(segment.sentence_terms) - 1,
        words=len(segment.words),
        postings=len(postings.passages),
    )
