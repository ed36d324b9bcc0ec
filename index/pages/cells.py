"""The cells of a printed row: between bars, tabs, or blanks that stand in for columns."""

import re

# a blank or two stand within a cell; three, a wide pair or a tab part two
_CELL = re.compile(r"[^\s\t](?:(?:[ \u00a0]|\u3000(?!\u3000))?[^\s\t])*")
GAP = re.compile(r"(?<=\S)(?:[ \u00a0\u3000]{2,}|[ \u00a0]*\t\s*)(?=\S)")


def split_cells(row: str) -> list[tuple[int, int]]:
    """Return where the cells of a row stand, `[start, end)` each, those between bars or tabs empty or not."""
    if "|" in row:
        return _between(row, "|", fenced=row.startswith("|"))
    if "\t" in row:
        return _between(row, "\t", fenced=False)
    return [match.span() for match in _CELL.finditer(row)]


def header_of(context: str) -> str:
    """Return the header in what stands above a table's rows: its last line, or what begins with a bar."""
    at = context.find("|")
    return context[at:] if at >= 0 else context.rsplit("\n", 1)[-1]


def _between(row: str, mark: str, *, fenced: bool) -> list[tuple[int, int]]:
    edges = [at for at, char in enumerate(row) if char == mark]
    starts = edges if fenced else [-1, *edges]
    ends = [*starts[1:], *([] if fenced and row.rstrip().endswith(mark) else [len(row)])]
    return [(start + 1, end) for start, end in zip(starts, ends, strict=False)]
