"""Looking at all texts at once finds what looking at each finds; so does the text that knows at once what it lacks."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from index.quick_no import SearchedText
from qa.characters import Characters

_LETTERS = st.text(st.sampled_from("甲乙丙丁12\n\0𠮷 ，"), max_size=12)


@given(texts=st.lists(_LETTERS, min_size=1, max_size=6), asked=_LETTERS)
def test_pieces_held(texts: list[str], asked: str) -> None:
    characters = Characters(texts, asked)
    pairs = [a + b for a, b in itertools.pairwise(asked)]
    for pieces in (pairs, list(asked), []):
        held = characters.holds(pieces)
        assert held.shape == (len(texts), len(pieces))
        assert held.tolist() == [[float(piece in text) for piece in pieces] for text in texts]


@given(texts=st.lists(_LETTERS, min_size=1, max_size=6), asked=_LETTERS)
def test_the_longest_piece_in_common(texts: list[str], asked: str) -> None:
    pieces = {asked[a:b] for a in range(len(asked) + 1) for b in range(a, len(asked) + 1)}
    plain = [max(len(piece) for piece in pieces if piece in text) for text in texts]
    assert Characters(texts, asked).longest_common(asked).tolist() == plain


@given(text=st.text(max_size=40) | _LETTERS, piece=st.text(max_size=4) | _LETTERS, start=st.integers(0, 50))
def test_a_searched_text_finds_as_a_string_does(text: str, piece: str, start: int) -> None:
    searched = SearchedText(text)
    for each in (piece, text[start : start + 5]):
        assert searched.find(each, start) == text.find(each, start)
        assert (each in searched) == (each in text)


def test_lone_surrogates_and_other_planes() -> None:
    text = "前\ud800后𠮷\U0010ffff"
    assert "\ud800后" in SearchedText(text)
    assert Characters([text, "后"], "后\U0010ffff").holds(["后", "\U0010ffff"]).tolist() == [[1, 1], [1, 0]]
