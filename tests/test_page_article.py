"""The whole article around a quote, beside the file it was read from; the list of all articles."""

from typing import Any

import pytest
from browser import ANSWERED, REFUSED, REJOINED, Opener, answer_to, asking, needs_chromium, wait_shown
from conftest import ROOT
from playwright.sync_api import Page, expect
from serving import Served

pytest_plugins = ["page_fixtures"]
pytestmark = needs_chromium
FILE = (ROOT / "data" / "articles" / "hengshui.md").read_bytes().decode("utf-8")
TURNED = "盯着平台看数据的那张照片是在哪儿拍的？"  # a caption printed out of order


def in_view(page: Page, selector: str) -> bool:
    return bool(
        page.locator(selector).evaluate(
            "node => { const box = node.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
        )
    )


@pytest.mark.parametrize("question", [ANSWERED, REJOINED, TURNED])
def test_a_quote_in_its_article(open_page: Opener, served: Served, question: str) -> None:
    page = wait_shown(open_page(asking(question)))
    quote = answer_to(served, question)["quotes"][0]
    page.locator("a.read").first.click()
    cited = page.locator("#cited")
    expect(cited).to_be_focused()
    assert cited.text_content() == quote["text"]
    assert in_view(page, "#cited")
    expect(page.locator("#live")).to_have_text("原文，所引的句子已标出")
    assert page.title() == f"{quote['article']['title']} · 有据"
    # the file's own pieces of the sentence are marked too, in the order printed
    printed = page.locator(".stretch mark.cited").all_text_contents()
    assert printed == [FILE[start:end] for start, end in sorted(quote["spans"])]


@pytest.mark.parametrize("question", [ANSWERED, REJOINED, TURNED])
def test_beside_it_the_file_byte_for_byte(open_page: Opener, served: Served, question: str) -> None:
    page = wait_shown(open_page(asking(question)))
    page.locator("a.read").first.click()
    page.locator("#cited").wait_for()
    quote = answer_to(served, question)["quotes"][0]
    article = served.client.get(f"/api/articles/{quote['article']['id']}").json()
    compared = [unit for unit in article["units"] if needs_file(unit, quote["spans"])]
    stretches = page.locator(".stretch").all_text_contents()
    assert len(stretches) == len(compared)
    for unit, stretch in zip(compared, stretches, strict=True):
        start, end = min(span[0] for span in unit["spans"]), max(span[1] for span in unit["spans"])
        assert stretch.encode() == FILE[start:end].encode()
    label = page.locator(".beside:has(#cited) .print .label").inner_text()
    unit = next(unit for unit in compared if quote["spans"] in [one["spans"] for one in unit["sentences"]])
    assert label.endswith("+".join(f"[{start}, {end})" for start, end in unit["spans"]))


def needs_file(unit: dict[str, Any], spans: list[list[int]]) -> bool:
    repaired = len(unit["spans"]) > 1 or unit["doubtful"] or unit["lost_head"] or unit["lost_tail"]
    return repaired or spans in [sentence["spans"] for sentence in unit["sentences"]]


def test_line_breaks_of_the_print_are_seen(open_page: Opener) -> None:
    page = wait_shown(open_page(asking(REJOINED)))
    page.locator("a.read").first.click()
    breaks = page.locator(".beside:has(#cited) .stretch .gap .break")
    expect(breaks).to_have_count(2)
    assert breaks.all_text_contents() == ["\n", "\n"]
    assert breaks.first.evaluate("node => getComputedStyle(node, '::before').content") == '"⏎"'
    warning = page.locator(".beside:has(#cited) .made .warning")
    expect(warning).to_have_text("注意这一段在文件里是断开的，已接回")


def test_all_of_the_article_is_there_in_reading_order(open_page: Opener, served: Served) -> None:
    page = open_page("/?articles")
    article = served.client.get("/api/articles").json()[0]
    page.get_by_role("link", name=article["title"]).click()
    expect(page.locator("h1")).to_have_text(article["title"])
    shown = served.client.get(f"/api/articles/{article['id']}").json()
    expected = [unit["text"] for unit in shown["units"] if unit["kind"] != "title"]
    texts = page.locator(".unit .text").evaluate_all(
        "nodes => nodes.map(node => [...node.querySelectorAll(':scope > :not(.number, .kind)')].map(n => n.textContent).join(''))"
    )
    assert texts == expected
    assert page.locator("#cited").count() == 0
    expect(page.locator(".people")).to_have_text("记者 卢婉凤")


def test_back_to_the_answer(open_page: Opener) -> None:
    page = wait_shown(open_page(asking(ANSWERED)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("a.read").nth(1).click()
    page.locator("#cited").wait_for()
    page.go_back()
    expect(page.locator("h1")).to_have_text("889家")
    expect(page.locator("a.read").nth(1)).to_be_focused()
    page.locator("a.read").nth(1).click()
    page.get_by_role("link", name="返回答案").click()
    expect(page.locator("h1")).to_have_text("889家")
    expect(page.locator("a.read").nth(1)).to_be_focused()
    assert [url for url in asked if "/api/ask" in url] == []
    assert page.evaluate("history.length") == 3  # going back adds nothing


def test_the_address_can_be_shared(open_page: Opener) -> None:
    page = wait_shown(open_page(asking(REFUSED)))
    page.locator("a.read").first.click()
    text = page.locator("#cited").text_content()
    address = page.url
    other = open_page(address)
    expect(other.locator("#cited")).to_have_text(text or "")
    assert in_view(other, "#cited")
    expect(other.locator("#q")).to_have_value(REFUSED)
    other.get_by_role("link", name="返回答案").click()
    expect(other.locator("h1")).to_contain_text("没有答案")


def test_an_article_of_another_day_is_not_marked(open_page: Opener, served: Served) -> None:
    quote = answer_to(served, ANSWERED)["quotes"][0]
    start, end = quote["spans"][0]
    known = {"article": quote["article"]["id"], "s": f"{start}-{end}"}
    for address in (
        asking(ANSWERED, **known, v="0" * 16),
        asking(ANSWERED, **known | {"s": f"{start}-{end + 1}"}, v=quote["source"]["sha256"][:16]),
    ):
        page = wait_shown(open_page(address))
        expect(page.locator(".warning").first).to_have_text("注意文章在回答之后更新过，请重新提问。")
        assert page.locator(".cited").count() == 0
        expect(page.locator("#live")).to_have_text("文章在回答之后更新过，请重新提问。")


def test_no_such_article(open_page: Opener) -> None:
    page = wait_shown(open_page("/?article=nobody%2F..%3C", expected=(404,)))
    expect(page.locator(".detail")).to_have_text("没有这篇文章")
    assert page.get_by_role("button", name="再试").count() == 1


def test_list_of_articles(open_page: Opener, served: Served) -> None:
    page = open_page()
    page.get_by_role("link", name="全部文章").click()
    expect(page.locator("h1")).to_have_text("全部文章")
    expect(page.locator("h1")).to_be_focused()
    headings = served.client.get("/api/articles").json()
    names = [heading["title"] or "图片新闻（无标题）" for heading in headings]
    expect(page.locator(".articles a")).to_have_text(names)
    page.locator(".articles a").last.click()
    expect(page.locator("h1")).to_have_text("图片新闻（无标题）")
    page.get_by_role("link", name="全部文章").last.click()
    expect(page.locator(".articles a")).to_have_count(len(names))
