"""Copying from the page: what the clipboard holds is what Python makes of the same answer."""

import pytest
from browser import ANSWERED, REFUSED, Opener, answer_to, asking, needs_chromium, wait_shown
from playwright.sync_api import Page, expect
from serving import Served

from qa.answer import Answer
from qa.terminal import COLUMNS, figure_row

pytest_plugins = ["page_fixtures"]
pytestmark = needs_chromium
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def copied(page: Page, name: str, number: int = 0) -> str:
    """Press a button and return what it put on the clipboard, once the page has told of it."""
    page.evaluate("navigator.clipboard.writeText('nothing')")
    button = page.get_by_role("button", name=name).nth(number)
    button.click()
    expect(page.locator("#live")).to_have_text("已复制")
    return str(page.evaluate("navigator.clipboard.readText()"))


def citation(served: Served, quote: dict[str, dict[str, str]]) -> dict[str, str]:
    found = served.client.get(f"/api/articles/{quote['article']['id']}").json()["citation"]
    assert isinstance(found, dict)
    return found


def test_quote_with_its_citation(open_page: Opener, served: Served) -> None:
    page = wait_shown(open_page(asking(ANSWERED), permissions=CLIPBOARD))
    quote = answer_to(served, ANSWERED)["quotes"][0]
    plain = citation(served, quote)["plain"]
    expected = f"“{quote['text']}”（{plain}，第 {quote['paragraph'] + 1} 段第 {quote['sentence'] + 1} 句）"
    assert copied(page, "复制原句和出处") == expected


def test_a_byline_has_no_paragraph(open_page: Opener, served: Served) -> None:
    question = "冀州焊工大赛的稿子是哪两位通讯员写的？"
    page = wait_shown(open_page(asking(question), permissions=CLIPBOARD))
    quote = answer_to(served, question)["quotes"][0]
    assert copied(page, "复制原句和出处") == f"“{quote['text']}”（{citation(served, quote)['plain']}，署名）"


def test_gbt_7714(open_page: Opener, served: Served) -> None:
    page = wait_shown(open_page(asking(ANSWERED), permissions=CLIPBOARD))
    expected = citation(served, answer_to(served, ANSWERED)["quotes"][0])["gbt7714"]
    assert copied(page, "复制 GB/T 7714") == expected
    page.locator("a.read").first.click()
    page.locator("#cited").wait_for()
    assert copied(page, "复制 GB/T 7714") == expected


@pytest.mark.parametrize("question", [ANSWERED, "2025年底全市生产总值是多少", "新能源装机占比"])
def test_figures_for_a_spreadsheet(open_page: Opener, question: str, served: Served) -> None:
    page = wait_shown(open_page(asking(question), permissions=CLIPBOARD))
    answer = Answer.model_validate(answer_to(served, question))
    expected = ["\t".join(COLUMNS), *map(figure_row, answer.quotes[0].quantities)]
    assert copied(page, "复制为表格") == "\n".join(expected)


def test_near_misses_are_cited_on_demand(open_page: Opener, served: Served) -> None:
    page = wait_shown(open_page(asking(REFUSED), permissions=CLIPBOARD))
    quote = answer_to(served, REFUSED)["nearest"][1]
    page.get_by_role("button", name="引用").nth(1).click()
    assert quote["text"] in copied(page, "复制原句和出处")
    page.locator("details.folded summary").first.click()
    assert copied(page, "复制为表格").startswith("原文\t数值\t单位\t")


def test_where_the_browser_does_not_copy(open_page: Opener, served: Served) -> None:
    page = wait_shown(
        open_page(asking(ANSWERED), script="Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    )
    page.get_by_role("button", name="复制 GB/T 7714").click()
    field = page.get_by_label("请按 Ctrl+C 复制")
    expected = citation(served, answer_to(served, ANSWERED)["quotes"][0])["gbt7714"]
    expect(field).to_have_value(expected)
    expect(field).to_be_focused()
    assert field.get_attribute("readonly") is not None
    assert page.evaluate("document.activeElement.selectionEnd") == len(expected)
    expect(page.locator("#live")).to_contain_text("请按 Ctrl+C")
    page.get_by_role("button", name="复制 GB/T 7714").click()
    expect(page.locator("textarea")).to_have_count(1)


def test_a_citation_that_could_not_be_had_is_not_made_up(open_page: Opener) -> None:
    page = open_page(permissions=CLIPBOARD, expected=(500,))
    page.route("**/api/articles/*", lambda route: route.fulfill(status=500, body=""))
    page.locator("#q").fill(ANSWERED)
    page.keyboard.press("Enter")
    page.evaluate("navigator.clipboard.writeText('nothing')")
    page.get_by_role("button", name="复制原句和出处").click()
    expect(page.locator("#live")).to_have_text("没有复制：服务出错（500），请稍后再试。")
    assert page.evaluate("navigator.clipboard.readText()") == "nothing"
