"""Everything the README shows is true: commands give the output printed, figures are those measured."""

import re
import shlex

import pytest
from conftest import QUESTIONS, ROOT, measure
from test_cli import qa

from index.collection import Collection

README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n\$ qa (.*?)\n(.*?)```", README, re.DOTALL)
SETUP = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)[:2]


@pytest.mark.parametrize(("command", "output"), SESSIONS)
def test_session(command: str, output: str) -> None:
    assert qa(*shlex.split(command)).stdout.decode() == output


def test_there_are_sessions_of_every_kind() -> None:
    assert len(SESSIONS) >= 3
    assert any(output.startswith("没有答案") for _, output in SESSIONS)


def test_figures(embedded: Collection) -> None:
    report = measure(embedded, QUESTIONS)
    shown = re.findall(r"（([a-z_@0-9]+)） \| ([0-9.]+) \|", README)
    assert len(shown) == 7
    assert [(name, value) for name, value in shown] == [(name, f"{report[name]:.2f}") for name, _ in shown]


def test_set_up_is_two_commands_and_the_second_is_the_tests() -> None:
    """.ci/run takes the two commands from here and runs them in a fresh clone."""
    assert SETUP[0].startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert " qa ask " in SETUP[0].replace("bin/qa", " qa")
    assert SETUP[1].split()[0] == ".venv/bin/pytest"


def test_english_summary_is_three_lines() -> None:
    summary = [line for line in README.splitlines() if line.startswith("> ")]
    assert len(summary) == 3


def test_every_command_is_in_the_readme() -> None:
    listed = re.findall(r"^  (\w+)  ", qa("--help").stdout.decode(), re.MULTILINE)
    assert {"ask", "index", "eval", "numbers", "serve"} <= set(listed)
    assert all(f"qa {name}" in README for name in listed)
