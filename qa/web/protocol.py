"""uvicorn's HTTP protocol with what it lacks: time limits for headers and idle connections, a limit of connections."""

import asyncio
import logging
import re
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from qa.web.problems import MEDIA_TYPE, RETRY, problem_body
from qa.web.safety import SAFE_HEADERS

HEADER_SECONDS = 5.0  # from the first byte of a request (or the connection) to the end of its headers
WRITE_SECONDS = 30.0  # for a client to take what was written to it
MOST_CONNECTIONS = 4000
_REASONS = {400: b"Bad Request", 408: b"Request Timeout", 503: b"Service Unavailable"}
_PIECE = 16 * 1024  # bytes parsed at once; headers longer than twice this are refused however they arrive
# a stranger could fill the log with these warnings of uvicorn
_NOISE = re.compile("Invalid HTTP request received|Unsupported upgrade request|No supported WebSocket library")
logging.getLogger("uvicorn.error").addFilter(lambda record: not _NOISE.match(record.getMessage()))


class PromptProtocol(H11Protocol):
    """Closes a connection whose headers are not whole in time, or whose client does not read."""

    _deadline: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _silent = True  # nothing was received yet: a browser's spare connection wants no answer

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or turn it away when there are too many."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            self._turn_away(503, "连接太多，请稍后再试")
        else:
            self._deadline = self.loop.call_later(HEADER_SECONDS, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._disarm()
        self._is_read()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read what came; headers that are not whole after it have until the deadline."""
        cycle, self._silent = self.cycle, False
        if self._deadline is None and (cycle is None or cycle.response_complete):
            self._deadline = self.loop.call_later(HEADER_SECONDS, self._too_slow)
        for start in range(0, len(data), _PIECE):
            if not self.transport.is_closing():
                super().data_received(data[start : start + _PIECE])
        if self.cycle is not cycle:  # the headers are whole: a request is being answered
            self._disarm()

    def timeout_keep_alive_handler(self) -> None:
        """Close an idle connection; one whose client does not read what it asked for is cut off later."""
        super().timeout_keep_alive_handler()
        self.loop.call_later(WRITE_SECONDS, self.transport.abort)

    def pause_writing(self) -> None:
        """Give the client time to read what is written already."""
        super().pause_writing()
        self._unread = self.loop.call_later(WRITE_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on writing: the client reads."""
        super().resume_writing()
        self._is_read()

    def _is_read(self) -> None:
        if self._unread:
            self._unread.cancel()
            self._unread = None

    def send_400_response(self, msg: str) -> None:
        """Say in Chinese that this is no HTTP."""
        self._turn_away(400, "这不是合法的 HTTP 请求，或者网址、请求头太长")

    def _disarm(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _too_slow(self) -> None:
        self._deadline = None
        if self._silent:
            self.transport.close()
        else:
            self._turn_away(408, "请求头没有及时发完")

    def _turn_away(self, status: int, detail: str) -> None:
        if self.transport.is_closing():
            return
        body = problem_body(status, detail)
        fields: dict[str, Any] = {"Content-Type": MEDIA_TYPE, "Content-Length": len(body), "Connection": "close"}
        fields |= SAFE_HEADERS
        if status == 503:
            fields["Retry-After"] = RETRY
        head = b"".join(f"{name}: {value}\r\n".encode() for name, value in fields.items())
        self.transport.write(b"HTTP/1.1 %d %s\r\n" % (status, _REASONS[status]) + head + b"\r\n" + body)
        self.transport.close()
