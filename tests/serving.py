"""A real server for tests: `qa serve` as a process of its own, on a port of its own choosing."""

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx2
from conftest import ROOT

QA = (sys.executable, "-m", "qa")
READY = re.compile(r"已就绪：(http://\S+?)/ ")


class Served:
    """A running server: its address, a client for it, and its process."""

    def __init__(self, process: "subprocess.Popen[str]", url: str, said: str) -> None:
        self.process, self.url, self.said = process, url, said
        self.port = int(url.rpartition(":")[2])
        self.client = httpx2.Client(base_url=url, timeout=30, trust_env=False)

    @property
    def pids(self) -> list[int]:
        """Return the server's process and all below it: the keeper and its workers."""
        return [self.process.pid, *_below(self.process.pid)]

    @property
    def session(self) -> list[int]:
        """Return every process the server started, whoever is its parent by now: a keeper is forked by the one before."""
        numbers = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit())
        return [pid for pid in numbers if _session(pid) == self.process.pid]

    @property
    def rss(self) -> int:
        """Return the kilobytes of memory of the server's own process."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0])

    @property
    def open_files(self) -> int:
        """Return how many files and connections the server's own process has open."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def ends_silently(self) -> bool:
        """Stop the server and tell whether it wrote nothing to its log since it was ready."""
        self.process.terminate()
        self.process.wait(15)
        assert self.process.stderr is not None
        said = self.process.stderr.read()
        print(said)
        return not said


@contextlib.contextmanager
def serving(
    *options: str, env: dict[str, str] | None = None, program: Sequence[str] = QA, cwd: Path = ROOT
) -> Iterator[Served]:
    """Run `qa serve` with these options until the block ends."""
    command = [*program, "serve", "--port", "0", *options]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=cwd, env={**os.environ, **(env or {})}, start_new_session=True
    )
    assert process.stderr is not None
    said = ""
    try:
        while not (match := READY.search(said)):
            line = process.stderr.readline()
            assert line, f"the server ended: {said}"
            said += line
        served = Served(process, match[1], said)
        yield served
        served.client.close()
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(15)
        process.stderr.close()


def _session(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return None


def _below(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [found for child in map(int, children) for found in (child, *_below(child))]
