"""What only somebody hostile sends: bodies, HTTP that is none, more than is taken, and more of it than is bearable."""

import gzip
import json
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import quote

import httpx2
import pytest
from raw_http import Got, ask, exchange, is_closed, replies
from serving import Served, serving

HOST = b"Host: localhost\r\n"
JSON = b"Content-Type: application/json\r\n"
BODY = b'{"question":"a"}'
POST = b"POST /api/ask HTTP/1.1\r\n" + HOST + JSON
CHUNKED = b"Transfer-Encoding: chunked\r\n"
GET = b"GET /healthz HTTP/1.1\r\n" + HOST


def check_problem(got: Got, *statuses: int) -> None:
    assert got.status in statuses
    assert got.fields["content-type"] == "application/problem+json"
    assert set(got.json()) == {"type", "title", "status", "detail"}
    assert not got.json()["detail"].isascii()


BODIES: dict[str, bytes] = {
    "lone surrogate": b'{"question": "\\ud800"}',
    "surrogates the wrong way round": b'{"question": "\\udc00\\ud800"}',
    "NaN": b'{"question": NaN}',
    "NaN top": b'{"question": "a", "top": NaN}',
    "infinite": b'{"question": "a", "top": 1e999}',
    "minus infinite": b'{"question": "a", "top": -Infinity}',
    "minus zero": b'{"question": "a", "top": -0}',
    "half": b'{"question": "a", "top": 1.5}',
    "huge integer": b'{"question": "a", "top": ' + b"9" * 4000 + b"}",
    "too huge integer": b'{"question": "a", "top": ' + b"9" * 5000 + b"}",
    "true": b'{"question": "a", "top": true}',
    "word": b'{"question": "a", "top": "3"}',
    "list": b'{"question": ["a"]}',
    "object": b'{"question": {"$ne": "a"}}',
    "number": b'{"question": 1}',
    "nothing": b'{"question": null}',
    "more": b'{"question": "a", "__proto__": {"top": 3}}',
    "no question": b"{}",
    "null": b"null",
    "text": b'"a"',
    "numbers": b"[1, 2]",
    "deep": b"[" * 60_000,
    "deep object": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "deep question": b'{"question": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "empty": b"",
    "blank": b" \n",
    "NUL": b'{"question": "a\\u0000b"}',
    "raw NUL": b'{"question": "a\0b"}',
    "line break": b'{"question": "a\nb"}',
    "not UTF-8": b'{"question": "\xff\xfe"}',
    "surrogate in UTF-8": b'{"question": "\xed\xa0\x80"}',
    "overlong": b'{"question": "\xc0\xaf"}',
    "truncated": b'{"question": "a"',
    "twice": BODY * 2,
    "comment": b'{"question": "a" /* b */}',
    "single quotes": b"{'question': 'a'}",
    "long": b'{"question": "' + b"a" * 513 + b'"}',
    "gzip": gzip.compress(BODY),
    "form": b"question=a",
}  # fmt: skip
READ_ANYHOW: dict[str, bytes] = {  # unusual, and one way to read it
    "key twice": b'{"question": "a", "question": "b"}',
    "BOM": b"\xef\xbb\xbf" + BODY,
    "UTF-16": BODY.decode().encode("utf-16"),
    "UTF-32": BODY.decode().encode("utf-32"),
    "whole float": b'{"question": "a", "top": 3.0}',
    "empty question": b'{"question": ""}',
    "controls": b'{"question": "\\u0001\\u202e\\ufeff\\uffff\\ud83d\\ude00"}',
}


@pytest.mark.parametrize("address", ["/api/ask", "/api/ask/batch"])
@pytest.mark.parametrize("name", BODIES)
def test_hostile_body(served: Served, name: str, address: str) -> None:
    fields = ("Content-Type: application/json", f"Content-Length: {len(BODIES[name])}")
    check_problem(ask(served.port, f"POST {address}", *fields, body=BODIES[name]), 400, 422)


