"""The page and its files, read once from the package and sent with a validator."""

import hashlib
from collections.abc import Awaitable, Callable
from importlib import resources

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from qa.web.validator import has_it

# address below / and what it is; page.html is the page itself
FILES = {
    "page.html": "text/html",
    "icon.svg": "image/svg+xml",
    "page.css": "text/css",
    "card.css": "text/css",
    "article.css": "text/css",
    "print.css": "text/css",
    "docs.css": "text/css",
    "page.js": "text/javascript",
    "access.js": "text/javascript",
    "address.js": "text/javascript",
    "answer.js": "text/javascript",
    "api.js": "text/javascript",
    "article.js": "text/javascript",
    "articles.js": "text/javascript",
    "box.js": "text/javascript",
    "card.js": "text/javascript",
    "copy.js": "text/javascript",
    "dom.js": "text/javascript",
    "failure.js": "text/javascript",
    "figures.js": "text/javascript",
    "keys.js": "text/javascript",
    "original.js": "text/javascript",
    "recent.js": "text/javascript",
    "sentence.js": "text/javascript",
    "start.js": "text/javascript",
    "status.js": "text/javascript",
    "why.js": "text/javascript",
    "words.js": "text/javascript",
}


def add_page(app: FastAPI) -> None:
    """Serve every file of the page; the folder is never listed and no address is joined to a path."""
    for name, kind in FILES.items():
        content = resources.files("qa.web").joinpath("static", name).read_bytes()
        address = "/" if name == "page.html" else f"/{name}"
        app.add_api_route(address, sending(content, kind), include_in_schema=False)


def sending(content: bytes, kind: str) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler that sends this content, or 304 to who has it."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    fields = {"ETag": tag, "Cache-Control": "no-cache"}

    async def send(request: Request) -> Response:
        if has_it(request, tag):
            return Response(status_code=304, headers=fields)
        return Response(content, media_type=kind, headers=fields)

    return send
