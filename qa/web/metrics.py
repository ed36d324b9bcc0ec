"""Figures of the running endpoint for Prometheus; no question and no address of anybody is in them."""

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.web.problems import problem
from qa.web.service import Service

ADDRESS = "/metrics"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)


class Metrics:
    """Counts and times every request on its way through."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app, self._service = app, service
        self._registry = CollectorRegistry()
        self._requests = Counter("youju_requests", "回答了多少请求", ["address", "status"], registry=self._registry)
        self._seconds = Histogram("youju_seconds", "用时", ["address"], buckets=_SECONDS, registry=self._registry)
        self._now = Gauge("youju_now", "此刻：等着的请求、资料库的文章和句子", ["what"], registry=self._registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"] == ADDRESS:
            reply = self._told() if scope["method"] == "GET" else problem(405, headers={"Allow": "GET, HEAD"})
            await reply(scope, receive, send)
            return
        start, address = time.perf_counter(), _address(scope["path"])

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._requests.labels(address, message["status"]).inc()
                self._seconds.labels(address).observe(time.perf_counter() - start)
            await send(message)

        await self._app(scope, receive, send_counted)

    def _told(self) -> Response:
        if generation := self._service.current:
            self._now.labels("waiting").set(generation.waiting)
            self._now.labels("articles").set(generation.articles)
            self._now.labels("sentences").set(generation.sentences)
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)


def _address(path: str) -> str:
    """Return an address without what is particular to it: labels must stay few."""
    if path.startswith("/api/articles/"):
        return "/api/articles/{id}"
    return (
        path if path in ("/", "/api/ask", "/api/ask/batch", "/api/why", "/api/examples", "/api/articles") else "other"
    )