@pytest.mark.parametrize("name", READ_ANYHOW)
def test_odd_body(served: Served, name: str) -> None:
    body = READ_ANYHOW[name]
    got = ask(served.port, "POST /api/ask", "Content-Type: application/json", f"Content-Length: {len(body)}", body=body)
    assert got.status in (200, 400, 422)
    assert isinstance(got.json(), dict)


BATCHES = [b"[1]", b"[null]", b'"a"', b"{}", b"[[]]", b"[]", b"[" + b'"",' * 100 + b'""]']


@pytest.mark.parametrize("questions", BATCHES)
def test_hostile_batch(served: Served, questions: bytes) -> None:
    body, fields = b'{"questions": ' + questions + b"}", {"Content-Type": "application/json"}
    sent = served.client.post("/api/ask/batch", content=body, headers=fields)
    assert (sent.status_code, sent.headers["content-type"]) == (422, "application/problem+json")


def test_a_bad_line_of_a_batch_is_told_in_its_place(served: Served) -> None:
    body, fields = b'{"questions": ["\\ud800", "\\u8861\\u6c34"]}', {"Content-Type": "application/json"}
    first, second = map(json.loads, served.client.post("/api/ask/batch", content=body, headers=fields).iter_lines())
    assert (first["reason"]["code"], second["question"]) == ("bad_question", "衡水")


@pytest.mark.parametrize(
    "fields",
    ["Content-Type: application/x-www-form-urlencoded", "Content-Type: multipart/form-data; boundary=x",
     "Content-Type: text/plain", "Content-Type: application/xml", "X: no content type", "Content-Type: " + "a" * 9000,
     "Content-Type: application/json\r\nContent-Type: text/plain", "Content-Type: \xff",
     "Content-Type: application/json; charset=utf-7\r\nContent-Encoding: gzip"],
)  # fmt: skip
def test_hostile_kind_of_body(served: Served, fields: str) -> None:
    got = ask(served.port, "POST /api/ask", fields, f"Content-Length: {len(BODY)}", body=BODY)
    assert got.status in (200, 400, 415, 422)
    if got.status != 200:
        check_problem(got, got.status)


