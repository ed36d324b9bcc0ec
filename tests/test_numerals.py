"""Numerals: exact values of every way they are written, inverse of a writer, and agreement with another reader."""

from fractions import Fraction

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.numerals import parse, write

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1703亿", "170300000000"), ("23,876", "23876"), ("１２．８万", "128000"), ("二点五", "2.5"),
        ("一千二百三十", "1230"), ("1万5千", "15000"), ("三十二万四千五百", "324500"), ("三亿四千万", "340000000"),
        ("四十三点五亿", "4350000000"), ("壹仟贰佰", "1200"), ("壹仟贰佰叁拾万", "12300000"), ("二〇二五", "2025"),
        ("一九九八", "1998"), ("十", "10"), ("两千零一", "2001"), ("一百五", "150"), ("三万五", "35000"),
        ("三万零五", "30005"), ("1.5万亿", "1500000000000"), ("萬億", "1000000000000"), ("1 703", "1703"), ("０．５", "0.5"),
    ],
)  # fmt: skip
def test_value(text: str, value: str) -> None:
    assert write(parse(text)) == value


def written(number: int) -> str:
    """Write a number in Chinese as a schoolbook does, by a way of its own: four digits at a time."""
    if number == 0:
        return "零"
    groups: list[str] = []
    for name in ("", "万", "亿", "万亿"):
        number, part = divmod(number, 10_000)
        groups.append(
            four(part, leading=number > 0) + name if part else "零" if number and groups and groups[-1] else ""
        )
    text = "".join(reversed(groups)).strip("零")
    return text.replace("零零", "零")


def four(part: int, *, leading: bool) -> str:
    text = ""
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, part = divmod(part, power)
        if digit:
            text += DIGITS[digit] + name
        elif (text or leading) and part and not text.endswith("零"):
            text += "零"
    return text


@given(st.integers(0, 9_999_999))
def test_inverts_a_writer(number: int) -> None:
    assert parse(written(number)) == number


@given(st.integers(0, 10**13))
def test_inverts_another_writer_to_ten_to_the_thirteen(number: int) -> None:
    assert parse(cn2an.an2cn(number)) == number
    assert parse(str(number)) == number
    assert parse(f"{number:,}") == number


@given(st.integers(1, 10**13))
def test_financial_numerals(number: int) -> None:
    assert parse(cn2an.an2cn(number, "up")) == number


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_decimals_are_exact(digits: int, places: int) -> None:
    value = Fraction(digits, 10**places)
    assert parse(write(value)) == value
    assert "e" not in write(value).lower()


@given(st.fractions())
def test_what_does_not_end_is_a_fraction(value: Fraction) -> None:
    assert Fraction(write(value)) == value
