"""What the page does where there is no answer to be had: keys, busy and broken servers, no network."""

from pathlib import Path

from browser import ANSWERED, Opener, asking, needs_chromium, wait_ready, wait_shown
from playwright.sync_api import Page, Route, expect
from serving import serving

from qa.web.keys import add_key

pytest_plugins = ["page_fixtures"]
pytestmark = needs_chromium


def refuse(page: Page, status: int, wait: str, times: int) -> list[str]:
    """Let the first requests fail as a busy server's do, the others through; return the list that counts them."""
    seen: list[str] = []

    def handle(route: Route) -> None:
        seen.append(route.request.url)
        if len(seen) > times:
            route.continue_()
            return
        body = {"type": "about:blank", "title": "一时忙不过来", "status": status, "detail": "一时忙不过来，请稍后再试"}
        headers = {"Retry-After": wait, "Content-Type": "application/problem+json"}
        route.fulfill(status=status, headers=headers, json=body)

    page.route("**/api/ask*", handle)
    return seen


def ask(page: Page) -> None:
    page.locator("#q").fill(ANSWERED)
    page.keyboard.press("Enter")


def test_a_busy_server_is_asked_once_more(open_page: Opener) -> None:
    page = open_page(expected=(503,))
    seen = refuse(page, 503, "1", times=1)
    ask(page)
    expect(page.locator(".failure")).to_contain_text("一时忙不过来，请稍后再试")
    expect(page.locator(".failure")).to_contain_text("1 秒后自动再试一次。")
    expect(page.locator("#live")).to_have_text("一时忙不过来，请稍后再试")
    expect(page.locator("h1")).to_have_text("889家")
    assert len(seen) == 2


def test_it_tries_by_itself_only_once(open_page: Opener) -> None:
    page = open_page(expected=(503,))
    seen = refuse(page, 503, "0", times=2)
    ask(page)
    page.get_by_text("自动再试").wait_for(state="hidden")
    expect(page.locator(".detail")).to_have_text("一时忙不过来，请稍后再试")
    page.wait_for_timeout(200)
    assert len(seen) == 2
    page.get_by_role("button", name="再试").click()
    expect(page.locator("h1")).to_have_text("889家")


def test_asking_too_fast(open_page: Opener) -> None:
    page = open_page(expected=(429,))
    seen = refuse(page, 429, "7", times=1)
    ask(page)
    expect(page.locator(".failure")).to_contain_text("请在 7 秒后再试。")
    assert len(seen) == 1
    page.get_by_role("button", name="再试").click()
    expect(page.locator("h1")).to_have_text("889家")


def test_leaving_ends_the_waiting(open_page: Opener) -> None:
    page = open_page(expected=(503,))
    seen = refuse(page, 503, "1", times=9)
    ask(page)
    page.get_by_text("自动再试").wait_for()
    page.get_by_role("link", name="有据", exact=True).click()
    expect(page.locator("h1")).to_have_text("问文章，得原句")
    page.wait_for_timeout(1200)
    assert len(seen) == 1
    expect(page.locator("h1")).to_have_text("问文章，得原句")


def test_no_network(open_page: Opener) -> None:
    page = open_page(expected=(0,))
    page.context.set_offline(True)
    ask(page)
    expect(page.locator(".detail")).to_have_text("没有连上网络，请检查后再试。")
    page.context.set_offline(False)
    page.get_by_role("button", name="再试").click()
    expect(page.locator("h1")).to_have_text("889家")


def test_a_server_that_wants_a_key(open_page: Opener, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    key = add_key(keys, "reader")
    with serving("--workers", "1", "--keys", str(keys)) as server:
        wait_ready(server)
        page = wait_shown(open_page(asking(ANSWERED), url=server.url, expected=(401,)))
        field = page.get_by_label("访问口令")
        expect(field).to_be_focused()
        assert field.get_attribute("type") == "password"
        field.fill("不对")
        field.press("Enter")
        expect(page.locator(".detail")).to_have_text("口令不对，请再填一次。")
        page.get_by_label("访问口令").fill(key)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("889家")
        page.locator("a.read").first.click()
        page.locator("#cited").wait_for()
        page.reload()
        page.locator("#cited").wait_for()
        assert key not in page.evaluate("JSON.stringify(localStorage) + location.href")
