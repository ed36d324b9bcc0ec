"""A question's words beside the paper's: the table shipped with the program and the one a user keeps."""

import functools
import itertools
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from index.errors import DataError
from index.source import read_bytes
from index.terms import Tokenizer
from qa.tables import read_table

FILE = "synonyms.tsv"  # in a collection's folder
_LONGEST = 30  # characters of a saying


class Synonym(NamedTuple):
    """What a question may say, folded, and what the paper says for it."""

    surface: str
    wordings: tuple[str, ...]


class Synonyms(tuple[Synonym, ...]):
    """The rows of a table; those that a text says are found by its characters."""

    @functools.cached_property
    def _by_first(self) -> dict[str, list[int]]:
        """The numbers of the rows by the first character of their surface."""
        found: dict[str, list[int]] = {}
        for number, row in enumerate(self):
            found.setdefault(row.surface[0], []).append(number)
        return found

    def said_in(self, text: str) -> list[Synonym]:
        """Return the rows whose surface stands in a text, in their order."""
        numbers = itertools.chain.from_iterable(self._by_first.get(char, ()) for char in set(text))
        return [row for row in map(self.__getitem__, sorted(numbers)) if row.surface in text]


@functools.cache
def built_in() -> Synonyms:
    """Return the rows of the table shipped with the program."""
    return _arranged(Synonym(surface, tuple(wordings.split("|"))) for surface, wordings, _ in read_table(FILE))


def synonyms_for(folder: Path | None, file: Path | None, tokenizer: Tokenizer) -> Synonyms:
    """Return the user's rows, from the file named or the one in the collection's folder, with the built-in ones.

    Raises:
        FileError: the file named cannot be read.
        DataError: a row of it is not as it must be.
    """
    kept = folder / FILE if folder else None
    path = file or (kept if kept and kept.is_file() else None)
    return _arranged((*read_synonyms(path, tokenizer), *built_in())) if path else built_in()


def read_synonyms(path: Path, tokenizer: Tokenizer) -> list[Synonym]:
    """Return the rows of a user's table: two columns or more, `#` starts a comment line."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path} 不是 UTF-8 文字，请另存为 UTF-8 再用") from error
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            rows.append(_row(line, f"{path} 第 {number} 行", tokenizer))
    return rows


def _row(line: str, where: str, tokenizer: Tokenizer) -> Synonym:
    columns = [column.strip() for column in line.split("\t")]
    if len(columns) < 2:
        raise DataError(f"{where}只有一列，要有两列，用制表符分开：问句的说法、文章的说法（多个用 | 分开）")
    surface, *wordings = (tokenizer.fold(saying.strip()) for saying in (columns[0], *columns[1].split("|")))
    for saying, column in ((surface, 1), *((wording, 2) for wording in wordings)):
        if wrong := _wrong(saying, tokenizer):
            raise DataError(f"{where}第 {column} 列{wrong}，请改正")
    return Synonym(surface, tuple(wordings))


def _wrong(saying: str, tokenizer: Tokenizer) -> str | None:
    """Return what is wrong with one side of a row, None if nothing."""
    if not saying:
        return "有空着的说法"
    if len(saying) > _LONGEST:
        return f"“{saying[:8]}…”太长，最多 {_LONGEST} 个字"
    if re.search(r"\s", saying):
        return f"“{saying}”中间有空格"
    return None if tokenizer.terms(saying) else f"“{saying}”里没有可以查找的词"


def _arranged(rows: Iterable[Synonym]) -> Synonyms:
    """Return the rows longest first, those of one surface made one."""
    merged: dict[str, tuple[str, ...]] = {}
    for surface, wordings in rows:
        merged[surface] = tuple(dict.fromkeys((*merged.get(surface, ()), *wordings)))
    return Synonyms(Synonym(*row) for row in sorted(merged.items(), key=lambda row: (-len(row[0]), row[0])))
