"""The page by keyboard alone: single keys, where the focus goes, and that typing is left alone."""

from browser import ANSWERED, Opener, asking, needs_chromium, wait_shown
from playwright.sync_api import expect

pytest_plugins = ["page_fixtures"]
pytestmark = needs_chromium


def test_from_quote_to_quote_and_into_the_article(open_page: Opener) -> None:
    page = wait_shown(open_page(asking(ANSWERED)))
    quotes = page.locator(".quote")
    for key, number in (("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1), ("k", 0), ("k", 0), ("j", 1)):
        page.keyboard.press(key)
        expect(quotes.nth(number)).to_be_focused()
    assert quotes.nth(1).evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    text = quotes.nth(1).locator(".sentence").text_content()
    page.keyboard.press("o")
    expect(page.locator("#cited")).to_have_text(text or "")
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_have_text("889家")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#cited")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_have_text("889家")


def test_enter_on_a_button_is_the_buttons(open_page: Opener) -> None:
    page = wait_shown(open_page(asking(ANSWERED)))
    page.locator(".why > summary").focus()
    page.keyboard.press("Enter")
    page.locator(".bars").first.wait_for()
    assert "article=" not in page.url


def test_slash_goes_to_the_box_and_typing_there_is_typing(open_page: Opener) -> None:
    page = wait_shown(open_page(asking(ANSWERED)))
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    assert page.evaluate("document.querySelector('#q').selectionEnd") == len(ANSWERED)
    page.keyboard.type("/jko?")
    expect(page.locator("#q")).to_have_value("/jko?")
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_have_text("889家")
    assert page.locator("dialog[open]").count() == 0


def test_keys_with_others_held_are_the_browsers(open_page: Opener) -> None:
    page = wait_shown(open_page(asking(ANSWERED)))
    for key in ("Control+j", "Alt+j", "Meta+j", "Control+/"):
        page.keyboard.press(key)
    expect(page.locator("h1")).to_be_focused()


def test_the_list_of_keys(open_page: Opener) -> None:
    page = wait_shown(open_page(asking(ANSWERED)))
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="快捷键")
    expect(dialog).to_be_visible()
    assert dialog.locator("kbd").all_text_contents() == ["/", "j", "k", "Enter", "o", "Esc", "?"]
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("h1")).to_have_text("889家")
    page.get_by_role("button", name="快捷键").click()
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="关闭").click()
    expect(dialog).to_be_hidden()


def test_keys_can_be_turned_off(open_page: Opener) -> None:
    page = wait_shown(open_page(asking(ANSWERED)))
    page.keyboard.press("?")
    page.get_by_label("启用快捷键").uncheck()
    page.keyboard.press("Escape")
    page.locator("h1").focus()
    page.keyboard.press("j")
    expect(page.locator("h1")).to_be_focused()
    page.reload()
    wait_shown(page)
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 0


def test_skip_link_comes_first(open_page: Opener) -> None:
    page = wait_shown(open_page("/?articles"))
    skip = page.get_by_role("link", name="跳到正文")
    assert page.evaluate("document.querySelector('a, button, input, [tabindex]').className") == "skip"
    skip.focus()
    assert (skip.bounding_box() or {"x": -1})["x"] >= 0
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    expect(page.locator("h1")).to_have_text("全部文章")


def test_everything_can_be_reached(open_page: Opener) -> None:
    page = wait_shown(open_page(asking(ANSWERED)))
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent || document.activeElement.id"))
    assert {"提问", "查看原文", "复制原句和出处", "复制 GB/T 7714", "复制为表格", "为什么是这一句", "引用"} <= reached
