"""Real text and real questions, cut into words: CMRC 2018 beside the project, else the project's own pages."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from index.terms import Tokenizer

ROOT = Path(__file__).resolve().parent.parent.parent
CMRC = ROOT.parent / "shared" / "data" / "bench" / "cmrc2018" / "dev"
PAGES = [ROOT / "data" / "articles", *(ROOT / "tests" / name for name in ("pages", "taught", "unseen"))]
ASKED = [ROOT / "data" / "questions", *PAGES]
_LONGEST = 250  # words of a page that are taken as one text
# signs alone are no words; stop words are
_WORD = re.compile(r"(?=.*[^\W_])[\w.+#&%-]+")


class Texts(NamedTuple):
    """Texts as lists of words, questions likewise, and where they are from."""

    title: str
    runs: list[list[str]]
    questions: list[list[str]]


def words_of(text: str, tokenizer: Tokenizer) -> list[str]:
    return [word for word in tokenizer.cut(tokenizer.fold(text)) if is_word(word)]


def is_word(word: str) -> bool:
    """Tell whether every engine can be made to take the word whole and unchanged."""
    return bool(_WORD.fullmatch(word)) and word == word.lower()


def read_texts(folder: Path, questions: int) -> Texts:
    """Return the texts of a folder with articles.jsonl and questions.jsonl, or of our own pages where there is none."""
    tokenizer = Tokenizer()
    if folder.is_dir():
        title = "CMRC 2018 dev" if folder == CMRC else f"{folder.parent.name}/{folder.name}"
        runs = [words_of(row["text"], tokenizer) for row in _rows(folder / "articles.jsonl")]
        asked = [folder / "questions.jsonl"]
    else:
        title, runs = "自带的版面", list(_page_runs(tokenizer))
        asked = sorted(path for each in ASKED for path in each.glob("*.jsonl"))
    every = list(dict.fromkeys(row["question"] for path in asked for row in _rows(path) if "question" in row))
    drawn = random.Random(0).sample(every, len(every))
    cut = (words_of(question, tokenizer) for question in drawn)
    return Texts(title, [run for run in runs if run], [each for each in cut if len(each) > 2][:questions])


def _page_runs(tokenizer: Tokenizer) -> Iterator[list[str]]:
    pages = sorted(path for folder in PAGES for path in folder.iterdir() if path.suffix in (".md", ".txt"))
    for page in pages:
        words = words_of(page.read_text(encoding="utf-8"), tokenizer)
        yield from (words[start : start + _LONGEST] for start in range(0, len(words), _LONGEST))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
