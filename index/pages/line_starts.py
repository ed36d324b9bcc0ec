"""Lines that begin something of their own, or belong to no paragraph, told from how they begin."""

import re

from index.pages.line_ends import is_closed
from index.pages.people import parse_credit, whole_byline
from index.pages.sentences import FOOTNOTE_MARK

NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条部分]+"
    r"|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])"
)
BRIEF = re.compile(r"[◆●★■▲]")  # opens a brief
# the title of a figure or table: 图1 …, （图 3-2：…）, 表二、…, Fig. 3 …
_FIGURE = re.compile(
    r"[（(【\[]?\s*(?:[图表圖]|(?:Fig|FIG|Tab)(?:ure|le)?\.?)\s*[\d一二三四五六七八九十]+(?:[-－—.．]\d+)?(?:[\s：:、）)】\]]|[.．](?!\d)|$)"
)
# where a figure comes from, its unit, an address, the labels of an axis
_ALONE = re.compile(
    r"(?:数据|资料|數據|資料)?[来來]源[：:]|[单單]位[：:]|(?:https?://|www\.)\S+$"
    r"|(?:[\d.,，%％]+[年月季度]*\s+){2,}[\d.,，%％]+[年月季度]*$"
)
# a day in brackets, a note, an item, a question
_OPENS = re.compile(rf"[（(][^（）()]*日[）)]$|[注註][：:\d]|{FOOTNOTE_MARK}|[①-⑳]|[问答問][：:]")
_LABEL = re.compile(r"[\u4e00-\u9fff\u3000 ]{2,8}[：:]")
_DASHES = "—－-"


def opens_anew(text: str) -> bool:
    """Tell whether a line begins something of its own: an item, a number, a note, a question, a byline, a credit."""
    if NUMBERED.match(text) or BRIEF.match(text) or _OPENS.match(text):
        return True
    return whole_byline(text) is not None or parse_credit(text) is not None


def is_next_item(above: str, text: str) -> bool:
    """Tell whether two lines are items of a list that has no numbers: 电话：… below 地址：…, ——… behind ；."""
    if text[:1] in _DASHES and (above[-1:] in "；;：:" or above[:1] in _DASHES):
        return True
    return bool(_LABEL.match(above) and _LABEL.match(text))


def stands_alone(text: str) -> bool:
    """Tell whether a line belongs to a figure or to the page, and to no paragraph."""
    return titles_figure(text) or bool(_ALONE.match(text))


def titles_figure(text: str) -> bool:
    """Tell whether a line is the title of a figure or table."""
    return bool(_FIGURE.match(text)) and not is_closed(text)
