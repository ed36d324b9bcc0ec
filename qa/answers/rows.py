"""Whether a question is of more than a table's row, or of another: a sum of several, the 7th floor for the 4th."""

import re

from qa.answers.numbered import numbers

_SUM = re.compile(
    r"合计|总和|加起来|加在一起|相加|总计|(?:[两二三四五六七八九十]|\d+)个[^,，多少几]{1,8}(?:一共|总|共)|[至到]\d{4}年[^,，]*(?:一共|总共|总)"
)
_TOTAL = re.compile("合计|总计|小计|[总全]")


def is_of_other_rows(asked: str, first: str) -> bool:
    """Tell whether a question asks for a sum, which the row of one thing has not, or for what is numbered otherwise."""
    if _SUM.search(asked) and not _TOTAL.search(first):
        return True
    told = dict(numbers(first, len(first)))
    return any(told.get(kind, number) != number for kind, number in numbers(asked, len(asked)))
