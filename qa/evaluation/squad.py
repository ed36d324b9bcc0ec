"""SQuAD-shaped question sets: SQuAD, CMRC 2018 and DRCD; answers marked in contexts become gold sentences."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from index.errors import DataError
from index.pages.sentences import split_sentences
from index.source import read_bytes
from index.spans import Span, text_of
from qa.evaluation.items import Item, Located


class _Shape(BaseModel):
    model_config = ConfigDict(coerce_numbers_to_str=True)


class _Answer(_Shape):
    text: str = Field(min_length=1)
    answer_start: float | None = None  # pandas writes 12 as 12.0


class _Asked(_Shape):
    id: str = Field(validation_alias=AliasChoices("id", "query_id"), min_length=1)
    question: str = Field(validation_alias=AliasChoices("question", "query_text"))
    answers: list[_Answer | str] = []
    is_impossible: bool = False


class _Paragraph(_Shape):
    context: str = Field(validation_alias=AliasChoices("context", "context_text"))
    qas: list[_Asked]
    id: str | None = Field(None, validation_alias=AliasChoices("id", "context_id"))
    title: str = ""


class _Article(_Shape):
    paragraphs: list[_Paragraph]
    title: str | None = None


class _File(_Shape):
    data: list[_Article]


# either shape: `data → paragraphs`, or the list of contexts of CMRC's first release
_FILE: TypeAdapter[Any] = TypeAdapter(_File | list[_Article] | list[_Paragraph])


def read_squad(path: Path) -> Iterator[Located]:
    """Yield the questions of a SQuAD-shaped file with the sentences that hold their answers.

    Raises:
        DataError: not of that shape, or an answer that stands nowhere in its context.
    """
    for _, _, paragraph in _paragraphs(path):
        for asked in paragraph.qas:
            yield Located(f"题目 {asked.id} ", _item(path, paragraph.context, asked))


def _item(path: Path, context: str, asked: _Asked) -> Item:
    if bool(asked.answers) == asked.is_impossible:
        wrong = "标为无解却有答案" if asked.answers else "没有答案，也没标 is_impossible"
        raise DataError(f"{path} 的题目 {asked.id} {wrong}，请检查")
    marked = [a if isinstance(a, _Answer) else _Answer(text=a) for a in asked.answers]
    if asked.is_impossible:
        return Item(id=asked.id, question=asked.question, answerable=False)
    places = [(answer.text, at) for answer in marked if (at := _place(context, answer)) is not None]
    if not places:
        raise DataError(f"{path} 的题目 {asked.id}：答案“{marked[0].text}”不在文中，请检查")
    touched = [(answer, _sentences_at(context, at, at + len(answer))) for answer, at in places]
    held = [(answer, sentences[0]) for answer, sentences in touched if len(sentences) == 1]
    if not held:  # the answer runs over the end of a sentence: all of them are the evidence, no one holds it
        return Item(id=asked.id, question=asked.question, sentences=tuple(touched[0][1]), match="all")
    golds = tuple(dict.fromkeys(sentence for _, sentence in held))
    first, *others = dict.fromkeys(answer for answer, _ in held)
    return Item(id=asked.id, question=asked.question, sentences=golds, answer=first, alt_answers=tuple(others))


def _place(context: str, answer: _Answer) -> int | None:
    """Return where the answer stands: at its offset where that is right, else at its first place."""
    at = -1 if answer.answer_start is None else int(answer.answer_start)
    if at < 0 or context[at : at + len(answer.text)] != answer.text:
        at = context.find(answer.text)
    return None if at < 0 else at


def _sentences_at(context: str, low: int, high: int) -> list[str]:
    """Return the sentences that characters `[low, high)` stand in."""
    found = []
    base = 0
    for line in context.splitlines(keepends=True):
        for sentence in split_sentences(context, (Span(base, base + len(line)),)):
            start, end = sentence.spans[0].start, sentence.spans[-1].end
            if start < high and low < end:
                found.append(text_of(context, sentence.spans))
        base += len(line)
    return found


def write_squad_articles(path: Path, target: Path) -> None:
    """Write every context as an article of its own."""
    with target.open("w", encoding="utf-8") as file:
        for key, title, paragraph in _paragraphs(path):
            record = {"id": paragraph.id or key, "title": title, "text": paragraph.context}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _paragraphs(path: Path) -> Iterator[tuple[str, str, _Paragraph]]:
    """Yield each context with a name of its own and its title."""
    try:
        data = _FILE.validate_json(read_bytes(path))
    except (ValidationError, RecursionError) as error:
        raise DataError(f"{path} 不是 SQuAD 格式（要 data、paragraphs、context、qas、answers），请检查") from error
    for number, part in enumerate(data.data if isinstance(data, _File) else data):
        for at, paragraph in enumerate(part.paragraphs if isinstance(part, _Article) else [part]):
            yield f"{number}-{at}", part.title or paragraph.title, paragraph
