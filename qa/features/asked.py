"""What is asked: the same for every candidate, so that the trees may weigh the other features by it."""

import numpy as np

from qa.answer_kinds import NUMERIC
from qa.features.titles import KINDS
from qa.pool import Columns, Pool


def asked(pool: Pool) -> Columns:
    """Return the kind of question and its length."""
    kind = pool.question.kind
    same = {f"asks_{each}": float(kind == each) for each in KINDS}
    same |= {"numeric": float(kind in NUMERIC), "question_length": float(np.log1p(len(pool.question.text)))}
    return {name: np.full(len(pool), value) for name, value in same.items()}
