"""The addresses of the web endpoint: each reads its request, asks the service, and sends the reply as it comes."""

from typing import Annotated, Any

from fastapi import FastAPI, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from qa.answer import Answer
from qa.question import LONGEST
from qa.web.articles import ArticleShown, Heading
from qa.web.documents import add_documents
from qa.web.errors import add_error_handlers
from qa.web.examples import ANSWER, ASKED, BATCH, PROBLEMS, QUESTION
from qa.web.guard import Guard, Rules
from qa.web.metrics import Metrics
from qa.web.page import add_page
from qa.web.replies import Replies
from qa.web.service import Service
from qa.why import Why

BATCH_LIMIT = 100  # questions
_Q = Annotated[str, Query(max_length=LONGEST, description="问题", examples=[QUESTION])]
_Top = Annotated[int, Query(ge=1, le=50, description="最多给几句原文")]


class Asked(BaseModel):
    """The body of POST /api/ask."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [ASKED]})

    question: str = Field(max_length=LONGEST)
    top: int = Field(default=3, ge=1, le=50, strict=True)


class BatchAsked(BaseModel):
    """The body of POST /api/ask/batch."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [BATCH]})

    questions: list[Annotated[str, Field(max_length=LONGEST)]] = Field(min_length=1, max_length=BATCH_LIMIT)
    top: int = Field(default=3, ge=1, le=50, strict=True)


def make_app(service: Service, *, rules: Rules, metrics: bool) -> ASGIApp:
    """Return the application over a service, behind its guard."""
    app = FastAPI(
        title="有据",
        version="0.1.0",
        description="对中文文章提问，得到一字不改的原句、出处和句中的数字；没有就明说没有。",
        docs_url=None,
        redoc_url=None,
        responses=PROBLEMS,
    )
    replies = Replies(service)
    add_error_handlers(app)
    _add_asking(app, replies)
    _add_articles(app, replies)
    _add_health(app, service)
    add_page(app)
    add_documents(app)
    return Guard(Metrics(app, service) if metrics else app, rules)


def _add_asking(app: FastAPI, replies: Replies) -> None:
    @app.get("/api/ask", response_model=Answer, responses={200: ANSWER}, summary="回答一个问题")
    async def ask(request: Request, q: _Q, top: _Top = 3) -> Response:
        return await replies.one(request, do="ask", question=q, top=top)

    @app.post("/api/ask", response_model=Answer, responses={200: ANSWER}, summary="回答一个问题")
    async def ask_posted(request: Request, asked: Asked) -> Response:
        return await replies.one(request, do="ask", question=asked.question, top=asked.top)

    @app.post(
        "/api/ask/batch",
        summary="一次回答许多问题，每行一个 JSON",
        response_class=Response,
        responses={200: {"content": {"application/x-ndjson": {}}, "description": "与 qa ask - --json 的输出相同"}},
    )
    async def ask_batch(request: Request, asked: BatchAsked) -> Response:
        return await replies.lines([{"do": "ask", "question": text, "top": asked.top} for text in asked.questions])

    @app.get("/api/why", response_model=Why, summary="为什么是这一句")
    async def explain(request: Request, q: _Q, top: _Top = 3) -> Response:
        return await replies.one(request, do="why", question=q, top=top)

    @app.get("/api/examples", response_model=list[str], summary="可以先问的几个问题")
    async def first_questions(request: Request) -> Response:
        return await replies.one(request, do="examples")


def _add_articles(app: FastAPI, replies: Replies) -> None:
    @app.get("/api/articles", response_model=list[Heading], summary="有哪些文章")
    async def articles(
        request: Request,
        offset: Annotated[int, Query(ge=0, le=10**9, description="从第几篇起，从 0 数")] = 0,
        limit: Annotated[int, Query(ge=1, le=1000, description="最多几篇")] = 100,
    ) -> Response:
        return await replies.one(request, do="articles", offset=offset, limit=limit)

    @app.get("/api/articles/{id:path}", response_model=ArticleShown, summary="一篇文章和它的各个单元")
    async def article(request: Request, id: Annotated[str, Path(max_length=300)]) -> Response:
        return await replies.one(request, do="article", key=id)


def _add_health(app: FastAPI, service: Service) -> None:
    @app.get("/healthz", summary="程序在运行")
    async def alive() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz", summary="资料库已打开，可以提问")
    async def ready() -> dict[str, Any]:
        generation = service.current
        if not generation:
            raise HTTPException(503, "资料库正在打开")
        found = {"version": generation.version, "articles": generation.articles, "sentences": generation.sentences}
        return {"status": "degraded" if service.trouble else "ok", **found, "trouble": service.trouble}
