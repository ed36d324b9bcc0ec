"""All that tells an answer from a near miss: a readable column each, of the question and its best sentences."""

import re
from collections.abc import Mapping, Sequence

from qa.answers.asked import ASKING, Asked, asked
from qa.answers.figures import QUESTIONS
from qa.answers.wanted import wanted
from qa.refusal.case import Case
from qa.refusal.figures_told import figures_told
from qa.refusal.lacking import Lacking
from qa.refusal.members_told import members_told
from qa.refusal.premises import premises_told
from qa.refusal.times_told import times_told

# what the choice of the sentence looked at that says how good the best is, not only which is better
_OF_SENTENCE = (
    "coverage", "own", "title", "around", "with_before", "with_after", "missing", "pairs", "pairs_own", "common",
    "characters", "before_asked", "after_asked", "kind", "unit", "near", "focus", "figures", "new_figures", "kind_found",
    "asked_found", "asked_noun", "topic", "lead", "tail", "named", "in_order", "in_order_clause", "clause_pairs",
    "clause_asked", "clauses", "passage_level", "length", "place", "year", "place_in_unit", "in_unit", "only",
    "rare_in_article", "question_length", "pairs_rare", "spread",
    "coverage_beside_best", "own_beside_best", "pairs_own_beside_best", "near_beside_best", "in_order_beside_best",
    "asked_noun_beside_best",
)  # fmt: skip
_BESIDE = ("coverage", "own", "pairs_own", "near", "in_order_clause", "kind_found", "asked_noun")
_LOOKED_AT = 5  # best sentences
_FORMS = ("paragraph", "title", "caption", "table_row", "byline", "subhead")
_YESNO = re.compile("是不是|有没有|是否|能不能|吗[?？]?$")
_THAT = re.compile(r"那[个家名位场次座条件些\d两三几]|这[个家名位]")


def evidence(case: Case, rules: Mapping[str, bool]) -> dict[str, float]:
    """Return the columns by name; `rules` are the checks by name, true where one speaks against the sentence."""
    ask = asked(case.question, case.tokenizer)
    question = wanted(case.question, ask)
    best = case.ranked[0]
    return (
        {f"s_{name}": best.features[name] for name in _OF_SENTENCE}
        | _beside(case)
        | Lacking(case).columns()
        | figures_told(question, case.sentence, best.quantities)
        | members_told(ask, case.sentence)
        | times_told(case)
        | premises_told(case)
        | _asks(case, ask, question.kind)
        | {f"rule_{name}": float(held) for name, held in rules.items()}
    )


def _beside(case: Case) -> dict[str, float]:
    """Return the most any of the best sentences has, and how the second stands to the first."""
    best, others = case.ranked[0], case.ranked[1:_LOOKED_AT]
    found: dict[str, float] = {"others": float(len(others))}
    for name in _BESIDE:
        found[f"most_{name}"] = max([best.features[name], *(each.features[name] for each in others)])
        found[f"second_{name}"] = others[0].features[name] if others else -1.0
    return found


def _asks(case: Case, ask: Asked, kind: str) -> dict[str, float]:
    folded = case.question.folded
    return {
        "asking": float(ASKING.index(ask.asking)),
        "asked_kind": float(QUESTIONS.index(kind)) if kind in QUESTIONS else -1.0,
        "form": float(_FORMS.index(case.ranked[0].entry.unit.kind))
        if case.ranked[0].entry.unit.kind in _FORMS
        else -1.0,
        "head_said": _share(ask.head, case.sentence),
        "head_near": _share(ask.head, case.near),
        "topic_said": _share(ask.topic, case.sentence),
        "topic_near": _share(ask.topic, case.near),
        "yesno": float(bool(_YESNO.search(folded))),
        "that": float(bool(_THAT.search(folded))),
        "numbers_said": _numbers(folded, case.sentence),
        "numbers_near": _numbers(folded, case.near),
        "places_asked": float(len(case.question.places)),
        "places_said": sum(p in case.sentence for p in case.question.places) / len(case.question.places)
        if case.question.places
        else -1.0,
        "negated": float(case.question.negated),
    }


def _share(word: str, text: str) -> float:
    """Return how much of the end of a word stands in a text, -1 for no word."""
    if not word:
        return -1.0
    return next((size for size in range(len(word), 0, -1) if word[-size:] in text), 0) / len(word)


def _numbers(folded: str, text: str) -> float:
    found: Sequence[str] = re.findall(r"\d+(?:\.\d+)?", folded)
    return sum(number in text for number in found) / len(found) if found else -1.0
