"""Spans: cutting and joining never makes or loses a character."""

from hypothesis import given
from hypothesis import strategies as st

from index.spans import HIDDEN, Span, cut, cut_at, join, length, text_of, trim

texts = st.text(st.characters(codec="utf-8"), max_size=60)


@st.composite
def text_with_spans(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    text = draw(texts)
    ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pieces = [Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    return text, tuple(draw(st.permutations(pieces)))


@given(text_with_spans(), st.integers(0, 60), st.integers(0, 60))
def test_cut_is_slicing(case: tuple[str, tuple[Span, ...]], a: int, b: int) -> None:
    text, spans = case
    assert text_of(text, cut(spans, a, b)) == text_of(text, spans)[a : max(a, b)]


@given(text_with_spans(), st.sets(st.integers(1, 60), max_size=5))
def test_cut_at_is_cutting_again_and_again(case: tuple[str, tuple[Span, ...]], inside: set[int]) -> None:
    _, spans = case
    ends = [*sorted(end for end in inside if end < length(spans)), length(spans)]
    assert list(cut_at(spans, ends)) == [cut(spans, a, b) for a, b in zip([0, *ends], ends, strict=False)]


@given(text_with_spans(), st.integers(0, 60))
def test_join_undoes_cut(case: tuple[str, tuple[Span, ...]], at: int) -> None:
    text, spans = case
    whole = length(spans)
    joined = join(cut(spans, 0, min(at, whole)), cut(spans, min(at, whole), whole))
    assert text_of(text, joined) == text_of(text, spans)


@given(text_with_spans())
def test_trim_takes_only_blanks_off_the_ends(case: tuple[str, tuple[Span, ...]]) -> None:
    text, spans = case
    whole, trimmed = text_of(text, spans), text_of(text, trim(text, spans))
    at = whole.index(trimmed) if trimmed else 0
    outside = whole[:at] + whole[at + len(trimmed) :] if trimmed else whole
    assert all(char.isspace() or char in "\ufeff\u200b\u200c\u200d\u2060" or char == HIDDEN for char in outside)
    assert trimmed == trimmed.strip()
