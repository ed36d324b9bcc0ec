"""jieba's dictionary in a small form: the same words, the same cuts; kept between runs and never trusted damaged."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import jieba
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from index import dictionary
from index.dictionary import Dictionary
from index.segmenter import Segmenter
from index.terms import lexicon

WORDS = lexicon("words.txt")
TEXTS = [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "pages").glob("*.md"))]


@pytest.fixture(scope="module")
def plain() -> jieba.Tokenizer:
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in WORDS:
        tokenizer.add_word(word)
    return tokenizer


@pytest.fixture(scope="module")
def small() -> Segmenter:
    return Segmenter(WORDS)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(dictionary, "user_cache_path", lambda name: tmp_path / name)
    yield tmp_path / "youju" / "dictionaries"


def test_the_words_are_jiebas(plain: jieba.Tokenizer, small: Segmenter) -> None:
    assert dict(small.FREQ.items()) == {word: frequency for word, frequency in plain.FREQ.items() if frequency}
    assert (small.total, small.FREQ.longest) == (plain.total, max(map(len, plain.FREQ)))
    assert [small.FREQ.get(word) for word in ("衡", "衡水", "衡水是", "", "\ud800", "\0")] == [
        *(plain.FREQ.get(word) for word in ("衡", "衡水")),
        *[None] * 4,
    ]


@pytest.mark.parametrize("hmm", [True, False])
def test_the_cuts_are_jiebas(plain: jieba.Tokenizer, small: Segmenter, hmm: bool) -> None:
    assert TEXTS
    for text in TEXTS:
        assert small.lcut(text, HMM=hmm) == plain.lcut(text, HMM=hmm)


@given(st.text(st.sampled_from("衡水市的生产总值在一二十研究所长春药店aB1.%-﹐ \n𠀀"), max_size=40))
def test_any_text_is_cut_as_by_jieba(plain: jieba.Tokenizer, small: Segmenter, text: str) -> None:
    assert small.lcut(text) == plain.lcut(text)


def made() -> Dictionary:
    return Dictionary.of({"衡": 3, "衡水": 70_000, "衡水市": 0, "𠀀": 1}, 70_004)


def never() -> Dictionary:
    raise AssertionError("made again")


def test_what_is_kept_is_the_same(cache: Path) -> None:
    first, again = dictionary.kept("k", made), dictionary.kept("k", never)
    assert dict(again.items()) == dict(first.items()) == {"衡": 3, "衡水": 70_000, "𠀀": 1}
    assert (again.total, again.longest) == (first.total, first.longest) == (70_004, 3)
    assert [*again.beginning("衡水市")] == [("衡", 3), ("衡水", 70_000)]
    assert [path.name for path in cache.iterdir()] == ["k"]


@pytest.mark.parametrize("at", range(0, 200, 7))
def test_a_damaged_one_is_made_again(cache: Path, at: int) -> None:
    dictionary.kept("k", made)
    whole = (cache / "k").read_bytes()
    (cache / "k").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] if at % 2 else whole[:at])
    assert dict(dictionary.kept("k", made).items()) == dict(made().items())
    assert (cache / "k").read_bytes() == whole


def test_without_a_cache_folder(cache: Path) -> None:
    cache.parent.write_text("somebody's")
    assert dict(dictionary.kept("k", made).items()) == dict(made().items())
    assert cache.parent.read_text() == "somebody's"


def test_something_else_in_its_place(cache: Path) -> None:
    (cache / "k" / "somebody's").mkdir(parents=True)
    assert dict(dictionary.kept("k", made).items()) == dict(made().items())
    assert [path.name for path in cache.rglob("*")] == ["k", "somebody's"]


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def of_all(path: Path) -> None:
    dictionary.kept("k", made)
    path.chmod(0o666)
    data = Dictionary.of({"坏": 1}, 1).to_bytes()
    path.write_bytes(hashlib.sha256(data).digest() + data)


def of_another_program(path: Path) -> None:
    path.write_bytes(hashlib.sha256(b"").digest())


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("put", [a_pipe, of_all, of_another_program, endless])
def test_what_is_not_ours_is_not_read(cache: Path, put: Callable[[Path], None]) -> None:
    cache.mkdir(parents=True)
    put(cache / "k")
    assert dict(dictionary.kept("k", made).items()) == dict(made().items())
    assert dict(dictionary.kept("k", never).items()) == dict(made().items())


def test_a_user_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(_: str) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr(dictionary, "user_cache_path", nowhere)
    assert dict(dictionary.kept("k", made).items()) == dict(made().items())


def test_few_are_kept(cache: Path) -> None:
    for number in range(7):
        dictionary.kept(str(number), made)
    assert sorted(path.name for path in cache.iterdir()) == ["3", "4", "5", "6"]


def test_a_question_loads_no_phrases() -> None:
    script = (
        "import sys; from qa.sounds import Sounds; table = Sounds();"
        "print(*['衡水路'.translate(table) == '恒税路'.translate(table),"
        " any(name.startswith('pypinyin') for name in sys.modules)])"
    )
    said = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["True", "False"]
