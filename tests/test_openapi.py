"""The description of the interface: whole, true, the same with a key as without, and in need of no network."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import validator_for
from serving import Served, serving
from test_cli import qa

ROUTES = {
    "GET /api/ask": "200 304 400 403 408 413 421 422 500 503",
    "POST /api/ask": "200 400 403 408 413 421 422 500 503",
    "POST /api/ask/batch": "200 400 403 408 413 421 422 500 503",
    "GET /api/why": "200 304 400 403 408 413 421 422 500 503",
    "GET /api/examples": "200 304 400 403 408 413 421 500 503",
    "GET /api/articles": "200 304 400 403 408 413 421 422 500 503",
    "GET /api/articles/{id}": "200 304 400 403 404 408 413 421 422 500 503",
    "GET /healthz": "200 400 403 408 413 421 500",
    "GET /readyz": "200 400 403 408 413 421 500 503",
}


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, str]]:
    file = tmp_path_factory.mktemp("keys") / "keys"
    key = qa("key", "test", "--keys", file).stdout.decode().strip()
    with serving("--keys", str(file), "--rate", "1000000") as server:
        yield server, key
        assert server.ends_silently()


def described(server: Served) -> Any:
    return server.client.get("/openapi.json").json()


def operations(schema: Any) -> dict[str, Any]:
    return {f"{m.upper()} {path}": one for path, methods in schema["paths"].items() for m, one in methods.items()}


def test_every_address_and_what_it_may_say(served: Served) -> None:
    found = operations(described(served))
    assert {name: " ".join(sorted(one["responses"])) for name, one in found.items()} == ROUTES


def test_with_a_key_it_says_so(keyed: tuple[Served, str]) -> None:
    schema = described(keyed[0])
    assert schema["components"]["securitySchemes"] == {
        "key": {"type": "http", "scheme": "bearer", "description": "qa key 给的口令"}
    }
    for name, one in operations(schema).items():
        is_kept = "/api/" in name
        assert set(one["responses"]) - set(ROUTES[name].split()) == ({"401", "429"} if is_kept else set())
        assert one.get("security") == ([{"key": []}] if is_kept else None)


def test_nothing_takes_a_file(served: Served) -> None:
    for one in operations(described(served)).values():
        assert set(one.get("requestBody", {}).get("content", {})) <= {"application/json"}


def test_every_part_it_names_is_there(served: Served) -> None:
    schema = described(served)
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(schema)))
    assert named <= set(schema["components"]["schemas"])
    assert set(schema["components"]["schemas"]) - named <= {"Problem"}
    assert "securitySchemes" not in schema["components"]


def test_it_leads_nowhere_else(served: Served) -> None:
    for address in ("/docs", "/openapi.json", "/"):
        assert not re.findall(r"(?:https?:)?//[a-z]", served.client.get(address).text)


def test_the_documents_name_every_address(served: Served) -> None:
    page = served.client.get("/docs").text
    for route in ROUTES:
        assert f"<code>{route}</code>" in page
    for status in {status for statuses in ROUTES.values() for status in statuses.split()} - {"200", "304"}:
        assert f"<td>{status}<td>" in page


ANSWERS = [
    "/api/ask?q=衡水有几个院士团队？",
    "/api/ask?q=石家庄GDP",
    "/api/why?q=衡水GDP",
    "/api/examples",
    "/api/articles",
]


@pytest.mark.parametrize("address", ANSWERS)
def test_answers_are_as_described(served: Served, address: str) -> None:
    schema = described(served)
    answer = operations(schema)[f"GET {address.partition('?')[0]}"]["responses"]["200"]["content"]["application/json"]
    whole = {**answer["schema"], "components": schema["components"]}
    validator_for(whole).validate(served.client.get(address).json())


def fuzz(server: Served, *options: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Have schemathesis try everything the description allows, and much that it does not."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{server.url}/openapi.json"]
    how = ["--phases", "examples,coverage,fuzzing", "--seed", "1", "--checks", "all"]
    quiet = ["--no-color", "--warnings", "off"]
    return subprocess.run([*command, *how, *quiet, *options], capture_output=True, text=True, cwd=folder, timeout=110)


def test_a_fuzzer_finds_nothing(served: Served, tmp_path: Path) -> None:
    done = fuzz(served, "--max-examples", "100", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "9 selected / 9 total" in done.stdout


def test_a_fuzzer_with_a_key_finds_nothing(keyed: tuple[Served, str], tmp_path: Path) -> None:
    done = fuzz(keyed[0], "--max-examples", "25", "-H", f"Authorization: Bearer {keyed[1]}", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
