"""Invented collections for the tests over Milvus."""

import json
from collections.abc import Mapping, Sequence

from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer

HOSTILE = ["a", 'a" or day >= 0 or "', "a'\\", "a\\n", "a\n\tb", "编号/五#六", "😀%_{x}", "x" * 200, "a' -- ", "0"]


def article(key: str, text: str, **fields: str) -> dict[str, str]:
    return {"id": key, "title": f"第{key[:3]}篇", "text": text, **fields}


def build(files: Mapping[str, Sequence[dict[str, str]]], tokenizer: Tokenizer) -> Collection:
    """Return the collection of JSON Lines files with these articles."""
    data = {path: "\n".join(map(json.dumps, articles)).encode() for path, articles in files.items()}
    return Collection.of([source for path in data for source in make_sources(data[path], path=path)], tokenizer)


def dated_and_placed(tokenizer: Tokenizer) -> Collection:
    """Return articles of all dates, places, folders and ids a filter may meet."""
    dates = ["2024", "2024-05", "2024-05-01", "2024-05-02", "2023-12-31"]
    texts = ["衡水市新建学校3所。", "景县新建学校5所。衡水市医院2所。", "学校放假。"]
    files: dict[str, list[dict[str, str]]] = {"甲'\"\\%_/乙.jsonl": [], "丙/丁.jsonl": [], "丙.jsonl": []}
    for number, key in enumerate(HOSTILE):
        date = {"date": dates[number % 6]} if number % 6 < 5 else {}
        made = article(key, f"{texts[number % 3]}第{number}号。", **date)
        files[[*files][number % 2]].append(made)
    files["丙.jsonl"].append(article("末", "衡水市的学校。", date="2024-05-01"))
    return build(files, tokenizer)
