"""What the rules propose among the pieces of a sentence."""

import pytest

from index.terms import Tokenizer
from qa.answers.asked import asked
from qa.answers.features import make_sheet
from qa.answers.sheet import Sheet
from qa.answers.wanted import wanted
from qa.numbers.read import simplified_quantities
from qa.question import understand

SENTENCE = "县住建局在安平、饶阳两地建成停车场12个，其中新建5个，由于群众就医停车难。"


def sheet_of(question: str, tokenizer: Tokenizer) -> Sheet:
    read = understand(question, tokenizer)
    read = wanted(read, asked(read, tokenizer))
    return make_sheet(read, SENTENCE, list(simplified_quantities(SENTENCE)), tokenizer, {})


def proposed(sheet: Sheet, column: str, least: float = 1.0) -> set[str]:
    return {SENTENCE[p.start : p.end] for p, v in zip(sheet.pieces, sheet.columns[column], strict=True) if v >= least}


@pytest.mark.parametrize(
    ("question", "column", "piece"),
    [
        ("在哪两个地方建了停车场？", "by_run", "安平、饶阳"),
        ("新建了多少个停车场？", "figure_chosen", "5个"),
        ("为什么建停车场？", "by_phrase", "群众就医停车难"),
    ],
)
def test_a_rule_marks_its_piece(question: str, column: str, piece: str, tokenizer: Tokenizer) -> None:
    assert piece in proposed(sheet_of(question, tokenizer), column)


def test_the_nearest_figure_is_the_one_asked_for(tokenizer: Tokenizer) -> None:
    sheet = sheet_of("新建了多少个停车场？", tokenizer)
    near = {SENTENCE[p.start : p.end]: v for p, v in zip(sheet.pieces, sheet.columns["figure_near"], strict=True)}
    assert near["5个"] > near["12个"]


def test_figures_are_marked_only_where_one_is_asked_for(tokenizer: Tokenizer) -> None:
    sheet = sheet_of("为什么建停车场？", tokenizer)
    assert not proposed(sheet, "figure_chosen", 0.5)


def test_every_column_has_a_value_a_piece(tokenizer: Tokenizer) -> None:
    sheet = sheet_of("谁建的停车场？", tokenizer)
    assert {len(column) for column in sheet.columns.values()} == {len(sheet.pieces)}
