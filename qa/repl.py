"""The interactive question mode: a line editor that knows Chinese, with a history that stays."""

import os
from collections.abc import Callable

import click
from platformdirs import user_state_path
from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

WELCOME = "输入问题后回车；↑ 找回问过的，Ctrl-D 退出。"


def run(ask: Callable[[str], str]) -> None:
    """Read questions and print what `ask` makes of them until end of input."""
    session: PromptSession[str] = PromptSession(history=_history())
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


def _history() -> History:
    """Return what keeps the questions, readable by its owner alone; only in memory where no folder can be written."""
    try:
        path = user_state_path("youju", ensure_exists=True) / "history"
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except (OSError, RuntimeError):  # or the user has no home
        return InMemoryHistory()
    return FileHistory(str(path))
