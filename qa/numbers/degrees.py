"""What a 度 is: a kilowatt-hour where its clause is of power and neither of heat, angles nor sight; 元/度 always."""

import functools
import re

from qa.tables import read_table

_CLAUSE = re.compile(r"[，。；：！？,;]")
_FAR = 24  # characters of the clause on either side


@functools.cache
def _said(of: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for what, pattern, _ in read_table("degrees.tsv") if what == of))


def is_power(sentence: str, start: int, end: int, unit: str) -> bool:
    """Tell whether the 度 that a figure's unit is or ends in is of power."""
    if re.search("[/／]每?度$", unit):
        return "电" in sentence
    if unit != "度":
        return False
    left = _CLAUSE.split(sentence[max(start - _FAR, 0) : start])[-1]
    right = _CLAUSE.split(sentence[end : end + _FAR])[0]
    power = _said("电").search(left) or _said("电").search(right)
    return bool(power) and not (_said("不是电").search(left) or _said("不是电").search(right))
