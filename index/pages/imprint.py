"""Which paper printed an article and on which of its pages, read from the lines above the article."""

import re
from typing import NamedTuple

from index.pages.masthead import is_keyed, is_masthead
from index.records import Article, Source

_PAPER = re.compile(r"[\u4e00-\u9fff]{2,10}(?:日报|晚报|晨报|时报|周报|都市报|早报|快报|商报|青年报)")
_EDITION = re.compile(r"第?\s*([A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版")
_FROM = re.compile(r"(?:来源|文章来源|信息来源|稿源)\s*(?:】|\])?\s*[：:]\s*(\S{2,20})")


class Imprint(NamedTuple):
    """What a citation names beside author, title and date; None where it is not printed."""

    paper: str | None = None
    edition: str | None = None


def read_imprint(source: Source, article: Article) -> Imprint:
    """Return the paper and page number in the masthead nearest above the article, or who its `来源：` line names.

    A masthead holds for all articles below it; a `来源：` line only for the article it stands in. An article of a
    JSON Lines file has what its line says.
    """
    if source.outlet:
        return Imprint(source.outlet)
    text = source.text
    begin, end = _head(article)
    imprint = Imprint()
    for line in map(_bare, text[:end].splitlines()):
        if is_masthead(line):
            paper = _PAPER.search(line)
            imprint = Imprint(paper[0] if paper else imprint.paper, _edition(line))
    for line in map(_bare, text[begin:end].splitlines()):
        if is_keyed(line, in_head=True) and (named := _FROM.search(line)):
            return Imprint(named[1])
    return imprint if imprint.paper else Imprint()


def _head(article: Article) -> tuple[int, int]:
    """Return where an article begins and where its first paragraph does: its own `来源：` line stands between."""
    starts = [unit.spans[0].start for unit in article.units if unit.spans]
    paragraphs = [unit.spans[0].start for unit in article.units if unit.kind == "paragraph" and unit.spans]
    begin = min(starts, default=0)
    return begin, max(begin, min(paragraphs, default=begin))


def _bare(line: str) -> str:
    return line.strip("（）() \u3000#*")


def _edition(line: str) -> str | None:
    match = _EDITION.search(line)
    return match[1] if match else None
