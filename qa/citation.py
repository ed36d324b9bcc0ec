"""How an article is cited: in plain words, and as a newspaper article by GB/T 7714—2015."""

from index.pages.imprint import Imprint
from index.records import Article, Source
from qa.answer import Citation

_AUTHORS = 3  # more than these become 等 (GB/T 7714—2015, 8.1.2)


def cite(article: Article, source: Source, imprint: Imprint) -> Citation:
    """Return both forms; what is not printed is said to be unknown in brackets and never made up."""
    return Citation(plain=_plain(article, source, imprint), gbt7714=_newspaper(article, imprint))


def _plain(article: Article, source: Source, imprint: Imprint) -> str:
    """Return 《题名》，作者，报纸，日期，第2版，文件: what is not printed is left out."""
    parts = (
        f"《{article.title}》" if article.title else "无题名",
        "、".join(person.name for person in article.byline),
        f"《{imprint.paper}》" if imprint.paper else "",
        article.date or "",
        f"第 {imprint.edition} 版" if imprint.edition else "",
        source.path,
    )
    return "，".join(part for part in parts if part)


def _newspaper(article: Article, imprint: Imprint) -> str:
    """Return `作者. 题名[N]. 报纸名, 2025-11-12(2).`"""
    names = [person.name for person in article.byline]
    authors = ", ".join(names[:_AUTHORS]) + (", 等" if len(names) > _AUTHORS else "")
    edition = f"({imprint.edition})" if imprint.edition else ""
    return (
        f"{authors}. " if authors else ""
    ) + f"{article.title or '[无题名]'}[N]. {imprint.paper or '[报纸名不详]'}, {article.date or '[日期不详]'}{edition}."
