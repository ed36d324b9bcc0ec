"""What is done and what is yet to be: 计划改造7.5万亩，已完成6.1万亩 holds one figure for each question."""

import re

from qa.answer import Quantity

_LATER_ASKED = re.compile(
    "打算|计划|准备|预计|将|还没|没[^，,]{0,3}完|尚未|未完|还[剩差有]|剩|目标|今后|明年|想把|要新?[改建修办开]"
)
_DONE_ASKED = re.compile("已经?|[完成好到]了(?:多少|几)|[干做弄改建修]完|完成|现在|目前|实际|真正")
_LATER = re.compile("计划|预计|拟|目标|任务|力争|剩余|其余|余下|尚|有望|将(?!近)")
_PAUSE = re.compile(r"[，。；：！？、;:!?]|(?<!\d),|,(?!\d)")  # 新开工18个、竣工11个
_DONE = re.compile("已|实缴|完成|建成|实际|办结|竣工|投用")


def progress(asked: str, folded: str, figure: Quantity) -> int:
    """Return 1 where the figure is as far along as the question asks, -1 where it is not, 0 where neither says."""
    return progress_of(asked, _clause(folded, figure))


def progress_of(asked: str, text: str) -> int:
    """Return 1 where a text (a clause, a header) is of what is as far along as the question asks, -1 where it is not."""
    later, done = bool(_LATER_ASKED.search(asked)), bool(_DONE_ASKED.search(asked))
    return (done - later) * (bool(_DONE.search(text)) - bool(_LATER.search(text)))


def _clause(folded: str, figure: Quantity) -> str:
    start = max((mark.end() for mark in _PAUSE.finditer(folded, 0, figure.start)), default=0)
    stop = _PAUSE.search(folded, figure.end)
    return folded[start : stop.start() if stop else len(folded)]
