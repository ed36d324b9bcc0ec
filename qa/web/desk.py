"""What the web endpoint asks of one opened collection: each request a function, each reply a status and its bytes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, TypeAdapter

from qa.assistant import Assistant
from qa.examples import examples
from qa.web.articles import Heading, list_articles, show_article
from qa.why import why

OK, NOT_FOUND, UNUSABLE = 200, 404, 422
_HEADINGS = TypeAdapter(list[Heading])


class Reply(NamedTuple):
    """The status of a reply and its body; of a failure the body is what a reader is told."""

    status: int
    body: bytes


def reply(assistant: Assistant, asked: Mapping[str, Any]) -> Reply:
    """Return the reply to a request `{"do": name, …}` of the table below."""
    wanted = dict(asked)
    return _REQUESTS[wanted.pop("do")](assistant, **wanted)


def _ask(assistant: Assistant, question: str, top: int) -> Reply:
    answer = assistant.answer(question, top=top)
    if answer.reason and answer.reason.code == "bad_question":
        return Reply(UNUSABLE, answer.reason.message.encode())
    return _json(answer)


def _batch(assistant: Assistant, questions: Sequence[str], top: int) -> Reply:
    """Return the lines that `qa ask - --json` prints for the same questions."""
    return Reply(OK, b"".join(_json(assistant.answer(question, top=top)).body for question in questions))


def _why(assistant: Assistant, question: str, top: int) -> Reply:
    explanation = assistant.explain(question, top=top)
    if explanation.refusal and explanation.refusal.code == "bad_question":
        return Reply(UNUSABLE, explanation.refusal.message.encode())
    return _json(why(explanation, assistant.collection))


def _articles(assistant: Assistant, offset: int, limit: int) -> Reply:
    found = list_articles(assistant.collection, offset=offset, limit=limit)
    return Reply(OK, _HEADINGS.dump_json(found) + b"\n")


def _article(assistant: Assistant, key: str) -> Reply:
    found = show_article(assistant.collection, key)
    return _json(found) if found else Reply(NOT_FOUND, "没有这篇文章".encode())


def _examples(assistant: Assistant) -> Reply:
    return Reply(OK, TypeAdapter(tuple[str, ...]).dump_json(examples(assistant)) + b"\n")


def _json(record: BaseModel) -> Reply:
    """Return a record as one line: for an answer the bytes of the command line's `--json`."""
    return Reply(OK, record.model_dump_json().encode() + b"\n")


_REQUESTS: Mapping[str, Callable[..., Reply]] = {
    "ask": _ask,
    "batch": _batch,
    "why": _why,
    "articles": _articles,
    "article": _article,
    "examples": _examples,
}
