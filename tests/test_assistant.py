"""Answers as an editor reads them: golden answers, refusals with their reasons, and the same path explained."""

from pathlib import Path

import pytest
from conftest import ASKED, PAGES, QUESTIONS, SHARED, measure, needs_shared, read_jsonl, read_text

from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer
from qa.assistant import Assistant

PAGE = """# 甲市经济运行平稳

甲市经济平稳增长。2024年，全市生产总值达到500亿元，同比增长5%。

本报讯（记者王小明 通讯员李强）记者从统计局获悉，甲市经济平稳增长。全市生产总值达到500亿元，同比增长5%。

全市高新技术企业从2021年的80家增加到2024年的超120家。新建学校3所、医院2所，新增床位1200张。审批时间由10天压缩到3天。

各县产值情况

| 县 | 产值（亿元） |
|---|---|
| 乙县 | 30.5 |
| 丙县 | 40.2 |
"""


@pytest.fixture(scope="module")
def small(tokenizer: Tokenizer) -> Assistant:
    return Assistant(Collection.of(make_sources(PAGE.encode(), path="page.md"), tokenizer))


@pytest.mark.parametrize(
    ("question", "answer", "sentence"),
    [
        ("甲市2021年有多少家高企？", "80家", "全市高新技术企业从2021年的80家增加到2024年的超120家。"),
        ("甲市2024年有多少家高新技术企业", "超120家", "全市高新技术企业从2021年的80家增加到2024年的超120家。"),
        # last year is not one of the two years named: no figure is better than the wrong one
        ("去年甲市有多少家高新技术企业", None, "全市高新技术企业从2021年的80家增加到2024年的超120家。"),
        ("审批现在要几天", "3天", "审批时间由10天压缩到3天。"),
        ("审批原来要几天", "10天", "审批时间由10天压缩到3天。"),
        ("审批要几天", "3天", "审批时间由10天压缩到3天。"),
        ("新建了几所医院？", "2所", "新建学校3所、医院2所，新增床位1200张。"),
        ("这篇报道是哪些记者写的？", ("王小明", "李强"), "本报讯（记者王小明 通讯员李强）"),
        ("乙县产值是多少", "30.5", "| 乙县 | 30.5 |"),
    ],
)
def test_golden(small: Assistant, question: str, answer: object, sentence: str) -> None:
    given = small.answer(question)
    assert (given.status, given.quotes[0].text) == ("answered", sentence)
    assert given.answer == answer


@pytest.mark.parametrize(
    ("question", "code", "words"),
    [
        ("石家庄生产总值是多少？", "place_not_covered", "石家庄"),
        ("2019年甲市高新技术企业有多少家？", "time_not_covered", "2019年"),
        ("甲市大赛的冠军是谁？", "entity_not_covered", "冠军"),
        ("", "empty_question", "没有问题"),
        ("？？！", "empty_question", "没有问题"),
        ("龘" * 513, "bad_question", "513"),
        ("甲\0市", "bad_question", "NUL"),
        ("甲\ud800市", "bad_question", "UTF-8"),
    ],
)
def test_refusal(small: Assistant, question: str, code: str, words: str) -> None:
    given = small.answer(question)
    assert (given.status, given.answer, given.quotes) == ("no_answer", None, ())
    assert given.reason
    assert given.reason.code == code
    assert words in given.reason.message
    assert given.model_dump_json().encode()


def test_near_misses_stand_beside_a_refusal(small: Assistant) -> None:
    nearest = small.answer("2019年甲市高新技术企业有多少家？").nearest
    assert nearest[0].text == "全市高新技术企业从2021年的80家增加到2024年的超120家。"


def test_a_sentence_printed_twice_appears_once(small: Assistant) -> None:
    given = small.answer("甲市生产总值达到多少？", top=5)
    printed = [quote for quote in given.quotes if "500亿元" in quote.text]
    assert len(printed) == 1
    # the body is quoted, the deck above the byline that it repeats is named beside it
    assert printed[0].text == "全市生产总值达到500亿元，同比增长5%。"
    assert [place.spans[0][0] for place in printed[0].also] == [PAGE.index("2024年，全市")]


def test_the_example_of_the_contract(assistant: Assistant) -> None:
    given = assistant.answer("2024年衡水GDP是多少？")
    quote = given.quotes[0]
    assert (given.status, given.answer, given.quantity and given.quantity.value) == (
        "answered",
        "1972亿元",
        "197200000000",
    )
    assert (quote.spans, quote.paragraph, quote.sentence) == (((291, 375),), 1, 1)
    assert quote.article.byline == ("卢婉凤",)
    assert [(place.source, place.spans) for place in quote.also] == [("hengshui.md", ((85, 177),))]
    (figure,) = [q for q in quote.quantities if q.text == "1972亿元"]
    assert (figure.start, figure.end, figure.kind, figure.unit, figure.qualifier) == (28, 34, "money", "元", "exact")


