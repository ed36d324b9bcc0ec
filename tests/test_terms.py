"""Terms: folding keeps places, numbers stay whole, and no input makes the tokenizer crawl."""

import sys
import time

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.numerals import parse, write
from index.terms import Tokenizer, lexicon

_TOKENIZER = Tokenizer()


def terms(text: str) -> list[str]:
    return [term.text for term in _TOKENIZER.terms(text)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("共23,876人", "23876"),
        ("突破2000亿元", "200000000000"),
        ("突破两千亿元", "200000000000"),
        ("突破２，０００亿元", "200000000000"),
        ("两千亿元", "亿元"),
        ("0.2万亿元", "200000000000"),
        ("一万五千人", "15000"),
        ("1万5千人", "15000"),
        ("三万零五人", "30005"),
        ("3.5万千瓦", "千瓦"),
        ("二十三日召开", "二十三日"),
        ("１２．８万元", "128000"),
        ("“十四五”时期", "十四五"),
        ("供暖訴求", "诉求"),
        ("ＧＤＰ增长", "gdp"),
        ("办理商转公业务", "商转公"),
        ("高新技术企业889家", "高新技术企业"),
        ("高新技术企业889家", "企业"),
    ],
)
def test_term(text: str, term: str) -> None:
    assert term in terms(text)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("二三级标准", "三级"),
        ("二十三日召开", "三日"),
        ("二十三日召开", "十三"),
        ("二〇二四年", "四年"),
        ("在2021年", "202"),
        ("两千亿元", "2000"),
        ("2021年", "2024"),
        ("10月", "0"),
        ("12.6万元", "2.6"),
        ("十二亿元", "200000000"),
        ("两三亿元", "300000000"),
        ("十五五开局", "十五"),
        ("统一万家商户", "10000"),
    ],
)
def test_a_piece_of_a_number_is_no_term(text: str, term: str) -> None:
    assert term not in terms(text)


@pytest.mark.parametrize("number", ["9" * 5000 + "万", "一" * 5000 + "亿", "1万" * 2000, "零万", "百万", "万亿"])
def test_what_is_no_number_is_left_alone(number: str) -> None:
    assert all(len(term.text) <= 5001 for term in _TOKENIZER.terms(number))


@given(st.integers(1, 9999), st.sampled_from(["万", "亿", "万亿"]))
def test_one_number_has_one_normal_form(number: int, scale: str) -> None:
    han = cn2an.an2cn(number)
    assert terms(f"{number}{scale}元") == terms(f"{han}{scale}元") == terms(f"{number:,}{scale}元")


@pytest.mark.parametrize("word", lexicon("words.txt"))
def test_lexicon_word_stays_whole(word: str) -> None:
    assert _TOKENIZER.fold(word) in terms(f"全市{word}增加")


@pytest.mark.parametrize("word", lexicon("stopwords.txt"))
def test_stop_word_is_no_term(word: str) -> None:
    assert word not in terms(word)


@given(st.text(max_size=80))
def test_folding_and_terms_keep_every_place(text: str) -> None:
    folded = _TOKENIZER.fold(text)
    assert len(folded) == len(text)
    assert "".join(_TOKENIZER.cut(text)) == text
    for term in _TOKENIZER.terms(text):
        printed = folded[term.start : term.end].replace(",", "")
        assert term.text == printed or term.text == write(parse(printed))


@settings(max_examples=50)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = _TOKENIZER.fold(text)
    assert _TOKENIZER.fold(once) == once


def test_a_question_and_an_article_get_the_same_terms() -> None:
    assert terms("衡水規模以上工業企業") == terms("衡水规模以上工业企业")


@pytest.mark.parametrize("char", ["龘", "a", "9", "，", "𠮷"])
def test_long_runs_are_cut_before_jieba(char: str) -> None:
    """Count jieba's calls instead of timing them: none gets more than 1,000 characters."""
    given_sizes: list[int] = []
    original = _TOKENIZER._jieba.cut

    def watched(text: str, HMM: bool = True) -> object:  # noqa: N803 - jieba's own name
        given_sizes.append(len(text))
        return original(text, HMM=HMM)

    _TOKENIZER._jieba.cut = watched
    try:
        assert "".join(_TOKENIZER.cut(char * 20_000)) == char * 20_000
    finally:
        _TOKENIZER._jieba.cut = original
    assert max(given_sizes) <= 1000


def test_no_cache_file_is_trusted(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marshal.load", lambda *_: sys.exit("jieba 读了缓存"))
    start = time.process_time()
    assert Tokenizer().fingerprint == _TOKENIZER.fingerprint
    assert time.process_time() > start
