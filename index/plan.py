"""What an update means for each file: kept as it is, read anew, or taken out; nothing is written yet."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from index.errors import DataError, FileError
from index.generation import REMEDY, seen
from index.layout import ARTICLES, Written
from index.manifest import File


class Planned(NamedTuple):
    """A file of the next generation: what it will be, and where its bytes are now."""

    file: File
    bytes_at: Path
    kept: bool  # they are the copy of the generation in use


class Plan(NamedTuple):
    """The next generation's files in order of their paths, and the paths of what changes."""

    files: list[Planned]
    added: list[str]
    updated: list[str]
    unchanged: list[str]
    removed: list[str]


def make_plan(
    current: Path | None, old: Sequence[File], found: Mapping[Path, str], remove: Iterable[Path], taken: set[str]
) -> Plan:
    """Return the plan for files found, each with the name its copy would like, and for paths to take out.

    `current` is the generation in use with its files `old`; `taken` holds names of folders that are not to be used.

    Raises:
        DataError: a path to take out is not there, or a copy is damaged and no file given replaces it.
    """
    files, paths = {file.origin: file for file in old}, {file.path for file in old}
    plan = Plan([], [], [], [], [])
    for unwanted in remove:
        gone = [origin for origin, file in files.items() if _is_meant(unwanted, file)]
        if not gone:
            raise DataError(f"资料库里没有 {unwanted}，没有移出任何文件")
        plan.removed.extend(files.pop(origin).path for origin in gone)
    for path, name in sorted(found.items()):
        known = files.pop(str(path), None)
        file = _file(path, known.path if known else _free(name, paths, taken))
        paths.add(file.path)
        kept = bool(known and current and known == file and _is_whole(current, file))
        (plan.unchanged if kept else plan.updated if known else plan.added).append(file.path)
        plan.files.append(Planned(file, current / ARTICLES / file.path if current and kept else path, kept))
    for file in files.values():
        if not current or not _is_whole(current, file):
            raise DataError(f"资料库里的副本 {file.path} 与登记的不一致，可能被改动过，{REMEDY}：{file.origin}")
        plan.files.append(Planned(file, current / ARTICLES / file.path, kept=True))
    plan.files.sort(key=lambda planned: by_parts(planned.file.path))
    return plan


def by_parts(path: str) -> list[str]:
    """Return what paths are ordered by: folder by folder, as a listing of files is."""
    return path.split("/")


def _file(path: Path, name: str) -> File:
    now = seen(path)
    if now is None:
        raise FileError(f"读不了文件：{path}，请检查权限和路径")
    return File(path=name, origin=str(path), size=now.size, sha256=now.sha256)


def _is_whole(current: Path, file: File) -> bool:
    return seen(current / ARTICLES / file.path) == Written(file.size, file.sha256)


def _is_meant(unwanted: Path, file: File) -> bool:
    return Path(file.origin).is_relative_to(unwanted.resolve()) or file.path == unwanted.as_posix()


def _free(name: str, paths: set[str], folders: set[str]) -> str:
    """Return the name, or one whose folder has a number where it is taken: two page.md of two folders stay apart."""
    folder, _, rest = name.partition("/")
    number = 1
    while name in paths or name.partition("/")[0] in folders:
        number += 1
        name = f"{folder}-{number}/{rest}"
    return name
