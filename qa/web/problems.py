"""Errors as problem+json (RFC 9457) in Chinese; nothing of a request is ever echoed."""

import json
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"
RETRY = 1  # seconds after which a request that found no room is worth another try
TITLES = {
    400: "请求不对", 401: "要有访问口令", 403: "不许从别的网站访问", 404: "没有这个地址", 405: "不支持这种请求方法",
    408: "请求发得太慢", 413: "请求太大", 415: "请求的格式不对", 421: "不是这里的网址", 422: "请求不对",
    429: "问得太快", 500: "程序出错", 503: "一时忙不过来",
}  # fmt: skip


class Problem(BaseModel):
    """The body of every error."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str


class RefusedError(Exception):
    """A request that is not answered: status, a Chinese sentence that says why, headers."""

    def __init__(self, status: int, detail: str = "", headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, dict(headers or {})


def problem(status: int, detail: str = "", headers: Mapping[str, str] | None = None) -> Response:
    """Return an error as a response; without a detail it says no more than its title."""
    return Response(problem_body(status, detail), status, dict(headers or {}), media_type=MEDIA_TYPE)


def problem_body(status: int, detail: str = "") -> bytes:
    """Return an error as bytes, for where there is no response to speak of."""
    title = TITLES.get(status, "请求失败")
    return json.dumps(
        Problem(title=title, status=status, detail=detail or title).model_dump(), ensure_ascii=False
    ).encode()


def refused(error: RefusedError) -> Response:
    """Return the response of a refusal."""
    return problem(error.status, error.detail, error.headers)