def test_a_row_brings_its_header(small: Assistant) -> None:
    quote = small.answer("乙县产值是多少").quotes[0]
    assert (quote.kind, quote.context) == ("table_row", "各县产值情况| 县 | 产值（亿元） |")


def test_a_lost_head_and_a_repaired_order_are_said(tokenizer: Tokenizer) -> None:
    text = "# 甲市供暖\n\n本报讯（记者王小明）供暖开始了。\n\n等5家园区入选省级试点。\n\n\n\n检测设备。乙站工作人员正在"
    assistant = Assistant(Collection.of([read_text(text, tokenizer)[0]], tokenizer))
    assert "开头" in (assistant.answer("哪些园区入选试点").quotes[0].note or "")
    assert "颠倒" in (assistant.answer("乙站工作人员在检测什么设备").quotes[0].note or "")


@pytest.mark.parametrize(
    ("text", "question", "said"),
    [
        (
            "甲市报告\n\n一年来，全市共建成便民服务站\n－ 4 －\n36个，群众普遍欢迎。\n",
            "建成便民服务站多少个",
            "页码、页眉一类（－4－）",
        ),
        (
            "# 甲市报\n\n本报讯（记者王小明）甲市新增停车位，并对老旧小\n\n图为施工现场。冷溪 摄\n\n区进行改造，增设车棚8个。\n",
            "增设车棚多少个",
            "别的文字（图为施工现场。冷溪摄）",
        ),
        ("甲市报告\n\n一年来，全市完成投资1\n－ 4 －\n3.2亿元，同比增长8.6%。\n", "同比增长多少", "开头"),
    ],
)
def test_what_is_left_out_is_said(text: str, question: str, said: str, tokenizer: Tokenizer) -> None:
    answer = Assistant(Collection.of([read_text(text, tokenizer)[0]], tokenizer)).answer(question)
    assert said in (answer.quotes[0].note or "")


@pytest.mark.parametrize("question", ["衡水2021年GDP", "石家庄GDP", "谁写的公积金那篇稿子", "", "景县有几辆抢修车"])
def test_explain_ends_in_the_same_answer(assistant: Assistant, question: str) -> None:
    explained = assistant.explain(question)
    assert explained.answer == assistant.answer(question)
    assert explained.refusal == explained.answer.reason


def test_same_question_same_bytes(assistant: Assistant, embedded: Collection) -> None:
    rebuilt = Assistant(Collection.of(embedded.sources, Tokenizer()))
    for question in ("衡水2021年GDP", "哪里举行了焊工大赛", "2019年GDP"):
        assert assistant.answer(question).model_dump_json() == rebuilt.answer(question).model_dump_json()


def test_floors_on_the_users_page(assistant: Assistant) -> None:
    report = measure(assistant.collection, QUESTIONS)
    assert report["quote@1"] >= 0.93
    assert report["quote@3"] >= 0.98
    assert report["refusal_precision"] >= 0.95


def test_broken_sentences_are_quoted_whole(assistant: Assistant) -> None:
    rows = [row for row in read_jsonl(QUESTIONS) if "broken_sentence" in row["tags"]]
    assert len(rows) == 4
    for row in rows:
        quote = assistant.answer(row["question"]).quotes[0]
        assert quote.text in row["sentences"]
        assert len(quote.spans) == 2


@needs_shared
def test_floors_with_two_cities_loaded(tokenizer: Tokenizer) -> None:
    pages = [SHARED / "data" / name / "page.md" for name in ("hengshui", "cangzhou")]
    sources = [s for page in pages for s in make_sources(page.read_bytes(), path=f"{page.parent.name}/page.md")]
    both = Collection.of(sources, tokenizer)
    cangzhou = measure(both, SHARED / "data" / "cangzhou" / "questions.jsonl")
    hengshui = measure(both, SHARED / "data" / "hengshui" / "questions.jsonl")
    assert cangzhou["quote@1"] >= 0.88
    assert hengshui["quote@1"] >= 0.91
    assert hengshui["refusal_f1"] >= 0.90


def test_floors_over_all_invented_pages_pooled(tokenizer: Tokenizer, tmp_path: Path) -> None:
    sources = [source for path in PAGES for source in make_sources(path.read_bytes(), path=path.name)]
    questions = tmp_path / "pooled.jsonl"
    questions.write_bytes(b"".join(path.with_suffix(".jsonl").read_bytes() for path in ASKED))
    report = measure(Collection.of(sources, tokenizer), questions)
    assert report["questions"] == 1009
    assert report["quote@1"] >= 0.90
    assert report["quote@3"] >= 0.92
    assert report["refusal_precision"] >= 0.86
    assert report["refusal_f1"] >= 0.80
