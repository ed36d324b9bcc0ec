"""A time cut to what is asked for."""

import pytest

from qa.answers.grain import of_grain

ROWS = [
    ("讲座几月开始", "2025年5月21日", "5月"),
    ("讲座是几月几日开始的", "5月21日", "5月21日"),
    ("讲座是哪个月办的", "十一月三日", "十一月"),
    ("大桥是哪一年建成的", "1998年10月", "1998年"),
    ("大桥是哪一年建成的", "1998年底", "1998年底"),
    ("从哪一年开始留学", "1917年至1919年", "1917年"),
    ("展览什么时候结束", "9月25日至28日", "28日"),
    ("展览是什么时候", "9月25日至28日", "9月25日至28日"),
    ("何时传入", "到了18世纪", "18世纪"),
    ("何时传入", "早在1912年", "1912年"),
    ("哪天开工", "11月11日", "11月11日"),
]


@pytest.mark.parametrize(("question", "piece", "cut"), ROWS)
def test_the_part_asked_for(question: str, piece: str, cut: str) -> None:
    sentence = f"该项目{piece}完成。"
    start, end = of_grain(question, sentence, 3, 3 + len(piece))
    assert sentence[start:end] == cut
