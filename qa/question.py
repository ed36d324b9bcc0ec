"""What a question asks: kind of answer, unit, years, places, and its own words beside the paper's."""

import functools
import re
from typing import NamedTuple

from index.ranker import Filter
from index.terms import Tokenizer
from qa.concepts import Concept, find_concepts, terms_in
from qa.conditions import comparison, negated, periods, relative_year
from qa.numbers.measures import read_units
from qa.numbers.moments import PLAN_YEARS
from qa.places import CITIES, PLACE_ENDINGS, PROVINCES, find_places
from qa.spelling import Corrections, Spelling
from qa.synonyms import Synonyms, built_in
from qa.tables import read_table
from qa.times.asked import times_asked
from qa.times.time import Time

__all__ = ["CITIES", "LONGEST", "PLACE_ENDINGS", "PLAN", "PROVINCES", "Concept", "Question", "understand"]

LONGEST = 512  # characters of a question


class Question(NamedTuple):
    """A question taken apart; `text` is as asked, everything else is folded."""

    text: str
    kind: str
    unit: str | None  # canonical unit asked for, 家 of 多少家
    years: tuple[str, ...]
    plans: tuple[str, ...]  # five-year plans named, 十四五
    places: tuple[str, ...]
    concepts: tuple[Concept, ...]
    bigrams: tuple[str, ...]
    picture: bool  # asks about a picture
    counted: tuple[str, ...]  # terms of the noun after 几 or 多少 and its unit, 医院 of 几所医院
    focus: str | None  # the noun asked for, 冠军 of 冠军是谁, 学生 of 多少学生
    relative_year: int | None = None  # from the article's year: -1 for 去年
    periods: tuple[str, ...] = ()  # parts of a year by first and last month, 01/09 for 前三季度
    negated: bool = False  # asks for what is not so
    comparison: str | None = None  # most, least or than
    corrections: Corrections = ()  # what was misspelt, each with how it was read
    folded: str = ""  # the text as it was read, folded and with what was misspelt put right
    within: Filter | None = None  # which articles may answer
    times: tuple[Time, ...] = ()  # days and months asked of, else parts of a year
    printed: str | None = None  # the day of the article that is to answer

    @property
    def several(self) -> bool:
        """Tell whether more than one thing is asked for at once."""
        return len(_ASKED.findall(self.text)) > 1

    @property
    def terms(self) -> tuple[str, ...]:
        """Every term of every wording, for finding passages."""
        return tuple(term for concept in self.concepts for wording in concept.wordings for term in wording)


_ASKED = re.compile(r"多少|(?<![这那近前后好十头])几(?=[个家项名位座套条件次天年亿万度成名])|分别|各(?:有|是|为)?多少")
PLAN = re.compile(r"十[一二三四五六七八]五")
_PLAN_EDGES = (re.compile("开局|起步之年|第一年|首年|头一年"), re.compile("收官|最后一年|末年"))
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?![\d万亿千百元余多个家项名人吨米亩])")
_UNIT_ASKED = re.compile(r"(?:多少|几)(?!队伍)(?:十|百|千|万|亿)*(?:个(?!百分点|月|小时|工作日))?([^\s，。？?、]{1,4})")
_PICTURE = re.compile(r"图片|照片|图[上中里]|相片|画面|拍的|镜头|摄影|谁拍|^拍")
# words that only ask; what is left of the question is what it is about
_ASKING = re.compile(
    r"多少钱|多少|几(?=[\u4e00-\u9fff])|[什啥]么?时候|何时|何处|何地|何人|缘何|凭[什啥]么?|咋|干[嘛吗]|什么样|什么|怎么样|怎么|怎样|如何|为什么|为何|为啥|哪[些个里儿位家种年天所几一]?|"
    r"是不是|是否|有没有|能不能|请问|一共|总共|究竟|到底|一下|多[大长久高远重]|谁|啥|吗|呢|[?？!！。，,、]"
)
_FOCUS_BEFORE = (
    re.compile(r"([\u4e00-\u9fff]{2,})(?:是|叫|为)(?:谁|什么名字|多少号?码?)[？?]?$"),
    re.compile(r"([\u4e00-\u9fff]{2,}?)(?:要)?多少钱[？?]?$"),
)
_FOCUS_AFTER = re.compile(r"多少(?![亿万元块钱个家项名人位])([\u4e00-\u9fff]{2,})")


