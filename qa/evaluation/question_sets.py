"""Question sets as people keep them: which reader takes which file or folder."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from index.errors import DataError, FileError
from qa.evaluation.beir import read_beir, write_beir_articles
from qa.evaluation.items import Located, read_items
from qa.evaluation.spreadsheet import read_spreadsheet
from qa.evaluation.squad import read_squad, write_squad_articles


class Corpus(NamedTuple):
    """The articles that come with a set: the file they are in, and how they are written as JSON Lines of articles."""

    path: Path
    write: Callable[[Path, Path], None]


class QuestionSet(NamedTuple):
    """A set on disk, with the articles that come with it where any do."""

    path: Path
    read: Callable[[Path], Iterator[Located]]
    corpus: Corpus | None = None

    def items(self) -> Iterator[Located]:
        """Yield the items in order; each call starts anew."""
        return self.read(self.path)


_FILES: dict[str, tuple[Callable[[Path], Iterator[Located]], Callable[[Path, Path], None] | None]] = {
    ".jsonl": (read_items, None),
    ".json": (read_squad, write_squad_articles),
    ".csv": (read_spreadsheet, None),
    ".tsv": (read_spreadsheet, None),
}


def open_set(path: Path) -> QuestionSet:
    """Return the question set at a path.

    A file is taken by its suffix: `.jsonl` (the project's own form), `.json` (SQuAD, CMRC, DRCD), `.csv` and
    `.tsv` (a spreadsheet). A folder is a BEIR data set, or `questions.jsonl` beside its `articles.jsonl`.

    Raises:
        DataError: neither a file nor a folder of a known form.
        FileError: there is nothing at the path.
    """
    if path.is_dir():
        return _open_folder(path)
    if not path.exists():
        raise FileError(f"找不到题集：{path}，请检查路径")
    if not path.is_file():
        raise DataError(f"不是普通文件：{path}，题集要能读两遍，请先存成文件")
    if path.suffix.lower() not in _FILES:
        raise DataError(f"不认得这种题集：{path}，请用 .jsonl、.json（SQuAD、CMRC）、.csv、.tsv 或 BEIR 文件夹")
    read, write = _FILES[path.suffix.lower()]
    return QuestionSet(path, read, Corpus(path, write) if write else None)


def _open_folder(path: Path) -> QuestionSet:
    if (path / "corpus.jsonl").exists() and (path / "queries.jsonl").exists():
        return QuestionSet(path, read_beir, Corpus(path / "corpus.jsonl", write_beir_articles))
    if (path / "questions.jsonl").exists() and (path / "articles.jsonl").exists():
        return QuestionSet(path / "questions.jsonl", read_items, Corpus(path / "articles.jsonl", _copy))
    raise DataError(
        f"{path} 不是题集文件夹，需要 questions.jsonl 和 articles.jsonl，或 BEIR 的 corpus.jsonl、queries.jsonl、qrels/"
    )


def _copy(corpus: Path, target: Path) -> None:
    shutil.copyfile(corpus, target)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
