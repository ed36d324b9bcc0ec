"""The service's replies as HTTP responses: with their validators, and its refusals as problems."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from qa.answer import Answer
from qa.web.desk import NOT_FOUND, UNREACHABLE, UNUSABLE, Reply
from qa.web.generation import BusyError, Generation, TooSlowError
from qa.web.problems import RETRY, RefusedError
from qa.web.service import Service
from qa.web.validator import has_it
from qa.web.wire import pack_request

# seconds before a refusal for want of room: who asks again at once would else take the processor from the workers
_BREATH = 0.5
_RETRY_AFTER = {"Retry-After": str(RETRY)}


class Replies:
    """Turns requests into responses; each comes from one generation from first to last."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def one(self, request: Request, **asked: Any) -> Response:
        """Return the reply to one request, or 304 where the client has it already."""
        with self._generation() as generation:
            tag = _tag(generation, asked)
            fields = {"ETag": tag, "Cache-Control": "no-cache"}
            if has_it(request, tag):
                return Response(status_code=304, headers=fields)
            reply = await self._ask(generation, asked)
        if reply.status == UNUSABLE:
            raise RefusedError(UNUSABLE, _why_unusable(reply))
        if reply.status == NOT_FOUND:
            raise RefusedError(NOT_FOUND, "没有这篇文章")
        return Response(reply.body, media_type="application/json", headers=fields)

    async def lines(self, many: Sequence[Mapping[str, Any]]) -> Response:
        """Return the replies to many requests one a line: a text that is no question is answered as such."""
        with self._generation() as generation:
            bodies = [(await self._ask(generation, asked)).body for asked in many]
        return Response(b"".join(bodies), media_type="application/x-ndjson")

    def _generation(self) -> Generation:
        generation = self._service.current
        if not generation:
            raise RefusedError(503, "资料库正在打开，请稍后再试", _RETRY_AFTER)
        return generation

    async def _ask(self, generation: Generation, asked: Mapping[str, Any]) -> Reply:
        try:
            reply = await self._service.reply(generation, asked)
        except BusyError as error:
            await asyncio.sleep(_BREATH)
            raise RefusedError(503, "问的人太多，请稍后再试", _RETRY_AFTER) from error
        except TooSlowError as error:
            raise RefusedError(503, "这个请求一秒之内没有做完，已经停下；请把问题写短些再试", _RETRY_AFTER) from error
        if reply.status == UNREACHABLE:
            raise RefusedError(503, reply.body.decode(), _RETRY_AFTER)
        return reply


def _tag(generation: Generation, asked: Mapping[str, Any]) -> str:
    """Return a strong validator: the same version of everything and the same request give the same bytes."""
    return f'"{generation.version}-{hashlib.sha256(pack_request(asked)).hexdigest()[:16]}"'


def _why_unusable(reply: Reply) -> str:
    answer = Answer.model_validate_json(reply.body)
    return answer.reason.message if answer.reason else ""
