"""The pooled articles of a question set as a collection, built once and kept in the user's cache folder."""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import click
import platformdirs

from index.collection import Collection
from index.errors import DataError, FileError
from index.layout import OWN
from index.source import make_sources
from index.store import open_collection
from index.terms import Tokenizer
from index.update import update_collection
from qa.evaluation.question_sets import Corpus, digest

VERSION = 1  # of the readers that make articles of a corpus: a change of theirs makes what is kept stale
_KEPT = 10  # collections; the one not used for longest goes first


def open_pooled(corpus: Corpus, tokenizer: Tokenizer) -> Collection:
    """Return all articles of a set in one collection; a second run opens what the first one built.

    Raises:
        DataError: an article of the set is unusable.
    """
    key = f"{digest(corpus.path)} {corpus.write.__name__} {VERSION} {tokenizer.fingerprint}"
    try:
        cache = Path(platformdirs.user_cache_dir("youju")) / "eval"
    except RuntimeError:  # a user without a home
        return _build_in_memory(corpus, tokenizer)
    folder = cache / hashlib.sha256(key.encode()).hexdigest()[:16]
    try:
        return _open_kept(folder, tokenizer) or _build_and_keep(corpus, tokenizer, folder)
    except (FileError, OSError):
        collection = _build_in_memory(corpus, tokenizer)
        click.echo(f"提示：缓存文件夹用不了（{cache}），这次只在内存里建资料库", err=True)
        return collection


def _open_kept(folder: Path, tokenizer: Tokenizer) -> Collection | None:
    if not folder.is_dir():
        return None
    try:
        collection = open_collection(folder, tokenizer)
        if collection.trouble or not (folder / OWN).is_dir():
            raise DataError(collection.trouble or "")
    except DataError:  # damaged: made again from the set itself
        shutil.rmtree(folder)
        return None
    os.utime(folder)
    return collection


def _build_and_keep(corpus: Corpus, tokenizer: Tokenizer, folder: Path) -> Collection:
    """Build beside the final place and move there in one step: a killed or a second run leaves nothing half done."""
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
        built, articles = Path(temporary) / "collection", _articles(corpus, Path(temporary))
        try:
            update_collection(built, tokenizer, add=[articles])
        except DataError as error:  # the user knows the corpus, not our copy of it
            raise DataError(str(error).replace(str(articles), str(corpus.path))) from error
        if not folder.is_dir():
            built.replace(folder)
        _forget_old(folder.parent)
    return open_collection(folder, tokenizer)


def _build_in_memory(corpus: Corpus, tokenizer: Tokenizer) -> Collection:
    with tempfile.TemporaryDirectory() as temporary:
        articles = _articles(corpus, Path(temporary))
        return Collection.of(make_sources(articles.read_bytes(), path=articles.name, label=str(corpus.path)), tokenizer)


def _articles(corpus: Corpus, folder: Path) -> Path:
    target = folder / "articles.jsonl"
    corpus.write(corpus.path, target)
    return target


def _forget_old(cache: Path) -> None:
    for old in sorted(cache.iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)[_KEPT + 1 :]:
        shutil.rmtree(old, ignore_errors=True)
