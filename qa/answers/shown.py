"""A figure as it must be shown: with the words that qualify it, the scope of a rank, the word that makes it a forecast."""

import re

from qa.answer import Quantity
from qa.answers.figures import FORECAST
from qa.question import PROVINCES

_SCOPE = re.compile(
    rf"(?:全[国省市县区]|世界|亚洲|全球|(?:{'|'.join(sorted(PROVINCES))})(?:省|[东西南北中]部)?)?(?:[\u4e00-\u9fff]{{2,4}}电网|[南北]网)?$"
)


def shown_span(text: str, quantity: Quantity) -> tuple[int, int]:
    """Return where a figure stands with what belongs to it: 超200家 is never given as 200家, 全省第五 never as 第五."""
    start, end = quantity.start, quantity.end
    outer = quantity.qualifier_text or ""
    if outer and text[:start].endswith(outer):
        start -= len(outer)
    elif outer and text[end:].startswith(outer):
        end += len(outer)
    if quantity.kind == "ordinal_rank" and (scope := _SCOPE.search(text[:start])):
        start = scope.start()
    # a forecast is never given as a fact
    forecast = FORECAST.search(text[:start])
    return (forecast.start() if forecast else start), end


def shown(text: str, quantity: Quantity) -> str:
    """Return the figure as it must be shown."""
    start, end = shown_span(text, quantity)
    return text[start:end]
