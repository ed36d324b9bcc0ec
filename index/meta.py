"""Lines about the page rather than of the article: mastheads, dates, 来源/编辑 lines, 下转/上接 marks."""

import re
from datetime import date

_DATE = re.compile(
    r"(?P<y>(?:19|20)\d{2})\s*[年\-/.]\s*(?P<m>\d{1,2})\s*[月\-/.]\s*(?P<d>\d{1,2})\s*日?(?!\d)"
    r"|(?P<cy>[一二][〇零○一二三四五六七八九]{3})年(?P<cm>[一二三四五六七八九十]{1,2})月(?P<cd>[一二三四五六七八九十]{1,3})日"
)
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_KEYS = (
    "来源|作者|编辑|责编|责任编辑|校对|审核|终审|美编|发布时间|发布日期|发布机构|时间|日期|版次|版面|记者|通讯员|文章来源|信息来源|"
    "索引号|文号|发文字号|成文日期|主题分类|浏览次数|阅读次数|点击数|字号|字体|稿源|本版编辑|本版责编|值班编辑"
)
_KEYED = re.compile(rf"(?:【|\[)?(?:{_KEYS})\s*(?:】|\])?\s*[：:]")
_KEYED_ANYWHERE = re.compile(r"(?:本版)?(?:责任编辑|责编|编辑|校对|美编|值班编辑|终审)\s*[：:]")
_MASTHEAD = re.compile(
    rf"(?:[\u4e00-\u9fff]{{2,12}}\s*)?(?:{_DATE.pattern})?\s*(?:星期[一二三四五六日天])?\s*"
    r"(?:农历\S{2,10})?\s*(?:第?\s*[A-Z]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*版(?:\s*[\u4e00-\u9fff·]{1,8})?)?"
)
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
    return len(body) <= 60 and bool(_MASTHEAD.fullmatch(body)) and bool(re.search(r"\d|[一二三四五六七八九十]版", body))


def is_imprint(line: str) -> bool:
    """Tell whether a line above an article's text is its imprint: a dated line that is no sentence."""
    return len(line) <= 60 and not re.search(r"[，。；：]", line) and read_date(line) is not None


def is_keyed(line: str, *, in_head: bool) -> bool:
    """Tell whether the line is `来源：… 作者：…`; past an article's head only the editors' names count."""
    body = line.strip("（）() ")
    if len(line) > 120 or "。" in line or not _KEYED.match(body):
        return False
    return in_head or bool(_KEYED_ANYWHERE.search(body))


def find_jumps(line: str) -> list[tuple[int, int]]:
    """Return where `（下转第3版）`, `（上接第1版）` stand in the line; the whole line may be one."""
    if _JUMP_LINE.fullmatch(line.strip()):
        return [(0, len(line))]
    return [match.span() for match in _JUMP_BRACKETED.finditer(line)]
