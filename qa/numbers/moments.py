"""The time a figure belongs to, as its sentence says (guideline §8)."""

import re
from collections.abc import Sequence

from qa.answer import Quantity

TIMES = ("date", "year", "year_range")
_NEAR = 12  # figures before one that may say something of it
_REACH = 300  # characters before one that may
_PLAN = re.compile(r"[“‘]?(十[一二三四五六七八]五)[”’]?(?=时期|期间|以来|末|初|规划|，)")
PLAN_YEARS = {"十一五": "2006/2010", "十二五": "2011/2015", "十三五": "2016/2020", "十四五": "2021/2025", "十五五": "2026/2030", "十六五": "2031/2035"}  # fmt: skip
_COMPARED = re.compile(
    r"(?:[较比]|相比|同比|是|相当于|低于|高于|超过|优于|恢复[到至]|[前早]在|始建于|成立于|[建写创首]于|计划|将于|力争|前?于)[“‘]?[^，。；0-9]{0,3}$"
)
# a clause that says another time than the sentence's date: 2019年只有30户，现在有120户
_OTHER = re.compile(
    r"(?<![较比同与和是于为至项题科])(?:目前|如今|眼下|当前|今年|去年|上年|前年|明年|后年|次年|翌年|第二年|未来|今后|此后|随后|后来|近年)(?!同期|以来的)"
    r"|(?<![出发表体实呈])现(?:在|已|有|存)"
)
_CHANGED = re.compile(
    r"[由从自](?:[去上今前]年|目前|现在)[^，。；]*\d"
)  # 由去年的3亿元增至: what follows is of the date
_SINCE = re.compile(r"[^，。；的0-9]{1,12}(?:以来|至今)")  # 自2015年开馆以来, and not 2021年以来
_REPORTED = re.compile(r"记者|获悉|发布会|通报|消息|报道|召开|印发|举行|开幕|启动")
_TOTAL = re.compile(r"总数|最初|原来的?$")


def time_of(sentence: str, quantities: Sequence[Quantity], at: int) -> str | None:
    """Return the time the figure belongs to: named right before it (2021年的), or at the head of its clause or sentence."""
    start = quantities[at].start
    marks = [(q.start, q.end, q.value) for q in quantities[max(at - _NEAR, 0) : at] if q.kind in TIMES and q.value]
    marks += [
        (m.start(), m.end(), PLAN_YEARS[m.group(1)])
        for m in _PLAN.finditer(sentence, max(start - _REACH, 0), start)
        if m.group(1) in PLAN_YEARS
    ]
    for begin, end, value in sorted(marks, reverse=True):
        gap = sentence[end:start]
        if _SINCE.match(gap) or _OTHER.search(_CHANGED.sub("", gap)):
            return None
        if gap in ("的", "的约", "的近"):
            return value
        if _COMPARED.search(sentence[max(begin - 12, 0) : begin]) or _REPORTED.search(gap.split("，")[0]):
            continue
        if (gap.startswith("的") and "增长到" in gap) or re.match("的[^，]{0,12}(?:到|至)", gap):
            continue
        head = re.split("[，。；：]", sentence[max(begin - 9, 0) : begin])[-1]
        if len(head) > 8 or _TOTAL.search(re.split("[，。；]", gap)[-1]) or "。" in gap or "；" in gap:
            continue
        return value
    return None


def without_times(sentence: str, quantities: Sequence[Quantity], left: int, right: int) -> str:
    """Return a stretch of the sentence without the times named in it."""
    text, at = "", left
    for quantity in quantities:
        if left <= quantity.start < right and quantity.kind in TIMES:
            text += sentence[at : quantity.start]
            at = quantity.end
    text += sentence[at:right]
    return _PLAN.sub("", text)
