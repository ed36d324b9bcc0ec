"""Who is let in: hosts, origins, keys, how often, and the ids that try to leave the collection."""

import base64
import hashlib
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from raw_http import Got, ask, exchange, replies
from serving import Served, serving
from test_cli import check_failure, qa

OPEN = ["/", "/page.js", "/page.css", "/docs", "/docs.css", "/openapi.json", "/healthz", "/readyz"]
KEPT = ["/api/ask?q=a", "/api/why?q=a", "/api/examples", "/api/articles", "/api/articles/a", "/api/none", "/metrics"]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    file = tmp_path_factory.mktemp("keys") / "keys.tsv"
    return file, [qa("key", name, "--keys", file).stdout.decode().strip() for name in ("甲", "b")]


@pytest.fixture(scope="module")
def guarded(keys: tuple[Path, list[str]]) -> Iterator[Served]:
    hosts = ("--allow-host", "You.Example", "--allow-host", "衡水.example")
    with serving("--keys", str(keys[0]), "--metrics", *hosts, "--rate", "1000000") as server:
        yield server
        assert server.ends_silently()


def check_refused(got: Got, status: int) -> None:
    assert got.status == status
    assert got.fields["content-type"] == "application/problem+json"
    assert not got.json()["detail"].isascii()


@pytest.mark.parametrize(
    "host",
    ["localhost", "LocalHost:80", "127.0.0.1", "127.0.0.1:65535", "[::1]", "[::1]:8000", "192.168.1.7:8000",
     "you.example", "YOU.EXAMPLE:8000"],
)  # fmt: skip
def test_own_host(guarded: Served, host: str) -> None:
    assert ask(guarded.port, "GET /healthz", host=f"Host: {host}").status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil", "", "localhost.evil", "evil.localhost", "127.0.0.1.evil", "a/../b", "localhost/", "127.1",
     "2130706433", "0x7f000001", "::1", "[::1", "[::1]evil", "[v1.a]", "localhost:", "localhost:a", "localhost:123456",
     "user@localhost", "localhost, evil", "localhost evil", "lоcalhost", "you.example.evil", "xn--you.example", "\xff",
     "example"],
)  # fmt: skip
def test_other_host(guarded: Served, host: str) -> None:
    sent = host.encode().decode("latin-1")  # as bytes on the wire
    check_refused(ask(guarded.port, "GET /healthz", host=f"Host: {sent}"), 421)


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("GET /healthz HTTP/1.1", 400),
        ("GET /healthz HTTP/1.0", 421),
        ("GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil", 400),
        ("GET /healthz HTTP/1.1\r\nHost: localhost\r\n evil", 421),
        ("GET http://localhost/healthz HTTP/1.1\r\nHost: evil", 421),
        ("GET http://evil/healthz HTTP/1.1\r\nHost: localhost", 404),
        ("GET /healthz HTTP/1.1\r\nHost: evil\r\nX-Forwarded-Host: localhost", 421),
    ],
)
def test_no_host_or_two(guarded: Served, head: str, status: int) -> None:
    (got,) = replies(exchange(guarded.port, head.encode() + b"\r\n\r\n"))
    check_refused(got, status)


@pytest.mark.parametrize(
    ("origin", "status"),
    [("http://localhost:8000", 200), ("http://localhost", 403), ("http://localhost:8001", 403), ("null", 403),
     ("", 403), ("http://evil.example", 403), ("http://localhost:8000.evil", 403), ("localhost:8000", 403),
     ("file://", 403)],
)  # fmt: skip
def test_origin(served: Served, origin: str, status: int) -> None:
    got = ask(served.port, "GET /api/ask?q=a", f"Origin: {origin}", host="Host: localhost:8000")
    assert got.status == status
    assert "access-control-allow-origin" not in got.fields


def test_the_key_file(keys: tuple[Path, list[str]]) -> None:
    file, made = keys
    text = file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert text.splitlines() == [
        f"{name}\t{hashlib.sha256(key.encode()).hexdigest()}" for name, key in zip("甲b", made, strict=True)
    ]
    for key in made:
        assert key not in text
        assert len(base64.urlsafe_b64decode(key + "=")) * 8 >= 256
    assert made[0] != made[1]


