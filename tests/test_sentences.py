"""Sentence cutting: by 。！？!? with what closes after them, and nothing else."""

import pytest

from index.pages.sentences import split_sentences
from index.spans import Span, text_of


def cut_up(text: str) -> list[str]:
    return [text_of(text, sentence.spans) for sentence in split_sentences(text, (Span(0, len(text)),))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["一句。", "两句！", "三句？", "四句"],
        ["他说：“好。”", "大家笑了。"],
        ["完成投资12.6亿元，增长3.5%；其中工业8.1亿元。", "下一句。"],
        ["真的？！", "是的……没错。"],
        ["（全国共12项。）", "后面。"],
        ["He said yes!", "再见?"],
        ["「梵語如此。」", "繁體。"],
        ["没有句号的一行"],
        # no title is cut, and no bracket before it closes
        ["他读了《谁动了我的奶酪？》一书。", "后面。"],
        ["全国（含港澳！含台湾）共12项。", "后面。"],
        # the mark of a note belongs to the sentence it follows
        ["学校创办于1950年。[1]", "占地10亩。"],
        ["已经建成。〔注2〕[3]", "后面。"],
        ["已经建成！³", "后面。"],
        ["见云政发〔2024〕5号。", "后面。"],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    assert cut_up("".join(sentences)) == sentences


def test_blanks_between_sentences_belong_to_none() -> None:
    assert cut_up("一句。　 两句。\n") == ["一句。", "两句。"]
