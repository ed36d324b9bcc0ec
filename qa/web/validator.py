"""Whether a client has already what it asks for (RFC 9110, If-None-Match)."""

from starlette.requests import Request


def has_it(request: Request, tag: str) -> bool:
    """Tell whether a GET names this validator, alone or in a list; a proxy that compresses makes it weak (`W/`)."""
    named = request.headers.get("if-none-match", "").split(",")
    return request.method == "GET" and tag in [known.strip().removeprefix("W/") for known in named]
