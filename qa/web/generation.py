"""One opened collection as the server sees it: a keeper process, its workers, and who waits for one of them."""

import asyncio
import json
import os
import socket
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import qa
from index.errors import UserError
from qa.opening import Opening
from qa.web.desk import BUDGETS, Reply
from qa.web.wire import HEAD_SIZE, NEXT, WORKER, pack_request, unpack_head

WAITING = 32  # requests that may wait for a worker: at some 10 ms each, none waits long
PATIENCE = 1.0  # seconds a request waits for a worker
_GRACE = 1.0  # seconds beyond its budget after which a worker is given up
_LONGEST_LINE = 1 << 20


class BusyError(Exception):
    """So many requests wait already that one more would only wait in vain."""


class TooSlowError(Exception):
    """The request took longer than its budget."""


class LostWorkerError(Exception):
    """The worker ended before its time was up: killed from outside, or by a bug."""


class OpeningError(UserError):
    """The keeper could not open the collection; the message and status are those of the command line."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class _Worker(NamedTuple):
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Generation:
    """A collection as it was when opened; every reply comes from this one state of it."""

    def __init__(
        self, control: socket.socket, opened: Mapping[str, Any], first: asyncio.subprocess.Process | None
    ) -> None:
        self._control, self._first = control, first  # the first keeper's process is kept, or asyncio would end it
        self.version: str = opened["version"]
        self.articles: int = opened["articles"]
        self.sentences: int = opened["sentences"]
        self.whole: bool = opened["whole"]  # else it is an older state, because a newer one is damaged
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._waiting = 0
        self._users = 0
        self._retired = False

    @classmethod
    async def open(cls, opening: Opening, workers: int, before: "Generation | None" = None) -> "Generation":
        """Start a keeper, wait until its collection is open, and start its workers.

        The keeper of the generation before, where there is one, forks the new one: it has everything else loaded.

        Raises:
            OpeningError: the collection cannot be used; the message says why.
        """
        control, theirs = socket.socketpair()
        control.setblocking(False)
        try:
            with theirs:
                forked = before and before._send(NEXT, theirs)
                first = before._first if before and forked else await _start_keeper(opening, theirs)
            generation = cls(control, await _opened(control), first)
            for _ in range(workers):
                await generation._hire()
        except BaseException:
            control.close()
            raise
        return generation

    async def reply(self, asked: Mapping[str, Any]) -> Reply:
        """Return a worker's reply; where the worker was killed from outside, another one's.

        Raises:
            BusyError: too many wait already.
            TooSlowError: the budget was used up.
            LostWorkerError: two workers ended over it.
        """
        try:
            return await self._ask(await self._free_worker(), asked)
        except LostWorkerError:
            return await self._ask(await self._free_worker(), asked)

    async def _free_worker(self) -> _Worker:
        if not self._idle.empty():
            return self._idle.get_nowait()
        if self._waiting >= WAITING:
            raise BusyError
        self._waiting += 1
        try:
            return await asyncio.wait_for(self._idle.get(), PATIENCE)
        except TimeoutError as error:
            raise BusyError from error
        finally:
            self._waiting -= 1

    async def _ask(self, worker: _Worker, asked: Mapping[str, Any]) -> Reply:
        start, budget = time.monotonic(), BUDGETS[asked["do"]]
        try:
            async with asyncio.timeout(budget + _GRACE):
                worker.writer.write(pack_request(asked))
                status, length = unpack_head(await worker.reader.readexactly(HEAD_SIZE))
                body = await worker.reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError) as error:
            await self._replace(worker)
            if time.monotonic() - start >= budget:
                raise TooSlowError from error
            raise LostWorkerError from error
        except BaseException:  # cancelled half-way: what it would send next answers nobody
            await self._replace(worker)
            raise
        self._idle.put_nowait(worker)
        return Reply(status, body)

    async def _replace(self, worker: _Worker) -> None:
        worker.writer.close()
        await self._hire()

    async def _hire(self) -> None:
        """Have the keeper fork a worker."""
        ours, theirs = socket.socketpair()
        with theirs:
            if not self._send(WORKER, theirs):  # whoever follows the collection opens it anew
                ours.close()
                return
        self._idle.put_nowait(_Worker(*await asyncio.open_unix_connection(sock=ours)))

    def _send(self, what: bytes, theirs: socket.socket) -> bool:
        """Hand the keeper a socket for whom it is to fork; tell whether the keeper still runs."""
        try:
            socket.send_fds(self._control, [what], [theirs.fileno()])
        except OSError:
            return False
        return True

    def __enter__(self) -> "Generation":
        """Keep the generation from being closed while a request uses it."""
        self._users += 1
        return self

    def __exit__(self, *exc: object) -> None:
        """Let go; the last user of a retired generation closes it."""
        self._users -= 1
        self._close_if_done()

    def retire(self) -> None:
        """Close it as soon as nobody uses it any more."""
        self._retired = True
        self._close_if_done()

    def _close_if_done(self) -> None:
        if self._retired and not self._users:
            while not self._idle.empty():
                self._idle.get_nowait().writer.close()
            self._control.close()  # the keeper ends when it reads this

    @property
    def waiting(self) -> int:
        """Requests that wait for a worker now."""
        return self._waiting

    @property
    def alive(self) -> bool:
        """Whether the keeper still runs: without it an ended worker is not replaced."""
        try:
            return bool(self._control.recv(1, socket.MSG_PEEK))
        except BlockingIOError:  # nothing to read, and nobody hung up
            return True
        except OSError:
            return False


def _environment() -> dict[str, str]:
    """Return ours, with this very program first on the path and one thread a worker: they are what uses the cores."""
    paths = [str(Path(qa.__file__).parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


async def _start_keeper(opening: Opening, theirs: socket.socket) -> asyncio.subprocess.Process:
    named = [str(opening.folder or ""), str(opening.synonyms or ""), opening.semantic, opening.engine]
    # -P: what lies in the folder the server was started in is not to be imported
    command = (sys.executable, "-P", "-m", "qa.web.keeper", json.dumps(named))
    return await asyncio.create_subprocess_exec(
        *command, stdin=theirs.fileno(), stdout=asyncio.subprocess.DEVNULL, env=_environment()
    )


async def _opened(control: socket.socket) -> dict[str, Any]:
    """Return what the keeper says of the collection it opened."""
    line, loop = b"", asyncio.get_running_loop()
    while not line.endswith(b"\n"):
        more = await loop.sock_recv(control, _LONGEST_LINE)
        if not more:
            raise RuntimeError("the keeper ended without a word")
        line += more
    opened: dict[str, Any] = json.loads(line)
    if "error" in opened:
        raise OpeningError(opened["error"], opened["status"])
    return opened
