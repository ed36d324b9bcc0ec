"""Word classes: found by halving, the same as by reading the dictionary from its beginning."""

import itertools

import pytest

from qa.nouns import _dictionary, is_noun, tag


def test_every_word_is_found_where_it_stands() -> None:
    lines = [line.split(" ") for line in _dictionary().decode().splitlines()[1:]]
    words = [word for word, _, _ in lines]
    pairs = itertools.pairwise(words)
    astray = {at + by for at, (one, next_one) in enumerate(pairs) if one > next_one for by in (-4, -1, 0, 1, 2)}
    first = {word: told for word, _, told in reversed(lines)}
    for at in sorted(astray | set(range(0, len(words), 97))):
        assert tag(words[at]) == first[words[at]].strip(), words[at]


@pytest.mark.parametrize("word", ["", " ", "，", "龘靐", "衡水衡水", "zzz", "\U00020bb7", "\ud800", "\U0010ffff"])
def test_what_is_no_word_has_no_tag(word: str) -> None:
    assert tag(word) == ""
    assert not is_noun(word)


@pytest.mark.parametrize(
    ("word", "noun"), [("医院", True), ("衡水", True), ("民办", True), ("建设", False), ("的", False)]
)
def test_nouns(word: str, noun: bool) -> None:
    assert is_noun(word) is noun
