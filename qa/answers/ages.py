"""Whose age a figure is for: 60至74岁老人每餐6元 is what one of 70 pays, 75岁以上老人每餐3元 is not."""

import re

from qa.answer import Quantity
from qa.answers.statement import Statement

_ASKED = re.compile(r"(\d{1,3})(?:多|来)?周?岁")
_TOLD = re.compile(r"(?P<low>\d{1,3})(?:周?岁)?(?:[至到—–~～-](?P<high>\d{1,3}))?周?岁(?:及?(?P<bound>以上|以下))?")
_OLDEST = 200


def of_another_age(statement: Statement, figure: Quantity) -> bool:
    asked = _ASKED.search(statement.asked)
    told = [*_TOLD.finditer(statement.folded, 0, figure.start)]
    if not asked or not told or figure.unit == "岁":
        return False
    low, high = _bounds(told[-1])
    return not low <= int(asked[1]) <= high


def _bounds(told: re.Match[str]) -> tuple[int, int]:
    low = int(told["low"])
    if told["high"]:
        return low, int(told["high"])
    return (0, low) if told["bound"] == "以下" else (low, _OLDEST if told["bound"] else low)
