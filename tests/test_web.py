"""The web endpoint: the same bytes as the command line, problems in Chinese, and nothing let through."""

import json
from collections.abc import Iterator

import pytest
from conftest import ROOT
from fastapi.testclient import TestClient
from test_cli import qa

from qa.assistant import Assistant
from qa.web.app import BODY_LIMIT, make_app


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(make_app(assistant), raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("question", ["衡水2021年的GDP", "石家庄GDP", "谁写的公积金那篇稿子", "？"])
def test_same_bytes_as_the_command_line(client: TestClient, question: str) -> None:
    by_get = client.get("/api/ask", params={"q": question})
    by_post = client.post("/api/ask", json={"question": question})
    assert by_get.status_code == by_post.status_code == 200
    assert by_get.content == by_post.content == qa("ask", question, "--json").stdout


def test_article_of_a_quote(client: TestClient) -> None:
    quote = client.get("/api/ask", params={"q": "景县中继泵站的人在照片里干什么"}).json()["quotes"][0]
    article = client.get(f"/api/articles/{quote['article']['id']}").json()
    sentences = [s for unit in article["units"] for s in unit["sentences"]]
    assert {"text": quote["text"], "spans": quote["spans"]} in sentences
    page = (ROOT / "data" / "articles" / "hengshui.md").read_text(encoding="utf-8")
    for sentence in sentences:
        assert "".join(page[a:b] for a, b in sentence["spans"]) == sentence["text"]


def test_all_articles_are_listed(client: TestClient) -> None:
    listed = client.get("/api/articles").json()
    assert [article["kind"] for article in listed] == ["article"] * 5 + ["photo_story"]
    assert len({article["id"] for article in listed}) == 6


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/ask", 422),
        ("/api/ask?q=" + "a" * 513, 422),
        ("/api/ask?q=a&top=0", 422),
        ("/api/ask?q=a&top=51", 422),
        ("/api/ask?q=a%00b", 422),
        ("/api/articles/none", 404),
        ("/api/articles/..%2f..%2fetc%2fpasswd", 404),
        ("/api/nothing", 404),
        ("/page/page.html", 404),
    ],
)
def test_problem(client: TestClient, path: str, status: int) -> None:
    check_problem(client.get(path), status)


def check_problem(response: object, status: int) -> None:
    assert response.status_code == status  # type: ignore[attr-defined]
    assert response.headers["content-type"] == "application/problem+json"  # type: ignore[attr-defined]
    body = response.json()  # type: ignore[attr-defined]
    assert set(body) == {"type", "title", "status", "detail"}
    assert not body["detail"].isascii()


HOSTILE = [
    b'{"question": "\\ud800"}',
    b'{"question": NaN}',
    b'{"question": 1e999}',
    b'{"question": ["a"]}',
    b'{"question": null}',
    b'{"question": "a", "top": "3"}',
    b'{"question": "a", "more": 1}',
    b'{"question": "a\\u0000b"}',
    b"[" * 20_000,
    b"",
    b"\xff\xfe",
    b'"a"',
    b"{}",
]


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_body(client: TestClient, body: bytes) -> None:
    response = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    check_problem(response, 400 if body.startswith(b"[[") else 422)


def test_a_body_beyond_measure(client: TestClient) -> None:
    body = json.dumps({"question": "a" * BODY_LIMIT})
    check_problem(client.post("/api/ask", content=body, headers={"content-type": "application/json"}), 413)


def test_a_body_of_unknown_length(client: TestClient) -> None:
    check_problem(client.post("/api/ask", content=iter([b"a"] * 3)), 400)


def test_page_and_its_safety(client: TestClient) -> None:
    page = client.get("/")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    assert '<script type="module" src="/page.js">' in page.text
    script = client.get("/page.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "innerHTML" not in script.text
    assert client.get("/page.css").status_code == 200


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == client.get("/readyz").json() == {"status": "ok"}


def test_routes(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert sorted(described["paths"]) == ["/api/articles", "/api/articles/{key}", "/api/ask", "/healthz", "/readyz"]
