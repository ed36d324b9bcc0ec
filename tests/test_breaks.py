"""Paragraphs broken by a caption: rejoined where that is sure, left with an honest gap where it is not."""

import pytest
from conftest import read_text, units
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.records import Article, Source
from index.spans import text_of
from index.terms import Tokenizer

HEAD = "# 某市新闻\n\n本报讯（记者王小明）近日，某市召开大会，部署明年工作。\n\n"
BEFORE = "技术人员连续72小时监测温度和合龙口变化，每隔30分钟"
AFTER = "记录一次数据，最终把合龙误差控制在4毫米以内。"


def read(body: str, tokenizer: Tokenizer) -> tuple[Source, list[Article]]:
    return read_text(HEAD + body, tokenizer)


def sentences(source: Source, articles: list[Article]) -> list[str]:
    return [text_of(source.text, s.spans) for a in articles for u in a.units for s in u.sentences]


@pytest.mark.parametrize(
    ("before", "caption", "after"),
    [
        # a photographer's name on the line: a caption, whatever the words say
        (BEFORE, "在桥面上安装防风屏。秦小军 摄", AFTER),
        ("豫晟公司需要日供2000吨蒸汽，", "项目建设现场一派繁忙。宁晖 摄", "专班协调附近的热电厂铺设6公里管道。"),
        ("全市新增停车位，并对老旧小", "处理厂里一派繁忙。（市水务局供图）", "区进行改造，增设车棚。"),
        # a caption in brackets
        (
            "推广新品种新技术743项，培训农民",
            "（图为科技特派员在魔芋基地查看长势。 慕容川 摄）",
            "18.4万人次。晏小满说，效果很好。",
        ),
        # a break behind ； and ， and ：
        (
            "凡以“年审”“升级”名义要求缴费的均为诈骗；",
            "图为工作人员演示操作。冷溪 摄",
            "法定代表人更换手机后，须重新下载。",
        ),
        ("新政策把补贴标准提高到每亩20元，", "图为农户在签字。", "预计惠及农户1200户。"),
        ("市水务局负责人在会上向各县提出三条要求：", "图为会议现场。冷溪 摄", "管住水、用好水、护好水。"),
        # an office before the caption, the name behind it
        ("磁县住建局副局长", "工人在铺设雨水管道。贺国栋 摄", "韩继明表示，改造要听群众的。"),
        ("磁县住建局副局长", "工人在铺设雨水管道。", "韩继明表示，改造要听群众的。"),
        # somebody doing something, in the middle of a clause
        ("水温常年保持在26摄氏度左右，养殖户吴金枝正忙着", "吴金枝在查看虾苗长势。", "投喂饲料。这座温室去年投产。"),
    ],
)
def test_rejoined_around_a_caption(before: str, caption: str, after: str, tokenizer: Tokenizer) -> None:
    source, articles = read(f"{before}\n\n{caption}\n\n{after}", tokenizer)
    assert before + after in units(source, articles, "paragraph")
    assert not any(unit.lost_tail for article in articles for unit in article.units)
    assert any(text in caption for text in units(source, articles, "caption"))


@pytest.mark.parametrize(
    ("before", "here", "after"),
    [
        ("统计部门最新发布的数据显示，今年全市累计", "孩子们分拣苹果。", "培训农民4300人次。"),
        (BEFORE, "在桥面上安装防风屏。", AFTER),
        ("豫晟公司需要日供2000吨蒸汽，", "项目建设现场一派繁忙。", "专班协调附近的热电厂铺设6公里管道。"),
        ("每到周末，小区里，", "志愿者在为老人理发。", "该社区现有居民3200户。"),
        ("夜校开办以来，已有3200人报名，让", "一线职工在家门口学手艺。", "学校现有教师12名。"),
    ],
)
def test_what_is_doubtful_is_not_joined(before: str, here: str, after: str, tokenizer: Tokenizer) -> None:
    source, (article,) = read(f"{before}\n\n{here}\n\n{after}", tokenizer)
    assert {before, here, after} <= set(units(source, [article]))
    (broken,) = [unit for unit in article.units if text_of(source.text, unit.spans) == before]
    assert broken.lost_tail


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全年投资12", "3.6亿元全部到位，增长3%。"),
        ("今年以来，全市建成污水", "处理厂3座。"),
        ("拿出的用地指标，优先用于产业园区，", "让企业拿地即开工。"),
        ("手把手教她把购物小票拍照、", "语音录入。"),
    ],
)
def test_a_short_end_of_a_sentence_is_no_caption(one: str, other: str, tokenizer: Tokenizer) -> None:
    assert one + other in units(*read(f"{one}\n\n{other}\n\n今年，全市再建5座。", tokenizer), "paragraph")


