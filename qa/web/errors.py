"""What goes wrong inside the application, told as problems; what FastAPI would echo of a request is left out."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from qa.question import LONGEST
from qa.web.problems import RefusedError, problem, refused

_INVALID = (
    f"参数不对：问题是 1 到 {LONGEST} 个字的文字（GET 写在 q，POST 写在 JSON 的 question，Content-Type 是 application/json），"
    "top 是 1 到 50 的整数，since、until 写成 2024、2024-05 或 2024-05-01，一批最多 100 题；详见 /docs"
)


def add_error_handlers(app: FastAPI) -> None:
    """Answer every error of the application with a problem; a bug is still logged by the server."""

    @app.exception_handler(HTTPException)
    async def of_http(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = ", ".join(_methods(app, request))
        # Starlette's own details are English; ours hold Chinese
        return problem(error.status_code, "" if error.detail.isascii() else error.detail, headers)

    @app.exception_handler(RequestValidationError)
    async def of_validation(request: Request, error: RequestValidationError) -> Response:
        return problem(422, _INVALID)

    @app.exception_handler(RefusedError)
    async def of_refusal(request: Request, error: RefusedError) -> Response:
        return refused(error)

    @app.exception_handler(Exception)
    async def of_bug(request: Request, error: Exception) -> Response:
        return problem(500)


def _methods(app: FastAPI, request: Request) -> list[str]:
    """Return every method of the address: two routes may share it, and Starlette names those of the first only."""
    matching = (route for route in app.routes if route.matches(request.scope)[0] is not Match.NONE)
    found = {method for route in matching for method in getattr(route, "methods", None) or ()}
    return sorted(found | ({"HEAD"} if "GET" in found else set()))