def understand(
    text: str, tokenizer: Tokenizer, *, synonyms: Synonyms | None = None, spelling: Spelling | None = None
) -> Question:
    """Take a question apart; every part is a place in a table or a rule of this package."""
    folded = tokenizer.fold(text)
    corrections = spelling.corrections(_ASKING.sub(" ", folded)) if spelling else ()
    for wrong, right in corrections:
        folded = folded.replace(wrong, right)
    about = _ASKING.sub(" ", folded)
    years = tuple(dict.fromkeys((*_YEAR.findall(folded), *_plan_years(folded))))
    return Question(
        text=text,
        kind=_kind(folded),
        unit=_unit(folded),
        years=years,
        plans=tuple(dict.fromkeys(PLAN.findall(folded))),
        places=find_places(about, tokenizer),
        concepts=find_concepts(about, tokenizer, built_in() if synonyms is None else synonyms),
        bigrams=tuple(dict.fromkeys(pair for run in about.split() for pair in tokenizer.bigrams(run))),
        picture=bool(_PICTURE.search(folded)),
        counted=_counted(folded, tokenizer),
        focus=_focus(folded, tokenizer),
        relative_year=relative_year(folded),
        periods=periods(folded),
        negated=negated(folded),
        comparison=comparison(folded),
        corrections=corrections,
        folded=folded,
        times=times_asked(folded, years),
    )


def _plan_years(folded: str) -> list[str]:
    """Return the year that 开局那年 or 收官之年 of a five-year plan is."""
    at = next((place for place, pattern in enumerate(_PLAN_EDGES) if pattern.search(folded)), None)
    return (
        [] if at is None else [PLAN_YEARS[plan].split("/")[at] for plan in PLAN.findall(folded) if plan in PLAN_YEARS]
    )


def _counted(folded: str, tokenizer: Tokenizer) -> tuple[str, ...]:
    _, after = _written_unit(folded)
    noun = re.match(r"[\u4e00-\u9fff]{2,10}", after)
    return terms_in(noun.group(), tokenizer) if noun else ()


def _written_unit(folded: str) -> tuple[str, str]:
    """Return the longest unit written after 多少 or 几 and what follows it; both empty where neither is asked."""
    asked = _UNIT_ASKED.search(folded)
    if not asked:
        return "", ""
    units = read_units()
    size = next((n for n in range(len(asked[1]), 0, -1) if asked[1][:n] in units), 0)
    return asked[1][:size], folded[asked.start(1) + size :]


def _focus(folded: str, tokenizer: Tokenizer) -> str | None:
    """Return the noun a question asks for, None unless the dictionary has it as a word."""
    before = next((match.group(1) for match in (p.search(folded) for p in _FOCUS_BEFORE) if match), None)
    if before:
        words = terms_in(before, tokenizer)
        noun = words[-1] if words and before.endswith(words[-1]) else ""
    else:
        after = _FOCUS_AFTER.search(folded)
        words = terms_in(after.group(1), tokenizer) if after else ()
        noun = words[0] if words and after and after.group(1).startswith(words[0]) else ""
    return noun if len(noun) > 1 and tokenizer.knows(noun) else None


@functools.cache
def _kinds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), kind) for pattern, kind, _ in read_table("question_kinds.tsv"))


def _kind(folded: str) -> str:
    return next((kind for pattern, kind in _kinds() if pattern.search(folded)), "other")


def _unit(folded: str) -> str | None:
    """Return the canonical unit after 多少 or 几, None where none is named."""
    written, _ = _written_unit(folded)
    return read_units()[written][0] if written else None
