"""Signatures of briefs: names in brackets behind the last sentence, and nothing that says whose they are."""

import functools
import re

from index.pages.people import HAN, Byline
from index.records import Person
from index.terms import lexicon

_SIGNATURE = re.compile(rf"(?<=[。！？!?”])\s*[（(]\s*({HAN}{{2,4}}(?:[\s、，]+{HAN}{{2,4}}){{0,4}})\s*[）)]。?$")
# 左图, 全文完, 文字略: they begin with what is a surname elsewhere
_NO_NAME = re.compile(r".*[图版略完]|左[一二三四]|.*(?:社|报|编者|删节|有误)")


def signature(line: str) -> Byline | None:
    """Find `（宁××）` or `（向×× 丰××）` behind the last sentence of a line; the role is ours, none is printed."""
    found = _SIGNATURE.search(line, max(len(line) - 40, 0))
    names = re.split(r"[\s、，]+", found[1].strip()) if found else []
    if not found or not all(_is_name(name) for name in names):
        return None
    return Byline(found.start(), len(line), tuple(Person(name, "作者") for name in names))


def _is_name(name: str) -> bool:
    single, double = _surnames()
    known = (name[:2] in double and len(name) > 2) or (name[0] in single and len(name) <= 3)
    return known and not _NO_NAME.fullmatch(name)


@functools.cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Return the surnames of one character and those of two."""
    entries = lexicon("surnames.txt")
    return frozenset("".join(e for e in entries if len(e) != 2)), frozenset(e for e in entries if len(e) == 2)
