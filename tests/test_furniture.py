"""Page furniture and notes told from text: every form between the halves of a sentence, and what is none."""

import pytest
from conftest import read_text

from index.pages.page import read_page
from index.records import Unit
from index.source import make_sources
from index.spans import text_of
from index.terms import Tokenizer

FORMS = [
    "4", "    4", "－4－", "－ 4 －", "— 4 —", "- 4 -", "–4–", "·4·", "~4~", "4/20", "4 / 20", "第4页", "第 4 页", "第四页",
    "第 4 页 共 20 页", "第4页，共20页", "第4页/共20页", "共20页 第4页", "页码：4", "Page 4", "Page 4 of 20", "P. 4", "4 of 20",
    "| 4", "4 |", "    [4]", "    IV",
]  # fmt: skip


def units(text: str, tokenizer: Tokenizer, kind: str) -> list[str]:
    source, articles = read_text(text, tokenizer)
    return [text_of(source.text, unit.spans) for article in articles for unit in article.units if unit.kind == kind]


@pytest.mark.parametrize("around", ["{}\n", "\n{}\n\n", "\n\n{}\n\f"])
@pytest.mark.parametrize("form", FORMS)
def test_a_page_number_goes_into_no_figure(form: str, around: str, tokenizer: Tokenizer) -> None:
    above = "全县狠抓项目建设，全年累计完成固定资产投资"
    text = f"云溪县报告\n\n{above}\n{around.format(form)}3.2亿元，比上年增长8.6%。\n"
    assert units(text, tokenizer, "paragraph") == [f"{above}3.2亿元，比上年增长8.6%。"]
    assert units(text, tokenizer, "furniture") == [form.strip()]


@pytest.mark.parametrize(
    ("above", "below", "left", "right"),
    [
        ("全年完成投资1", "3.2亿元，增长8%。", "全年完成投资", "，增长8%。"),
        ("油料产量增产3.", "2%；茶叶增产7%。", "油料产量增产", "；茶叶增产7%。"),
        ("完成投资12", "亿元，增长8%。", "完成投资", "，增长8%。"),
        ("全市有学校三", "十五所，教师两千人。", "全市有学校", "，教师两千人。"),
        ("增速保持在3%—", "5%，好于预期。", "增速保持在", "，好于预期。"),
        ("人口达到1,", "234万人，增长1%。", "人口达到", "，增长1%。"),
    ],
)
def test_a_torn_figure_is_read_on_neither_side(
    above: str, below: str, left: str, right: str, tokenizer: Tokenizer
) -> None:
    source, (article,) = read_text(f"云溪县报告\n\n在各方面的共同努力下，{above}\n－ 4 －\n{below}\n", tokenizer)
    marks = {text_of(source.text, u.spans): (u.lost_head, u.lost_tail) for u in article.units if u.kind == "paragraph"}
    assert marks == {f"在各方面的共同努力下，{left}": (False, True), right: (True, False)}


@pytest.mark.parametrize(
    "text",
    [
        "空气中PM\n10\n平均浓度下降4%。",  # a subscript
        "覆盖面积68.3km\n2\n，总库容65万立方米。",
        "指标\n2024年\n312\n98\n",  # cells of a table, one a line
        "《云溪县条例》（第\n10\n号）公布。",
        "2024\n\n政府工作报告",  # a year
        "一、2024年工作回顾",
        "4月20日",
        "4/20的学生参加。",
    ],
)
def test_what_is_no_furniture(text: str, tokenizer: Tokenizer) -> None:
    assert units(f"云溪县报告\n\n{text}\n", tokenizer, "furniture") == []


HEADS = [
    ("云溪县报告\n\n{}\n第 4 页 共 20 页\n云溪县报告\n{}\n", ["第 4 页 共 20 页", "云溪县报告"]),
    (
        "云溪县报告\n\n{}\n云溪县报告    4\n{}\n再往后看。\n云溪县报告    5\n完。\n",
        ["云溪县报告    4", "云溪县报告    5"],
    ),
    ("内部资料 注意保存\n云溪县报告\n\n{}\n内部资料 注意保存\n{}\n", ["内部资料 注意保存"] * 2),
    ("云溪县报告\n\n{}\nhttps://www.yunxi.example/a.html  1/2\n\f{}\n", ["https://www.yunxi.example/a.html  1/2"]),
    ("县报第四期\n云溪县报告\n\n{}\n县报第四期\n{}\n又一句。\n县报第四期\n完。\n", ["县报第四期"] * 3),
]


@pytest.mark.parametrize(("page", "furniture"), HEADS)
def test_running_heads(page: str, furniture: list[str], tokenizer: Tokenizer) -> None:
    above, below = "一年来，我们在各乡镇共建成养老服务站", "36个，方便老人就近吃饭。"
    assert above + below in units(page.format(above, below), tokenizer, "paragraph")
    assert units(page.format(above, below), tokenizer, "furniture") == furniture


def test_line_numbers(tokenizer: Tokenizer) -> None:
    lines = ["云溪县报告", "全县完成投资3.2亿元，", "比上年增长8.6%，", "新建学校2所，", "医院1所，", "公园5个。"]
    numbered = "\n".join(f"{number}  {line}" for number, line in enumerate(lines, 1)) + "\n"
    assert units(numbered, tokenizer, "furniture") == [str(number) for number in range(1, 7)]
    assert "".join(units(numbered, tokenizer, "paragraph")) == "".join(lines[1:])


def test_notes_at_the_foot_of_a_page(tokenizer: Tokenizer) -> None:
    text = "云溪县报告\n\n一年来，我们在各乡镇共建成\n[1] 数据来自县民政局。\n－ 4 －\n养老服务站36个。\n"
    assert units(text, tokenizer, "footnote") == ["[1] 数据来自县民政局。"]
    assert units(text, tokenizer, "paragraph") == ["一年来，我们在各乡镇共建成", "养老服务站36个。"]


def test_furniture_is_a_unit_without_sentences(tokenizer: Tokenizer) -> None:
    (source,) = make_sources("云溪县报告\n\n共建成\n－ 4 －\n36个。\n".encode(), path="报告.txt")
    (article,) = read_page(source, tokenizer)
    found: list[Unit] = [unit for unit in article.units if unit.kind == "furniture"]
    assert [(text_of(source.text, unit.spans), unit.sentences) for unit in found] == [("－ 4 －", ())]
