"""The endpoint as its users see it: the bytes of the command line, articles, validators, problems in Chinese."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import httpx2
import pytest
from conftest import ROOT
from raw_http import ask, exchange, replies
from serving import Served, serving
from test_cli import CLEAN, free_port, qa

from qa.web.safety import SAFE_HEADERS

QUESTIONS = ["衡水2021年的GDP", "石家庄GDP", "谁写的公积金那篇稿子", "？", "", "图片里的人在干什么"]


def check_problem(response: httpx2.Response, status: int) -> None:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert set(body) == {"type", "title", "status", "detail"}
    assert (body["type"], body["status"]) == ("about:blank", status)
    assert not body["title"].isascii()
    assert not body["detail"].isascii()


@pytest.mark.parametrize("question", QUESTIONS)
def test_same_bytes_as_the_command_line(served: Served, question: str) -> None:
    by_get = served.client.get("/api/ask", params={"q": question})
    by_post = served.client.post("/api/ask", json={"question": question})
    assert by_get.status_code == by_post.status_code == 200
    assert by_get.content == by_post.content == qa("ask", question, "--json").stdout


def test_as_many_quotes_as_asked_for(served: Served) -> None:
    by_get = served.client.get("/api/ask", params={"q": "衡水的变化", "top": 1}).content
    assert by_get == qa("ask", "衡水的变化", "--json", "--top", "1").stdout
    assert by_get == served.client.post("/api/ask", json={"question": "衡水的变化", "top": 1.0}).content


def test_batch_is_the_batch_of_the_command_line(served: Served) -> None:
    questions = [*QUESTIONS, "a\0b", "龘" * 513, "衡水有几个院士团队？"]
    posted = served.client.post("/api/ask/batch", json={"questions": questions})
    assert posted.headers["content-type"] == "application/x-ndjson"
    assert posted.content == qa("ask", "-", "--json", stdin="\n".join(questions).encode()).stdout


def test_article_of_a_quote(served: Served) -> None:
    quote = served.client.get("/api/ask", params={"q": "景县中继泵站的人在照片里干什么"}).json()["quotes"][0]
    article = served.client.get(f"/api/articles/{quote['article']['id']}").json()
    sentences = [s for unit in article["units"] for s in unit["sentences"]]
    assert {"text": quote["text"], "spans": quote["spans"]} in sentences


def test_every_unit_is_the_files_own(served: Served) -> None:
    page = (ROOT / "data" / "articles" / "hengshui.md").read_text(encoding="utf-8")
    for heading in served.client.get("/api/articles").json():
        article = served.client.get(f"/api/articles/{heading['id']}").json()
        assert {name: article[name] for name in heading} == heading
        for unit in article["units"]:
            check_unit(unit, page)


def check_unit(unit: dict[str, Any], page: str) -> None:
    for sentence in unit["sentences"]:
        assert "".join(page[a:b] for a, b in sentence["spans"]) == sentence["text"]
    printed = "".join(piece["text"] for piece in unit["original"])
    spans = [span for sentence in unit["sentences"] for span in sentence["spans"]]
    if "（略去 " not in printed:
        assert printed == page[min(a for a, _ in spans) : max(b for _, b in spans)] if spans else not printed
    for number, sentence in enumerate(unit["sentences"]):
        pieces = [piece["text"] for piece in unit["original"] if piece["sentence"] == number]
        assert sorted(pieces) == sorted(page[a:b] for a, b in sentence["spans"])


def test_all_articles_are_listed(served: Served) -> None:
    listed = served.client.get("/api/articles").json()
    assert [article["kind"] for article in listed] == ["article"] * 5 + ["photo_story"]
    assert len({article["id"] for article in listed}) == 6
    for offset, limit in ((0, 2), (4, 1000), (6, 1), (10**9, 1)):
        part = served.client.get("/api/articles", params={"offset": offset, "limit": limit}).json()
        assert part == listed[offset : offset + limit]


def test_why(served: Served) -> None:
    asked = {"q": "衡水有几个院士团队？"}
    told = served.client.get("/api/why", params=asked).json()
    assert told
    assert "6个" in served.client.get("/api/ask", params=asked).text
    check_problem(served.client.get("/api/why", params={"q": "a\0"}), 422)


def test_the_examples_are_answered(served: Served) -> None:
    questions = served.client.get("/api/examples").json()
    assert len(questions) >= 3
    for question in questions:
        assert served.client.get("/api/ask", params={"q": question}).json()["status"] == "answered"


VALIDATED = ["/", "/page.css", "/docs", "/api/ask?q=衡水", "/api/why?q=衡水", "/api/articles", "/api/examples"]


@pytest.mark.parametrize("address", VALIDATED)
def test_what_a_client_has_is_not_sent_again(served: Served, address: str) -> None:
    first = served.client.get(address)
    tag = first.headers["etag"]
    for named in (tag, f"W/{tag}", f'"other", {tag}', f'W/"other",{tag}'):
        again = served.client.get(address, headers={"If-None-Match": named})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        check_safe(again)
    for named in ('"other"', tag.strip('"'), tag[:-2] + '"', "*", ""):
        assert served.client.get(address, headers={"If-None-Match": named}).content == first.content


def test_another_question_is_another_validator(served: Served) -> None:
    addresses = ["/api/ask?q=a", "/api/ask?q=b", "/api/ask?q=a&top=4", "/api/why?q=a", "/api/articles?limit=1"]
    tags = [served.client.get(address).headers["etag"] for address in [*addresses, *VALIDATED]]
    assert len(set(tags)) == len(tags)
    posted = served.client.post("/api/ask", json={"question": "a"}, headers={"If-None-Match": tags[0]})
    assert posted.status_code == 200


@pytest.mark.parametrize("address", [*VALIDATED, "/healthz", "/nope"])
def test_head_is_get_without_its_body(served: Served, address: str) -> None:
    got, head = served.client.get(address), served.client.head(address)
    assert head.content == b""
    assert head.status_code == got.status_code
    assert [(n, v) for n, v in head.headers.items() if n != "date"] == [
        (n, v) for n, v in got.headers.items() if n != "date"
    ]


def test_the_connection_lives_on_after_head(served: Served) -> None:
    both = b"HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head, _, rest = exchange(served.port, both).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert [got.json() for got in replies(rest)] == [{"status": "ok"}]


ALLOWED = {
    "/": "GET, HEAD",
    "/docs": "GET, HEAD",
    "/api/ask": "GET, HEAD, POST",
    "/api/ask/batch": "POST",
    "/api/articles/x": "GET, HEAD",
    "/healthz": "GET, HEAD",
}


@pytest.mark.parametrize("address", ALLOWED)
@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "OPTIONS", "TRACE", "FROB"])
def test_methods(served: Served, address: str, method: str) -> None:
    refused = served.client.request(method, address)
    check_problem(refused, 405)
    assert refused.headers["allow"] == ALLOWED[address]


PROBLEMS: dict[str, tuple[int, Callable[[httpx2.Client], httpx2.Response]]] = {
    "no question": (422, lambda c: c.get("/api/ask")),
    "long": (422, lambda c: c.get("/api/ask?q=" + "SECRET" * 100)),
    "top 0": (422, lambda c: c.get("/api/ask?q=SECRET&top=0")),
    "top 51": (422, lambda c: c.get("/api/ask?q=SECRET&top=51")),
    "top word": (422, lambda c: c.get("/api/ask?q=SECRET&top=SECRET")),
    "NUL": (422, lambda c: c.get("/api/ask?q=SECRET%00")),
    "posted NUL": (422, lambda c: c.post("/api/ask", json={"question": "SECRET\0"})),
    "posted long": (422, lambda c: c.post("/api/ask", json={"question": "SECRET" * 100})),
    "no questions": (422, lambda c: c.post("/api/ask/batch", json={"questions": []})),
    "many questions": (422, lambda c: c.post("/api/ask/batch", json={"questions": ["SECRET"] * 101})),
    "offset": (422, lambda c: c.get("/api/articles?offset=-1")),
    "limit": (422, lambda c: c.get("/api/articles?limit=1001")),
    "no article": (404, lambda c: c.get("/api/articles/SECRET")),
    "no address": (404, lambda c: c.get("/SECRET?q=SECRET")),
    "slash": (404, lambda c: c.get("/api/ask/?q=SECRET")),
    "folder": (404, lambda c: c.get("/static/page.html")),
    "large": (413, lambda c: c.post("/api/ask", json={"question": "SECRET" * 20_000})),
    "no JSON": (422, lambda c: c.post("/api/ask", content=b"SECRET")),
    "host": (421, lambda c: c.get("/", headers={"Host": "SECRET"})),
    "origin": (403, lambda c: c.get("/", headers={"Origin": "http://SECRET"})),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_problem(served: Served, name: str) -> None:
    status, request = PROBLEMS[name]
    response = request(served.client)
    check_problem(response, status)
    assert "SECRET" not in response.text + str(response.headers)
    check_safe(response)


def check_safe(response: httpx2.Response) -> None:
    assert {name: response.headers.get(name) for name in SAFE_HEADERS} == SAFE_HEADERS
    assert "server" not in response.headers
    assert not {name for name in response.headers if name.startswith("access-control") or name == "set-cookie"}


@pytest.mark.parametrize("address", [*VALIDATED, "/openapi.json", "/healthz", "/readyz", "/page.js", "/metrics"])
def test_safe_on_every_address(served: Served, address: str) -> None:
    check_safe(served.client.get(address))


def test_safe_even_where_it_was_no_http(served: Served) -> None:
    (got,) = replies(exchange(served.port, b"\x16\x03\x01\0\xa5\x01\0\0\xa1\x03\x03" + b"\0" * 160))
    assert got.status == 400
    assert {name: got.fields.get(name.lower()) for name in SAFE_HEADERS} == SAFE_HEADERS


def test_health(served: Served) -> None:
    assert served.client.get("/healthz").json() == {"status": "ok"}
    ready = served.client.get("/readyz").json()
    assert (ready["status"], ready["articles"], ready["trouble"]) == ("ok", 6, None)
    assert served.client.get("/api/ask?q=a").headers["etag"].startswith(f'"{ready["version"]}-')


def test_until_it_is_ready_it_says_so() -> None:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "qa", "serve", "--port", str(port)], cwd=ROOT, env=CLEAN, stderr=subprocess.DEVNULL
    )
    try:
        wait_for_port(port)
        early = [ask(port, f"GET {address}") for address in ("/healthz", "/readyz", "/api/ask?q=a")]
        assert [got.status for got in early] == [200, 503, 503]
        assert all(got.fields["content-type"] == "application/problem+json" for got in early[1:])
        assert early[2].fields["retry-after"] == "1"
        while ask(port, "GET /readyz").status != 200:
            time.sleep(0.1)
    finally:
        server.terminate()
        server.wait(15)


def wait_for_port(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("nobody listens")


def test_no_figures_unless_asked_for(served: Served) -> None:
    check_problem(served.client.get("/metrics"), 404)


def test_figures_hold_no_question() -> None:
    with serving("--metrics") as server:
        for address in ("/api/ask?q=SECRET", "/api/articles/SECRET", "/SECRET", "/api/why?q=%00SECRET"):
            server.client.get(address)
        told = server.client.get("/metrics").text
        assert 'youju_requests_total{address="/api/ask",status="200"} 1.0' in told
        assert 'youju_requests_total{address="/api/articles/{id}",status="404"} 1.0' in told
        assert 'youju_now{what="articles"} 6.0' in told
        assert "SECRET" not in told
        check_problem(server.client.post("/metrics"), 405)
        assert server.ends_silently()


def test_the_example_of_the_documentation_is_the_real_answer(served: Served) -> None:
    described = served.client.get("/openapi.json").json()["paths"]["/api/ask"]
    for method in ("get", "post"):
        shown = described[method]["responses"]["200"]["content"]["application/json"]["example"]
        answer = served.client.post("/api/ask", json={"question": shown["question"], "top": 1})
        assert json.dumps(shown) == json.dumps(answer.json())  # the order of the fields, too
        assert answer.json()["quotes"][0]["text"] in served.client.get("/docs").text
