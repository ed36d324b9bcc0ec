"""Mastheads, dates and lines about the page."""

import pytest

from index.pages.masthead import find_jumps, is_date_line, is_imprint, is_keyed, is_masthead, read_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025年11月12日", "2025-11-12"),
        ("来源：某报 2025-09-18", "2025-09-18"),
        ("2025.9.8", "2025-09-08"),
        ("二〇二五年三月二十一日", "2025-03-21"),
        ("二〇二五年十月三十日", "2025-10-30"),
        ("2025年13月12日", None),
        ("11月12日", None),
        ("电话2025-11-1234", None),
    ],
)
def test_read_date(text: str, date: str | None) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("line", "masthead"),
    [
        ("某某日报 2025年11月12日 星期三 第2版", True),
        ("2025年11月12日 星期三", True),
        ("第3版 要闻", True),
        ("某市高新技术企业突破万家", False),
        ("2025年11月12日，全市召开大会。", False),
    ],
)
def test_masthead(line: str, masthead: bool) -> None:
    assert is_masthead(line) is masthead


@pytest.mark.parametrize(
    ("line", "in_head", "keyed"),
    [
        ("来源：某报 作者：王小明", True, True),
        ("来源：某报　责任编辑：王小明", False, True),
        ("时间：9月1日至10日", False, False),
        ("记者：您怎么看？", False, False),
        ("责任编辑：王小明", False, True),
    ],
)
def test_keyed(line: str, in_head: bool, keyed: bool) -> None:
    assert is_keyed(line, in_head=in_head) is keyed


def test_date_line_and_imprint() -> None:
    assert is_date_line("2025年9月8日")
    assert not is_date_line("2025年9月8日起施行。")
    assert is_imprint("《某某简报》第18期　某县办公室编　2025年10月20日")
    assert not is_imprint("2025年10月20日，全县召开大会。")


@pytest.mark.parametrize(
    ("line", "jumps"),
    [
        ("（下转第3版）", ["（下转第3版）"]),
        ("下转第4版", ["下转第4版"]),
        ("全部完工（下转A2版）", ["（下转A2版）"]),
        ("（上接第一版）继续", ["（上接第一版）"]),
        ("上接管道下转机房。", []),
    ],
)
def test_jumps(line: str, jumps: list[str]) -> None:
    assert [line[start:end] for start, end in find_jumps(line)] == jumps
