"""What every request passes before anything answers it: host, origin, key, rate, size and time of its body."""

import asyncio
import ipaddress
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.web.keys import Keys
from qa.web.problems import RefusedError, refused
from qa.web.rate import Rate
from qa.web.safety import SAFE_HEADERS

BODY_LIMIT = 64 * 1024  # bytes; a question is at most 512 characters
BODY_SECONDS = 10.0
_PIECE = 64 * 1024  # bytes of a reply written at once
_KEPT = ("/api/", "/metrics")  # what a key opens; the page, its documentation and health hold nothing of the collection
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", re.IGNORECASE)


class Rules(NamedTuple):
    """Which names of this machine are answered to, who may ask, and how often."""

    hosts: frozenset[str] = frozenset()
    keys: Keys | None = None
    rate: Rate | None = None


class Guard:
    """Lets through what is small, prompt, meant for this host and allowed; sets the safety headers on every answer."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._hosts, self._keys, self._rate = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "HEAD":  # the server sends no body to it; all else is as for GET
            scope = {**scope, "method": "GET"}
        told: dict[str, str] = dict(SAFE_HEADERS)

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(told)
            for piece in _pieces(message):
                await send(piece)

        try:
            self._check(scope, told)
            await self._app(scope, await _read_body(scope, receive), send_safely)
        except RefusedError as error:
            await refused(error)(scope, receive, send_safely)

    def _check(self, scope: Scope, told: dict[str, str]) -> None:
        headers = Headers(scope=scope)
        _check_framing(scope, headers)
        host = headers.get("host", "")
        if not is_own_host(host, self._hosts):
            raise RefusedError(421, "这个网址不是本程序认得的；要用别的主机名，请在启动时加 --allow-host 主机名")
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != host:
            raise RefusedError(403)
        if not scope["path"].isprintable():  # the router's `$` would let a line break at the end through
            raise RefusedError(404)
        is_kept = scope["path"].startswith(_KEPT)
        if self._rate and is_kept:  # guesses at a key are counted too
            told.update(self._rate.count(scope["client"][0] if scope["client"] else ""))
        if self._keys and is_kept and not self._keys.allow(headers.get("authorization", "")):
            raise RefusedError(401, "请在请求头里写 Authorization: Bearer 口令", {"WWW-Authenticate": "Bearer"})


def is_own_host(host: str, allowed: Collection[str]) -> bool:
    """Tell whether a Host header names this machine: localhost, an address, or a name that was allowed.

    A page elsewhere that has its own name point here (DNS rebinding) sends that name, never a bare address.
    """
    match = _HOST.fullmatch(host)
    if not match:
        return False
    name = match[1].strip("[]").lower()
    return name == "localhost" or name in allowed or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _check_framing(scope: Scope, headers: Headers) -> None:
    """Refuse a body whose length is told twice, or in a way its version has not: a proxy may read it otherwise."""
    if "transfer-encoding" in headers and ("content-length" in headers or scope["http_version"] != "1.1"):
        raise RefusedError(400, "请求体的长度只能用一种方式写明", {"Connection": "close"})


def _pieces(message: Message) -> Iterator[Message]:
    """Cut the body of a long reply: the server then waits for a slow reader, and keeps no copy of it all for each."""
    body = message.get("body", b"")
    last = max(0, len(body) - 1) // _PIECE * _PIECE
    for start in range(0, last, _PIECE):
        yield {**message, "body": body[start : start + _PIECE], "more_body": True}
    yield {**message, "body": body[last:]} if last else message


async def _read_body(scope: Scope, receive: Receive) -> Receive:
    """Read a body that is at most `BODY_LIMIT` long and whole within `BODY_SECONDS`, and return what gives it again."""
    length = Headers(scope=scope).get("content-length", "0")
    if not length.isdigit() or int(length) > BODY_LIMIT:
        raise _TOO_LARGE
    body, more = b"", True
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":  # half a body is no request, even where it reads as one
                    raise RefusedError(400)
                body += message.get("body", b"")
                more = message.get("more_body", False)
                if len(body) > BODY_LIMIT:
                    raise _TOO_LARGE
    except TimeoutError as error:
        raise RefusedError(408, "请求体没有及时发完", {"Connection": "close"}) from error
    whole: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return whole.pop() if whole else await receive()

    return again


_TOO_LARGE = RefusedError(413, f"请求体最多 {BODY_LIMIT} 字节", {"Connection": "close"})
