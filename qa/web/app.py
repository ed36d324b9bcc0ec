"""The addresses of the web endpoint: each reads its request, asks the service, and sends the reply as it comes."""

from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Path, Query, Request, Response, Security
from fastapi.security import HTTPBearer
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from qa.answer import Answer
from qa.question import LONGEST
from qa.web.articles import ArticleShown, Heading
from qa.web.documents import add_documents
from qa.web.errors import add_error_handlers
from qa.web.examples import ANSWER, ASKED, BATCH, KNOWN, LINES, QUESTION, problems
from qa.web.guard import Guard, Rules
from qa.web.metrics import Metrics
from qa.web.page import add_page
from qa.web.rate import Rate
from qa.web.replies import Replies
from qa.web.service import Service
from qa.why import Why
from qa.within import DATE

BATCH_LIMIT = 100  # questions
_ANYWHERE = (400, 403, 408, 413, 421, 500)  # errors any address can give
_NO_NUL: dict[str, Any] = {"pattern": "^[^\\u0000]*$"}
# 3.0 is an integer of JSON, "3" and true are none
_PostedTop = Annotated[
    int,
    BeforeValidator(lambda top: int(top) if isinstance(top, float) and top.is_integer() else top),
    Field(strict=True),
]


_DATE = f"^{DATE}$"


class Within(BaseModel):
    """Which articles may answer."""

    model_config = ConfigDict(extra="forbid")

    source: str | None = Field(default=None, max_length=1000, description="只看这个文件或文件夹里的文章")
    since: str | None = Field(default=None, pattern=_DATE, description="只看从这一天起的文章，如 2024、2024-05-01")
    until: str | None = Field(default=None, pattern=_DATE, description="只看到这一天为止的文章")
    place: str | None = Field(default=None, max_length=100, description="只看说到这个地方的文章")

    def said(self) -> dict[str, str]:
        """Return what was said: one request has one spelling, by which its reply is remembered."""
        return {name: said for name in Within.model_fields if (said := getattr(self, name)) is not None}


class Asking(Within):
    """The query of GET /api/ask and /api/why."""

    q: str = Field(max_length=LONGEST, description="问题", examples=[QUESTION], json_schema_extra=_NO_NUL)
    top: int = Field(default=3, ge=1, le=50, description="最多给几句原文")


class Asked(Within):
    """The body of POST /api/ask."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [ASKED]})

    question: str = Field(max_length=LONGEST, json_schema_extra=_NO_NUL)
    top: _PostedTop = Field(default=3, ge=1, le=50)


class BatchAsked(Within):
    """The body of POST /api/ask/batch; a text that is no question, or too long for one, is answered as such."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [BATCH]})

    questions: list[str] = Field(min_length=1, max_length=BATCH_LIMIT)
    top: _PostedTop = Field(default=3, ge=1, le=50)


def make_app(service: Service, *, rules: Rules, metrics: bool) -> ASGIApp:
    """Return the application over a service, behind its guard."""
    app = FastAPI(
        title="有据",
        version="0.1.0",
        description="对中文文章提问，得到一字不改的原句、出处和句中的数字；没有就明说没有。",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=problems(*_ANYWHERE),
    )
    replies, api = Replies(service), _api(rules)
    add_error_handlers(app)
    _add_asking(api, replies, rules.rate)
    _add_articles(api, replies)
    app.routes.extend(api.routes)  # not included: FastAPI would hide what an address allows
    _add_health(app, service)
    add_page(app)
    add_documents(app)
    return Guard(Metrics(app, service) if metrics else app, rules)


def _api(rules: Rules) -> APIRouter:
    """Return what the addresses of the collection are added to; the guard does what is only described here."""
    bearer = HTTPBearer(auto_error=False, scheme_name="key", description="qa key 给的口令")
    refusals = [401] * bool(rules.keys) + [429] * bool(rules.rate) + [503]
    dependencies = [Security(bearer)] if rules.keys else []
    return APIRouter(prefix="/api", dependencies=dependencies, responses=problems(*_ANYWHERE, *refusals))


def _add_asking(api: APIRouter, replies: Replies, rate: Rate | None) -> None:
    @api.get("/ask", response_model=Answer, responses={200: ANSWER, **KNOWN, **problems(422)}, summary="回答一个问题")
    async def ask(request: Request, asked: Annotated[Asking, Query()]) -> Response:
        return await replies.one(request, do="ask", question=asked.q, top=asked.top, **asked.said())

    @api.post("/ask", response_model=Answer, responses={200: ANSWER, **problems(422)}, summary="回答一个问题")
    async def ask_posted(request: Request, asked: Asked) -> Response:
        return await replies.one(request, do="ask", question=asked.question, top=asked.top, **asked.said())

    @api.post(
        "/ask/batch",
        summary="一次回答许多问题，每行一个 JSON",
        response_class=Response,
        responses={200: LINES, **problems(422)},
    )
    async def ask_batch(request: Request, asked: BatchAsked) -> Response:
        if rate and request.client and len(asked.questions) > 1:  # the guard has counted one
            rate.count(request.client.host, len(asked.questions) - 1)
        alike = {"do": "ask", "top": asked.top, **asked.said()}
        return await replies.lines([{**alike, "question": text} for text in asked.questions])

    @api.get("/why", response_model=Why, responses={**KNOWN, **problems(422)}, summary="为什么是这一句")
    async def explain(request: Request, asked: Annotated[Asking, Query()]) -> Response:
        return await replies.one(request, do="why", question=asked.q, top=asked.top, **asked.said())

    @api.get("/examples", response_model=list[str], responses=KNOWN, summary="可以先问的几个问题")
    async def first_questions(request: Request) -> Response:
        return await replies.one(request, do="examples")


def _add_articles(api: APIRouter, replies: Replies) -> None:
    @api.get("/articles", response_model=list[Heading], responses={**KNOWN, **problems(422)}, summary="有哪些文章")
    async def articles(
        request: Request,
        offset: Annotated[int, Query(ge=0, le=10**9, description="从第几篇起，从 0 数")] = 0,
        limit: Annotated[int, Query(ge=1, le=1000, description="最多几篇")] = 100,
    ) -> Response:
        return await replies.one(request, do="articles", offset=offset, limit=limit)

    @api.get(
        "/articles/{id:path}",
        response_model=ArticleShown,
        responses={**KNOWN, **problems(404, 422)},
        summary="一篇文章和它的各个单元",
    )
    async def article(request: Request, id: Annotated[str, Path(max_length=300)]) -> Response:
        return await replies.one(request, do="article", key=id)


def _add_health(app: FastAPI, service: Service) -> None:
    @app.get("/healthz", summary="程序在运行")
    async def alive() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz", responses=problems(503), summary="资料库已打开，可以提问")
    async def ready() -> dict[str, Any]:
        generation = service.current
        if not generation:
            raise HTTPException(503, "资料库正在打开")
        found = {"version": generation.version, "articles": generation.articles, "sentences": generation.sentences}
        return {"status": "degraded" if service.trouble else "ok", **found, "trouble": service.trouble}
