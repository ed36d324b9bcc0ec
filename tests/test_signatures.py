"""Signatures of briefs: names in brackets, and what only looks like them."""

import pytest

from index.pages.signatures import signature


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("这是第9站。（宁可期）", ["宁可期"]),
        ("60岁以上老人优先。（向阳红 丰小满）", ["向阳红", "丰小满"]),
        ("他说：“好。”（欧阳小北）", ["欧阳小北"]),
    ],
)
def test_signature(line: str, names: list[str]) -> None:
    found = signature(line)
    assert found
    assert [person.name for person in found.people] == names


@pytest.mark.parametrize(
    "line",
    ["全部完工。（完）", "全部完工。（全文完）", "现场。（左图）", "略有调整。（下同）", "办法（试行）", "（宁可期）"],
)
def test_no_signature(line: str) -> None:
    assert signature(line) is None
