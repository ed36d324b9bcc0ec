"""What the documentation shows: a question, and the answer it really gets (a test asks it)."""

import json
from importlib import resources
from typing import Any

from qa.web.problems import MEDIA_TYPE, TITLES, Problem

QUESTION = "全市有几个院士团队？"
ASKED: dict[str, Any] = {"question": QUESTION, "top": 1}
BATCH: dict[str, Any] = {"questions": [QUESTION, "2024年全市生产总值是多少？"], "top": 1}
ANSWERED: dict[str, Any] = json.loads(resources.files("qa.web").joinpath("answer.json").read_bytes())
ANSWER: dict[str, Any] = {"description": "原句和短答案，或没有答案的缘由"}
LINES: dict[str, Any] = {
    "description": "与 qa ask - --json 的输出相同",
    "content": {"application/x-ndjson": {}},
}
KNOWN: dict[int | str, dict[str, Any]] = {304: {"description": "与 If-None-Match 里写的相同，不再发一遍"}}


def _problem(status: int) -> dict[str, Any]:
    example = Problem(title=TITLES[status], status=status, detail=TITLES[status]).model_dump()
    return {
        "description": TITLES[status],
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
    }


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the description of these errors, for the addresses that can give them."""
    return {status: _problem(status) for status in statuses}
