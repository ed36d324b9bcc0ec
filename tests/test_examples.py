"""The first questions: each of another article where there are several, and each is answered."""

from pathlib import Path

import pytest
from conftest import PAGES, load_page

from index.collection import Collection
from index.terms import Tokenizer
from qa.assistant import Assistant
from qa.examples import EXAMPLES, examples


def test_each_is_answered(assistant: Assistant) -> None:
    questions = examples(assistant)
    assert len(questions) == EXAMPLES
    answers = [assistant.answer(question) for question in questions]
    assert all(answer.answer is not None for answer in answers)
    assert len({answer.quotes[0].article.id for answer in answers}) >= 2


@pytest.mark.parametrize("path", PAGES[:6], ids=lambda path: path.stem)
def test_on_other_pages(path: Path, tokenizer: Tokenizer) -> None:
    source, _ = load_page(path, tokenizer)
    assistant = Assistant(Collection.of([source], tokenizer))
    questions = examples(assistant)
    assert questions
    assert all(assistant.answer(question).answer is not None for question in questions)


def test_an_article_without_figures_gives_none(tokenizer: Tokenizer, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# 春天来了\n\n花都开了。人们走出家门。\n", encoding="utf-8")
    source, _ = load_page(page, tokenizer)
    assert examples(Assistant(Collection.of([source], tokenizer))) == ()
