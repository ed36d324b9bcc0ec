"""Reading the tables shipped beside this package: tab-separated, one row a line, `#` starts a comment line."""

import functools
from importlib import resources


@functools.cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table in `qa/lexicon`, each a tuple of its columns."""
    text = resources.files("qa").joinpath("lexicon", name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)