@pytest.mark.parametrize(
    "body",
    [
        "会议提出三条意见：\n\n图为会议现场。冷溪 摄\n\n1．加强组织领导，落实责任。",
        "工作人员要做到以下几点：\n\n图为会议现场。冷溪 摄\n\n衣着整洁，用语文明。",
        "豫晟公司需要日供2000吨蒸汽，\n\n图为施工现场。\n\n近日，全市又有3家企业开工。",
    ],
)
def test_what_begins_anew_is_not_joined(body: str, tokenizer: Tokenizer) -> None:
    first, _, last = body.split("\n\n")
    assert {first, last} <= set(units(*read(body, tokenizer), "paragraph"))


WHO = ["志愿者", "工作人员", "果农", "孩子们", "技术员王强"]
WHERE = ["在社区广场", "在大棚里", "在车间", "在果园", ""]
DOES = ["为老人理发", "安装滴灌设备", "分拣苹果", "检修线路", "排练节目", "搬运化肥", "一派繁忙"]
LEAD = ["统计部门最新发布的数据显示，", "在各方面的共同努力之下，", ""]
TOPIC = ["全市", "该县", "这家企业", "村里", "项目投产后", "副局长周明说，"]
TELLS = ["建成高标准农田12.6万亩", "实现产值3.2亿元，增长8%", "培训农民4300人次", "把水费降到每吨2元；群众拍手称快"]
CREDITS = ["王小明 摄", "（市水务局供图）", ""]
_TOKENIZER = Tokenizer()


@st.composite
def broken_pages(draw: st.DrawFn) -> tuple[str, list[str], list[str]]:
    """Return a page with the sentences and the captions printed on it."""
    lines, told, captions = [], [], []
    for _ in range(draw(st.integers(1, 4))):
        sentence = "".join(draw(st.sampled_from(part)) for part in (LEAD, TOPIC, TELLS)) + "。"
        caption = draw(st.sampled_from(["图为", ""])) + "".join(
            draw(st.sampled_from(part)) for part in (WHO, WHERE, DOES)
        )
        cut = draw(st.integers(2, len(sentence) - 2))
        credit = draw(st.sampled_from(CREDITS))
        placed = draw(st.sampled_from(["inside", "before", "none", "own line"]))
        printed = f"{caption}。" + credit
        halves = [sentence[:cut], sentence[cut:]]
        if placed in ("before", "none"):
            lines += [printed, sentence] if placed == "before" else [sentence]
        else:
            lines += [halves[0], *([f"{caption}。", credit] if placed == "own line" else [printed]), halves[1]]
        told.append(sentence)
        captions.append(f"{caption}。")
    return HEAD + "\n\n".join(line for line in lines if line), told, captions


def is_of_one(quote: str, told: list[str]) -> bool:
    """Tell whether a quote is a given sentence or a piece of one."""
    return any(quote in given for given in told)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(broken_pages())
def test_no_quote_holds_text_of_two_sentences(page: tuple[str, list[str], list[str]]) -> None:
    text, told, captions = page
    source, articles = read_text(text, _TOKENIZER)
    for article in articles:
        for unit in article.units:
            if unit.kind in ("paragraph", "caption"):
                for sentence in unit.sentences:
                    quote = text_of(source.text, sentence.spans)
                    assert is_of_one(quote, [*told, *captions, HEAD]), quote
