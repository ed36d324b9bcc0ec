"""What the documentation shows: a question, and the answer it really gets (a test asks it)."""

import json
from importlib import resources
from typing import Any

from qa.web.problems import MEDIA_TYPE, TITLES, Problem

QUESTION = "衡水有几个院士团队？"
ASKED: dict[str, Any] = {"question": QUESTION, "top": 1}
BATCH: dict[str, Any] = {"questions": [QUESTION, "2024年衡水GDP是多少？"], "top": 1}
ANSWER: dict[str, Any] = {
    "description": "原句和短答案，或没有答案的缘由",
    "content": {
        "application/json": {"example": json.loads(resources.files("qa.web").joinpath("answer.json").read_bytes())}
    },
}


def _problem(status: int) -> dict[str, Any]:
    example = Problem(title=TITLES[status], status=status, detail=TITLES[status]).model_dump()
    return {
        "description": TITLES[status],
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
    }


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: _problem(status) for status in (400, 401, 403, 404, 408, 413, 421, 422, 429, 500, 503)
}
