"""What kind of text a file is: told from its shape, and what follows from it."""

import pytest
from conftest import ASKED, ROOT, load_page, read_text
from shapes import make

from index.terms import Tokenizer

PROSE = "全县狠抓项目建设，工业园区扩容工程进展顺利，全年累计完成固定资产投资3.2亿元，比上年增长8.6%。新建学校2所。"


def wrapped(text: str, width: int) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


KINDS = {
    "newspaper_page": "# 某市新闻\n\n本报讯（记者王小明）近日，某市召开大会。\n\n会议部署明年工作。\n",
    "paragraphs": f"云溪县报告\n\n{PROSE}\n\n{PROSE}\n",
    "wrapped": f"云溪县报告\n\n{wrapped(PROSE, 20)}\n\n{wrapped(PROSE, 20)}\n",
    "web": "云溪县回顾\n\n实施新的《\n信访条例\n》，畅通了渠道。\n",
    "pages": f"云溪县报告\n\n{wrapped(PROSE, 20)}\n－ 4 －\n\f{wrapped(PROSE, 20)}\n",
}


@pytest.mark.parametrize("kind", KINDS)
def test_kind(kind: str, tokenizer: Tokenizer) -> None:
    _, articles = read_text(KINDS[kind], tokenizer)
    assert {article.text_kind for article in articles} == {kind}


def test_a_wrapped_newspaper_is_not_repaired(tokenizer: Tokenizer) -> None:
    """Where lines are of one length nothing is taken for a caption between two halves."""
    lines = wrapped(
        "记者从市里了解到，全市新增停车位八百个并对老旧小区进行改造增设车棚。志愿者在为老人测量血压。" * 2, 17
    )
    _, articles = read_text(f"某市新闻\n\n本报记者 王小明\n\n{lines}\n", tokenizer)
    assert {article.text_kind for article in articles} == {"wrapped"}
    assert not any(unit.doubtful for article in articles for unit in article.units)


def test_kinds_of_the_invented_pages(tokenizer: Tokenizer) -> None:
    kinds = {path.stem: load_page(path, tokenizer)[1][0].text_kind for path in ASKED}
    assert kinds["gov_wrapped"] == "wrapped"
    assert sum(kind == "newspaper_page" for kind in kinds.values()) > len(kinds) / 2
    unseen = [load_page(path, tokenizer)[1][0].text_kind for path in sorted((ROOT / "tests" / "unseen").glob("*.md"))]
    assert set(unseen) == {"newspaper_page"}


@pytest.mark.parametrize(
    ("family", "kinds"), [("pdf", {"pages"}), ("wrap", {"wrapped"}), ("web", {"web", "paragraphs"})]
)
def test_kinds_of_shaped_files(family: str, kinds: set[str], tokenizer: Tokenizer) -> None:
    files = [one for one in map(make, range(300, 500)) if one.shape.startswith(family)]
    told = [read_text(one.text, tokenizer)[1][0].text_kind in kinds for one in files]
    assert len(told) > 20
    assert sum(told) >= 0.75 * len(told)
