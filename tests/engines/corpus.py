"""Passages made of real words by a seed, kept as numbers: those of a smaller size are the first of a larger one.

A passage is 60 to 120 words: two windows of one real text and one of another, 35 % of the words replaced by draws,
six in ten by the frequencies of jieba's dictionary, four by those of the texts. So the vocabulary grows with the
passages, and common words are as common as in real text.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from engines.texts import Texts, is_word
from index.segmenter import Segmenter

SEED = 2018
BLOCK = 10_000  # passages made at once, each block by a seed of its own
_STEP = 500  # passages turned into words at once
_REPLACED, _OF_DICTIONARY = 0.35, 0.6
Numbers = npt.NDArray[np.int64]


class Real(NamedTuple):
    """The texts as numbers of words in one row, where each starts and its length."""

    words: npt.NDArray[np.uint32]
    starts: Numbers
    lengths: Numbers


class Documents:
    """The first passages as lists of words, made as they are walked through, each time anew."""

    def __init__(self, folder: Path, size: int) -> None:
        self._vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        self._blocks = (folder, size)
        self.size = size
        self.spent = 0.0  # seconds of processor that making them took

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[list[str]]:
        for _, words, lengths in blocks(*self._blocks, step=_STEP):
            start = time.thread_time()
            text = [self._vocabulary[number] for number in words.tolist()]
            ends = np.cumsum(lengths).tolist()
            made = [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]
            self.spent += time.thread_time() - start
            yield from made


def blocks(
    folder: Path, size: int, *, step: int = BLOCK
) -> Iterator[tuple[int, npt.NDArray[np.uint32], npt.NDArray[np.uint32]]]:
    """Yield the first `size` passages by `step`: the number of the first, the words of all in one row, their lengths."""
    lengths = np.fromfile(folder / "lengths.u32", dtype=np.uint32)[:size]
    words = np.memmap(folder / "words.u32", dtype=np.uint32, mode="r")
    at = 0
    for first in range(0, size, step):
        some = lengths[first : first + step]
        end = at + int(some.sum())
        yield first, np.asarray(words[at:end]), some
        at = end


def make_corpus(texts: Texts, passages: int, folder: Path) -> None:
    """Write the passages, the vocabulary and the questions into the folder."""
    frequencies = {word: n for word, n in Segmenter().FREQ.items() if is_word(word)}
    counted = Counter(word for run in texts.runs for word in run)
    vocabulary = sorted(frequencies | counted)
    (folder / "vocabulary.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    (folder / "questions.json").write_text(json.dumps(texts.questions, ensure_ascii=False), encoding="utf-8")
    weights = _OF_DICTIONARY * _shares(frequencies, vocabulary) + (1 - _OF_DICTIONARY) * _shares(counted, vocabulary)
    numbers = {word: number for number, word in enumerate(vocabulary)}
    real = _real([[numbers[word] for word in run] for run in texts.runs])
    with (folder / "words.u32").open("wb") as words, (folder / "lengths.u32").open("wb") as lengths:
        for first in range(0, passages, BLOCK):
            made, sizes = _block(real, np.cumsum(weights), np.random.default_rng([SEED, first]))
            sizes = sizes[: passages - first]
            made[: sizes.sum()].tofile(words)
            sizes.astype(np.uint32).tofile(lengths)


def _shares(counts: dict[str, int], vocabulary: Sequence[str]) -> npt.NDArray[np.float64]:
    found = np.array([counts.get(word, 0) for word in vocabulary], dtype=np.float64)
    return found / found.sum()


def _real(runs: Sequence[Sequence[int]]) -> Real:
    lengths = np.array([len(run) for run in runs])
    flat = np.fromiter((number for run in runs for number in run), dtype=np.uint32)
    return Real(flat, np.cumsum(lengths) - lengths, lengths)


def _block(
    real: Real, cumulated: npt.NDArray[np.float64], draw: np.random.Generator
) -> tuple[npt.NDArray[np.uint32], Numbers]:
    sizes = np.clip(np.rint(draw.normal(89.6, 15, BLOCK)), 60, 120).astype(np.int64)
    own, other = draw.integers(len(real.starts), size=(2, BLOCK))
    part = sizes * 2 // 5
    windows = np.stack([part, part, sizes - 2 * part], axis=1).ravel()
    texts = np.stack([own, own, other], axis=1).ravel()
    begins = draw.integers(1 << 31, size=len(windows)) % np.maximum(real.lengths[texts] - windows + 1, 1)
    of = np.repeat(np.arange(len(windows)), windows)
    within = np.arange(len(of)) - np.repeat(np.cumsum(windows) - windows, windows)
    # a text shorter than its window goes round
    words = real.words[real.starts[texts][of] + (begins[of] + within) % real.lengths[texts][of]]
    replaced = draw.random(len(words)) < _REPLACED
    drawn = np.searchsorted(cumulated, draw.random(int(replaced.sum())) * cumulated[-1], side="right")
    words[replaced] = np.minimum(drawn, len(cumulated) - 1)
    return words, sizes
