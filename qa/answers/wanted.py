"""What a sentence is asked for, where the wh-word says more than the words around it: 哪家公司 wants no figure."""

import functools
import re

from qa.answers.asked import Asked
from qa.question import Question
from qa.tables import read_table

FIGURES = ("money", "percent", "count", "measure", "figure", "rank", "duration")
_HOW_MUCH = ("many", "percent", "extent")
# no figure answers these, whatever units stand in the question
_BY_ASKING = {"who": "person", "where": "place", "those": "list", "when": "date", "year": "date", "doing": "other"}
_WHICH = (
    (re.compile(r"公司|企业|单位|部门|机构|学校|医院|局|集团|中心|大学|协会"), "org"),
    (re.compile(r"县|市|区|镇|乡|村|省|州|国|地方|城市|站|街道"), "place"),
)
_NAMED = ("which", "what", "name")
_PLEASE = re.compile("[，, 。]*(?:请(?:予|问)?(?:提供|告知|查询?)?|谢谢|呢)*[。?？]*$")
_KEPT = ("author", "identifier", "definition", "reason", "yesno", "method", "rank")
TITLED = re.compile(
    r"(?:长|主任|书记|经理|记者|编辑|专家|大户|保安|老人|选手|冠军|司机|教练|主帅|院士|医生|老师|先生|女士|主|老板|传承人|[^一-鿿]人"
    r"|奶奶|爷爷|大[爷妈娘伯叔]|阿姨|儿子|女儿|妻子|丈夫|父亲|母亲|孩子|村民|居民|骑手|工人|学生|员|负责人)(?:是|都?叫)?$"
)


@functools.cache
def _figures() -> tuple[tuple[re.Pattern[str], str, str | None], ...]:
    rows = read_table("asked_figures.tsv")
    return tuple((re.compile(pattern), kind, None if unit == "-" else unit) for pattern, kind, unit, _ in rows)


@functools.cache
def _bare_figures() -> tuple[tuple[re.Pattern[str], str, str | None], ...]:
    rows = read_table("bare_figures.tsv")
    return tuple((re.compile(pattern), kind, None if unit == "-" else unit) for pattern, kind, unit, _ in rows)


def wanted(question: Question, ask: Asked) -> Question:
    """Return the question with the kind and unit its wh-word asks for."""
    if question.kind == "yesno" and ask.asking not in ("whether", "none"):
        question = question._replace(kind="other")  # the 么 of 什么 asks no yes or no
    if ask.asking in _HOW_MUCH:
        return _figure(question, ask)
    if ask.asking == "name" and TITLED.search(ask.before):
        return question._replace(kind="person", unit=None)
    if ask.asking == "none" and question.kind in ("other", "count", "figure"):
        return _bare(question, ask)
    if ask.asking in _BY_ASKING and question.kind != "author":
        return question._replace(kind=_BY_ASKING[ask.asking], unit=None)
    if ask.asking in _NAMED and question.kind not in _KEPT:
        return question._replace(kind=_named(question, ask), unit=None)
    return question


def _figure(question: Question, ask: Asked) -> Question:
    for pattern, kind, unit in _figures():
        if pattern.search(ask.text):
            return question._replace(kind=kind, unit=unit)
    known = question.kind in (*FIGURES, "date", "identifier", "author")
    return question if known else question._replace(kind="figure")


def _bare(question: Question, ask: Asked) -> Question:
    """Return a question of bare words that end in what figures measure as one for a figure: 技改投资 增幅."""
    text = _PLEASE.sub("", ask.text)
    for pattern, kind, unit in _bare_figures():
        if pattern.search(text):
            return question._replace(kind=kind, unit=unit)
    return question


def _named(question: Question, ask: Asked) -> str:
    """Return what is named: an organisation or a place by the noun after 哪, a person by the title before 叫什么."""
    if ask.asking == "which":
        rest = ask.head or ask.after
        return next((kind for pattern, kind in _WHICH if pattern.match(rest)), "other")
    return question.kind if question.kind in ("org", "place", "person") else _plain(question, ask)


def _plain(question: Question, ask: Asked) -> str:
    # 什么价, 什么水平 ask for figures
    return question.kind if question.kind in FIGURES and len(ask.head) < 3 else "other"
