"""Files to sources: the bytes as they are, decoded strictly, with their SHA-256."""

import functools
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.encodings import conversion, guess_encoding
from index.errors import DataError, FileError, gathered, reason
from index.records import Source
from index.terms import lexicon

PAGE_SUFFIXES = (".md", ".markdown", ".txt")
RECORDS_SUFFIX = ".jsonl"
_OWN_TABLES = ("synonyms.tsv",)  # of a collection's folder, beside its articles
_FIELDS = {"title": r"[^\x00]{0,500}", "byline": r"[^\x00]{0,200}", "date": r"\d{4}(?:-\d{2}){0,2}(?:T[\d:.+Z-]+)?"}
_FIELD_NAMES = {"title": "500 字以内的字符串", "byline": "200 字以内的字符串", "date": "ISO 8601 日期，如 2025-11-12"}
_LONGEST_OUTLET = 100  # characters of a paper's name; what is longer names none
# no paragraph of any article comes near it; a line this long is a broken or hostile file
LONGEST_LINE = 50_000


def find_files(path: Path) -> list[Path]:
    """Return the article files below a folder in order of their paths, or the file itself.

    Raises:
        FileError: there is no such file.
        DataError: it is no article file, or the folder holds none.
    """
    if path.is_dir():
        files = [file for file in _visible(path) if _is_article(file)]
        check_names(files)
        if not files:
            others = "".join(f"\n{line}" for line in passed_over(path))
            raise DataError(f"文件夹里没有文章：{path}（认得 .md、.txt 和 .jsonl 文件）{others}")
        return files
    if not path.exists():
        raise FileError(f"找不到文件：{path}，请检查路径")
    if not path.is_file():
        raise DataError(f"不是普通文件：{path}，请给出 .md、.txt 或 .jsonl 文件")
    if not _is_article(path):
        raise DataError(_refusal(path))
    check_names([path])
    return [path]


def passed_over(folder: Path) -> list[str]:
    """Return a line for each file below a folder that is no article file: which, and what can be done."""
    return [_refusal(file) for file in _visible(folder) if not _is_article(file) and file.name not in _OWN_TABLES]


def _visible(folder: Path) -> list[Path]:
    """Return the files below a folder in order of their paths, hidden ones and links aside."""
    visible = (p for p in folder.rglob("*") if not any(part.startswith(".") for part in p.relative_to(folder).parts))
    return sorted(p for p in visible if p.is_file() and not p.is_symlink())


def _is_article(path: Path) -> bool:
    return path.suffix.lower() in (*PAGE_SUFFIXES, RECORDS_SUFFIX)


def _refusal(path: Path) -> str:
    return f"不认得这种文件：{path}，{_remedies().get(path.suffix.lower(), '请改用 .md、.txt 或 .jsonl')}"


@functools.cache
def _remedies() -> dict[str, str]:
    """Return what can be done with files of other kinds, by suffix."""
    rows = (line.split("\t") for line in lexicon("unread.tsv"))
    return {suffix: remedy for suffixes, remedy in rows for suffix in suffixes.split()}


def check_names(files: Iterable[Path]) -> None:
    """Refuse names that are no text, of files and of the folders named above them."""
    for name in (part for file in files for part in file.parts):
        if re.search(r"[\ud800-\udfff\x00-\x1f]", name):
            raise DataError(f"文件名不是 UTF-8 或含有控制字符：{name!a}，请改名后再用")


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        FileError: the file cannot be read.
    """
    if path.exists() and not path.is_file():
        raise DataError(f"不是普通文件：{path}")
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(f"读不了文件：{path}（{reason(error)}），请检查权限和路径") from error


def make_sources(data: bytes, *, path: str, label: str = "") -> list[Source]:
    """Return the sources in the bytes of one file: the page itself, or each line of a JSON Lines file.

    `path` becomes the sources' name; `label` is what messages call the file, where that is another.

    Raises:
        DataError: empty, not UTF-8, a NUL, a line beyond all measure, or a line that is no article.
    """
    label = label or path
    text = _decode(data, label)
    if path.lower().endswith(RECORDS_SUFFIX):
        sources = [_record(line, path, label, number) for number, line in _json_lines(text)]
        _check_ids(sources, label)
        return sources
    _check_lines(text, label)
    return [Source(path, text, hashlib.sha256(data).hexdigest())]


def _check_lines(text: str, name: str) -> None:
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if len(line) > LONGEST_LINE:
            raise DataError(f"{name} 第 {number} 行有 {len(line)} 个字，不像文章（上限 {LONGEST_LINE} 字），请先分段")


def _decode(data: bytes, path: str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        encoding = guess_encoding(data)
        told = (
            f"看来是 {encoding}，可以这样转：{conversion(path, encoding)}（再把原来的移开）"
            if encoding
            else "请先转成 UTF-8 再用"
        )
        raise DataError(f"{path} 不是 UTF-8 编码（第 {error.start + 1} 个字节起），{told}") from error
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise DataError(f"{path} 是空文件，没有可以索引的文字")
    if "\0" in text:
        raise DataError(f"{path} 含有 NUL 字符（第 {text.index(chr(0)) + 1} 个字），不是文本文件")
    return text


def _json_lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip("\ufeff \t\r"):
            yield number, line.strip("\ufeff")


def _record(line: str, path: str, label: str, number: int) -> Source:
    """Read `{"id", "title", "text"}` with optional `date`, `byline`, `source`; the text is the source."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{label} 第 {number} 行不是 JSON，请检查这一行") from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str) or not _is_id(record.get("id")):
        raise DataError(
            f'{label} 第 {number} 行不是文章，需要 {{"id", "title", "text"}}，id 为 200 字以内的字符串或整数'
        )
    text, key = record["text"], str(record["id"])
    fields = {name: record[name] for name in _FIELDS if record.get(name) is not None}
    for name, value in fields.items():
        if not isinstance(value, str) or not re.fullmatch(_FIELDS[name], value):
            raise DataError(f"{label} 第 {number} 行的 {name} 不对，要 {_FIELD_NAMES[name]}")
    if "\0" in text:
        raise DataError(f"{label} 第 {number} 行含有 NUL 字符，不是文章")
    try:
        json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise DataError(f"{label} 第 {number} 行有不成对的代理字符，不是合法文字") from error
    _check_lines(text, f"{label} 的文章 {key}")
    digest = hashlib.sha256(text.encode()).hexdigest()
    outlet = record.get("source")
    named = outlet if isinstance(outlet, str) and 0 < len(outlet.strip()) <= _LONGEST_OUTLET else None
    return Source(f"{path}#{key}", text, digest, record=key, outlet=named, **fields)


def _is_id(key: object) -> bool:
    return isinstance(key, str | int) and not isinstance(key, bool) and 0 < len(str(key).strip()) <= 200


def _check_ids(sources: list[Source], path: str) -> None:
    seen: set[str | None] = set()
    for source in sources:
        if source.record in seen:
            raise DataError(f"{path} 里编号重复：{source.record}，每篇文章的 id 要唯一")
        seen.add(source.record)


def read_folder(folder: Path) -> list[Source]:
    """Return the sources of every article file below a folder, named by their paths below it."""
    sources: list[Source] = []
    with gathered() as gather:
        for file in find_files(folder):
            with gather():
                sources += make_sources(read_bytes(file), path=file.relative_to(folder).as_posix())
    return sources
