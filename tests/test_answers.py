"""The short answer given the right sentence: a row for each kind of question, over sentences of many fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer
from qa.answers.asked import asked
from qa.answers.choose import best_span, read_model
from qa.answers.spans import cut_sentence, pieces
from qa.numbers.read import read_quantities
from qa.question import understand
from qa.short_answer import short_answer
from qa.tables import read_table

ROWS = [
    # figures
    ("医院新增了多少张床位？", "医院新建病房楼2栋，新增床位320张，引进设备15台。", "320张"),
    ("这场雨一共下了多少毫米？", "受冷空气影响，全市普降小雨，平均降雨量12.5毫米。", "12.5毫米"),
    ("图书馆的藏书有多少册？", "图书馆面积3000平方米，藏书约12万册。", "约12万册"),
    ("森林覆盖率是多少？", "全县森林面积达到86万亩，森林覆盖率52.3%。", "52.3%"),
    ("去年的游客增长了多少？", "去年接待游客300万人次，增长15%。", "15%"),
    ("现在办证要几天？", "办证时间由15天缩短到3天。", "3天"),
    # what a change arrived at is what holds now; a time that is named is another matter
    ("办证要几天？", "办证时间由15天缩短到3天。", "3天"),
    ("院士有几个？", "该校组建6个院士团队，引进博士40名。", None),
    ("院士总共来了几个？", "先后引进工程师5名，集聚院士团队6个，与8名院士建立合作关系。", "8名"),
    ("大赛上几支队伍拿奖？", "组织744支创新团队参加大赛，125支队伍获奖。", "125支"),
    ("哪年能破两千亿？", "全市生产总值2024年达到1972亿元，预计2025年底突破2000亿元。", "2025年底"),
    ("北校原来叫什么？", "红星中学东校更名为红星中学北校。", "红星中学东校"),
    # a part has what is said of its whole; a characteristic character tells of two alike
    ("城镇改造了多少户？", "全年完成改造4200户，其中城镇1500户、农村2700户。", "1500户"),
    ("燃煤的窑关掉了几座？", "镇里关停了27座燃煤砖窑，改建电窑19座。", "27座"),
    ("剧场有几位演员代表？", "到会共21名，其中演员代表9名。", "9名"),
    # bounds belong together; what something came to in lists; what is not asked for is no word of the question
    ("超速要罚多少钱？", "超速者处200元以上500元以下罚款。", "200元以上500元以下"),
    ("乙类限额现在是多少？", "甲类、乙类年度限额分别由300元、500元提高到480元、720元。", "720元"),
    ("小学班有多少个（不是初中班）？", "新开初中班24个、小学班31个。", "31个"),
    ("进口和出口各是多少？", "全年出口33.2亿元，进口8.7亿元。", ("8.7亿元", "33.2亿元")),
    ("电梯多久检查一次？", "电梯每15天检查一次，合同签了10年。", "每15天"),
    # what the question says itself goes from before a title
    ("实施了哪部新的条例？", "实施新的《云溪县信访条例》，畅通了信访渠道。", "《云溪县信访条例》"),
    ("出台了哪部配套办法？", "出台配套办法《云溪县供水办法》，水费下降。", "《云溪县供水办法》"),
    # lists without the verb asked by, several by name, one level of a place
    ("县里培育了哪些产业？", "县里培育面粉加工、脱水蔬菜、饲料生产等产业。", "面粉加工、脱水蔬菜、饲料生产"),
    ("该市最大的三个贸易伙伴是谁？", "从市场看，东盟、欧盟、美国为前三大贸易伙伴。", "东盟、欧盟、美国"),
    ("西桥村归哪个镇管？", "青山县柳河镇西桥村的果园里一片繁忙。", "柳河镇"),
    # dates
    ("大桥是哪一年建成的？", "大桥于1998年10月建成通车。", "1998年"),
    ("大桥什么时候建成通车？", "大桥于1998年10月建成通车。", "1998年10月"),
    # persons
    ("医院的院长是谁？", "院长赵建国介绍，门诊楼已经启用。", "赵建国"),
    # what is done, why, whether, which of two
    ("护士们在病房里做什么？", "护士们正在病房里给病人量体温。", "给病人量体温"),
    ("学校为什么推迟开学？", "由于连降暴雨，学校推迟三天开学。", "连降暴雨"),
    ("补贴标准是上调还是下调？", "今年起，补贴标准全面上调，每亩增加20元。", "上调"),
    ("进公园要不要买门票？", "国庆期间，进公园无需买票。", "无需买票"),
]


def ask(question: str, sentence: str, tokenizer: Tokenizer) -> object:
    collection = Collection.of(make_sources(f"# 新闻\n\n{sentence}\n".encode(), path="page.md"), tokenizer)
    entry = next(entry for entry in collection.entries if collection.text(entry) == sentence)
    return short_answer(understand(question, tokenizer), collection, entry, sentence, read_quantities(sentence))[0]


@pytest.mark.parametrize(("question", "sentence", "answer"), ROWS)
def test_short_answer(question: str, sentence: str, answer: str | None, tokenizer: Tokenizer) -> None:
    assert ask(question, sentence, tokenizer) == answer


@pytest.mark.parametrize("row", read_table("asking.tsv"), ids=lambda row: str(row[2]))
def test_wh_words(row: tuple[str, ...], tokenizer: Tokenizer) -> None:
    assert asked(understand(row[2], tokenizer), tokenizer).asking == row[1]


_TEXT = st.text(
    st.sampled_from("2024年是由5家、和，。“”《》（）|12%万元公司李明说为了因 ab·第"), min_size=1, max_size=60
)


@given(question=_TEXT, text=st.one_of(_TEXT, st.text(min_size=1, max_size=60)))
def test_a_piece_is_always_a_piece(tokenizer: Tokenizer, question: str, text: str) -> None:
    quantities = read_quantities(text)
    best = best_span(understand(question, tokenizer), text, quantities, tokenizer)
    assert best is None or (0 <= best.start < best.end <= len(text) and 0 < best.score <= 1)


def test_words_join_back(tokenizer: Tokenizer) -> None:
    text = "2024年，“小巨人”企业增至1,286家（含3家试点）。"
    cut = cut_sentence(text, read_quantities(text), tokenizer)
    assert "".join(cut.word(i) for i in range(len(cut.bounds) - 1)) == tokenizer.fold(text)
    assert "1,286家" in {text[piece.start : piece.end] for piece in pieces(cut)}


def test_the_weights_know_these_columns(tokenizer: Tokenizer) -> None:
    from qa.answers.features import make_sheet

    text = "全县有5家企业。"
    sheet = make_sheet(understand("几家企业？", tokenizer), text, read_quantities(text), tokenizer, {})
    assert tuple(sheet.columns) == read_model().columns
