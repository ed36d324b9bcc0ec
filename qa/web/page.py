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
    files = (Path(file.name) for file in resources.files("qa.web").joinpath("static").iterdir())
    for name in sorted(file.name for file in files if file.suffix in _KINDS):
        content = resources.files("qa.web").joinpath("static", name).read_bytes()
        address = "/" if name == _PAGE else f"/{name}"
        app.add_api_route(address, sending(content, _KINDS[Path(name).suffix]), include_in_schema=False)


def sending(content: bytes, kind: str) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler that sends this content, or 304 to who has it."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    fields = {"ETag": tag, "Cache-Control": "no-cache"}

    async def send(request: Request) -> Response:
        if has_it(request, tag):
            return Response(status_code=304, headers=fields)
        return Response(content, media_type=kind, headers=fields)

    return send
