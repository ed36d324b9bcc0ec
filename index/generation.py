"""One generation of a collection on disk: opened only when every byte of it is what was written."""

import hashlib
import mmap
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from index.build import Parts, read_parts
from index.collection import digest_of
from index.errors import DataError
from index.layout import ARTICLES, PARTS, Written, write_file
from index.manifest import FORMAT, MANIFEST, File, Manifest, Part
from index.packed import Buffer

_READERS = 4  # files looked through at once


class Generation(NamedTuple):
    """A whole generation: its parts are mapped, not read."""

    path: Path
    manifest: Manifest
    parts: Parts

    @property
    def digest(self) -> str:
        """The name of its parts."""
        return digest_of({part.name: part.sha256 for part in self.manifest.parts})


class FolderParts(Mapping[str, Buffer]):
    """Parts of an index as files of one folder, each mapped when it is asked for."""

    def __init__(self, folder: Path, *, safe: bool = True) -> None:
        self._folder, self._safe, self.written = folder, safe, dict[str, Written]()
        self._mapped: dict[str, Buffer] = {}

    def write(self, name: str, chunks: Iterable[Buffer]) -> None:
        """Keep a part under a name."""
        self.written[name] = write_file(self._folder / name, chunks, safe=self._safe)

    def __getitem__(self, name: str) -> Buffer:
        if name not in self._mapped:
            self._mapped[name] = _mapped(self._folder / name)
        return self._mapped[name]

    def __iter__(self) -> Iterator[str]:
        return (path.name for path in sorted(self._folder.iterdir()))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def open_generation(path: Path) -> Generation:
    """Open a generation; every file is compared with what the manifest says, and the manifest with its name.

    Raises:
        DataError: something is missing or is not what was written; the message names the file and what helps.
    """
    manifest = read_manifest(path)
    check_files(path, manifest.files)
    return Generation(path, manifest, open_parts(path, manifest.parts))


def open_parts(path: Path, parts: Iterable[Part]) -> Parts:
    """Return the parts of an index, each compared with what the manifest says of it."""
    _check({path / PARTS / part.name: Written(part.size, part.sha256) for part in parts})
    try:
        return read_parts(FolderParts(path / PARTS))
    except OSError as error:  # a writer has just removed it
        raise _missing(Path(error.filename)) from error


def check_files(path: Path, files: Iterable[File]) -> None:
    """Compare copies with what the manifest says of them."""
    _check({path / ARTICLES / file.path: Written(file.size, file.sha256) for file in files})


def read_manifest(path: Path) -> Manifest:
    """Return the manifest of a generation.

    Raises:
        DataError: it is missing, damaged, or of another format.
    """
    file = path / MANIFEST
    try:
        data = file.read_bytes()
    except OSError as error:
        raise DataError(f"资料库缺少登记文件：{file}，{_REBUILD}") from error
    if name_of(data) != path.name.removesuffix(AGAIN):
        raise DataError(f"资料库的登记文件坏了：{file}，{_REBUILD}")
    try:
        return Manifest.model_validate_json(data)
    except ValidationError as error:
        raise DataError(f"资料库不是第 {FORMAT} 版的格式：{file}，{_REBUILD}") from error


def name_of(manifest: bytes) -> str:
    """Return the name of the generation with this manifest."""
    return hashlib.sha256(manifest).hexdigest()[:16]


AGAIN = "-again"  # ends the name of a generation made anew because the one of its name was damaged
REMEDY = "请用 qa index 重新加入原文件"
_REBUILD = "请换一个文件夹用 qa index 重建"


def _check(expected: Mapping[Path, Written]) -> None:
    with ThreadPoolExecutor(_READERS) as pool:
        for path, found in zip(expected, pool.map(seen, expected), strict=True):
            if found is None:
                raise _missing(path)
            if found != expected[path]:
                raise DataError(f"{path} 与登记的不一致，可能被改动过，{REMEDY}")


def _missing(path: Path) -> DataError:
    return DataError(f"资料库缺少文件，或读不了：{path}，{REMEDY}")


def seen(path: Path) -> Written | None:
    """Return a file as it is now, None where it cannot be read."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return Written(file.tell(), digest)
    except OSError:
        return None


def _mapped(path: Path) -> Buffer:
    with path.open("rb") as file:
        try:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except ValueError:  # an empty file has nothing to map
            return b""
