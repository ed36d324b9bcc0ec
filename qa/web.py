"""The web endpoint: the same Answers over HTTP, articles to show a quote in, and a plain page."""

from collections.abc import Awaitable, Callable
from importlib import resources
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import JSONResponse

from index.records import Article, Source, Unit
from index.spans import text_of
from qa.answer import Answer
from qa.assistant import Assistant
from qa.question import LONGEST

BODY_LIMIT = 64 * 1024  # bytes; a question is at most 512 characters
_TITLES = {
    400: "请求不对", 404: "没有这个地址", 405: "不支持这种请求方法", 413: "请求太大", 422: "请求不对", 500: "程序出错"
}  # fmt: skip
_SAFE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_PAGE = {"": "text/html", "page.js": "text/javascript", "page.css": "text/css"}


class Asked(BaseModel):
    """The body of POST /api/ask."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(max_length=LONGEST)
    top: int = Field(default=3, ge=1, le=50, strict=True)


def make_app(assistant: Assistant) -> FastAPI:
    """Return the application over one assistant."""
    app = FastAPI(
        title="有据",
        version="0.1.0",
        description="对中文文章提问，得到原文原句",
        docs_url=None,
        redoc_url=None,
    )
    app.add_middleware(BaseHTTPMiddleware, dispatch=_guard)
    app.add_exception_handler(HTTPException, _http_problem)
    app.add_exception_handler(RequestValidationError, _validation_problem)

    @app.get("/api/ask", response_model=Answer)
    def ask(q: Annotated[str, Query(max_length=LONGEST)], top: Annotated[int, Query(ge=1, le=50)] = 3) -> Response:
        return _answer(assistant.answer(q, top=top))

    @app.post("/api/ask", response_model=Answer)
    def ask_posted(asked: Asked) -> Response:
        return _answer(assistant.answer(asked.question, top=asked.top))

    @app.get("/api/articles")
    def articles() -> list[dict[str, Any]]:
        found = zip(assistant.collection.articles, assistant.collection.source_of, strict=True)
        return [_heading(article, source) for article, source in found]

    @app.get("/api/articles/{key:path}")
    def article(key: str) -> dict[str, Any]:
        found = assistant.collection.article(key)
        if not found:
            raise HTTPException(404, "没有这篇文章")
        return _heading(*found) | {"units": [_unit(found[1], unit) for unit in found[0].units]}

    @app.get("/healthz")
    @app.get("/readyz")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    for name, kind in _PAGE.items():
        app.add_api_route(f"/{name}", _file(name or "page.html", kind), include_in_schema=False)
    return app


def _answer(answer: Answer) -> Response:
    if answer.reason and answer.reason.code == "bad_question":
        raise HTTPException(422, answer.reason.message)
    return Response(answer.model_dump_json() + "\n", media_type="application/json")


def _heading(article: Article, source: Source) -> dict[str, Any]:
    return {
        "id": article.id,
        "kind": article.kind,
        "title": article.title,
        "byline": [person._asdict() for person in article.byline],
        "date": article.date,
        "source": {"path": source.path, "sha256": source.sha256},
    }


def _unit(source: Source, unit: Unit) -> dict[str, Any]:
    return {
        "kind": unit.kind,
        "number": unit.number,
        "text": text_of(source.text, unit.spans),
        "spans": unit.spans,
        "people": [person._asdict() for person in unit.people],
        "context": text_of(source.text, unit.context) or None,
        "lost_head": unit.lost_head,
        "lost_tail": unit.lost_tail,
        "doubtful": unit.doubtful,
        "sentences": [
            {"text": text_of(source.text, sentence.spans), "spans": sentence.spans} for sentence in unit.sentences
        ],
    }


def _file(name: str, kind: str) -> Callable[[], Response]:
    content = resources.files("qa").joinpath("static", name).read_bytes()
    return lambda: Response(content, media_type=f"{kind}; charset=utf-8")


async def _guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuse bodies beyond all measure before anything reads them; send the page's safety headers."""
    length = request.headers.get("content-length", "")
    if request.method == "POST" and not (length.isdigit() and int(length) <= BODY_LIMIT):
        response = problem(413 if length else 400, f"请求体要写明长度，且不超过 {BODY_LIMIT} 字节")
    else:
        response = await call_next(request)
    response.headers.update(_SAFE_HEADERS)
    return response


def problem(status: int, detail: str) -> Response:
    """Return an error as problem+json (RFC 9457); nothing of the request is echoed."""
    body = {
        "type": "about:blank",
        "title": _TITLES.get(status, "请求失败"),
        "status": status,
        "detail": detail,
    }
    return JSONResponse(body, status, media_type="application/problem+json")


async def _http_problem(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = str(error.detail) if isinstance(error, HTTPException) else ""
    # Starlette's own details are English; ours hold Chinese
    return problem(status, detail if not detail.isascii() else _TITLES.get(status, "请求失败"))


async def _validation_problem(request: Request, error: Exception) -> Response:
    return problem(422, f"需要一个 1 到 {LONGEST} 个字的问题 q（POST 为 question），top 为 1 到 50 的整数")
