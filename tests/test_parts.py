"""The table of what each part adds: a row a part, a column a measure, on sets and on folders of pages."""

from pathlib import Path

from conftest import ASKED, QUESTIONS

from qa.evaluation.measures import MEASURES
from qa.evaluation.parts import SHOWN, collections, measure, table


def one_page(tmp_path: Path) -> Path:
    page = min(ASKED, key=lambda path: path.stat().st_size)
    for file in (page, page.with_suffix(".jsonl")):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_a_page_is_measured_by_every_part(tmp_path: Path) -> None:
    sums = measure(one_page(tmp_path))
    assert len(sums) > 5
    first, *_, last = sums.values()
    assert last["quote@1"][0] > first["quote@1"][0]
    assert {measures["quote@1"][1] for measures in sums.values()} == {last["quote@1"][1]}


def test_a_row_a_part_and_a_column_a_measure(tmp_path: Path) -> None:
    sums = measure(one_page(tmp_path))
    head, line, *rows = table(sums).splitlines()
    assert all(MEASURES[name].title in head for name in SHOWN)
    assert line.count("---") == len(SHOWN) + 1
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows] == list(sums)


def test_a_measure_that_no_question_has_is_a_dash() -> None:
    assert table({"x": {name: [0.0, 0.0] for name in SHOWN}}).splitlines()[-1].count("—") == len(SHOWN)


def test_a_question_set_is_one_collection() -> None:
    [(collection, items)] = collections(QUESTIONS)
    assert len(items) == 194
    assert collection.articles