REFUSED: dict[str, bytes] = {
    "length and chunks": POST + b"Content-Length: 16\r\n" + CHUNKED + b"\r\n10\r\n" + BODY + b"\r\n0\r\n\r\n",
    "a request in the body": POST + b"Content-Length: 4\r\n" + CHUNKED + b"\r\n0\r\n\r\n" + GET + b"\r\n",
    "chunks in 1.0": POST.replace(b"1.1", b"1.0") + CHUNKED + b"\r\n10\r\n" + BODY + b"\r\n0\r\n\r\n",
    "two lengths": POST + b"Content-Length: 16\r\nContent-Length: 6\r\n\r\n" + BODY,
    "a list of lengths": POST + b"Content-Length: 16, 6\r\n\r\n" + BODY,
    "negative length": POST + b"Content-Length: -1\r\n\r\n" + BODY,
    "plus": POST + b"Content-Length: +16\r\n\r\n" + BODY,
    "hexadecimal": POST + b"Content-Length: 0x10\r\n\r\n" + BODY,
    "underscore": POST + b"Content-Length: 1_6\r\n\r\n" + BODY,
    "superscript": POST + b"Content-Length: \xb2\r\n\r\n" + BODY,
    "5,000 digits": POST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n",
    "long chunk size": POST + CHUNKED + b"\r\n" + b"0" * 30 + b"10\r\n" + BODY + b"\r\n0\r\n\r\n",
    "negative chunk": POST + CHUNKED + b"\r\n-10\r\n" + BODY + b"\r\n0\r\n\r\n",
    "chunk that does not end": POST + CHUNKED + b"\r\n10\r\n" + BODY + b"XX0\r\n\r\n",
    "xchunked": POST + b"Transfer-Encoding: xchunked\r\n\r\n10\r\n" + BODY + b"\r\n0\r\n\r\n",
    "chunked, identity": POST + CHUNKED + b"Transfer-Encoding: identity\r\n\r\n10\r\n" + BODY + b"\r\n0\r\n\r\n",
    "gzip, chunked": POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n10\r\n" + BODY + b"\r\n0\r\n\r\n",
    "space before colon": POST + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "vertical tab": POST + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    "10,000 headers": GET + b"".join(b"X-%d: a\r\n" % n for n in range(10_000)) + b"\r\n",
    "one long header": GET + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
    "200 kB address": b"GET /?" + b"a" * 200_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "bad method": b"G<T / HTTP/1.1\r\n" + HOST + b"\r\n",
    "HTTP/0.9": b"GET /\r\n\r\n",
    "TLS": bytes.fromhex("16030100a5010000a10303") + b"\0" * 160,
    "NULs": b"\0" * 1000,
    "NUL in a header": GET + b"X: a\0b\r\n\r\n",
    "NUL in the address": b"GET /\0 HTTP/1.1\r\n" + HOST + b"\r\n",
    "address not encoded": "GET /衡水 HTTP/1.1\r\n".encode() + HOST + b"\r\n",
    "lone CR": b"GET /healthz HTTP/1.1\r" + HOST + b"\r\n",
    "no colon": GET + b"X\r\n\r\n",
    "noise": bytes(range(256)) * 100 + b"\r\n\r\n",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_http(served: Served, name: str) -> None:
    """One refusal, and nothing after it is read as a request."""
    (got,) = replies(exchange(served.port, REFUSED[name]))
    check_problem(got, 400)
    assert got.fields["connection"] == "close"


def test_http_2_is_not_spoken(served: Served) -> None:
    got = replies(exchange(served.port, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0" * 9))
    assert [one.status for one in got] == [421, 400]


UNHARMED: dict[str, bytes] = {
    "bare LF": b"GET /healthz HTTP/1.1\nHost: localhost\n\n",
    "obs-fold": GET + b"X: a\r\n b\r\n\r\n",
    "websocket": GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n",
    "h2c": GET + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\n\r\n",
    "a body of GET": GET + b"Content-Length: 5\r\n\r\nhello",
    "HTTP/1.0": GET.replace(b"1.1", b"1.0") + b"\r\n",
    "trailers": GET + CHUNKED + b"\r\n0\r\nHost: evil\r\nContent-Length: 5\r\n\r\n",
    "odd fields": GET
    + b"Cookie: \xff\r\nRange: bytes=0-\r\nIf-None-Match: \xff,,\r\nAccept: x\r\nAccept-Encoding: zip\r\n\r\n",
}


@pytest.mark.parametrize("name", UNHARMED)
def test_what_is_odd_is_answered_once(served: Served, name: str) -> None:
    (got,) = replies(exchange(served.port, UNHARMED[name]))
    assert (got.status, got.json()) == (200, {"status": "ok"})


def test_a_line_break_in_the_address_stays_there(served: Served) -> None:
    for address in ("%0d%0aSet-Cookie:%20a", "healthz%0a", "api/ask%0a?q=a", "%1b[31m"):
        got = ask(served.port, f"GET /{address}")
        check_problem(got, 404)
        assert "set-cookie" not in got.fields


def test_pipelined_requests_are_answered_in_order(served: Served) -> None:
    asked = [b"/healthz", b"/nope", b"/readyz", b"/api/examples", b"/api/ask?q=a"] * 20
    came = replies(exchange(served.port, b"".join(b"GET %s HTTP/1.1\r\n%s\r\n" % (path, HOST) for path in asked)))
    assert [got.status for got in came] == [200, 404, 200, 200, 200] * 20
    assert [got.body for got in came[:5]] * 20 == [got.body for got in came]


def test_a_body_is_asked_for_only_when_it_is_wanted(served: Served) -> None:
    expect = b"Expect: 100-continue\r\n"
    first, second = replies(exchange(served.port, POST + expect + b"Content-Length: 16\r\n\r\n" + BODY))
    assert (first.status, second.status) == (100, 200)
    (got,) = replies(exchange(served.port, POST + expect + b"Content-Length: 100000000\r\n\r\n"))
    check_problem(got, 413)


HUGE = 100_000_000


def chunks() -> Iterator[bytes]:
    yield from [b"a" * 65_536] * (HUGE // 65_536)


def test_a_huge_body_is_refused_at_once() -> None:
    with serving() as server:
        server.client.get("/api/ask?q=a")
        before, start = server.rss, time.monotonic()
        for body in (b"a" * HUGE, chunks()):
            fields = {"Content-Type": "application/json"}
            sent = httpx2.post(f"{server.url}/api/ask", content=body, headers=fields, trust_env=False)
            assert (sent.status_code, sent.headers["content-type"]) == (413, "application/problem+json")
        assert time.monotonic() - start < 10  # a refusal, not an upload
        assert server.rss - before < 10_000
        assert server.ends_silently()


def test_curl_is_told_of_a_huge_body(served: Served) -> None:
    for how in (["-H", "Expect:"], ["-H", "Expect:", "-H", "Transfer-Encoding: chunked"]):
        shown = ["-s", "-o", "/dev/null", "-w", "%{http_code}", "--noproxy", "*", "--data-binary", "@-"]
        done = subprocess.run(
            ["curl", *shown, *how, f"{served.url}/api/ask"], input=b"a" * 10_000_000, capture_output=True
        )
        assert done.stdout == b"413"


def test_a_body_that_breaks_off(served: Served) -> None:
    """The client goes away in the middle: nothing is logged (the fixture looks), and its connection is let go."""
    before = served.open_files
    for _ in range(50):
        with socket.create_connection(("127.0.0.1", served.port)) as client:
            client.sendall(POST + b"Content-Length: 60000\r\n\r\n" + BODY)
    assert until_few(served, before)


def until_few(server: Served, files: int) -> bool:
    for _ in range(100):
        if server.open_files <= files + 2:
            return True
        time.sleep(0.1)
    return False


def mixed(client: HTTPConnection, number: int) -> None:
    """Send five of many kinds of requests, most of them bad; few enough for all answers to be remembered."""
    number %= len(BODIES)
    fields = {"Content-Type": "application/json"}
    batch = json.dumps({"questions": ["衡水", f"{number}"], "top": number})
    for method, address, body, more in (
        ("POST", "/api/ask", BODIES[list(BODIES)[number]], fields),
        ("GET", f"/api/articles/{number}", None, {}),
        ("GET", "/api/ask?q=" + quote(f"衡水{number}年有几个院士团队"), None, {}),
        ("GET", f"/nope{number}", None, {"Host": f"h{number}"}),
        ("POST", "/api/ask/batch", batch.encode(), fields),
    ):
        client.request(method, address, body, more)
        assert client.getresponse().read()


def test_nothing_grows(served: Served) -> None:
    """5,000 requests, after as many of each kind as are answered from memory from then on."""
    client = HTTPConnection("127.0.0.1", served.port)
    for number in range(200):
        mixed(client, number)
    memory, files = served.rss, served.open_files
    for number in range(200, 1200):
        mixed(client, number)
    client.close()
    print("kB:", served.rss - memory)
    assert served.rss - memory < 4_000
    assert abs(served.open_files - files) <= 3


def test_still_right_after_all_this(served: Served) -> None:
    assert served.client.get("/api/ask", params={"q": "衡水有几个院士团队？"}).json()["answer"] == "6个"
    with socket.create_connection(("127.0.0.1", served.port)) as client:
        client.sendall(b"\0")
        assert is_closed(client, 5)
    assert json.loads(exchange(served.port, GET + b"\r\n").rpartition(b"\r\n")[2]) == {"status": "ok"}
