"""Question sets kept in a spreadsheet: CSV or TSV as Excel and WPS save them."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from index.errors import DataError, FileError, reason
from qa.evaluation.items import Item, Located

# the headings people write
_COLUMNS = {
    "question": ("question", "问题", "题目", "问"),
    "sentence": ("sentence", "句子", "原句", "原文", "出处句"),
    "answer": ("answer", "答案", "短答案", "答"),
    "id": ("id", "编号", "题号", "序号"),
    "type": ("type", "类型", "题型"),
    "difficulty": ("difficulty", "难度"),
}
_HEADINGS = {heading: name for name, headings in _COLUMNS.items() for heading in headings}


def read_spreadsheet(path: Path) -> Iterator[Located]:
    """Yield a question a row; an empty sentence is a question without answer, lines in its cell are alternatives.

    Raises:
        DataError: of no known encoding, without the two columns, or a row without a question.
        FileError: the file cannot be read.
    """
    try:
        with path.open(encoding=_encoding(path), newline="") as file:
            yield from _rows(path, file)
    except UnicodeDecodeError as error:
        raise DataError(f"{path} 的编码认不出，请另存为 UTF-8 的 CSV") from error
    except csv.Error as error:
        raise DataError(f"{path} 不是 CSV 表格，请检查") from error
    except OSError as error:
        raise FileError(f"读不了文件：{path}（{reason(error)}），请检查权限和路径") from error


def _rows(path: Path, file: Iterator[str]) -> Iterator[Located]:
    heading = next(file, "")
    delimiter = max("\t,;", key=heading.count)
    columns = [_HEADINGS.get(cell.strip().lower(), "") for cell in next(csv.reader([heading], delimiter=delimiter), [])]
    if missing := [name for name in ("question", "sentence") if name not in columns]:
        names = "、".join("/".join(_COLUMNS[name][:2]) for name in missing)
        raise DataError(f"{path} 第一行没有 {names} 列，表头要写 question,sentence 或 问题,原句")
    if twice := next((name for name in columns if name and columns.count(name) > 1), None):
        raise DataError(f"{path} 第一行有两个 {'/'.join(_COLUMNS[twice][:2])} 列，请只留一个")
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    at = 2
    for cells in reader:
        row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name}
        where, at = f"第 {at} 行", reader.line_num + 2
        if len(cells) > len(columns) or (any(row.values()) and "sentence" not in row):
            raise DataError(f"{path} {where}的列数与表头不符（句子里的逗号要加引号），请检查这一行")
        if any(row.values()):
            yield Located(where, _item(path, where, row))


def _item(path: Path, where: str, row: dict[str, str]) -> Item:
    if not row.get("question"):
        raise DataError(f"{path} {where}没有问题，请补上或删去这一行")
    sentences = tuple(line.strip() for line in row.get("sentence", "").splitlines() if line.strip())
    return Item(
        id=row.get("id") or where.replace(" ", ""),
        question=row["question"],
        answerable=bool(sentences),
        sentences=sentences,
        answer=row.get("answer") or None,
        type=row.get("type") or None,
        difficulty=row.get("difficulty") or None,
    )


def _encoding(path: Path) -> str:
    """Return the encoding: by its mark, else UTF-8 where the file is, else the one Chinese spreadsheets save in."""
    if path.exists() and not path.is_file():
        raise DataError(f"不是普通文件：{path}")
    with path.open("rb") as file:
        start = file.read(2)
    if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    try:
        with path.open(encoding="utf-8") as text:
            while text.read(1 << 16):
                pass
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"
