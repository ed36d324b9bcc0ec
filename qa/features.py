"""What speaks for a sentence: readable features, each a column with a value a candidate."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from qa.agreement import place_agreement, year_agreement
from qa.answer_kinds import HOLDS, NUMERIC, stands_for
from qa.candidates import Candidate
from qa.coverage import Column, Matrix, Pool

Columns = dict[str, Column]

# every feature in a reader's words
TITLES = {
    "passage": "所在的段与问句相近", "passage_level": "所在的段与问句相近的程度", "article": "所在的文章与问句相近",
    "article_sum": "文章里有几段与问句相近", "coverage": "标题和句子里有问到的词", "own": "句子本身有问到的词",
    "title": "标题里有问到的词", "around": "文章里有问到的词", "with_before": "连同前一句有问到的词",
    "with_after": "连同后一句有问到的词", "rare_here": "别的候选句少有的词", "rare_in_article": "文中少有的词",
    "only": "文中只有这一句有的词", "missing": "缺了最要紧的词", "length_weighed": "短句里有问到的词",
    "pairs": "与问句相同的字对", "pairs_own": "句中与问句相同的字对", "pairs_rare": "少见的相同字对",
    "pairs_rare_titled": "连同标题少见的相同字对", "common": "与问句相同的一段字", "characters": "与问句相同的字",
    "before_asked": "问词前面的字", "after_asked": "问词后面的字", "focus": "有所问的名词", "kind": "有所问的那一类内容",
    "unit": "有所问的单位", "near": "问到的词就在数字旁边", "figures": "数字的个数", "new_figures": "问句里没有的数字",
    "quoted": "有引号或书名号", "spread": "问到的词分散", "in_unit": "段中第几句", "unit_size": "段中有几句",
    "place_in_unit": "在段中的位置", "length": "句子长短", "new_words": "问句里没有的词", "question_length": "问句长短",
    "numeric": "问的是数字", "place": "文章说的是所问的地方", "year": "有所问的年份", "writer": "是署名",
    "picture": "是图片说明", "form": "句子的形式（标题、署名等）",
}  # fmt: skip
_BESIDE_BEST = ("coverage", "own", "pairs", "pairs_own", "pairs_rare", "rare_here", "near", "with_before")
_BESIDE_ARTICLE = ("coverage", "own", "pairs_own")
_KINDS = ("count", "date", "person", "place", "list", "reason", "method", "yesno")
TITLES |= {f"{name}_beside_best": f"{TITLES[name]}（比最多的候选句）" for name in _BESIDE_BEST}
TITLES |= {f"{name}_beside_article": f"{TITLES[name]}（比同文最多的一句）" for name in _BESIDE_ARTICLE}
TITLES |= {f"asks_{kind}": f"问的种类（{kind}）" for kind in _KINDS}

_FORM = {
    "title": -0.8,
    "subhead": -1.0,
    "table_title": -1.0,
    "caption": -0.3,
    "credit": -3.0,
    "byline": -3.0,
    "jump": -9.0,
}
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_QUOTED = re.compile(r"[《“「]")
_ASKED = re.compile(r"多少|什么|哪|谁|几|怎|如何|何|啥|吗")
_NEAR_BEFORE, _NEAR_AFTER = 14, 10  # characters around a figure
_FIGURES_LOOKED_AT = 9


def features(pool: Pool) -> Columns:
    """Return every feature of every candidate; a column's values stand in the order of the candidates."""
    columns: Columns = {}
    for group in (_retrieval, _words, _pairs, _kind, _form_and_place, _asked):
        columns |= group(pool)
    for name in _BESIDE_BEST:
        columns[f"{name}_beside_best"] = columns[name] - (columns[name].max() or 1.0)
    for name in _BESIDE_ARTICLE:
        columns[f"{name}_beside_article"] = columns[name] - _most_in_article(pool, columns[name])
    return columns


def _column(pool: Pool, value: Callable[[Candidate], float]) -> Column:
    return np.array([value(candidate) for candidate in pool.candidates], dtype=np.float64)


def _groups(pool: Pool) -> dict[int, list[int]]:
    """Return the rows of each article."""
    rows: dict[int, list[int]] = {}
    for row, article in enumerate(pool.articles):
        rows.setdefault(article, []).append(row)
    return rows


def _most_in_article(pool: Pool, column: Column) -> Column:
    most = np.zeros(len(pool))
    for rows in _groups(pool).values():
        most[rows] = column[rows].max()
    return most


