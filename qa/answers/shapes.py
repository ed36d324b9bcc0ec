"""Features of the form of pieces: length, marks, quotation marks, place in the sentence and the clause."""

import numpy as np
from numpy.typing import NDArray

from qa.answers.spans import Cut

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
_MARKS = {
    "commas": "，,；;", "pauses": "、", "joins": "和与及或", "of": "的", "digits": "0123456789", "brackets": "(（",
    "latin": "abcdefghijklmnopqrstuvwxyz", "dots": "·", "verbs": "是有在了将被",
}  # fmt: skip
# by character a number with a bit for each of the marks it is
_BITS = {
    char: sum(1 << at for at, marks in enumerate(_MARKS.values()) if char in marks) for char in "".join(_MARKS.values())
}
_PAIRS = {"“": "”", "《": "》", "「": "」", "『": "』", "‘": "’", "〈": "〉", '"': '"', "(": ")"}


def shape_columns(
    cut: Cut,
    start: Places,
    end: Places,
    first: Places,
    last: Places,
) -> dict[str, Floats]:
    text = cut.folded
    columns: dict[str, Floats] = {"length": (end - start).astype(float), "words": (last - first).astype(float)}
    marked = np.array([_BITS.get(char, 0) for char in text])
    counts = np.zeros((len(_MARKS), len(text) + 1), dtype=np.int64)
    np.cumsum(marked >> np.arange(len(_MARKS))[:, None] & 1, axis=1, out=counts[:, 1:])
    columns |= dict(zip(_MARKS, (counts.take(end, axis=1) - counts.take(start, axis=1)).astype(float), strict=True))
    stops = [i + 1 for i, char in enumerate(text) if char in "，,。；;：:！？!?|"]
    opens = np.array([0, *stops])
    closes = np.array([*(stop - 1 for stop in stops), len(text)])
    columns["from_clause"] = (start - opens[np.searchsorted(opens, start, "right") - 1]).astype(float)
    columns["to_clause"] = (closes[np.searchsorted(closes, end)] - end).astype(float)
    columns["place"] = start / len(text)
    columns["sentence"] = np.full(len(start), float(len(text)))
    columns["quoted"] = _quoted(text, start, end)
    lengths = np.diff(cut.bounds).astype(float)
    columns["last_length"] = lengths[last - 1]
    columns["first_length"] = lengths[first]
    return columns


def _quoted(text: str, start: Places, end: Places) -> Floats:
    """Return 1 for what stands between quotation marks, 2 with its marks, -1 where a mark lacks its other half."""
    quoted = np.zeros(len(start))
    codes = np.array([0, *map(ord, text), 0])  # the character at `i` is codes[i + 1]
    for left, right in _PAIRS.items():
        if left not in text:
            continue
        opened, closed = (np.concatenate([[0], np.cumsum(codes == ord(mark))]) for mark in (left, right))
        lone = (opened[end + 1] - opened[start + 1]) != (closed[end + 1] - closed[start + 1])
        outside = (codes[start] == ord(left)) & (codes[end + 1] == ord(right))
        inside = (codes[start + 1] == ord(left)) & (codes[end] == ord(right))
        quoted = np.where(outside, 1.0, np.where(lone, -1.0, np.where(inside, 2.0, quoted)))
    return quoted
