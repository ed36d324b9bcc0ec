"""Questions to begin with, made of a collection's own figures and asked first: only what it answers is shown."""

import re
from collections.abc import Iterator

from index.collection import Collection
from qa.answer import Quantity
from qa.assistant import Assistant
from qa.numbers.read import read_quantities

EXAMPLES = 6
_LOOKED_AT = 50  # articles
_TRIED = 60  # questions asked at most: a large collection must not keep its first visitor waiting
_NAMED = re.compile(
    r"(?!.*[的了用上下是有作为从到这该其由每只共各及与和提供按加扩减增收拆完累实开举新])[\u4e00-\u9fff]{4,14}"
)  # reads as a name and fits a button
# what is counted and what is measured end so; what ends otherwise may be a verb that the figure only stands behind
_COUNTED = re.compile(
    "(?:企业|公司|机构|中心|平台|项目|基地|学生|教师|队员|职工|人员|设施|设备|环节|指标|岗位|[家站线路桥园馆院所店厂场室点机车船套池村镇户社组会校])$"
)
_MEASURED = re.compile("(?:资金|经费|补贴|补助|奖励|收入|投资|面积|人口|比重|占比|贷款|存款|[价额量率值费])$")
_SURE = 0.8  # what a first question shows should be beyond doubt


def examples(assistant: Assistant) -> tuple[str, ...]:
    """Return questions that are answered with the sentence they were made of, from as many articles as there are."""
    kept: dict[str, None] = {}
    for number, (question, spans) in enumerate(_in_turn(assistant.collection)):
        if len(kept) == EXAMPLES or number == _TRIED:
            break
        answer = assistant.answer(question, top=1)
        if answer.answer is not None and answer.confidence >= _SURE and answer.quotes[0].spans == spans:
            kept[question] = None
    return tuple(kept)


def _in_turn(collection: Collection) -> Iterator[tuple[str, object]]:
    """Yield a question of each article, of many articles of some all over the collection, then a second of each: the examples should not be of one article only."""
    step = max(len(collection.articles) // _LOOKED_AT, 1)
    waiting = [_of_article(collection, number) for number in range(0, len(collection.articles), step)]
    while waiting:
        drawn = [(questions, next(questions, None)) for questions in waiting]
        yield from (question for _, question in drawn if question)
        waiting = [questions for questions, question in drawn if question]


def _of_article(collection: Collection, number: int) -> Iterator[tuple[str, object]]:
    """Yield questions of an article, each with the spans of the sentence it was made of."""
    article, source = collection.articles[number], collection.source_of[number]
    for unit in article.units:
        if unit.kind != "paragraph" or unit.lost_head or unit.lost_tail or unit.doubtful:
            continue
        for sentence in unit.sentences:
            text = "".join(source.text[start:end] for start, end in sentence.spans)
            yield from ((asked, sentence.spans) for figure in read_quantities(text) if (asked := _asking(figure)))


def _asking(figure: Quantity) -> str | None:
    """Return a question whose answer is the figure, None where it says too little of what it counts."""
    if figure.kind == "count" and figure.unit_text and _is_named(figure.noun, _COUNTED):
        return f"{figure.noun}有多少{figure.unit_text}？"
    if figure.kind in ("money", "percent", "measure") and _is_named(figure.subject, _MEASURED):
        return f"{figure.subject}是多少？"
    return None


def _is_named(name: str | None, ending: re.Pattern[str]) -> bool:
    return bool(name and _NAMED.fullmatch(name) and ending.search(name))