def test_a_key_is_added_whatever_the_file_ends_with(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_bytes(b"# comment\nold\t" + b"0" * 64)
    added = qa("key", "new", "--keys", file)
    assert added.returncode == 0
    lines = file.read_text().splitlines()
    assert lines[1:] == ["old\t" + "0" * 64, f"new\t{hashlib.sha256(added.stdout.strip()).hexdigest()}"]


@pytest.mark.parametrize("name", ["", "a\tb", "../a", "a" * 41])
def test_a_bad_name_of_a_key(tmp_path: Path, name: str) -> None:
    check_failure(qa("key", name, "--keys", tmp_path / "keys"), 2)
    assert not (tmp_path / "keys").exists()


@pytest.mark.parametrize("address", OPEN)
def test_what_needs_no_key(guarded: Served, address: str) -> None:
    assert guarded.client.get(address).status_code == 200


@pytest.mark.parametrize("address", [*KEPT, "/api%2Fask?q=a", "/%61pi/ask?q=a"])
def test_what_needs_a_key(guarded: Served, keys: tuple[Path, list[str]], address: str) -> None:
    for method in ("GET", "HEAD"):
        refused = guarded.client.request(method, address)
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    for key in keys[1]:
        allowed = guarded.client.get(address, headers={"Authorization": f"Bearer {key}"})
        assert allowed.status_code == (404 if address in ("/api/none", "/api/articles/a") else 200)


@pytest.mark.parametrize("address", ["/API/ask?q=a", "//api/ask?q=a", "/./api/ask?q=a", "/x/../api/ask?q=a", "api/ask"])
def test_no_way_around_the_key(guarded: Served, address: str) -> None:
    check_refused(ask(guarded.port, f"GET {address}"), 404)


@pytest.mark.parametrize(
    "given",
    ["", "Bearer", "Bearer ", "Basic {key}", "{key}", "Bearer{key}", "Bearer {key}x", "Bearer x{key}", "Bearer {digest}",
     "Bearer \xff\xfe", "Token {key}", "Bearer {key}, Bearer {key}"],
)  # fmt: skip
def test_a_wrong_key(guarded: Served, keys: tuple[Path, list[str]], given: str) -> None:
    key = keys[1][0]
    field = given.format(key=key, digest=hashlib.sha256(key.encode()).hexdigest())
    got = ask(guarded.port, "GET /api/ask?q=a", f"Authorization: {field}")
    check_refused(got, 401)
    assert key not in got.body.decode()


def test_a_key_in_the_address_opens_nothing(guarded: Served, keys: tuple[Path, list[str]]) -> None:
    key = keys[1][0]
    assert guarded.client.get("/api/ask", params={"q": "a", "key": key}).status_code == 401
    told = guarded.client.get("/metrics", headers={"Authorization": f"bearer {key}"})
    assert told.status_code == 200
    assert key not in told.text + guarded.said


def test_a_key_counts_at_once_and_no_longer_when_it_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "keys.tsv"
    first = qa("key", "a", "--keys", file).stdout.decode().strip()
    with serving("--keys", str(file)) as server:
        status = lambda key: server.client.get("/api/examples", headers={"Authorization": f"Bearer {key}"}).status_code  # noqa: E731
        second = qa("key", "b", "--keys", file).stdout.decode().strip()
        assert [status(first), status(second), status("c")] == [200, 200, 401]
        file.write_text(file.read_text().split("\n")[1] + "\n")
        assert [status(first), status(second)] == [401, 200]
        file.unlink()
        assert [status(first), status(second)] == [401, 401]
        assert server.process.stderr is not None
        assert "谁也不能提问" in server.process.stderr.readline()


def test_a_name_has_one_key(tmp_path: Path) -> None:
    file = tmp_path / "keys.tsv"
    assert qa("key", "a", "--keys", file).returncode == 0
    kept = file.read_bytes()
    check_failure(qa("key", "a", "--keys", file), 2)
    assert file.read_bytes() == kept


def test_guesses_at_a_key_are_counted(keys: tuple[Path, list[str]]) -> None:
    with serving("--keys", str(keys[0]), "--rate", "5") as server:
        got = [server.client.get("/api/examples", headers={"Authorization": f"Bearer {n}"}) for n in range(7)]
        assert [response.status_code for response in got] == [401] * 5 + [429] * 2


@pytest.fixture(scope="module")
def limited() -> Iterator[Served]:
    with serving("--rate", "50", "--proxy", "127.0.0.2") as server:
        yield server
        assert server.ends_silently()


def test_two_hundred_at_once(limited: Served) -> None:
    got = [limited.client.get("/api/ask?q=a", headers={"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(200)]
    assert [response.status_code for response in got] == [200] * 50 + [429] * 150
    assert got[0].headers["ratelimit-policy"] == '"address";q=50;w=60'
    assert [response.headers["ratelimit"].split(";")[1] for response in got[:50]] == [
        f"r={n}" for n in range(49, -1, -1)
    ]
    assert got[-1].headers["content-type"] == "application/problem+json"
    assert 1 <= int(got[-1].headers["retry-after"]) <= 60
    assert got[-1].headers["ratelimit"].startswith('"address";r=0;')
    assert limited.client.get("/").status_code == limited.client.get("/healthz").status_code == 200


def test_a_batch_counts_as_its_questions() -> None:
    with serving("--rate", "50") as server:
        ask_batch = lambda: server.client.post("/api/ask/batch", json={"questions": ["a"] * 30})  # noqa: E731
        assert [ask_batch().status_code, ask_batch().status_code] == [200, 429]
        assert server.client.get("/api/ask?q=a").status_code == 200  # what was refused was not counted


def test_a_proxy_is_believed() -> None:
    with serving("--rate", "2", "--proxy", "127.0.0.1") as server:
        for address in ("10.0.0.1", "10.0.0.2, 127.0.0.1", "evil\xff", "10.0.0.1, 10.0.0.3"):
            fields = {b"X-Forwarded-For": address.encode("latin-1")}
            answers = [server.client.get("/api/ask?q=a", headers=fields).status_code for _ in range(3)]
            assert answers == [200, 200, 429], address


IDS = ["../", "..%2f..%2fetc%2fpasswd", "..%5c..%5cetc", "%2e%2e/%2e%2e/etc/passwd", "%EF%BC%8E%EF%BC%8E%EF%BC%8F",
       "/etc/passwd", "%2fetc%2fpasswd", "a%00", "{id}%00", "{id}%0a", "{id}%20", "{id}/", "{id}/..", "./{id}", "{ID}",
       "a" * 5000, "", "%", "%ff", "%ed%a0%80", "file:%2f%2f%2fetc%2fpasswd", "C:%5c", "~root", "hengshui.md", "*",
       "{id}%2f..%2f{id}", "%25%32%65", "0", "-1", "None", "__class__"]  # fmt: skip


@pytest.mark.parametrize("id", IDS)
def test_an_id_is_looked_up_and_nothing_else(served: Served, id: str) -> None:
    known = served.client.get("/api/articles").json()[0]["id"]
    got = ask(served.port, "GET /api/articles/" + id.replace("{id}", known).replace("{ID}", known.upper()))
    check_refused(got, 422 if len(id) > 300 else 404)
    assert b"root:" not in got.body


@pytest.mark.parametrize(("keyed", "words"), [(False, "没有口令"), (True, "别的机器也能访问")])
def test_open_to_others_is_told(keys: tuple[Path, list[str]], keyed: bool, words: str) -> None:
    options = ("--keys", str(keys[0])) if keyed else ()
    with serving("--host", "0.0.0.0", *options) as server:
        assert words in server.said
        assert ("没有口令" in server.said) is not keyed
        # strangers may not ask without end, even where nobody said how often
        fields = {"Authorization": f"Bearer {keys[1][0]}"}
        own = server.client.get(f"http://127.0.0.1:{server.port}/api/ask?q=a", headers=fields)
        assert "q=600" in own.headers["ratelimit-policy"]


@pytest.mark.parametrize(
    ("content", "status"),
    [(None, 74), (b"", 65), (b"# only\n", 65), (b"secret\n", 65), (b"a\t" + b"0" * 63, 65), (b"\xff\xfe\0", 65),
     (b"a\t" + b"0" * 64 + b"\nsecret\n", 65)],
    ids=range(7),
)  # fmt: skip
def test_a_bad_key_file(tmp_path: Path, content: bytes | None, status: int) -> None:
    file = tmp_path / "keys"
    if content is not None:
        file.write_bytes(content)
    done = qa("serve", "--port", "0", "--keys", file)
    check_failure(done, status)
    assert b"secret" not in done.stderr


@pytest.mark.parametrize(
    "options",
    [["--host", "no.such.host.invalid"], ["--host", "a" * 70], ["--host", ".."], ["--allow-host", "http://a/"],
     ["--allow-host", "a:80"], ["--port", "65536"], ["--port", "-1"], ["--workers", "0"], ["--rate", "-1"]],
)  # fmt: skip
def test_a_bad_option(options: list[str]) -> None:
    check_failure(qa("serve", *options), 2)


def test_no_way_out_is_needed() -> None:
    """Where there is no network but the loopback, everything works: it asks nobody anything."""
    alone = ["unshare", "-rn", sys.executable]
    if subprocess.run([*alone, "-c", ""], capture_output=True).returncode:
        pytest.skip("unshare needs a right that this user has not")
    done = subprocess.run([*alone, "tests/alone.py"], capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert (done.returncode, done.stdout) == (0, "True True 0 0\n"), done.stderr
