"""Opening a collection kept in a folder."""

import hashlib
import json
from pathlib import Path

from index.collection import Collection, read_folder
from index.errors import DataError, FileError
from index.manifest import OWN, File, read_manifest, terms_name
from index.records import Source
from index.source import make_sources, read_bytes
from index.terms import Tokenizer


def open_collection(folder: Path, tokenizer: Tokenizer) -> Collection:
    """Open a collection, or a plain folder of articles; every copy is checked against its SHA-256.

    Raises:
        FileError: no such folder, or a copy cannot be read.
        DataError: a copy or the manifest is not what was saved.
    """
    if not folder.is_dir():
        raise FileError(f"找不到资料库文件夹：{folder}，请先用 qa index 建立")
    if not (folder / OWN).exists():
        return Collection(read_folder(folder), tokenizer)
    manifest = read_manifest(folder)
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


def _read_terms(folder: Path, file: File) -> dict[str, list[list[str]]]:
    """Return saved terms; if they are not whole, nothing, and they are made again."""
    try:
        data = (folder / terms_name(file)).read_bytes()
    except OSError:
        return {}
    if hashlib.sha256(data).hexdigest() != file.terms_sha256:
        return {}
    terms: dict[str, list[list[str]]] = json.loads(data)
    return terms
