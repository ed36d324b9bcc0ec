"""The interactive question mode: a line editor that knows Chinese, with a history that stays."""

import os
from collections.abc import Callable
from pathlib import Path

import click
from platformdirs import user_state_path
from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory

WELCOME = "输入问题后回车；↑ 找回问过的，Ctrl-D 退出。"


def run(ask: Callable[[str], str], *, history: Path | None = None) -> None:
    """Read questions and print what `ask` makes of them until end of input.

    The history file is readable by its owner alone: questions are nobody else's business.
    """
    path = history or user_state_path("youju", ensure_exists=True) / "history"
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    session: PromptSession[str] = PromptSession(history=FileHistory(str(path)))
    click.echo(WELCOME, err=True)
    while True:
        try:
            text = session.prompt("问> ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if text.strip():
            click.echo(ask(text))
            click.echo()
