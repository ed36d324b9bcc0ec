"""The page and its files, read once from the package and sent with a validator."""

import hashlib
from collections.abc import Awaitable, Callable
from importlib import resources
from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from qa.web.validator import has_it

_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_PAGE = "page.html"


def add_page(app: FastAPI) -> None:
    """Serve every file of the page under its name, the page itself as /; no address is ever joined to a path."""
    for file in sorted(resources.files("qa.web").joinpath("static").iterdir(), key=lambda file: file.name):
        if kind := _KINDS.get(Path(file.name).suffix):
            address = "/" if file.name == _PAGE else f"/{file.name}"
            app.add_api_route(address, sending(file.read_bytes(), kind), include_in_schema=False)


def sending(content: bytes, kind: str) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler that sends this content, or 304 to who has it."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    fields = {"ETag": tag, "Cache-Control": "no-cache"}

    async def send(request: Request) -> Response:
        if has_it(request, tag):
            return Response(status_code=304, headers=fields)
        return Response(content, media_type=kind, headers=fields)

    return send
