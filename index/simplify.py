"""Traditional characters to simplified, one to one, so that every place in the text stays where it is."""

import functools


class _Simplified(dict[int, int]):
    """A table for `str.translate`, filled as characters are met."""

    def __init__(self) -> None:
        super().__init__()
        import opencc

        self._convert = opencc.OpenCC("t2s").convert

    def __missing__(self, code: int) -> int:
        char = chr(code)
        # a lone surrogate is a character of no encoding and has no simplified form
        changed = char if "\ud800" <= char <= "\udfff" else str(self._convert(char))
        self[code] = ord(changed) if len(changed) == 1 else code
        return self[code]


@functools.cache
def _table() -> _Simplified:
    return _Simplified()


def simplify(text: str) -> str:
    """Return the text in simplified characters, of the same length; what has no single simplified form stays."""
    return text.translate(_table())
