"""SQuAD-shaped question sets: SQuAD, CMRC 2018 and DRCD; answers marked in contexts become gold sentences."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from index.errors import DataError
from index.sentences import split_sentences
from index.source import read_bytes
from index.spans import Span, text_of
from qa.evaluation.items import Item, Located


class _Paragraph(NamedTuple):
    id: str
    title: str
    context: str
    questions: list[dict[str, Any]]


def read_squad(path: Path) -> Iterator[Located]:
    """Yield the questions of a SQuAD-shaped file with the sentences that hold their answers.

    Raises:
        DataError: not of that shape, or an answer that stands nowhere in its context.
    """
    for paragraph in _paragraphs(path):
        for asked in paragraph.questions:
            key = str(asked.get("id", asked.get("query_id", "")))
            text = asked.get("question", asked.get("query_text"))
            answers = [a["text"] if isinstance(a, dict) else a for a in asked.get("answers") or []]
            starts = [a.get("answer_start", -1) if isinstance(a, dict) else -1 for a in asked.get("answers") or []]
            if not key or not isinstance(text, str) or not all(isinstance(a, str) and a for a in answers):
                raise DataError(f"{path} 的题目 {key or text} 不是 SQuAD 格式（要 id、question、answers）")
            yield Located(f"题目 {key} ", _item(path, paragraph, key, text, list(zip(answers, starts, strict=True))))


def _item(path: Path, paragraph: _Paragraph, key: str, text: str, answers: list[tuple[str, int]]) -> Item:
    if not answers:
        return Item(id=key, question=text, answerable=False)
    held = [(answer, sentence) for answer, at in answers if (sentence := _sentence_of(paragraph.context, answer, at))]
    if not held:
        raise DataError(f"{path} 的题目 {key}：答案“{answers[0][0]}”不在文中任何一句里，请检查")
    golds = tuple(dict.fromkeys(sentence for _, sentence in held))
    first, *others = dict.fromkeys(answer for answer, _ in held)
    return Item(id=key, question=text, sentences=golds, answer=first, alt_answers=tuple(others))


def _sentence_of(context: str, answer: str, at: int) -> str | None:
    """Return the sentence that holds the answer: at its offset where that is right, else the first that has it."""
    if context[at : at + len(answer)] != answer or at < 0:
        at = context.find(answer)
    base = 0
    for line in context.splitlines(keepends=True):
        for sentence in split_sentences(context, (Span(base, base + len(line)),)):
            ((start, end),) = sentence.spans
            if start <= at and at + len(answer) <= end:
                return text_of(context, sentence.spans)
        base += len(line)
    # an answer over the end of a sentence has no gold sentence: any sentence that holds it whole serves
    return None


def write_squad_articles(path: Path, target: Path) -> None:
    """Write every context as an article of its own."""
    with target.open("w", encoding="utf-8") as file:
        for paragraph in _paragraphs(path):
            record = {"id": paragraph.id, "title": paragraph.title, "text": paragraph.context}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _paragraphs(path: Path) -> Iterator[_Paragraph]:
    """Yield the contexts of either shape: `data → paragraphs`, or a list of `context_text` as CMRC's first release."""
    try:
        data = json.loads(read_bytes(path))
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path} 不是 JSON 文件，请检查") from error
    try:
        articles = data["data"] if isinstance(data, dict) else data
        for number, article in enumerate(articles):
            parts = article.get("paragraphs", [article])
            for at, part in enumerate(parts):
                context = part["context"] if "context" in part else part["context_text"]
                key = part.get("id", part.get("context_id")) or f"{number}-{at}"
                yield _Paragraph(str(key), str(article.get("title") or ""), str(context), list(part["qas"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path} 不是 SQuAD 格式（要 data、paragraphs、context、qas），请检查") from error
