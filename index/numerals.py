"""Numerals and their exact values: Arabic, full-width, Chinese, financial, and mixtures of them."""

import re
import unicodedata
from fractions import Fraction

# 两 and ○ have no value in Unicode's table; everything else comes from it
_SINGLE = "零〇○一二三四五六七八九两兩壹贰貳叁參叄肆伍陆陸柒捌玖"
_POWERS = "十百千万亿拾佰仟萬億"
_VALUES = {char: int(unicodedata.numeric(char, {"两": 2, "○": 0}.get(char, 0))) for char in _SINGLE + _POWERS}
LONGEST = 40  # characters: no paper prints a longer numeral

DIGIT = "[0-9０-９]"
ARABIC = rf"(?:{DIGIT}{{1,3}}(?:,{DIGIT}{{3}})+(?![0-9０-９])|[０-９]{{1,3}}(?:，[０-９]{{3}})+(?![０-９])|[0-9]{{1,3}}(?:[ \u2009'’][0-9]{{3}})+(?![0-9])|{DIGIT}+)(?:[.．·]{DIGIT}+)?"
# 1.2.3亿 and 1,2 are no numerals: better nothing than a part of one
ARABIC = rf"(?<![0-9][.,]){ARABIC}(?![.,][0-9])"
# 千 before 瓦, 克, 米 … is a prefix of the unit
POWER = r"(?:[十百万亿拾佰萬億]|[千仟](?![瓦克米卡伏赫帕焦兆]))"
_CHINESE_DIGIT = f"[{_SINGLE}]"
CHINESE = rf"(?:{_CHINESE_DIGIT}|{POWER})+(?:点{_CHINESE_DIGIT}+{POWER}*)?"
NUMERAL = rf"(?:{ARABIC}|{CHINESE})"


def is_arabic(text: str) -> bool:
    """Tell whether a numeral begins with an Arabic digit."""
    return unicodedata.normalize("NFKC", text[0]).isdecimal()


def parse(text: str) -> Fraction:
    """Return the exact value of a numeral: 1703亿, １２．８万, 1万5千, 二百三十, 二〇二五, 二点五, 壹仟贰佰.

    Raises:
        ValueError: it is no numeral.
    """
    plain = re.sub(r"[,，\s'’\u2009]", "", text)
    if not plain:
        raise ValueError(text)
    if not is_arabic(plain):
        return _chinese(plain)
    total = Fraction(0)
    for number, powers in re.findall(rf"({DIGIT}+(?:[.．·]{DIGIT}+)?)([{_POWERS}]*)", plain):
        total += Fraction(unicodedata.normalize("NFKC", number).replace("·", ".")) * scale(powers)
    return total


def scale(powers: str) -> int:
    """Return what a run of powers multiplies by: 万亿 is 10^12."""
    product = 1
    for char in powers.strip():
        product *= _VALUES[char]
    return product


def _chinese(text: str) -> Fraction:
    whole, _, rest = text.partition("点")
    powers = re.search(f"[{_POWERS}]*$", rest).group()  # type: ignore[union-attr]
    fraction = rest[: len(rest) - len(powers)]
    if fraction:  # 四十三点五亿
        digits = "".join(str(_VALUES[char]) for char in fraction)
        return (_whole(whole) + Fraction(int(digits), 10 ** len(digits))) * scale(powers)
    return Fraction(_whole(whole))


def _whole(text: str) -> int:
    if not any(char in _POWERS for char in text):
        return int("".join(str(_VALUES[char]) for char in text))  # 二〇二五
    return _section(text)


def _section(text: str) -> int:
    """Return the value of a numeral with powers: what stands before 亿, then before 万, then the rest."""
    for mark in ("亿億", "万萬"):
        at = max(text.rfind(char) for char in mark)
        if at >= 0:
            high, low = text[:at], text[at + 1 :]
            value = _VALUES[text[at]]
            return (_section(high) if high else 1) * value + _low(low, value)
    value = digit = 0
    last = 1
    for char in text:
        if char in _POWERS:
            last = _VALUES[char]
            value += (digit or 1) * last
            digit = 0
        else:
            digit = _VALUES[char]
            last = 1 if not digit else last
    return value + digit * (last // 10 if last >= 100 else 1)


def _low(text: str, power: int) -> int:
    """Return what stands after 万 or 亿: 三万五 is 35,000, 三万零五 is 30,005."""
    if len(text) == 1 and text in _SINGLE and _VALUES[text]:
        return _VALUES[text] * power // 10
    return _section(text) if text else 0


def write(value: Fraction) -> str:
    """Return a value as a decimal string without exponent, `a/b` where it does not end."""
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return ("-" if value < 0 else "") + text
