"""The documentation of the interface: OpenAPI for programs, and a page made of it that needs no script and no network."""

import json
from typing import Any

from fastapi import FastAPI
from jinja2 import Environment, PackageLoader

from qa.web.examples import ANSWERED
from qa.web.page import sending
from qa.web.problems import Problem


def add_documents(app: FastAPI) -> None:
    """Serve /openapi.json, and /docs made of it; to be called when the last address has been added."""
    schema = app.openapi()
    schema["components"]["schemas"] |= {"Problem": Problem.model_json_schema()}
    for asking in schema["paths"]["/api/ask"].values():  # put in here: FastAPI would leave out its nulls
        asking["responses"]["200"]["content"]["application/json"]["example"] = ANSWERED
    for unused in ("HTTPValidationError", "ValidationError"):  # what FastAPI would answer, had we not
        schema["components"]["schemas"].pop(unused, None)
    environment = Environment(loader=PackageLoader("qa.web", "."), autoescape=True)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}  # as it is sent: Chinese, and in order
    page = environment.get_template("docs.html")
    operations = _operations(schema)
    content = page.render(
        info=schema["info"],
        operations=operations,
        schemas=schema["components"]["schemas"],
        problems=_problems(operations),
    )
    described = json.dumps(schema, ensure_ascii=False).encode()
    app.add_api_route("/openapi.json", sending(described, "application/json"), include_in_schema=False)
    app.add_api_route("/docs", sending(content.encode(), "text/html"), include_in_schema=False)


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"method": method.upper(), "path": path, **operation}
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def _problems(operations: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the errors of all operations by status."""
    found = {status: said for operation in operations for status, said in operation["responses"].items()}
    return {status: found[status] for status in sorted(found) if status >= "400"}
