"""A figure as it must be shown: with the words that qualify it, the scope of a rank, the word that makes it a forecast."""

import re

from qa.answer import Quantity
from qa.answers.figures import FORECAST
from qa.question import PROVINCES

_SCOPE = re.compile(
    rf"(?:全[国省市县区]|世界|亚洲|全球|(?:{'|'.join(sorted(PROVINCES))})(?:省|[东西南北中]部)?)?(?:[\u4e00-\u9fff]{{2,4}}电网|[南北]网)?$"
)

_FUTURE_ASKED = re.compile(
    "打算|计划|准备|预计|预期|力争|争取|目标|有望|将|想|要(?:到|把|建|改|做|花|用)|以后|之后|今后|明年|后年|下一步|最[晚迟]|[能会可](?:全|弄|完|做|坐|看|用|达|到|有|投|开|通|建)"
)
# what the question says itself need not be said again: 最多补多少 is 3000元 and not 不超过3000元
_SAID = (
    (re.compile("最多|最高|至多|上限|封顶|顶多|不超过|不到|以[下内]|之内"), ("at_most", "less_than")),
    (re.compile("最少|最低|至少|起码|不[低少]于|超过|以上|之上"), ("at_least", "more_than")),
    (re.compile("约|大概|左右|上下"), ("approx",)),
)


def _is_said(question: str, quantity: Quantity) -> bool:
    return any(quantity.qualifier in names and pattern.search(question) for pattern, names in _SAID)


def shown_span(text: str, quantity: Quantity, question: str = "") -> tuple[int, int]:
    """Return where a figure stands with what belongs to it: 超200家 is never given as 200家, 全省第五 never as 第五.

    The sentence is given in simplified characters, the question folded.
    """
    start, end = quantity.start, quantity.end
    outer = "" if _is_said(question, quantity) else quantity.qualifier_text or ""
    if outer and text[:start].endswith(outer):
        start -= len(outer)
    elif outer and text[end:].startswith(outer):
        end += len(outer)
    if "连续几" in question and text[:start].endswith("连续"):
        start -= 2
    if quantity.kind == "ordinal_rank" and (scope := _SCOPE.search(text[:start])):
        start = scope.start()
    # a forecast is never given as a fact, save to one who asks for it
    forecast = None if _FUTURE_ASKED.search(question) else FORECAST.search(text[:start])
    return (forecast.start() if forecast else start), end