def _retrieval(pool: Pool) -> Columns:
    passage = _column(pool, lambda candidate: candidate.passage)
    best = float(passage.max()) or 1.0
    total = np.zeros(len(pool))
    for rows in _groups(pool).values():
        # the best three passages, each counted once however many sentences it has
        scores = {pool.candidates[row].entry.passage: pool.candidates[row].passage for row in rows}
        total[rows] = sum(sorted(scores.values())[-3:])
    return {
        "passage": passage / best,
        "passage_level": passage / (2.5 * pool.total),
        "article": _most_in_article(pool, passage) / best,
        "article_sum": total / (float(total.max()) or 1.0),
    }


def _words(pool: Pool) -> Columns:
    missing = (1 - pool.titled) * (pool.weights / pool.total)
    lengths = _column(pool, lambda candidate: len(candidate.entry.terms))
    own, around = pool.part(pool.own), pool.part(pool.article)
    # a byline says nothing of what was written: its article is what the question describes
    signs = np.array([_signs(pool, candidate) for candidate in pool.candidates])
    return {
        "coverage": np.where(signs, around, pool.part(pool.titled)),
        "own": own,
        "title": pool.part(pool.title),
        "around": around,
        "with_before": pool.part(pool.beside(-1)),
        "with_after": pool.part(pool.beside(1)),
        "rare_here": _rarely(pool.own),
        "missing": missing.max(axis=1, initial=0.0),
        "length_weighed": own / (1 + 0.6 * lengths / (float(lengths.mean()) or 1.0)),
    } | _within_article(pool)


def _rarely(held: Matrix) -> Column:
    """Return the share held where what few candidates hold weighs more."""
    weights = np.log(1 + len(held) / ((held > 0.5).sum(axis=0) + 0.5))
    return np.asarray(held @ weights / (float(weights.sum()) or 1.0))


def _within_article(pool: Pool) -> Columns:
    rare, only = np.zeros(len(pool)), np.zeros(len(pool))
    for rows in _groups(pool).values():
        held = pool.own[rows]
        holders = (held > 0.5).sum(axis=0)
        weights = np.where(holders > 0, np.log(1 + (len(rows) + 0.5) / (holders + 0.5)), 0.0) * pool.weights
        rare[rows] = held @ weights / (float(weights.sum()) or 1.0)
        only[rows] = held @ np.where(holders == 1, pool.weights, 0.0) / pool.total
    return {"rare_in_article": rare, "only": only}


def _pairs(pool: Pool) -> Columns:
    pairs = pool.question.bigrams
    heads = [pool.collection.folded_titles[article] for article in pool.articles]
    own = np.array([[pair in c.folded for pair in pairs] for c in pool.candidates], dtype=np.float64)
    head = np.array([[pair in text for pair in pairs] for text in heads], dtype=np.float64)
    own, titled = own.reshape(len(pool), -1), np.maximum(own, head).reshape(len(pool), -1)
    weights = np.log(1 + len(pool) / (own.sum(axis=0) + 0.5))
    total = float(weights.sum()) or 1.0
    characters = sorted({character for pair in pairs for character in pair})
    asked = pool.collection.tokenizer.fold(pool.question.text)
    return {
        "pairs": titled.sum(axis=1) / (len(pairs) or 1),
        "pairs_own": own.sum(axis=1) / (len(pairs) or 1),
        "pairs_rare": own @ weights / total,
        "pairs_rare_titled": titled @ weights / total,
        "common": _column(pool, lambda c: longest_common(asked, c.folded) / len(asked)),
        "characters": _column(pool, lambda c: _share_in(characters, c.folded)),
    } | _beside_asked(pool, asked)


def _beside_asked(pool: Pool, asked: str) -> Columns:
    """Return the share of the pairs right before and after the asking word that a sentence has."""
    word = _ASKED.search(asked)
    before = _neighbours(asked[max(word.start() - 4, 0) : word.start()]) if word else []
    after = _neighbours(asked[word.end() : word.end() + 5]) if word else []
    return {
        "before_asked": _column(pool, lambda c: _share_in(before, c.folded)),
        "after_asked": _column(pool, lambda c: _share_in(after, c.folded)),
    }


def _neighbours(text: str) -> list[str]:
    return [a + b for a, b in pairwise(text)]


