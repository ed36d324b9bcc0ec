"""Clients that send or read slowly: each is closed in time, and nobody else waits for them."""

import asyncio
import contextlib
import os
import resource
import shutil
import socket
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import httpx2
import pytest
from raw_http import exchange, replies
from serving import Served, serving

from qa.web.protocol import MOST_CONNECTIONS

MARGIN = 4.0  # seconds: this machine does other work, too
GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
NON_READERS = 50
# from the start: 5 seconds idle, then 30 for what is written, or 30 at once where more was to be written
CUT_OFF = 40.0


class Slow(NamedTuple):
    """A slow client: what it sends at once, what it sends every second, and how it is got rid of."""

    first: bytes
    drip: bytes
    seconds: float
    statuses: tuple[int, ...]


SLOW: dict[str, Slow] = {
    "says nothing": Slow(b"", b"", 5, ()),
    "head": Slow(GET, b"X: a\r\n", 5, (408,)),
    "first line": Slow(b"G", b"E", 5, (408,)),
    "empty lines": Slow(b"GET", b"", 5, (408,)),
    "body": Slow(POST + b"Content-Length: 1000\r\n\r\n", b"a", 10, (408,)),
    "chunks": Slow(POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n", 10, (408,)),
    "no body": Slow(POST + b"Content-Length: 1000\r\n\r\n", b"", 10, (408,)),
    "chunk size": Slow(POST + b"Transfer-Encoding: chunked\r\n\r\n", b"0", 10, (408,)),
    "body of a GET": Slow(GET + b"Content-Length: 1000\r\n\r\n", b"a", 10, (408,)),
    "asks no more": Slow(GET + b"\r\n", b"", 5, (200,)),
    "second head": Slow(GET + b"\r\n" + GET, b"", 5, (200,)),
    "second head, slowly": Slow(GET + b"\r\n" + GET, b"X: a\r\n", 6, (200, 408)),
    "refused body": Slow(POST.replace(b"localhost", b"evil") + b"Content-Length: 1000\r\n\r\n", b"a", 6, (421, 408)),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with serving() as server:
        yield server
        assert server.ends_silently()


class NonReaders(NamedTuple):
    """Since when they ask and do not read, and what the server had open and in memory before."""

    start: float
    files: int
    rss: int


@pytest.fixture(scope="module")
def non_readers(server: Served) -> Iterator[NonReaders]:
    """Have clients ask for far more than fits into any buffer and read nothing."""
    for number in range(50):
        httpx2.get(f"{server.url}/api/ask?q={number}", trust_env=False)
    key = httpx2.get(f"{server.url}/api/articles", trust_env=False).json()[0]["id"]
    time.sleep(0.2)  # for the server to see that we left
    before = NonReaders(time.monotonic(), server.open_files, server.rss)
    wanted = b"GET /api/articles/%s HTTP/1.1\r\nHost: localhost\r\n\r\n" % key.encode()
    clients = [socket.socket() for _ in range(NON_READERS)]
    for number, client in enumerate(clients):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", server.port))
        client.sendall(wanted * (1 if number % 2 else 300))
    yield before
    for client in clients:
        client.close()


async def be_slow(port: int, slow: Slow) -> tuple[float, bytes]:
    """Be a slow client until the server closes; return after how long, and what it said."""
    start = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(slow.first)
    dripping = asyncio.create_task(_drip(writer, slow.drip))
    came = bytearray()
    try:
        async with asyncio.timeout(slow.seconds + 2 * MARGIN):
            while piece := await reader.read(65_536):
                came += piece
    except ConnectionError:  # reset: it was still sending
        pass
    seconds = time.monotonic() - start
    dripping.cancel()
    writer.close()
    return seconds, bytes(came)


async def _drip(writer: asyncio.StreamWriter, drip: bytes) -> None:
    while True:
        await asyncio.sleep(1)
        writer.write(drip)


class Asking(threading.Thread):
    """Another client, which goes on asking."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self._url, self._enough = url, threading.Event()
        self.seconds: list[float] = []
        self.wrong = 0

    def run(self) -> None:
        """Ask and ask, each time something else."""
        with httpx2.Client(base_url=self._url, trust_env=False, timeout=30) as client:
            while not self._enough.wait(0.05):
                start = time.monotonic()
                answer = client.get("/api/ask", params={"q": f"{len(self.seconds)}衡水有几个院士团队？"})
                self.seconds.append(time.monotonic() - start)
                self.wrong += answer.status_code != 200

    def __enter__(self) -> "Asking":
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._enough.set()
        self.join(40)

    def check(self) -> None:
        """Hold the server to it: every question was answered, and none waited for the slow."""
        print(f"{len(self.seconds)} asked, at most {max(self.seconds):.3f} s")
        assert len(self.seconds) > 50
        assert not self.wrong
        assert statistics.median(self.seconds) < 0.2
        assert max(self.seconds) < MARGIN


def test_two_hundred_slow_clients(server: Served, non_readers: NonReaders) -> None:
    async def all_at_once() -> Sequence[tuple[float, bytes]]:
        return await asyncio.gather(*(be_slow(server.port, slow) for _, slow in crowd))

    crowd = list(SLOW.items()) * (200 // len(SLOW) + 1)
    with Asking(server.url) as other:
        ends = asyncio.run(all_at_once())
    other.check()
    for (name, slow), (seconds, came) in zip(crowd, ends, strict=True):
        assert slow.seconds - 0.5 < seconds < slow.seconds + MARGIN, (name, seconds)
        assert tuple(got.status for got in replies(came)) == slow.statuses, name


TOOL = shutil.which("slowhttptest")
ATTACKS = {
    "-H": ["/api/ask?q=a"],
    "-B": ["/api/ask"],
    "-X": ["/openapi.json", "-w", "128", "-y", "512", "-n", "5", "-z", "32", "-k", "3"],
}


@pytest.mark.skipif(not TOOL and "CI" not in os.environ, reason="slowhttptest is not installed")
def test_slowhttptest(server: Served, non_readers: NonReaders) -> None:
    with Asking(server.url) as other:
        attacks = [
            subprocess.Popen(
                [TOOL or "", kind, "-c", "150", "-i", "2", "-r", "50", "-l", "15", *more, "-u", server.url + address],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )
            for kind, (address, *more) in ATTACKS.items()
        ]  # fmt: skip
        said = [attack.communicate(timeout=60)[0] for attack in attacks]
    other.check()
    for text in said[:2]:  # who reads slowly has longer than this attack lasts
        assert b"No open connections left" in text, text.decode(errors="replace")[-2000:]


def test_no_connection_is_left(server: Served, non_readers: NonReaders) -> None:
    """Who reads nothing is cut off, too, and what was to be written to them was not kept in memory."""
    print(f"{server.rss - non_readers.rss} kB more")
    assert server.rss - non_readers.rss < 20_000
    while time.monotonic() < non_readers.start + CUT_OFF + MARGIN and server.open_files > non_readers.files:
        time.sleep(0.2)
    assert server.open_files <= non_readers.files


def test_more_connections_than_are_held() -> None:
    """Who is one too many is told at once, and the first to go makes room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + 500
    if hard != resource.RLIM_INFINITY and hard < wanted:
        pytest.skip("this user may not open so many files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    with serving() as server, contextlib.ExitStack() as clients:
        for _ in range(MOST_CONNECTIONS):
            clients.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=20))
        (refused,) = replies(exchange(server.port, GET + b"\r\n"))
        assert (refused.status, refused.fields["retry-after"]) == (503, "1")
        clients.close()
        assert httpx2.get(f"{server.url}/healthz", trust_env=False).status_code == 200
        assert server.ends_silently()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
