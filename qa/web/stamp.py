"""How a collection's folder looks on disk, cheaply: what differs says that it changed."""

from pathlib import Path

from index.layout import CURRENT, OWN
from index.source import PAGE_SUFFIXES, RECORDS_SUFFIX
from qa.synonyms import FILE

Stamp = tuple[tuple[str, int, int, int], ...]


def stamp(folder: Path, synonyms: Path | None) -> Stamp:
    """Return name, size, time and number of every file that decides what is served; missing ones are left out."""
    table = synonyms or folder / FILE
    if (folder / OWN).exists():
        files = [folder / CURRENT, table]
    else:
        suffixes = (*PAGE_SUFFIXES, RECORDS_SUFFIX)
        files = [*sorted(path for path in folder.rglob("*") if path.suffix.lower() in suffixes), table]
    return tuple(entry for path in files for entry in stamp_of(path))


def stamp_of(path: Path) -> Stamp:
    """Return the same of one file, or of what a link leads to; nothing where it is missing."""
    try:
        known = path.stat()
    except OSError:
        return ()
    return ((str(path.resolve()), known.st_size, known.st_mtime_ns, known.st_ino),)
