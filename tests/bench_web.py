"""Benchmark, not a test: questions a second over HTTP beside the bare framework's ceiling, and ten times too many.

Run it with `python tests/bench_web.py [SECONDS]`; needs wrk. All of it stays on this machine's loopback.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx2

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from conftest import QUESTIONS, read_jsonl  # noqa: E402
from serving import Served, serving  # noqa: E402

CONNECTIONS = 12  # at once, for the sustained load
CROWD = 500  # at once, for far too much: each comes again as soon as it was turned away
BARE = """
import uvicorn
from fastapi import FastAPI, Response
app = FastAPI()
body = open({body!r}, "rb").read()
@app.get("/api/ask")
async def ask(q: str, top: int = 3) -> Response:
    return Response(body, media_type="application/json")
uvicorn.run(app, port={port}, log_level="warning", access_log=False)
"""


class Load(NamedTuple):
    """What one run of wrk saw; times in milliseconds."""

    seconds: float
    p50: float
    p99: float
    statuses: dict[int, int]
    broken: int

    @property
    def rate(self) -> float:
        return self.statuses.get(200, 0) / self.seconds

    @property
    def errors(self) -> int:
        return self.broken + sum(count for status, count in self.statuses.items() if status != 200)


def load(url: str, addresses: list[str], seconds: int, connections: int) -> Load:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(addresses) + "\n")
        file.flush()
        script = str(ROOT / "tests" / "load.lua")
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", script, url, file.name]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    told = dict(re.findall(r"(\w+)=([\d.]+)", said.partition("RESULT")[2]))
    statuses = {int(code): int(count) for code, count in re.findall(r"(\d+):(\d+)", said.partition("statuses=")[2])}
    return Load(float(told["seconds"]), float(told["p50"]), float(told["p99"]), statuses, int(told["broken"]))


@contextmanager
def bare(body: bytes, port: int = 8931) -> Iterator[str]:
    """Run FastAPI alone, answering every question with the same ready bytes."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(body)
        file.flush()
        process = subprocess.Popen([sys.executable, "-c", BARE.format(body=file.name, port=port)])
        try:
            _wait(f"http://127.0.0.1:{port}/api/ask?q=a")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def _wait(url: str) -> None:
    for _ in range(200):
        try:
            httpx2.get(url, trust_env=False)
        except httpx2.TransportError:
            time.sleep(0.05)
        else:
            return


def recovery(server: Served, address: str) -> float:
    """Return the seconds until questions are answered again one after the other, ten in a row."""
    start, row = time.monotonic(), 0
    while row < 10:
        row = row + 1 if server.client.get(address).status_code == 200 else 0
    return time.monotonic() - start


def memory(server: Served) -> float:
    """Return the megabytes the server's own process holds."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def row(name: str, run: Load) -> str:
    return f"| {name} | {run.rate:.0f} | {run.p50:.1f} | {run.p99:.1f} | {run.errors} |"


def main(seconds: int) -> None:
    questions = [urllib.parse.quote(line["question"]) for line in read_jsonl(QUESTIONS)]
    again = [f"/api/ask?q={question}" for question in questions]
    # the same question with another `top` or another end is another request: none of them is remembered
    new = [f"/api/ask?q={question}&top={top}" for top in range(4, 51) for question in questions]
    marks = [urllib.parse.quote(mark) for mark in ("。", "！", "？？", "……", "~", "，", "；", "、")]
    never = [address.replace("&top", f"{mark}&top") for mark in marks for address in new]
    print(f"{seconds} 秒一轮，{CONNECTIONS} 个连接，题集 {len(questions)} 题\n")
    print("| | 题/秒 | p50（毫秒） | p99（毫秒） | 出错 |\n|---|---|---|---|---|")
    with serving("--workers", "2") as server:
        body = server.client.get(again[0]).content
        first = load(server.url, new, seconds, 4)
        print(row("每题都是新的", first))
        with bare(body) as url:
            ceiling = load(url, again, seconds, CONNECTIONS)
        sustained = load(server.url, again, seconds, CONNECTIONS)
        print(row("题集反复问", sustained))
        print(row("框架本身（FastAPI + uvicorn，回固定的字节）", ceiling))
        print(f"\n题集反复问是框架上限的 {sustained.rate / ceiling.rate:.2f} 倍")
        before = memory(server)
        crowd = load(server.url, never, seconds, CROWD)
        offered = sum(crowd.statuses.values()) / crowd.seconds
        print(
            f"\n{CROWD} 个连接同时问新题：每秒来 {offered:.0f} 次（能力的 {offered / first.rate:.0f} 倍），"
            f"答 {crowd.rate:.0f}，503 {crowd.statuses.get(503, 0) / crowd.seconds:.0f}，其他 "
            f"{sum(n for s, n in crowd.statuses.items() if s not in (200, 503))}，断开 {crowd.broken}；"
            f"内存 {before:.0f} → {memory(server):.0f} MB；之后 {recovery(server, new[0]):.2f} 秒恢复"
        )


if __name__ == "__main__":
    if not shutil.which("wrk"):
        sys.exit("要先装 wrk")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