def _share_in(pieces: Sequence[str], text: str) -> float:
    return sum(piece in text for piece in pieces) / (len(pieces) or 1)


def longest_common(question: str, text: str) -> int:
    """Return the length of the longest piece of the question that stands in the text."""
    longest, start = 0, 0
    while start + longest < len(question):
        if question[start : start + longest + 1] in text:
            longest += 1
        else:
            start += 1
    return longest


def _kind(pool: Pool) -> Columns:
    question = pool.question
    asked = set(_DIGITS.findall(pool.collection.tokenizer.fold(question.text)))
    holds = HOLDS.get(question.kind)
    figure = stands_for(question.kind, question.unit)
    digits = [_DIGITS.findall(candidate.folded) for candidate in pool.candidates]
    return {
        "kind": _column(pool, lambda c: float(bool(holds and holds.search(c.folded)))),
        "unit": _column(pool, lambda c: float(bool(question.unit and figure.search(c.folded)))),
        "near": _column(pool, lambda c: _nearest(question.bigrams, figure, c.folded)),
        "focus": _column(pool, lambda c: float(bool(question.focus and question.focus in c.folded))),
        "figures": np.array([min(len(found), 8) for found in digits], dtype=np.float64),
        "new_figures": np.array([sum(each not in asked for each in found[:8]) for found in digits], dtype=np.float64),
        "quoted": _column(pool, lambda c: float(bool(_QUOTED.search(c.text)))),
    }


def _nearest(pairs: Sequence[str], figure: re.Pattern[str], folded: str) -> float:
    """Return the largest share of the question's pairs around one thing that may answer."""
    best = 0.0
    for count, match in enumerate(figure.finditer(folded)):
        if count == _FIGURES_LOOKED_AT:
            break
        around = folded[max(match.start() - _NEAR_BEFORE, 0) : match.end() + _NEAR_AFTER]
        best = max(best, _share_in(pairs, around))
    return best


def _form_and_place(pool: Pool) -> Columns:
    question, terms = pool.question, set(pool.question.terms)
    known = [terms | set(pool.collection.context[article]) for article in pool.articles]
    first = _column(pool, lambda c: min(c.entry.unit.sentences.index(c.entry.sentence), 10))
    size = _column(pool, lambda c: min(len(c.entry.unit.sentences), 20))
    named = pool.collection.article_terms
    return {
        "in_unit": first,
        "unit_size": size,
        "place_in_unit": first / size,
        "length": np.log1p(_column(pool, lambda c: len(c.folded))),
        "spread": _column(pool, lambda c: _spread(question.terms, c.folded)),
        "new_words": np.array(
            [len(set(c.entry.terms) - words) for c, words in zip(pool.candidates, known, strict=True)], dtype=np.float64
        ),
        "place": _column(pool, lambda c: place_agreement(question, named[c.entry.article])),
        "year": _column(pool, lambda c: year_agreement(question, c.folded)),
        "writer": _column(pool, lambda c: float(_signs(pool, c))),
        "picture": _column(
            pool, lambda c: float(question.picture and (c.entry.unit.kind == "caption" or "图为" in c.text))
        ),
        "form": _column(pool, lambda c: _form(pool, c)),
    }


def _spread(terms: Sequence[str], folded: str) -> float:
    """Return the share of the sentence between the first and the last word asked about, -1 where it has none."""
    places = [at for term in terms if len(term) > 1 and (at := folded.find(term)) >= 0]
    return (max(places) - min(places)) / len(folded) if places else -1.0


def _signs(pool: Pool, candidate: Candidate) -> bool:
    signature = "credit" if pool.question.picture else "byline"
    return pool.question.kind == "author" and candidate.entry.unit.kind == signature


def _form(pool: Pool, candidate: Candidate) -> float:
    if _signs(pool, candidate):
        return 0.0
    kind = candidate.entry.unit.kind
    # every row has its table's header; only a row whose own cells are asked about is an answer
    if kind == "table_row" and not any(term in candidate.folded for term in pool.question.terms):
        return -2.0
    return _FORM.get(kind, 0.0)


def _asked(pool: Pool) -> Columns:
    kind = pool.question.kind
    same = {f"asks_{each}": float(kind == each) for each in _KINDS}
    same |= {"numeric": float(kind in NUMERIC), "question_length": float(np.log1p(len(pool.question.text)))}
    return {name: np.full(len(pool), value) for name, value in same.items()}
