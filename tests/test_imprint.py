"""Which paper, and which page of it: only what is printed, and never another article's."""

import json

import pytest
from conftest import PAGES, load_page, read_text

from index.collection import Collection
from index.pages.imprint import Imprint, read_imprint
from index.source import make_sources
from index.terms import Tokenizer
from qa.citation import cite

BODY = "记者近日了解到，全市有12家工厂。工厂都在城东。"


@pytest.mark.parametrize(
    ("page", "imprint"),
    [
        (f"青川日报 2025年11月12日 星期三 第2版\n\n## 工厂多了\n\n{BODY}\n", Imprint("青川日报", "2")),
        (f"青川晚报 2025年10月28日 A05版\n\n## 工厂多了\n\n{BODY}\n", Imprint("青川晚报", "A05")),
        (f"# 工厂多了\n\n来源：青川新闻网　作者：王小明　2025-09-18\n\n{BODY}\n", Imprint("青川新闻网")),
        (f"# 工厂多了\n\n{BODY}\n", Imprint()),
        # a page number without a paper says nothing anybody could look up
        (f"第3版 要闻\n\n## 工厂多了\n\n{BODY}\n", Imprint()),
    ],
)
def test_imprint(page: str, imprint: Imprint, tokenizer: Tokenizer) -> None:
    source, articles = read_text(page, tokenizer)
    assert read_imprint(source, articles[-1]) == imprint


def test_a_source_line_holds_for_its_own_article_only(tokenizer: Tokenizer) -> None:
    page = f"# 甲文\n\n来源：青川新闻网　作者：王小明\n\n{BODY}\n\n# 乙文\n\n**本报讯（记者李明）**{BODY}\n"
    source, (first, second) = read_text(page, tokenizer)
    assert read_imprint(source, first) == Imprint("青川新闻网")
    assert read_imprint(source, second) == Imprint()


def test_a_masthead_holds_until_the_next(tokenizer: Tokenizer) -> None:
    parts = [
        f"青川日报 2025年11月12日 第{n}版\n\n## {name}\n\n**本报讯（记者李明）**{BODY}\n"
        for n, name in ((2, "甲文"), (4, "乙文"))
    ]
    source, articles = read_text("\n".join(parts), tokenizer)
    assert [read_imprint(source, article).edition for article in articles if article.title] == ["2", "4"]


def test_a_line_of_a_file_names_its_paper(tokenizer: Tokenizer) -> None:
    line = {"id": "a1", "title": "工厂多了", "text": BODY, "date": "2025-11-12", "byline": "李明", "source": "青川日报"}
    lines = "\n".join(json.dumps(line | {"id": key, "source": named}) for key, named in (("a1", "青川日报"), ("a2", 7)))
    collection = Collection.of(make_sources(lines.encode(), path="a.jsonl"), tokenizer)
    first, second = (
        cite(article, source, read_imprint(source, article))
        for article, source in zip(collection.articles, collection.source_of, strict=True)
    )
    assert first.gbt7714 == "李明. 工厂多了[N]. 青川日报, 2025-11-12."
    assert second.gbt7714 == "李明. 工厂多了[N]. [报纸名不详], 2025-11-12."


@pytest.mark.parametrize(
    ("page", "gbt7714", "plain"),
    [
        (
            f"青川日报 2025年11月12日 第2版\n\n## 工厂多了\n\n**本报讯（记者李明、王小芳 通讯员赵强、孙丽）**{BODY}\n",
            "李明, 王小芳, 赵强, 等. 工厂多了[N]. 青川日报, 2025-11-12(2).",
            "《工厂多了》，李明、王小芳、赵强、孙丽，《青川日报》，2025-11-12，第 2 版，page.md",
        ),
        (f"# 工厂多了\n\n{BODY}\n", "工厂多了[N]. [报纸名不详], [日期不详].", "《工厂多了》，page.md"),
    ],
)
def test_citation(page: str, gbt7714: str, plain: str, tokenizer: Tokenizer) -> None:
    source, articles = read_text(page, tokenizer)
    citation = cite(articles[-1], source, read_imprint(source, articles[-1]))
    assert (citation.gbt7714, citation.plain) == (gbt7714, plain)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_is_cited_is_printed(path: object, tokenizer: Tokenizer) -> None:
    source, articles = load_page(path, tokenizer)  # type: ignore[arg-type]
    for article in articles:
        imprint = read_imprint(source, article)
        assert (imprint.paper or "") in source.text
        assert (imprint.edition or "") in source.text
