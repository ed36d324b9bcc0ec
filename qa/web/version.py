"""What answers depend on, as one short name: the articles, the words, the settings, and the program itself."""

import functools
import hashlib
from pathlib import Path

import index
import qa
from index.collection import Collection
from qa.opening import Opening
from qa.synonyms import FILE

_PARTS = (".py", ".json", ".tsv")


def version_of(collection: Collection, opening: Opening) -> str:
    """Return a name that changes whenever an answer might: the same name means the same bytes."""
    made_of = (opening.semantic, collection.tokenizer.fingerprint, collection.digest)
    digest = hashlib.sha256(repr(made_of).encode())
    digest.update(_program())
    kept = opening.synonyms or (opening.folder / FILE if opening.folder else None)
    if kept and kept.is_file():
        digest.update(kept.read_bytes())
    return digest.hexdigest()[:16]


@functools.cache
def _program() -> bytes:
    """Return a hash of the program, which stays the same as long as a process runs."""
    digest = hashlib.sha256()
    for folder in (Path(index.__file__).parent, Path(qa.__file__).parent):
        for path in sorted(path for path in folder.rglob("*") if path.suffix in _PARTS):
            digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return digest.digest()
