"""BEIR data sets: corpus.jsonl, queries.jsonl and qrels/*.tsv, where whole articles are judged."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import DataError, FileError
from qa.evaluation.items import Item, Located, read_lines

_SPLITS = ("test.tsv", "dev.tsv", "train.tsv")


def read_beir(folder: Path) -> Iterator[Located]:
    """Yield the judged queries, each with the grades of its articles.

    Raises:
        DataError: a line is no query or no judgement.
        FileError: there is no qrels file.
    """
    grades = _read_qrels(_qrels_file(folder))
    for where, record in _records(folder / "queries.jsonl"):
        judged = {document: grade for document, grade in grades.get(record["_id"], {}).items() if grade > 0}
        if judged:
            yield Located(where, Item(id=record["_id"], question=record["text"], beir_qrels=judged))


def write_beir_articles(corpus: Path, target: Path) -> None:
    """Write the corpus as JSON Lines of articles, empty ones left out."""
    with target.open("w", encoding="utf-8") as file:
        for _, record in _records(corpus):
            if record["text"].strip():
                article = {"id": record["_id"], "title": record.get("title") or "", "text": record["text"]}
                file.write(json.dumps(article, ensure_ascii=False) + "\n")


def _qrels_file(folder: Path) -> Path:
    for name in _SPLITS:
        if (folder / "qrels" / name).exists():
            return folder / "qrels" / name
    raise FileError(f"找不到 {folder / 'qrels'} 下的 {'、'.join(_SPLITS)}，BEIR 题集要有其中一个")


def _read_qrels(path: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    lines = ((where, next(csv.reader([line], delimiter="\t"))) for where, line in read_lines(path) if line.strip())
    for number, (where, cells) in enumerate(lines):
        try:
            query, document, grade = cells
            grades.setdefault(query, {})[document] = int(grade)
        except ValueError as error:
            if number == 0 and len(cells) == 3:  # the heading
                continue
            raise DataError(f"{path} {where}不是判定（要 query-id、corpus-id、score 三列）") from error
    return grades


def _records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for where, line in read_lines(path):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise DataError(f"{path} {where}不是 JSON，请检查这一行") from error
        if not isinstance(record, dict) or not all(isinstance(record.get(name), str) for name in ("_id", "text")):
            raise DataError(f'{path} {where}不是 BEIR 的一条（要 {{"_id", "text"}}）')
        yield where, record
