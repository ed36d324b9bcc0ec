"""What every rule of the grammar is made of: a pattern, and the reading of its match."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

Fields = dict[str, Any]


class Form(NamedTuple):
    """A way figures are written; `read` returns the fields of a Quantity, None where it is none after all."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Fields | None]


def form(name: str, pattern: str, read: Callable[[re.Match[str]], Fields | None]) -> Form:
    """Return a form over a pattern and the function that reads its matches."""
    return Form(name, re.compile(pattern), read)


TO = r"[ ]?(?:——|[—–\-－~～至到])[ ]?"


def before(match: re.Match[str], characters: int = 8) -> str:
    """Return the few characters before a match: a whole sentence's head for each figure would be quadratic."""
    return match.string[max(match.start() - characters, 0) : match.start()]


def after(match: re.Match[str], characters: int = 8) -> str:
    """Return the few characters after a match."""
    return match.string[match.end() : match.end() + characters]
