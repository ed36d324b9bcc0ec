"""What a worker answers from one opened collection: each request a function, each reply a status and its bytes."""

import contextlib
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, TypeAdapter

from index.errors import UserError
from index.ranker import Filter
from qa.assistant import Assistant
from qa.engine import Engine, rank_elsewhere
from qa.examples import examples
from qa.web.articles import Heading, list_articles, show_article
from qa.why import why
from qa.within import make_filter

OK, NOT_FOUND, UNUSABLE, UNREACHABLE = 200, 404, 422, 503
# seconds a request may take before its worker is ended: a question's second is a promise, a long article is just long
BUDGETS: Mapping[str, float] = {"ask": 1.0, "why": 1.0, "articles": 5.0, "article": 5.0, "examples": 1.0}


class Reply(NamedTuple):
    """The status of a reply and its body; a text that is no question has the Answer that says so."""

    status: int
    body: bytes


class Desk:
    """Answers requests from one assistant; the examples are asked once, which warms everything up as well."""

    def __init__(self, assistant: Assistant, engine: Engine | None = None) -> None:
        self._assistant, self._engine = assistant, engine
        assistant.prepare()
        self._examples = TypeAdapter(tuple[str, ...]).dump_json(examples(assistant)) + b"\n"
        self._requests: Mapping[str, Callable[..., Reply]] = {
            "ask": self._ask,
            "why": self._why,
            "articles": self._articles,
            "article": self._article,
            "examples": lambda: Reply(OK, self._examples),
        }

    def reply(self, asked: Mapping[str, Any]) -> Reply:
        """Return the reply to `{"do": name, …}`, the name one of `BUDGETS`."""
        wanted = dict(asked)
        try:
            if wanted["do"] in ("ask", "why"):
                self._reach()
            return self._requests[wanted.pop("do")](**wanted)
        except UserError as error:  # the engine does not answer, or holds other articles
            return Reply(UNREACHABLE, str(error).encode())

    def reach(self) -> None:
        """Connect to the engine that is to rank; where it does not answer, every question tries again."""
        with contextlib.suppress(UserError):
            self._reach()

    def _reach(self) -> None:
        if self._engine:
            rank_elsewhere(self._assistant.collection, self._engine)
            self._engine = None

    def _ask(self, question: str, top: int, **within: str | None) -> Reply:
        answer = self._assistant.answer(question, top=top, within=self._filter(within))
        unusable = answer.reason and answer.reason.code == "bad_question"
        return _json(answer, UNUSABLE if unusable else OK)

    def _why(self, question: str, top: int, **within: str | None) -> Reply:
        explanation = self._assistant.explain(question, top=top, within=self._filter(within))
        if explanation.refusal and explanation.refusal.code == "bad_question":
            return _json(explanation.answer, UNUSABLE)
        return _json(why(explanation, self._assistant.collection))

    def _filter(self, within: Mapping[str, str | None]) -> Filter | None:
        return make_filter(self._assistant.collection.tokenizer, **within)

    def _articles(self, offset: int, limit: int) -> Reply:
        found = list_articles(self._assistant.collection, offset=offset, limit=limit)
        return Reply(OK, TypeAdapter(list[Heading]).dump_json(found) + b"\n")

    def _article(self, key: str) -> Reply:
        found = show_article(self._assistant.collection, key)
        return _json(found) if found else Reply(NOT_FOUND, b"")


def _json(record: BaseModel, status: int = OK) -> Reply:
    """Return a record as one line: for an Answer the bytes of the command line's `--json`."""
    return Reply(status, record.model_dump_json().encode() + b"\n")
