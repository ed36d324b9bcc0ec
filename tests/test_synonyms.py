"""Synonyms a user keeps: found beside the articles or named, said as words, and refused row by row."""

from pathlib import Path

import pytest
from test_cli import qa

from index.terms import Tokenizer
from qa.question import understand
from qa.synonyms import built_in, synonyms_for

ARTICLE = "# 甲市动态\n\n甲市妇幼保健院新增床位120张。\n\n甲市图书馆藏书30万册。\n"
ROWS = "# 我们报纸的叫法\n娃娃医院\t妇幼保健院\n書館\t图书馆|藏书\t多写的一列不看\n\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "page.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path / "articles"


def test_rows_beside_the_articles_are_found(folder: Path) -> None:
    without = qa("ask", "娃娃医院", "--collection", folder, "--top", "1").stdout.decode()
    (folder / "synonyms.tsv").write_text(ROWS, encoding="utf-8-sig")
    beside = qa("ask", "娃娃医院新增多少张床位", "--collection", folder, "--top", "1").stdout.decode()
    assert "没有答案" in without
    assert beside.startswith("答：120张")


def test_a_file_named_goes_before_the_one_beside(folder: Path, tmp_path: Path, tokenizer: Tokenizer) -> None:
    (folder / "synonyms.tsv").write_text("坏行\n", encoding="utf-8")
    (tmp_path / "own.tsv").write_text(ROWS, encoding="utf-8")
    rows = synonyms_for(folder, tmp_path / "own.tsv", tokenizer)
    assert ("书馆", ("图书馆", "藏书")) in rows
    assert set(built_in()) < set(rows)
    assert synonyms_for(None, None, tokenizer) is built_in()


def test_rows_of_one_saying_are_one(tmp_path: Path, tokenizer: Tokenizer) -> None:
    (tmp_path / "own.tsv").write_text("GDP\t经济总量\nＧＤＰ\t总产出\n", encoding="utf-8")
    (row,) = [row for row in synonyms_for(None, tmp_path / "own.tsv", tokenizer) if row.surface == "gdp"]
    assert {"经济总量", "总产出", "生产总值"} <= set(row.wordings)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("好\t坏\n只有一列", "第 2 行只有一列"),
        ("空\t", "第 1 行第 2 列有空着的说法"),
        ("\t空", "第 1 行第 1 列有空着的说法"),
        ("甲\t乙||丙", "第 1 行第 2 列有空着的说法"),
        ("两 词\t乙", "第 1 行第 1 列“两 词”中间有空格"),
        ("的\t乙", "第 1 行第 1 列“的”里没有可以查找的词"),
        ("甲" * 31 + "\t乙", "太长，最多 30 个字"),
        ("\udcff\t乙", "不是 UTF-8"),
    ],
)
def test_a_bad_row_is_one_line_and_65(tmp_path: Path, rows: str, told: str) -> None:
    file = tmp_path / "own.tsv"
    file.write_bytes(rows.encode("utf-8", "surrogateescape"))
    done = qa("ask", "衡水GDP", "--synonyms", file)
    assert (done.returncode, done.stdout) == (65, b"")
    assert done.stderr.decode().count("\n") == 1
    assert "own.tsv" in done.stderr.decode()
    assert told in done.stderr.decode()


def test_evaluation_reads_the_same_table(folder: Path) -> None:
    (folder / "synonyms.tsv").write_text("坏行\n", encoding="utf-8")
    (folder.parent / "q.csv").write_text(
        "问题,原句\n娃娃医院新增几张床,甲市妇幼保健院新增床位120张。\n", encoding="utf-8"
    )
    asked = ("eval", folder.parent / "q.csv", "--collection", folder)
    done = qa(*asked)
    assert (done.returncode, done.stdout) == (65, b"")
    assert "synonyms.tsv 第 1 行" in done.stderr.decode()
    (folder / "synonyms.tsv").write_text(ROWS, encoding="utf-8")
    assert qa(*asked).returncode == 0


def test_a_file_that_is_not_there_is_74() -> None:
    done = qa("ask", "衡水GDP", "--synonyms", "没有.tsv")
    assert done.returncode == 74
    assert "没有.tsv" in done.stderr.decode()


@pytest.mark.parametrize(("question", "surface"), [("海洋经济", "洋"), ("员工人数", "工人")])
def test_a_saying_inside_other_words_is_not_said(question: str, surface: str, tokenizer: Tokenizer) -> None:
    assert surface not in [concept.surface for concept in understand(question, tokenizer).concepts]
