"""A question with its gold, and the question set in the project's own form: JSON Lines."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from index.errors import DataError, FileError, reason

LONGEST_LINE = 1_000_000  # bytes: no question with its gold comes near it


class Item(BaseModel):
    """A question with its gold; fields a run does not know are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: str = Field(min_length=1)
    question: str
    answerable: bool = True
    sentences: tuple[str, ...] = ()
    match: Literal["any", "all", "none"] = "any"
    answer: str | tuple[str, ...] | None = None
    alt_answers: tuple[str | tuple[str, ...], ...] = ()
    value_base: str | None = None
    unit_base: str | None = None
    type: str | None = None
    difficulty: str | None = None
    tags: tuple[str, ...] | None = ()
    beir_qrels: dict[str, int] = {}  # gold articles by id with their grades, where a set judges articles

    @field_validator("answer", "value_base", "unit_base", mode="before")
    @classmethod
    def _blank_is_none(cls, value: object) -> object:
        """Take an empty cell for what it means."""
        return None if value == [] or (isinstance(value, str) and not value.strip()) else value

    def said(self) -> str:
        """Return what the item says, in one form: a field added one day must not make every old item another one."""
        return json.dumps(self.model_dump(exclude_defaults=True), ensure_ascii=False, sort_keys=True)


def pieces_of(answer: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the pieces of a short answer, none for None."""
    return (answer,) if isinstance(answer, str) else answer or ()


def squeeze(text: str) -> str:
    """Return the text in one width and without white space, for comparing."""
    return "".join(unicodedata.normalize("NFKC", text).split())


class Located(NamedTuple):
    """An item and where it stands in its file (第 7 行), for messages."""

    where: str
    item: Item


def read_items(path: Path) -> Iterator[Located]:
    """Yield the items of a JSON Lines file, one line in memory at a time.

    Raises:
        DataError: a line is no question; it is named.
        FileError: the file cannot be read.
    """
    for where, line in read_lines(path):
        if line.strip():
            try:
                yield Located(where, Item.model_validate_json(line))
            except ValidationError as error:
                problem = error.errors()[0]
                field = ".".join(map(str, problem["loc"]))
                wrong = f"{field} 不对" if field else "不是 JSON 对象"
                raise DataError(f"{path} {where}不是题目（{wrong}），请检查这一行") from error


def read_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each line with where it stands; a file is never held whole.

    Raises:
        DataError: no regular file, a line that is not UTF-8, or one beyond all measure.
        FileError: the file cannot be read.
    """
    if path.exists() and not path.is_file():
        raise DataError(f"不是普通文件：{path}")
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE:
                    raise DataError(f"{path} 第 {number} 行太长（{LONGEST_LINE} 字节以上），不像题目")
                yield f"第 {number} 行", _decode(line, path, number)
    except OSError as error:
        raise FileError(f"读不了文件：{path}（{reason(error)}），请检查权限和路径") from error


def _decode(line: bytes, path: Path, number: int) -> str:
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise DataError(f"{path} 第 {number} 行不是 UTF-8 编码，请先转成 UTF-8") from error
