"""Runs of figures listed one after another, and which figures are by how much something changed."""

import re
from collections.abc import Sequence

from qa.answer import Quantity

TIMES = ("year", "date", "year_range")
JOIN = re.compile(r"[、，,和与及]{1,2}")


def is_change(folded: str, quantity: Quantity) -> bool:
    """Tell whether a figure is by how much something rose or fell, and not what it came to."""
    near = folded[max(quantity.start - 6, 0) : quantity.start]
    return quantity.direction is not None and not re.search("[至到为达]", near)


def runs(folded: str, listed: Sequence[Quantity], join: re.Pattern[str] = JOIN) -> list[list[Quantity]]:
    """Return figures in runs, with nothing but a pause or 和 between: 300元、500元."""
    found: list[list[Quantity]] = []
    for quantity in listed:
        if found and _goes_on(folded, found[-1][-1], quantity, join):
            found[-1].append(quantity)
        else:
            found.append([quantity])
    return found


def _goes_on(folded: str, one: Quantity, other: Quantity, join: re.Pattern[str]) -> bool:
    """Tell whether a figure goes on a list; past a comma only one alike does: 74个、59个，两地 are two and one."""
    between = folded[one.end : other.start]
    alike = (one.kind, one.unit) == (other.kind, other.unit)
    return bool(join.fullmatch(between)) and (alike or between not in ("，", ","))
