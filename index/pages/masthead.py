"""Lines about the page rather than of the article: mastheads, dates, 来源/编辑 lines, 下转/上接 marks."""

import re
from datetime import date

_DATE = re.compile(
    r"(?P<y>(?:19|20)\d{2})\s*[年\-/.]\s*(?P<m>\d{1,2})\s*[月\-/.]\s*(?P<d>\d{1,2})\s*日?(?!\d)"
    r"|(?P<cy>[一二][〇零○一二三四五六七八九]{3})年(?P<cm>[一二三四五六七八九十]{1,2})月(?P<cd>[一二三四五六七八九十]{1,3})日"
)
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
# a line about the page is made of these pairs and nothing else; what a value may look like keeps 时间：8时停水 in the text
_PERSON = r"[\u4e00-\u9fff·]{2,8}(?:[\s、][\u4e00-\u9fff·]{2,4}){0,4}"
_OUTLET = r"[^\s，。？！：；]{2,20}"
_STAMP = r"\d{4}[年\-/.]\d{1,2}[月\-/.]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
_KEYS = {
    "来源|文章来源|信息来源|稿源|发布机构": _OUTLET,
    "作者|记者|通讯员|编辑|责编|责任编辑|本版编辑|本版责编|值班编辑|校对|审核|终审|美编|版式|组版|制版|检校|统筹|监制|值班主任|值班编委|本版责任编辑": _PERSON,
    "发布时间|发布日期|时间|日期|成文日期": _STAMP,
    "电话|新闻热线|投稿邮箱|版次|版面|索引号|文号|发文字号|主题分类|浏览次数|阅读次数|点击数|字号|字体": r"\S{1,30}",
}
_PAIR = "|".join(rf"(?:{keys})\s*(?:】|\])?\s*[：:]\s*{value}" for keys, value in _KEYS.items())
# 责编　周×× 美编　宋×× without colons
_PAIR += r"|(?:责编|责任编辑|美编|校对|版式|组版|检校)\s+[\u4e00-\u9fff]{2,4}(?=\s|$)"
_KEYED = re.compile(rf"(?:(?:【|\[)?(?:{_PAIR}|{_STAMP})[\s|｜]*)+")
_KEYED_ANYWHERE = re.compile(r"(?:责任编辑|责编|编辑|校对|美编|终审|值班编委)\s*[：:]|(?:责编|责任编辑)\s")
_FOLIO = re.compile(r"[·\-—•\s]*\d{1,3}[·\-—•\s]*")
_MASTHEAD = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,12}}\s*)?(?:{_DATE.pattern})?\s*(?:星期[一二三四五六日天])?\s*(?:农历\S{{2,10}})?\s*"
    r"(?:第?\s*[A-Z]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*版(?:\s+[\u4e00-\u9fff·]{1,8})?)?"
)
_PAPER = re.compile(r"[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|时报|周报|都市报)")
_IMPRINT = re.compile(rf"(?:[^\s，。；：？！]{{2,30}}\s+)*(?:{_DATE.pattern})(?:\s+[^\s，。；：？！]{{1,12}})*")
_JUMP = r"(?:下转|上接|紧接)\s*第?\s*(?:[A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"
_JUMP_BRACKETED = re.compile(rf"[（(]\s*{_JUMP}[^（）()。]{{0,40}}[）)]")
_JUMP_LINE = re.compile(rf"[▶►>＞→]*\s*{_JUMP}[^。]{{0,40}}")


def read_date(text: str) -> str | None:
    """Return the first full calendar date printed in the text as ISO 8601, or None."""
    match = _DATE.search(text)
    if not match:
        return None
    if match["y"]:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    else:
        year = int("".join(str(_DIGITS[c]) for c in match["cy"]))
        month, day = _small(match["cm"]), _small(match["cd"])
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _small(numeral: str) -> int:
    """Return the value of 一 to 三十一."""
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS[tens] if tens else 1 if ten else 0) * 10 + (_DIGITS[ones] if ones else 0)


def is_date_line(line: str) -> bool:
    """Tell whether the line is a date and nothing else."""
    return bool(_DATE.fullmatch(line.strip("（）() ")))


def is_masthead(line: str) -> bool:
    """Tell whether the line is a paper's name, date, weekday or page number and nothing else."""
    body = line.replace("\u3000", " ").strip()
    if len(body) > 60:
        return False
    numbered = bool(re.search(r"\d|[一二三四五六七八九十]版", body))
    if _PAPER.fullmatch(body) or (_FOLIO.fullmatch(body) and len(body) > 3):
        return True
    return numbered and bool(_MASTHEAD.fullmatch(body))


def is_imprint(line: str) -> bool:
    """Tell whether a line above an article's text is its imprint: names and a date with blanks between them."""
    return len(line) <= 60 and bool(_IMPRINT.fullmatch(line.strip()))


def is_keyed(line: str, *, in_head: bool) -> bool:
    """Tell whether the line is `来源：… 作者：…`; past an article's head only the editors' names count."""
    body = line.strip("（）() \u3000")
    if len(line) > 120 or not _KEYED.fullmatch(body):
        return False
    return in_head or bool(_KEYED_ANYWHERE.search(body))


def find_jumps(line: str) -> list[tuple[int, int]]:
    """Return where `（下转第3版）`, `（上接第1版）` stand in the line; the whole line may be one."""
    if _JUMP_LINE.fullmatch(line.strip()):
        return [(0, len(line))]
    return [match.span() for match in _JUMP_BRACKETED.finditer(line)]
