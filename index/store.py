"""Opening a collection kept in a folder: the generation in use, or an older one where that is damaged."""

from pathlib import Path

from index.collection import Collection
from index.errors import DataError, FileError
from index.generation import Generation, open_generation
from index.layout import CURRENT, OWN, generations, read_current
from index.source import passed_over, read_folder
from index.terms import Tokenizer

_TRIES = 5  # a writer may put a newer generation in place while one is being opened


def open_collection(folder: Path, tokenizer: Tokenizer) -> Collection:
    """Open a collection, or a plain folder of articles.

    Raises:
        FileError: no such folder, or a file of it cannot be read.
        DataError: no generation of the collection is whole; the message is of the one in use.
    """
    if not folder.is_dir():
        raise FileError(f"找不到资料库文件夹：{folder}，请先用 qa index 建立")
    if not (folder / OWN).exists():
        collection = Collection.of(read_folder(folder), tokenizer)
        collection.passed_over = passed_over(folder)
        return collection
    generation, trouble = _newest_whole(folder)
    fingerprint = generation.manifest.fingerprint
    if fingerprint != tokenizer.fingerprint:
        raise DataError(f"资料库是用另一版分词程序建的：{folder}，请用 qa index 再加入一次文章，会重新分词")
    collection = Collection(generation.parts, tokenizer, digest=generation.digest)
    collection.trouble = trouble
    return collection


def _newest_whole(folder: Path) -> tuple[Generation, str | None]:
    """Return the generation in use, or an older one with what is wrong with the newer."""
    for _ in range(_TRIES):
        link, name = _link(folder), read_current(folder)
        found, wrong = _first_whole(folder)
        if found and found.path.name == name:
            return found, None
        if _link(folder) != link:
            continue
        if not found:
            raise wrong or DataError(f"资料库还没有建好：{folder}，请用 qa index 再加入一次文章")
        wrong = wrong or DataError(f"资料库缺少 {folder / CURRENT}，请用 qa index 再加入一次文章")
        return found, f"{wrong}；现在用的是另一份完好的内容，可能不是最新的"
    raise DataError(f"资料库一直在变：{folder}，请等写它的程序结束再试")


def _first_whole(folder: Path) -> tuple[Generation | None, DataError | None]:
    """Return the first generation that is whole, and what is wrong with the first of all."""
    wrong: DataError | None = None
    for path in generations(folder):
        try:
            return open_generation(path), wrong
        except DataError as error:
            wrong = wrong or error
    return None, wrong


def _link(folder: Path) -> tuple[int, int] | None:
    """Return what tells one link to the generation in use from the next, even where both lead to the same."""
    try:
        found = (folder / CURRENT).lstat()
    except OSError:
        return None
    return found.st_ino, found.st_ctime_ns
