"""The interactive mode on a real pseudo-terminal: Chinese editing, history, leaving."""

import os
import pty
import select
import stat
import subprocess
import sys
import time
from pathlib import Path

from conftest import ROOT


class Terminal:
    """`qa ask` on a pseudo-terminal; typed bytes go in, everything shown comes out."""

    def __init__(self, home: Path) -> None:
        master, slave = pty.openpty()
        self.master = master
        env = os.environ | {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8"}
        command = [sys.executable, "-m", "qa", "ask"]
        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=env, cwd=ROOT)
        os.close(slave)
        self.shown = ""

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def wait_for(self, text: str, *, seconds: float = 30) -> str:
        """Read until the text has been shown; what was shown before it is kept."""
        start = len(self.shown)
        end = time.monotonic() + seconds
        while text not in self.shown[start:] and time.monotonic() < end:
            if select.select([self.master], [], [], 0.2)[0]:
                new = os.read(self.master, 65536).decode("utf-8", "replace")
                if "\x1b[6n" in new:  # a terminal says where its cursor is when asked
                    os.write(self.master, b"\x1b[1;1R")
                self.shown += new
        assert text in self.shown[start:], self.shown[start:]
        return self.shown[start:]

    def close(self) -> int:
        status = self.process.wait(20)
        os.close(self.master)
        return status


def test_ask_edit_recall_and_leave(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.wait_for("问>")
    # a wrong 石 is taken back as one character, whatever its width
    terminal.type("衡水2021年的GDP石")
    terminal.type("\x7f\r")
    terminal.wait_for("1703亿元")
    terminal.wait_for("问>")
    terminal.type("\x1b[A")  # the last question again
    time.sleep(0.5)
    terminal.type("\r")
    terminal.wait_for("1703亿元")
    terminal.wait_for("问>")
    terminal.type("\x04")
    assert terminal.close() == 0
    history = tmp_path / "youju" / "history"
    assert "+衡水2021年的GDP" in history.read_text(encoding="utf-8")
    assert "石" not in history.read_text(encoding="utf-8")
    assert stat.S_IMODE(history.stat().st_mode) == 0o600


def test_left_arrow_moves_by_whole_characters(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.wait_for("问>")
    terminal.type("景县有几抢修车")
    terminal.type("\x1b[D" * 3)
    terminal.type("辆\r")
    terminal.wait_for("12辆")
    terminal.wait_for("问>")
    terminal.type("\x04")
    assert terminal.close() == 0
    assert "+景县有几辆抢修车" in (tmp_path / "youju" / "history").read_text(encoding="utf-8")


def test_without_a_folder_for_the_history(tmp_path: Path) -> None:
    (tmp_path / "youju").write_text("somebody's")
    terminal = Terminal(tmp_path)
    terminal.wait_for("问>")
    terminal.type("衡水2021年的GDP\r")
    terminal.wait_for("1703亿元")
    terminal.wait_for("问>")
    terminal.type("\x04")
    assert terminal.close() == 0
