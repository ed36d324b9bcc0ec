"""What tells whether the best sentence answers at all: readable features of a question and its ranking."""

import re
from collections.abc import Sequence

from index.collection import Collection
from index.spans import text_of
from qa.agreement import years_in
from qa.answer import Quantity
from qa.answer_kinds import NUMERIC
from qa.coverage import concept_weights, coverage
from qa.question import Concept, Question
from qa.ranking import Scored
from qa.short_answer import choose_figure, fitting

# of the best sentence's own features
_OF_BEST = (
    "passage", "passage_level", "coverage", "own", "title", "around", "with_before", "with_after", "missing", "only",
    "pairs", "pairs_own", "pairs_rare", "pairs_rare_titled", "common", "characters", "before_asked", "after_asked",
    "kind", "unit", "near", "new_figures", "length", "in_unit", "place", "year", "form", "question_length",
)  # fmt: skip
KINDS = (
    "money", "count", "percent", "figure", "measure", "date", "duration", "rank", "person", "author", "org", "place", "list",
    "reason", "method", "yesno", "definition", "other",
)  # fmt: skip
_ASKED = re.compile(r"多少|什么|哪|谁|几|怎|如何|为何|为啥|啥|吗|有没有|是不是|是否")
_CLAUSE = re.compile(r"[，。；：！？;:!?]|,(?!\d)")
_OTHER_TIME = re.compile(r"[上下前][一二两]?[届次轮期]|去年|前年|明年|后年|往年|当年|当时")
_EACH_ONE = re.compile(r"分别|哪[几两三四五六七八九十些]|都有谁|都是谁|具体|名单|叫什么")
_UNDONE = re.compile(r"取消|叫停|停[了运办止]|放弃|推迟|延期|退出|下调|上调|涨价?|降价|处罚|没有|不让|不[再能许]")


def evidence(question: Question, collection: Collection, ranked: Sequence[Scored]) -> dict[str, float]:
    """Return the features; `ranked` must not be empty."""
    best = ranked[0]
    told = {name: best.features[name] for name in _OF_BEST}
    told |= {f"asks_{kind}": float(question.kind == kind) for kind in KINDS}
    told |= _scores(ranked) | _unsaid(question, collection, best) | _asked_for(question, collection, best)
    return told | _figures(question, collection, best) | _times(question, collection, best)


def _scores(ranked: Sequence[Scored]) -> dict[str, float]:
    best = ranked[0].score
    after = [best - each.score for each in ranked[1:6]] or [0.0]
    return {
        "score": best,
        "lead": after[0],
        "lead_of_five": after[-1],
        "coverage_elsewhere": max((each.features["coverage"] for each in ranked[1:]), default=0.0),
        "own_elsewhere": max((each.features["own"] for each in ranked[1:]), default=0.0),
    }


def _unsaid(question: Question, collection: Collection, best: Scored) -> dict[str, float]:
    """Return the weight of what the question names and the paragraph, the article, the collection do not."""
    weights = concept_weights(question, collection)
    article = collection.article_terms[best.entry.article]
    source = collection.source_of[best.entry.article]
    fold = collection.tokenizer.fold
    paragraph = fold(text_of(source.text, best.entry.unit.spans) + collection.context_text(best.entry))
    near = paragraph + collection.folded_titles[best.entry.article]
    total = sum(weights) or 1.0
    unknown = [not any(collection.idf(term) for wording in c.wordings for term in wording) for c in question.concepts]
    absent = [not _stands(concept, near) for concept in question.concepts]
    in_article = 1 - coverage(question.concepts, weights, article)
    heaviest = max((w for w, out in zip(weights, absent, strict=True) if out), default=0.0)
    return {
        "unknown": sum(w for w, out in zip(weights, unknown, strict=True) if out) / total,
        "absent": sum(w for w, out in zip(weights, absent, strict=True) if out) / total,
        "absent_heaviest": heaviest / total,
        "absent_from_article": in_article,
        "concepts": float(len(weights)),
    }


def _stands(concept: Concept, text: str) -> bool:
    return any(all(term in text for term in wording) for wording in concept.wordings if wording)


def _asked_for(question: Question, collection: Collection, best: Scored) -> dict[str, float]:
    """Tell whether the words right beside the asking word, the thing asked for, stand in the sentence."""
    folded = collection.tokenizer.fold(question.text)
    sentence = collection.tokenizer.fold(best.text) + collection.context_text(best.entry)
    word = _ASKED.search(folded)
    start, end = word.span() if word else (len(folded), len(folded))
    before = [c for c in question.concepts if 0 <= folded.rfind(c.surface, 0, start)]
    after = [c for c in question.concepts if folded.find(c.surface, end) >= 0]
    last = max(before, key=lambda c: folded.rfind(c.surface, 0, start) + len(c.surface), default=None)
    first = min(after, key=lambda c: folded.find(c.surface, end), default=None)
    return {
        "last_before": -1.0 if last is None else float(_stands(last, sentence)),
        "first_after": -1.0 if first is None else float(_stands(first, sentence)),
        "before_held": _held(before, sentence),
        "after_held": _held(after, sentence),
        "focus_held": -1.0 if not question.focus else float(question.focus in sentence),
        "counted_held": -1.0 if not question.counted else float(any(term in sentence for term in question.counted)),
    }


def _held(concepts: Sequence[Concept], text: str) -> float:
    return sum(_stands(concept, text) for concept in concepts) / len(concepts) if concepts else -1.0


def _figures(question: Question, collection: Collection, best: Scored) -> dict[str, float]:
    if question.kind not in NUMERIC:
        return {"fitting": -1.0, "figure": -1.0, "clause": -1.0, "clause_last": -1.0}
    quantities = best.quantities
    fit = fitting(question, quantities)
    figure = choose_figure(question, collection, best.text, quantities)
    folded = collection.tokenizer.fold(best.text)
    return {
        "fitting": float(len(fit)),
        "figure": float(figure is not None),
        "clause": _clause_share(question, collection, folded, figure) if figure else -1.0,
        "clause_last": max((_clause_share(question, collection, folded, each) for each in fit), default=-1.0),
    }


def _clause_share(question: Question, collection: Collection, folded: str, figure: Quantity) -> float:
    """Return the share of the question's pairs in the clause of a figure."""
    start = max((match.end() for match in _CLAUSE.finditer(folded, 0, figure.start)), default=0)
    stop = _CLAUSE.search(folded, figure.end)
    clause = folded[start : stop.start() if stop else len(folded)]
    return sum(pair in clause for pair in question.bigrams) / (len(question.bigrams) or 1)


def _times(question: Question, collection: Collection, best: Scored) -> dict[str, float]:
    named = years_in(collection.tokenizer.fold(best.text))
    return {
        "year_asked": float(bool(question.years)),
        "year_named": float(bool(named & set(question.years))),
        "other_year": float(bool(named) and bool(question.years) and not named & set(question.years)),
        "other_time": float(bool(match := _OTHER_TIME.search(question.text)) and match.group() not in best.text),
        "each_one": float(bool(_EACH_ONE.search(question.text))),
        "undone": float(bool(match := _UNDONE.search(question.text)) and match.group()[:2] not in best.text),
    }
