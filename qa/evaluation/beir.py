"""BEIR data sets: corpus.jsonl, queries.jsonl and qrels/*.tsv, where whole articles are judged."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from index.errors import DataError, FileError
from qa.evaluation.items import Item, Located, read_lines

_SPLITS = ("test.tsv", "dev.tsv", "train.tsv")
_HIGHEST = 100  # grades beyond it are no grades, and nDCG's 2^grade leaves its range


class _Record(BaseModel):
    id: str = Field(alias="_id", min_length=1)
    text: str
    title: str | None = None


def read_beir(folder: Path) -> Iterator[Located]:
    """Yield the judged queries, each with the grades of its articles.

    Raises:
        DataError: a line is no query or no judgement, or a judgement is of no query.
        FileError: there is no qrels file.
    """
    file = _qrels_file(folder)
    grades = _read_qrels(file)
    for where, record in _records(folder / "queries.jsonl"):
        judged = {document: grade for document, grade in grades.pop(record.id, {}).items() if grade > 0}
        if judged:
            yield Located(where, Item(id=record.id, question=record.text, beir_qrels=judged))
    if grades:
        raise DataError(f"{file} 判定的题目 {next(iter(grades))} 不在 queries.jsonl 里")


def write_beir_articles(corpus: Path, target: Path) -> None:
    """Write the corpus as JSON Lines of articles; one with a title alone has it for its text, an empty one is left out."""
    with target.open("w", encoding="utf-8") as file:
        for _, record in _records(corpus):
            if text := (record.text.strip() and record.text) or (record.title or "").strip():
                article = {"id": record.id, "title": record.title or "", "text": text}
                file.write(json.dumps(article, ensure_ascii=False) + "\n")


def _qrels_file(folder: Path) -> Path:
    for name in _SPLITS:
        if (folder / "qrels" / name).exists():
            return folder / "qrels" / name
    raise FileError(f"找不到 {folder / 'qrels'} 下的 {'、'.join(_SPLITS)}，BEIR 题集要有其中一个")


def _read_qrels(path: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    for number, (where, line) in enumerate(read_lines(path)):
        cells = line.rstrip("\r\n").split("\t")
        if not line.strip() or (number == 0 and not re.fullmatch(r"-?[\d.]+", cells[-1])):
            continue  # the heading
        if len(cells) != 3 or not re.fullmatch(r"-?\d{1,9}(?:\.0+)?", cells[2]) or int(float(cells[2])) > _HIGHEST:
            raise DataError(
                f"{path} {where}不是判定（要 query-id、corpus-id、score 三列，score 为 {_HIGHEST} 以内的整数）"
            )
        query, document, grade = cells[0], cells[1], int(float(cells[2]))
        if grades.setdefault(query, {}).setdefault(document, grade) != grade:
            raise DataError(f"{path} {where}与前面对 {query}、{document} 的判定矛盾")
    return grades


def _records(path: Path) -> Iterator[tuple[str, _Record]]:
    for where, line in read_lines(path):
        if line.strip():
            try:
                yield where, _Record.model_validate_json(line)
            except ValidationError as error:
                raise DataError(f'{path} {where}不是 BEIR 的一条（要 {{"_id", "text"}}），请检查这一行') from error
