"""A collection that changes while it is served: every answer is of one state of it, wholly, and no request fails."""

import hashlib
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from serving import Served, serving
from test_cli import qa
from test_web_workers import until

SWAPS = int(os.environ.get("YOUJU_SWAPS", "4"))
QUESTIONS = ["青石厂有多少名工人？", "白石厂有多少名工人？", "红石厂有多少名工人？"]


def text(number: int) -> str:
    lines = [f"{name}石厂有{number + at}名工人。" for at, name in enumerate("青白红")]
    return "# 三家石厂招工\n\n" + "\n\n".join(f"记者了解到，{line}" for line in lines) + "\n"


class Folder:
    """A collection of one page whose figures change from state to state."""

    def __init__(self, path: Path) -> None:
        self.page, self.collection, self.shas = path / "石厂.md", path / "collection", dict[str, int]()

    def index(self, number: int) -> str:
        data = text(number).encode()
        self.page.write_bytes(data)
        sha = hashlib.sha256(data).hexdigest()
        self.shas[sha] = number
        assert qa("index", str(self.page), "--collection", str(self.collection)).returncode == 0
        return sha


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def served(folder: Folder) -> Iterator[Served]:
    folder.index(100)
    with serving("--collection", str(folder.collection)) as server:
        yield server


def check_lines(answers: list[dict[str, object]], folder: Folder) -> str:
    """Every answer of one batch is of the same state, and says what that state says."""
    quotes = [answer["quotes"][0] for answer in answers]  # type: ignore[index]
    (sha,) = {quote["source"]["sha256"] for quote in quotes}
    number = folder.shas[sha]
    assert [answer["answer"] for answer in answers] == [f"{number + at}名" for at in range(3)]
    return str(sha)


def test_no_answer_is_mixed_and_none_fails(served: Served, folder: Folder) -> None:
    stop, failures, seen = threading.Event(), [], set()

    def keep_asking(at: int) -> None:
        with httpx2.Client(base_url=served.url, timeout=30, trust_env=False) as client:
            turn = 0
            while not stop.is_set():
                turn += 1  # one more space: not the answer remembered from before
                asked = {"questions": [question + " " * (turn % 50) for question in QUESTIONS]}
                response = client.post("/api/ask/batch", json=asked)
                if response.status_code != 200:
                    failures.append(response.text)
                    continue
                try:
                    seen.add(check_lines([json.loads(line) for line in response.text.splitlines()], folder))
                except (AssertionError, KeyError, IndexError) as error:
                    failures.append(repr(error))

    askers = [threading.Thread(target=keep_asking, args=(at,)) for at in range(2)]
    for asker in askers:
        asker.start()
    versions = {served.client.get("/readyz").json()["version"]}
    for number in range(200, 200 + 100 * SWAPS, 100):
        folder.index(number)
        assert until(lambda: served.client.get("/readyz").json()["version"] not in versions)
        versions.add(served.client.get("/readyz").json()["version"])
    stop.set()
    for asker in askers:
        asker.join()
    assert failures == []
    assert len(seen) >= SWAPS
    assert until(lambda: len(served.session) <= 2 + 4)  # those of the states before are gone
    served.process.kill()
    assert until(lambda: len(served.session) <= 1)  # the killed one itself, which is still to be waited for


def test_a_state_that_cannot_be_opened_is_not_served(served: Served, folder: Folder) -> None:
    before = served.client.get("/readyz").json()
    manifest = folder.collection / ".youju" / "current" / "manifest.json"
    whole = manifest.read_bytes()
    manifest.unlink()
    manifest.write_bytes(whole[:-20])
    assert until(lambda: served.client.get("/readyz").json()["status"] == "degraded")
    told = served.client.get("/readyz").json()
    assert told["version"] == before["version"]
    assert "错误输出" in told["trouble"]
    assert str(folder.collection) not in str(told)
    assert served.process.stderr is not None
    assert "登记文件坏了" in served.process.stderr.readline()
    assert served.client.get("/api/ask", params={"q": QUESTIONS[0]}).json()["answer"] == "100名"
    manifest.unlink()
    manifest.write_bytes(whole)
    assert until(lambda: served.client.get("/readyz").json()["status"] == "ok")


def test_a_plain_folder_is_followed_too(tmp_path: Path) -> None:
    page = tmp_path / "石厂.md"
    page.write_text(text(10), encoding="utf-8")
    with serving("--collection", str(tmp_path)) as server:
        assert server.client.get("/api/ask", params={"q": QUESTIONS[0]}).json()["answer"] == "10名"
        page.write_text(text(70), encoding="utf-8")
        ask = lambda: server.client.get("/api/ask", params={"q": QUESTIONS[0]}).json()["answer"]  # noqa: E731
        assert until(lambda: ask() == "70名")
