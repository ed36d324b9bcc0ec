"""The years a text is of: those it names but for those it only compares with, and those told by the article's day."""

import re

from qa.times.days import read_times

_N = r"(?:19|20)\d{2}年"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:\s*[—–\-~～至]\s*((?:19|20)\d{2}))?年")
_TITLE = re.compile(r"《[^》]*》")  # a year in a document's name does not date the sentence

_OF_THEN = f"{_N}(?:同期|全年|同月|同日|[上下]半年|[末底初])?"
_TIMES = r"[约近]?[\d.一二三四五六七八九十两几]+(?:多|余)?(?:倍|%|成)"
_UNIQUE = r"最|第[\d一二三四五六七八九十]+[位名高低多少大强]|首[次个度现]|新[高低]|倒数|纪录|罕见|极值|同期"
# a year that is only compared with: 较2019年增长, 与2019年相比, 是2015年的3倍, 创2016年以来新高
_COMPARED = re.compile(
    rf"(?:(?<!占)比(?![重例率值])|较|相比|超过?|超越|打破|追平|不[及如]|[高低多少快慢优好逊次]于)[^,。;\d]{{0,5}}{_OF_THEN}"
    rf"|[与跟和同][^,。;\d]{{0,5}}{_OF_THEN}的?(?:水平)?(?:相比|比较?|持平|相当)"
    rf"|(?:是|为|达到?|相当于|恢复[到至]|占){_OF_THEN}的?(?:水平|{_TIMES})"
    rf"|[由从自]{_OF_THEN}(?=的[约近]?\d)"
    rf"|{_N}(?=[^,。;]{{0,14}}以来[^,。;\d]{{0,8}}(?:{_UNIQUE}))|(?:[创居列]下?|刷新){_N}(?=[^,。;]{{0,14}}以来)"
)
_ITS_OWN = re.compile(r"的[约近]?\d")  # 比2021年的51.8万吨 gives that year's figure

_UP_TO_NOW = "[^，。；]{0,6}(?:以来|至今|到现在)"
# 比去年同期 and 由上年的 only compare; 去年以来 is of more than a year
_AWAY = {
    -2: re.compile("前年(?!同)"),
    -1: re.compile(rf"(?<![比较由从自])(?:去年|上一?年度?|过去的?一年)(?!同[期比]|末?相比|{_UP_TO_NOW})"),
    0: re.compile("今年|本年"),
    1: re.compile("明年|来年"),
}
_SINCE = re.compile(f"(?:去年|上年){_UP_TO_NOW}")
_SETTLED = 4  # the month from which an article that names no year is of its own


def years_in(folded: str) -> set[str]:
    """Return the years a text names, those within a range included."""
    years: set[str] = set()
    for low, high in _YEAR.findall(_TITLE.sub(" ", folded)):
        years.update(str(year) for year in range(int(low), int(high or low) + 1))
    return years


def years_of(folded: str) -> set[str]:
    """Return the years a text is of: those it names but for those it only compares with."""
    return years_in(_COMPARED.sub(" ", folded))


def years_told(folded: str) -> set[str]:
    """Return the years a text gives a figure of: those it is of, and one compared with by its own figure."""
    return years_in(_COMPARED.sub(lambda m: m.group() if _ITS_OWN.match(folded, m.end()) else " ", folded))


def years_asked(folded: str, years: tuple[str, ...]) -> set[str]:
    """Return which of a question's years it asks of, all where it only compares with years."""
    compared = years_in(folded) - years_of(folded)
    return {*years} - compared or {*years}


def words_of_year(folded: str) -> dict[int, str]:
    """Return the words that tell a year by that of the article, by how far from it that is: -1 for 去年."""
    found = {away: pattern.search(folded) for away, pattern in _AWAY.items()}
    return {away: match.group() for away, match in found.items() if match}


def years_by_date(folded: str, printed: str) -> set[str]:
    """Return the years a text is of that names none, by the day its article was printed: those of 去年, 昨日 or a month.

    What says nothing in the first months of a year may be of the one before as well: that is of none.
    """
    if _SINCE.search(folded):
        return set()
    year, now = int(printed[:4]), int(printed[5:7] or 12)
    if away := words_of_year(folded):
        return {str(year + each) for each in away}
    told = {time.year for time in read_times(folded, printed) if time.year}
    return told or ({str(year)} if now >= _SETTLED else set())
