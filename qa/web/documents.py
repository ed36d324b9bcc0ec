"""The documentation of the interface: OpenAPI for programs, and a page made of it that needs no script and no network."""

from typing import Any

from fastapi import FastAPI
from jinja2 import Environment, PackageLoader

from qa.web.page import sending
from qa.web.problems import Problem


def add_documents(app: FastAPI) -> None:
    """Serve /docs, made of what /openapi.json says when the last address has been added."""
    schema = app.openapi()
    schema["components"]["schemas"] |= {"Problem": Problem.model_json_schema()}
    for unused in ("HTTPValidationError", "ValidationError"):  # what FastAPI would answer, had we not
        schema["components"]["schemas"].pop(unused, None)
    page = Environment(loader=PackageLoader("qa.web", "."), autoescape=True).get_template("docs.html")
    content = page.render(info=schema["info"], operations=_operations(schema), schemas=schema["components"]["schemas"])
    app.add_api_route("/docs", sending(content.encode(), "text/html"), include_in_schema=False)


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"method": method.upper(), "path": path, **operation}
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
