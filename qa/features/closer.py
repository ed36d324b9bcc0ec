"""The closer look at the few sentences the trees choose among: what the wh-word asks for, and clause by clause."""

from collections.abc import Sequence

import numpy as np

from index.terms import Tokenizer
from qa.answers.asked import asked
from qa.answers.wanted import wanted
from qa.features.clauses import clauses
from qa.features.slot import pattern_of, slot
from qa.features.titles import CLOSER_BESIDE_BEST
from qa.pool import Columns
from qa.question import Question


def look_closer(question: Question, texts: Sequence[str], tokenizer: Tokenizer) -> Columns:
    """Return the further features of sentences, given folded and best first."""
    ask = asked(question, tokenizer)
    columns = slot(ask, wanted(question, ask).kind, texts)
    columns |= clauses(question.folded or tokenizer.fold(question.text), question.bigrams, pattern_of(ask), texts)
    table = np.array([columns[name] for name in CLOSER_BESIDE_BEST])
    table -= table.max(axis=1, keepdims=True)
    return columns | dict(zip((f"{name}_beside_best" for name in CLOSER_BESIDE_BEST), table, strict=True))
