"""What a wh-word asks for, in a sentence: times for 何时, names for 谁, the noun after 哪个, the words beside it."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from qa.answers.asked import ASKING, Asked
from qa.answers.people import names
from qa.pool import Columns

_MOST = 6  # things counted in a sentence
_BESIDE = 6  # characters of the question on each side of its wh-word
_LISTED = re.compile("、|和|以及|及|与")
_NUMBER = re.compile(r"\d")
_WHO = re.compile(r"(?:由|被|[导主编作记]者?|[长员师家王帝妃])[^,。]|·")
_WHEN = re.compile(r"\d+年|\d+月|\d+日|[今去前明]年|世纪|时期|年代|[一二三四五六七八九十元]年")
_WHERE = re.compile(r"[省市县区镇乡村州国岛山河湖路街港站]|位于|在.{1,8}(?:举行|举办|成立)")
_BY_KIND: Mapping[str, re.Pattern[str]] = {
    "person": _WHO,
    "author": _WHO,
    "date": _WHEN,
    "place": _WHERE,
    "org": re.compile("公司|集团|[局部委会院校社厂队军党团]|大学|政府|联盟|组织|协会"),
    "reason": re.compile("因|由于|为了?|导致|使|故|所以|而"),
    "definition": re.compile("是|指|为|即"),
    "list": _LISTED,
}
_BY_ASKING: Mapping[str, re.Pattern[str]] = {
    "who": _WHO,
    "when": _WHEN,
    "year": re.compile(r"\d{3,4}年|[一二三四五六七八九十元]年"),
    "where": _WHERE,
    "why": _BY_KIND["reason"],
    "name": re.compile("[《“「]|称|叫|名为|名叫|命名|更名|简称|又名"),
    "those": _LISTED,
    "define": re.compile("是|指|即"),
    "many": re.compile(r"\d|[一二两三四五六七八九十]"),
    "rank": re.compile("第|首|冠|位|名"),
    "percent": re.compile("%|成|百分"),
    "extent": _NUMBER,
}


def pattern_of(asked: Asked) -> re.Pattern[str] | None:
    """Return what the wh-word asks for, None where it may be anything."""
    return _BY_ASKING.get(asked.asking)


def slot(asked: Asked, kind: str, texts: Sequence[str]) -> Columns:
    """Return how much of what is asked for stands in each sentence; -1 where the question does not ask for it."""
    lead, tail = asked.before[-_BESIDE:], asked.after[:_BESIDE]
    size = len(texts)
    return {
        "kind_found": _counts(_BY_KIND.get(kind), texts),
        "asked_found": _counts(pattern_of(asked), texts),
        "asked_noun": np.array([_end_share(asked.head, text) for text in texts]),
        "topic": np.array([float(asked.topic in text) if asked.topic else -1.0 for text in texts]),
        "lead": np.array([_longest_end(lead, text) if lead else -1.0 for text in texts]),
        "tail": np.array([_longest_start(tail, text) if tail else -1.0 for text in texts]),
        "named": np.array([_names(asked, text) if kind in ("person", "author") else -1.0 for text in texts]),
        "pauses": np.array([float(text.count(",") + text.count("、")) for text in texts]),
        "asking": np.full(size, float(ASKING.index(asked.asking))),
    }


def _counts(pattern: re.Pattern[str] | None, texts: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    if pattern is None:
        return np.full(len(texts), -1.0)
    return np.array([float(min(len(pattern.findall(text)), _MOST)) for text in texts])


def _longest_start(words: str, text: str) -> float:
    """Return how long a beginning of the words stands somewhere in a text."""
    size = 0
    while size < len(words) and words[: size + 1] in text:
        size += 1
    return float(size)


def _longest_end(words: str, text: str) -> float:
    """Return how long an end of the words stands somewhere in a text."""
    size = 0
    while size < len(words) and words[len(words) - size - 1 :] in text:
        size += 1
    return float(size)


def _end_share(noun: str, text: str) -> float:
    return _longest_end(noun, text) / len(noun) if noun else -1.0


def _names(asked: Asked, text: str) -> float:
    return float(any(text[start:end] not in asked.text for start, end in names(text)))
