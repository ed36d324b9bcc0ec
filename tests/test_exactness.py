"""The promise under everything: whatever the page, every text is what its spans cut out of the untouched source."""

import json
import re

from conftest import ASKED, SHARED, needs_shared, read_text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.collection import Collection
from index.errors import DataError
from index.records import Article, Source
from index.source import make_sources
from index.spans import length, text_of
from index.terms import Tokenizer
from qa.assistant import Assistant

WORDS = [
    "全市",
    "生产总值",
    "达到",
    "1972亿元",
    "同比增长",
    "5.6%",
    "项目",
    "建成",
    "污水处理厂",
    "3座",
    "工作人员",
    "正在",
    "检测",
    "设备",
    "近日",
    "记者",
    "从",
    "获悉",
    "（记者王小明）",
    "本报讯",
    "图为",
    "王小明",
    "摄",
    "𠮷野家",
    "１２．８万",
    "“十四五”",
    "《规划（2023—2025年）》",
    "**",
    "__",
    "<!--",
    "-->",
    "|",
    "---",
    "#",
    "##",
    "\u3000\u3000",
    "\t",
    "。",
    "，",
    "；",
    "！",
    "？",
    "”",
    "（下转第3版）",
    "来源：",
    "2025年11月12日",
    "一、",
    "等5家",
    "水",
    "：",
    "\u200b",
    "\u202e",
    "😀",
    "é",
]
fragments = st.one_of(
    st.sampled_from(WORDS), st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)
)
lines = st.lists(fragments, max_size=12).map("".join)
breaks = st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n\n", "\r"])
pages = st.lists(st.tuples(lines, breaks), max_size=12).map(lambda parts: "".join(a + b for a, b in parts))

_TOKENIZER = Tokenizer()


def check_units(source: Source, articles: list[Article]) -> None:
    taken = [0] * len(source.text)
    for article in articles:
        for unit in article.units:
            for start, end in unit.spans:
                taken[start:end] = [count + 1 for count in taken[start:end]]
            inside = "".join(text_of(source.text, sentence.spans) for sentence in unit.sentences)
            if unit.kind == "furniture":
                assert unit.sentences == ()
                continue
            # the sentences hold the unit's text, but for blanks between them
            assert re.sub(r"\s|[\ufeff\u200b-\u200d\u2060]", "", inside) == re.sub(
                r"\s|[\ufeff\u200b-\u200d\u2060]", "", text_of(source.text, unit.spans)
            )
            assert all(length(sentence.spans) for sentence in unit.sentences)
    assert max(taken, default=0) <= 1  # no character is in two units


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(pages)
def test_generated_page(page: str) -> None:
    try:
        source, articles = read_text(page, _TOKENIZER)
    except DataError:  # nothing but blanks
        assert not page.strip("\ufeff \t\r\n\u3000")
        return
    check_units(source, articles)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(pages, st.lists(fragments, min_size=1, max_size=6).map("".join))
def test_answers_on_a_generated_page(page: str, question: str) -> None:
    try:
        assistant = Assistant(Collection.of(make_sources(page.encode(), path="page.md"), _TOKENIZER))
    except DataError:
        return
    answer = assistant.answer(question)
    assert answer.model_dump_json()
    check_quotes(answer.model_dump(), {"page.md": page})


def check_quotes(answer: dict, texts: dict[str, str]) -> int:  # type: ignore[type-arg]
    """Hold every quote of an answer against the untouched text; return how many there are."""
    quotes = [*answer["quotes"], *answer["nearest"]]
    for quote in quotes:
        text = texts[quote["source"]["path"]]
        # the spans leave line breaks and emphasis marks out themselves, so this is plain equality
        assert quote["text"] == "".join(text[start:end] for start, end in quote["spans"])
        assert not re.search(r"[\r\n]", quote["text"])
        for quantity in quote["quantities"]:
            assert quote["text"][quantity["start"] : quantity["end"]] == quantity["text"]
    pieces = [answer["answer"]] if isinstance(answer["answer"], str) else answer["answer"] or []
    assert all(piece in answer["quotes"][0]["text"] for piece in pieces)
    return len(quotes)


def test_quotes_over_all_questions_of_the_invented_pages(tokenizer: Tokenizer) -> None:
    sources = [source for path in ASKED for source in make_sources(path.read_bytes(), path=path.name)]
    assistant = Assistant(Collection.of(sources, tokenizer))
    texts = {source.path: source.text for source in sources}
    questions = [
        json.loads(line)["question"]
        for path in ASKED
        for line in path.with_suffix(".jsonl").read_text("utf-8").splitlines()
    ]
    counts = [check_quotes(assistant.answer(question, top=5).model_dump(), texts) for question in questions]
    assert sum(counts) > len(questions)


@needs_shared
def test_quotes_over_all_questions_of_the_users_page(assistant: Assistant) -> None:
    page = (SHARED / "data" / "hengshui" / "page.md").read_text(encoding="utf-8")
    questions = (SHARED / "data" / "hengshui" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    answers = [assistant.answer(json.loads(line)["question"], top=10) for line in questions]
    assert len(answers) == 194
    assert sum(check_quotes(answer.model_dump(), {"hengshui.md": page}) for answer in answers) > 500
