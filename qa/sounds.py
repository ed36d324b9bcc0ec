"""How characters sound: every character to one that stands for its toneless pinyin, so texts compare by sound."""

import functools
import importlib.util
import re
import runpy
import unicodedata

_FIRST_FREE = 0xF0000  # a private plane: no text has these characters
# what typists confuse: 平翘舌, 前后鼻音, n and l
_CONFUSED = ((re.compile("^([zcs])h"), r"\1"), (re.compile("^n(?=.)"), "l"), (re.compile("(?<=[aei])ng$"), "n"))


class Sounds(dict[int, int]):
    """A table for `str.translate`, one character to one, filled as characters are met; loads pypinyin."""

    def __init__(self, *, fuzzy: bool = False) -> None:
        super().__init__()
        self._readings, self._fuzzy = _readings(), fuzzy
        self._numbers: dict[str, int] = {}

    def __missing__(self, code: int) -> int:
        readings = self._readings.get(code)
        self[code] = self._number(self._toneless(readings.split(",")[0])) if readings else code
        return self[code]

    def _number(self, sound: str) -> int:
        return self._numbers.setdefault(sound, _FIRST_FREE + len(self._numbers))

    def _toneless(self, reading: str) -> str:
        # ü keeps its dots: 绿 is not 路
        letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
        sound = "".join(char for char in letters if char.isascii())
        for pattern, instead in _CONFUSED if self._fuzzy else ():
            sound = pattern.sub(instead, sound)
        return sound


@functools.cache
def _readings() -> dict[int, str]:
    """Return pypinyin's readings of characters; loading all of it would bring fifty MB of phrases."""
    (folder,) = importlib.util.find_spec("pypinyin").submodule_search_locations  # type: ignore[union-attr, misc]
    readings: dict[int, str] = runpy.run_path(f"{folder}/pinyin_dict.py")["pinyin_dict"]
    return readings
