"""A new generation put in place of the one in use, in one step; until then nothing that readers see has changed."""

import contextlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from index.build import Parts, build, read_parts
from index.generation import FolderParts, name_of
from index.layout import (
    ARTICLES,
    CURRENT,
    GENERATIONS,
    OWN,
    PARTS,
    Written,
    point,
    read_current,
    sync_folder,
    sync_folders,
    write_file,
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
    """Make a written generation the one in use."""
    old, place = read_current(folder), folder / GENERATIONS / name
    if place.exists():  # the same articles were in use before: what lies there may be damaged
        place.replace(new.with_name(f"{new.name}-old"))
    new.replace(place)
    sync_folder(place.parent)
    tops = sorted({file.path.partition("/")[0] for file in files})
    for top in tops:
        point(folder / top, CURRENT / ARTICLES / top)
    point(folder / CURRENT, Path(GENERATIONS.name) / name)
    tidy(folder, keep={name, old})
    for link in own_links(folder) - set(tops):
        (folder / link).unlink()


def tidy(folder: Path, *, keep: set[str | None]) -> None:
    """Remove generations that nobody will ask for any more, and what a killed writer left."""
    for path in (folder / GENERATIONS).iterdir():
        if path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)


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
        raise OSError(f"{planned.bytes_at} changed while it was copied")


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
