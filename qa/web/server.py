"""Running the endpoint: the server on its socket, the collection opened behind it, and a clean end."""

import asyncio
import resource
import socket
from collections.abc import Callable, Sequence

import uvicorn
from starlette.types import ASGIApp

from qa.web.protocol import MOST_CONNECTIONS, PromptProtocol
from qa.web.service import Service

STOP_SECONDS = 10  # for what is being answered when the server is told to stop
_OTHER_FILES = 100  # open files beside the connections


def serve(
    service: Service, app: ASGIApp, listening: socket.socket, *, proxies: Sequence[str], ready: Callable[[], None]
) -> None:
    """Serve until told to stop; `ready` is called when the first question can be answered.

    Raises:
        UserError: the collection cannot be opened.
    """
    _allow_many_files()
    config = uvicorn.Config(
        app,
        http=PromptProtocol,
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,  # what somebody asks is nobody else's business
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        timeout_keep_alive=5,
        timeout_graceful_shutdown=STOP_SECONDS,
        h11_max_incomplete_event_size=16 * 1024,
    )
    asyncio.run(_serve(uvicorn.Server(config), service, listening, ready))


async def _serve(server: uvicorn.Server, service: Service, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Listen at once, so that a slow opening is told by 503 and not by silence."""
    opening = asyncio.create_task(_open(server, service, ready))
    try:
        await server.serve(sockets=[listening])
    finally:
        service.close()
        opening.cancel()
        await asyncio.wait([opening])
    if not opening.cancelled():
        opening.result()  # raises why there is nothing to serve


async def _open(server: uvicorn.Server, service: Service, ready: Callable[[], None]) -> None:
    try:
        await service.open()
        ready()
        await service.follow()
    finally:
        server.should_exit = True  # there is nothing to serve


def _allow_many_files() -> None:
    """Raise the soft limit of open files as far as the connections may need it and the system lets us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + _OTHER_FILES
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
