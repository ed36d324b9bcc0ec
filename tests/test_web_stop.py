"""Stopping: what is being answered is answered, nobody new is let in, nothing is left running."""

import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

from conftest import ROOT
from serving import serving
from test_web_workers import is_running, until

BODY = '{"question": "衡水有几个院士团队"}'.encode()
HEAD = (
    b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\n\r\n" % len(BODY)
)


def test_a_request_under_way_is_answered() -> None:
    with serving() as server:
        pids = server.pids
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as client:
            client.sendall(HEAD + BODY[:5])
            assert server.client.get("/healthz").status_code == 200  # by now the head has been read
            server.process.send_signal(signal.SIGTERM)
            assert until(lambda: not _takes(server.port))
            client.sendall(BODY[5:])
            answer = b""
            while piece := client.recv(65536):
                answer += piece
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert "6个".encode() in answer
        assert server.process.wait(15) == -signal.SIGTERM
        assert until(lambda: not any(map(is_running, pids)))
        assert server.process.stderr is not None
        assert server.process.stderr.read() == ""


def _takes(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def test_interrupted() -> None:
    with serving() as server:
        pids = server.pids
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(15) == 130
        assert server.process.stderr is not None
        assert server.process.stderr.read() == ""
        assert until(lambda: not any(map(is_running, pids)))


def serve_and_fail(*options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "qa", "serve", "--port", "0", *options]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60)
    return done.returncode, done.stderr


def test_a_collection_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text(" ")
    for folder, status in ((tmp_path, 65), (tmp_path / "none", 74)):
        code, said = serve_and_fail("--collection", str(folder))
        assert code == status
        assert said.startswith("错误：")
        assert said.count("\n") == 1


def test_what_lies_in_the_current_folder_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("open('imported', 'w')")
    (tmp_path / "qa").mkdir()
    (tmp_path / "qa" / "__init__.py").write_text("open('imported', 'w')")
    script = shutil.which("qa", path=str(Path(sys.executable).parent))
    assert script
    with serving(program=[script], cwd=tmp_path) as server:
        assert server.client.get("/api/examples").status_code == 200
    assert not (tmp_path / "imported").exists()


def test_a_taken_port() -> None:
    with serving() as server:
        code, said = serve_and_fail("--port", str(server.port))
        assert code == 74
        assert "已被占用" in said
