"""What a collection's folder holds: its manifest, and where copies and terms lie."""

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from index.errors import DataError
from index.source import read_bytes

FORMAT = 1
OWN = ".youju"  # what the program keeps beside the copies
MANIFEST = "manifest.json"


class File(BaseModel):
    """A source kept in the collection."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str  # of the copy, below the collection's folder
    origin: str  # absolute path it was taken from: the same origin is refreshed, not added twice
    sha256: str
    terms_sha256: str


class Manifest(BaseModel):
    """What a collection consists of; written last, so that it names only what is there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = FORMAT
    fingerprint: str
    files: tuple[File, ...] = ()


def terms_name(file: File) -> str:
    """Return where a file's saved terms lie, below the collection's folder."""
    return f"{OWN}/terms/{file.sha256[:16]}-{hashlib.sha256(file.path.encode()).hexdigest()[:8]}.json"


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a collection.

    Raises:
        DataError: there is none yet, or it is damaged or of another format.
    """
    path = folder / OWN / MANIFEST
    if not path.exists():
        raise DataError(f"资料库还没有建好：{folder}，请用 qa index 再加入一次文章")
    try:
        manifest = Manifest.model_validate_json(read_bytes(path))
    except ValidationError as error:
        raise DataError(f"资料库的登记文件坏了：{path}，请换一个文件夹用 qa index 重建") from error
    if manifest.format != FORMAT:
        raise DataError(f"资料库格式是第 {manifest.format} 版，本程序只认第 {FORMAT} 版：{folder}，请用 qa index 重建")
    return manifest
