"""What speaks against a figure: it is another's, a part, one of several to be added up, of another time, or foretold.

A sentence without a short answer is better than a wrong one, so that each of these rules alone forbids a figure.
"""

from collections.abc import Callable, Sequence

from qa.answer import Quantity
from qa.answers.ages import of_another_age
from qa.answers.levels import of_another_level
from qa.answers.numbered import of_another_number
from qa.answers.parties import of_another_place, of_asked_place, of_compared, of_either_place, of_one_of_two
from qa.answers.parts import of_the_whole, of_unnamed_part
from qa.answers.planned import fact_for_plan, foretold_for_fact
from qa.answers.rivals import of_other_word, of_rival, of_rival_head
from qa.answers.statement import Statement, alike
from qa.answers.sums import not_average, not_denied, not_each, not_sum
from qa.answers.whens import of_another_day, of_another_period, of_another_time, of_another_year, since_another_time

OBJECTIONS: Sequence[Callable[[Statement, Quantity], bool]] = (
    of_another_place, of_compared, of_either_place, of_one_of_two, of_another_number, of_another_age, of_rival, of_rival_head, of_other_word,
    of_the_whole, of_unnamed_part, not_sum, not_average, not_each, not_denied, of_another_time, of_another_year, of_another_period, of_another_day, since_another_time,
    foretold_for_fact, fact_for_plan, of_another_level,
)  # fmt: skip


def unopposed(statement: Statement) -> list[Quantity]:
    """Return the figures that may be the answer which nothing speaks against."""
    kept = [figure for figure in statement.found if not _is_opposed(statement, figure)]
    like = [q for q in statement.quantities if any(alike(q, other) for other in statement.found)]
    return kept or [q for q in like if of_asked_place(statement, q) and not _is_opposed(statement, q)]


def _is_opposed(statement: Statement, figure: Quantity) -> bool:
    return any(rule(statement, figure) for rule in OBJECTIONS)
