"""The file's own stretch beside what was made of it: nothing added, nothing lost, every sentence found in it."""

import pytest
from conftest import PAGES, load_page

from index.collection import Collection
from index.pages.original import original_pieces
from index.records import Sentence, Source, Unit
from index.spans import Span, text_of
from index.terms import Tokenizer


def check(source: Source, unit: Unit) -> None:
    pieces = original_pieces(source.text, unit)
    spans = sorted(span for sentence in unit.sentences for span in sentence.spans)
    at = spans[0].start
    for piece in pieces:
        assert source.text.startswith(piece.text, at)
        at += len(piece.text) + piece.omitted
    assert at == spans[-1].end
    for number, sentence in enumerate(unit.sentences):
        in_order = sorted(sentence.spans)
        own = "".join(piece.text for piece in pieces if piece.sentence == number)
        assert own == text_of(source.text, tuple(in_order))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pieces_are_the_file(path: object, tokenizer: Tokenizer) -> None:
    source, articles = load_page(path, tokenizer)  # type: ignore[arg-type]
    units = [unit for article in articles for unit in article.units if unit.sentences]
    assert units
    for unit in units:
        check(source, unit)


def test_a_broken_paragraph_shows_where_it_was_broken(embedded: Collection) -> None:
    text = embedded.sources[0].text
    units = [unit for article in embedded.articles for unit in article.units]
    (unit,) = [unit for unit in units if text_of(text, unit.spans).startswith("科创平台加速布局")]
    pieces = original_pieces(text, unit)
    at = next(at for at, piece in enumerate(pieces) if piece.sentence is None)
    assert [(piece.text, piece.sentence) for piece in pieces[at - 1 : at + 2]] == [
        ("衡水科技谷依", 4),
        ("\n\n", None),
        ("托“中科院+”“中关村+”构建全链条科技成果转移转化体系，全力打造科技创新高地。", 4),
    ]


def test_what_stands_between_is_cut_short_where_it_is_long() -> None:
    text = "前半句" + "别栏" * 500 + "后半句。"
    spans = (Span(0, 3), Span(1003, 1007))
    unit = Unit("paragraph", spans, (Sentence(spans),))
    assert [(piece.text, piece.omitted) for piece in original_pieces(text, unit)] == [
        ("前半句", 0), ("别栏" * 75, 0), ("", 700), ("别栏" * 75, 0), ("后半句。", 0)
    ]  # fmt: skip
