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

from qa.answer import Answer
from qa.assistant import Assistant
from qa.question import LONGEST
from qa.web.articles import ArticleShown, Heading
from qa.web.desk import OK, reply
from qa.why import Why

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

    def send(**asked: Any) -> Response:
        status, body = reply(assistant, asked)
        if status != OK:
            raise HTTPException(status, body.decode())
        return Response(body, media_type="application/json")

    @app.get("/api/ask", response_model=Answer)
    def ask(q: Annotated[str, Query(max_length=LONGEST)], top: Annotated[int, Query(ge=1, le=50)] = 3) -> Response:
        return send(do="ask", question=q, top=top)

    @app.post("/api/ask", response_model=Answer)
    def ask_posted(asked: Asked) -> Response:
        return send(do="ask", question=asked.question, top=asked.top)

    @app.get("/api/why", response_model=Why)
    def explain(q: Annotated[str, Query(max_length=LONGEST)], top: Annotated[int, Query(ge=1, le=50)] = 3) -> Response:
        return send(do="why", question=q, top=top)

    @app.get("/api/examples", response_model=list[str])
    def first_questions() -> Response:
        return send(do="examples")

    @app.get("/api/articles", response_model=list[Heading])
    def articles(
        offset: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=1000)] = 100
    ) -> Response:
        return send(do="articles", offset=offset, limit=limit)

    @app.get("/api/articles/{key:path}", response_model=ArticleShown)
    def article(key: str) -> Response:
        return send(do="article", key=key)

    @app.get("/healthz")
    @app.get("/readyz")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    for name, kind in _PAGE.items():
        app.add_api_route(f"/{name}", _file(name or "page.html", kind), include_in_schema=False)
    return app


def _file(name: str, kind: str) -> Callable[[], Response]:
    content = resources.files("qa.web").joinpath("static", name).read_bytes()
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
