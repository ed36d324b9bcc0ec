"""What encoding bytes that are not UTF-8 look like, so that a message can say how to convert them."""

import codecs
import functools
import shlex
from pathlib import Path

from index.terms import lexicon

_BOMS = {codecs.BOM_UTF16_LE: "UTF-16LE", codecs.BOM_UTF16_BE: "UTF-16BE"}
_CANDIDATES = ("GB18030", "BIG5-HKSCS", "UTF-16LE", "UTF-16BE")
_LOOKED_AT = 20_000  # bytes
_LEAST_COMMON = 0.05  # share of the characters that common words are written with, below which nothing is guessed


def guess_encoding(data: bytes) -> str | None:
    """Return the encoding, by its iconv name, in which the bytes read as Chinese text; None where none does."""
    for mark, name in _BOMS.items():
        if data.startswith(mark):
            return name
    shares = {name: _share_common(data[:_LOOKED_AT], name) for name in _CANDIDATES}
    best = max(_CANDIDATES, key=lambda name: shares[name])
    return best if shares[best] >= _LEAST_COMMON else None


def conversion(path: str, encoding: str) -> str:
    """Return the command that converts a file to UTF-8 beside it."""
    target = Path(path).with_suffix(f".utf8{Path(path).suffix}")
    return f"iconv -f {encoding} -t UTF-8 {shlex.quote(path)} > {shlex.quote(str(target))}"


def _share_common(data: bytes, encoding: str) -> float:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        text = decoder.decode(data)  # what was cut off at the end is no error
    except UnicodeDecodeError:
        return 0.0
    return sum(char in _common() for char in text) / max(len(text), 1)


@functools.cache
def _common() -> frozenset[str]:
    return frozenset("".join(lexicon("stopwords.txt"))) - frozenset(map(chr, range(128)))
