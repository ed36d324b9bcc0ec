"""What the chooser of short answers learns from: questions with the sentence and the piece of it that answers."""

import json
import math
import random
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.simplify import simplify
from index.terms import Tokenizer
from qa.answer import Quantity
from qa.answers import habits
from qa.answers.asked import Asked, asked
from qa.answers.features import make_sheet
from qa.answers.spans import Cut, Piece, cut_sentence, pieces
from qa.answers.wanted import wanted
from qa.evaluation.items import Item, pieces_of, read_items, squeeze
from qa.numbers.read import simplified_quantities
from qa.question import Question, understand
from qa.training.boosting import SEED, Group

FOLDS = 5
_LEAST_SEEN, _SMOOTHING, _LEAST_ODDS = 30, 8, 0.4
_SENTENCE = re.compile(r"[^。！？!?；\n]+[。！？!?；\n]?")
_LONGEST = 300  # characters of a sentence made longer
_SHARE = 0.12  # of the questions not about figures that are asked of a longer sentence too


class Example(NamedTuple):
    """A question with its sentence, and the places of the piece that answers."""

    source: str
    key: str  # questions of one article share it
    weight: float
    question: Question
    text: str
    quantities: list[Quantity]
    ask: Asked
    cut: Cut
    golden: frozenset[tuple[int, int]]
    right: tuple[Piece, ...]


def read_examples(path: Path, weight: float, tokenizer: Tokenizer) -> list[Example]:
    """Read a question set, or a folder with `questions.jsonl` and the `articles.jsonl` it is asked of."""
    folder = path if path.is_dir() else None
    items = [located.item for located in read_items(path / "questions.jsonl" if folder else path)]
    asked_of = [(item, item.sentences[0]) for item in items if item.answer and item.sentences]
    if folder:
        asked_of += _longer(folder, random.Random(SEED))  # noqa: S311 (repeatable, not secret)
    return [_example(path.name, item, text, weight, tokenizer) for item, text in asked_of]


def _longer(folder: Path, draw: random.Random) -> Iterator[tuple[Item, str]]:
    """Yield questions of figures again, their sentence run together with the one beside it: more figures to tell apart."""
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = {row["id"]: _SENTENCE.findall(row["text"]) for row in map(json.loads, lines)}
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sentences, gold = articles[row["article_id"]], row["sentences"][0]
        at = next((i for i, sentence in enumerate(sentences) if gold in sentence), None)
        if (row["type"] != "number" and draw.random() > _SHARE) or at is None:
            continue
        beside = at + 1 if at + 1 < len(sentences) and (at == 0 or draw.random() < 0.5) else at - 1
        if beside < 0:
            continue
        parts = [sentences[i].strip() for i in sorted((at, beside))]
        text = f"{parts[0].rstrip('。；')}，{parts[1]}"
        if len(text) <= _LONGEST:
            yield Item.model_validate(row), text


def _example(source: str, item: Item, text: str, weight: float, tokenizer: Tokenizer) -> Example:
    question, quantities = understand(item.question, tokenizer), list(simplified_quantities(simplify(text)))
    ask = asked(question, tokenizer)
    cut = cut_sentence(text, quantities, tokenizer)
    gold = {plain(piece) for answer in (item.answer, *item.alt_answers) for piece in ["".join(pieces_of(answer))]}
    right = tuple(piece for piece in pieces(cut) if plain(text[piece.start : piece.end]) in gold)
    spans = frozenset((piece.start, piece.end) for piece in right)
    key = item.id.split("_QUERY")[0] if "_QUERY" in item.id else source
    return Example(source, key, weight, wanted(question, ask), text, quantities, ask, cut, spans, right)


def plain(text: str) -> str:
    """Return a piece as answers are compared."""
    return squeeze(text).rstrip("。.,，、；;！!？?")


def fold_of(example: Example) -> int:
    """Return the fold an example belongs to; all questions of an article, or of a page, are in one."""
    return zlib.crc32(example.key.encode()) % FOLDS


def learn_habits(examples: Iterable[Example]) -> dict[str, float]:
    """Return the log odds of each key of `qa.answers.habits` at the edges of answers, beside all places."""
    seen: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for example in examples:
        if example.right:
            _count(example, seen, hits)
    of_column = {
        column: [sum(c[k] for k in seen if k.split(" ")[0] == column) for c in (hits, seen)]
        for column in (*habits.STARTS, *habits.ENDS)
    }
    odds = {}
    for key, times in seen.items():
        above, below = of_column[key.split(" ")[0]]
        value = math.log((hits[key] + _SMOOTHING * above / below) / (times + _SMOOTHING) * below / above)
        if times >= _LEAST_SEEN and abs(value) >= _LEAST_ODDS:
            odds[key] = round(value, 2)
    return odds


def _count(example: Example, seen: Counter[str], hits: Counter[str]) -> None:
    starts, ends = {piece.first for piece in example.right}, {piece.last for piece in example.right}
    last, keys = len(example.cut.bounds) - 1, habits.keys(example.ask, example.cut)
    for word in range(last + 1):
        edges = [(habits.STARTS, starts)] * (word < last) + [(habits.ENDS, ends)] * (word > 0)
        for columns, golden in edges:
            for key in (keys[column][word] for column in columns):
                seen[key] += 1
                hits[key] += word in golden


def make_group(example: Example, learned: Mapping[str, float], tokenizer: Tokenizer) -> Group:
    """Return a question's pieces with their features."""
    sheet = make_sheet(example.question, example.text, example.quantities, tokenizer, learned)
    right = [(piece.start, piece.end) in example.golden for piece in sheet.pieces]
    rows = sheet.matrix() if sheet.pieces else np.zeros((0, 1))
    return Group(rows.astype(np.float32), np.array(right, dtype=bool), example.weight)


def make_groups(examples: Sequence[Example], tokenizer: Tokenizer) -> list[Group]:
    """Return every question's group, its habits learned from the other folds: what it answers must not leak in."""
    groups: dict[int, Group] = {}
    for fold in range(FOLDS):
        learned = learn_habits(example for example in examples if example.weight <= 1 and fold_of(example) != fold)
        at = [i for i, example in enumerate(examples) if fold_of(example) == fold]
        groups |= {i: make_group(examples[i], learned, tokenizer) for i in at}
    return [groups[i] for i in range(len(examples))]
