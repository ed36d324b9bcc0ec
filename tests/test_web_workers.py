"""Workers: a second a question and no more, one that is lost is replaced, a queue that is full says so, none is left."""

import os
import re
import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from serving import Served, serving

from qa.web.desk import Reply
from qa.web.generation import WAITING
from qa.web.keeper import _work
from qa.web.wire import HEAD_SIZE, pack_request, unpack_head


@pytest.fixture
def served() -> Iterator[Served]:
    with serving("--workers", "2") as server:
        yield server


def ask(server: Served, question: str) -> tuple[int, dict[str, str]]:
    response = server.client.get("/api/ask", params={"q": question})
    return response.status_code, dict(response.headers)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def until(true: Callable[[], bool]) -> bool:
    """Wait until something is so; ten seconds are far more than it takes."""
    end = time.monotonic() + 10
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


class _Endless:
    """A desk whose every request never ends, inside a C function that lets no Python code run beside it."""

    def reach(self) -> None:
        pass

    def reply(self, asked: Mapping[str, Any]) -> Reply:
        re.match(r"(a+)+$", "a" * 60 + "b")
        return Reply(200, b"")


def test_the_kernel_ends_a_worker_whatever_it_is_doing() -> None:
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()
        _work(_Endless(), theirs)  # type: ignore[arg-type]
        os._exit(0)
    theirs.close()
    ours.sendall(pack_request({"do": "ask", "question": "", "top": 1}))
    ours.settimeout(30)
    with ours:
        assert ours.recv(1) == b""
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGALRM


def test_frames_hold_what_was_sent() -> None:
    from qa.web.wire import pack_reply, unpack_request

    asked = {"do": "ask", "question": "𠮷\n？\u2028", "top": 3}
    line = pack_request(asked)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert unpack_request(line) == asked
    packed = pack_reply(404, b"abc")
    assert unpack_head(packed[:HEAD_SIZE]) == (404, 3)
    assert packed[HEAD_SIZE:] == b"abc"


def test_a_stuck_worker_costs_its_question_only(served: Served) -> None:
    main, keeper, *workers = served.pids
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    status, headers = ask(served, "衡水2021年的GDP")
    assert status == 503
    assert int(headers["retry-after"]) >= 1
    assert served.client.get("/healthz").status_code == 200
    assert until(lambda: ask(served, "衡水2021年的GDP")[0] == 200)
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    assert is_running(main)
    assert is_running(keeper)


def test_a_killed_worker_is_not_noticed(served: Served) -> None:
    _, _, *workers = served.pids
    for worker in workers[:1]:
        os.kill(worker, signal.SIGKILL)
    assert [ask(served, f"衡水有几个院士团队{mark}")[0] for mark in "。？！，、；"] == [200] * 6
    assert len(served.pids) == 4


def test_a_killed_keeper_is_replaced(served: Served) -> None:
    keeper = served.pids[1]
    os.kill(keeper, signal.SIGKILL)
    assert until(lambda: len(served.pids) > 2 and keeper not in served.pids)
    assert until(lambda: ask(served, "衡水2021年的GDP")[0] == 200)
    assert served.client.get("/readyz").json()["status"] == "ok"


def test_a_full_queue_says_so_and_recovers(served: Served) -> None:
    _, _, *workers = served.pids
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    with ThreadPoolExecutor(WAITING + 30) as threads:
        replies = list(threads.map(lambda at: ask(served, f"衡水有{at}个院士团队吗"), range(WAITING + 30)))
    assert {status for status, _ in replies} == {503}
    assert all(int(headers["retry-after"]) >= 1 for _, headers in replies)
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    assert until(lambda: ask(served, "衡水有几个院士团队")[0] == 200)


def test_nothing_outlives_a_killed_server() -> None:
    with serving("--workers", "2") as server:
        pids = server.pids
        assert len(pids) == 4
        server.process.kill()
        assert until(lambda: not any(map(is_running, pids)))
