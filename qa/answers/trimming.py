"""A piece without what frames it: 图为 before it, a bracket behind it, 等 that sums up nothing."""

import re

_LEAST = 3  # characters that must be left
_SUMMED = re.compile("[\u4e00-\u9fff]{2,6}(?=[，。；、,;])")


def trimmed(text: str, question: str, start: int, end: int) -> tuple[int, int]:
    """Return a piece without 图为 before it or a bracket behind it; 等 goes with what it sums up, or goes.

    Before a title goes what the question says itself: 新的《某某条例》 where 哪部新的条例 is asked for.
    """
    if text.startswith("图为", start) and end - start > _LEAST:
        start += 2
    opened = text.find("（", start, end)
    if opened - start >= _LEAST and text[end - 1] == "）":
        end = opened
    titled = text.find("《", start, end)
    if titled > start and text[end - 1] == "》" and set(text[start:titled]) <= set(question):
        start = titled
    if text[end - 1] == "等" and end - start > _LEAST:
        summed = _SUMMED.match(text, end)
        said = summed and len(set(summed.group()) & set(question)) > 1
        end = summed.end() if summed and said else end - 1
    return start, end
