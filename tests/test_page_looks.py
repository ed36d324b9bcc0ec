"""How the page looks to different readers: dark, narrow, on paper, in forced colours; and what axe-core says of it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from browser import ANSWERED, REFUSED, REJOINED, KeepShot, Opener, asking, needs_chromium, violations, wait_shown
from playwright.sync_api import Page, expect

pytest_plugins = ["page_fixtures"]
pytestmark = needs_chromium


def show_start(page: Page) -> None:
    page.goto("/")
    page.locator(".example").first.wait_for()


def show_answer(page: Page) -> None:
    wait_at(page, asking("2025年底全市生产总值是多少"))


def show_why(page: Page) -> None:
    wait_at(page, asking(ANSWERED))
    page.locator(".why > summary").click()
    page.locator(".bars").first.wait_for()
    page.evaluate("document.querySelectorAll('main details').forEach(details => { details.open = true })")


def show_refusal(page: Page) -> None:
    wait_at(page, asking(REFUSED))


def show_article(page: Page) -> None:
    wait_at(page, asking(REJOINED))
    page.locator("a.read").first.click()
    page.locator("#cited").wait_for()


def show_list(page: Page) -> None:
    wait_at(page, "/?articles")


def show_keys(page: Page) -> None:
    wait_at(page, "/?articles")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()


def show_failure(page: Page) -> None:
    wait_at(page, "/?article=nobody")


def show_access(page: Page) -> None:
    body = {"status": 401, "detail": "请在请求头里写 Authorization: Bearer 口令"}
    page.route("**/api/ask*", lambda route: route.fulfill(status=401, json=body))
    wait_at(page, asking(ANSWERED))
    page.unroute("**/api/ask*")


def wait_at(page: Page, address: str) -> None:
    page.goto(address)
    wait_shown(page)


VIEWS: dict[str, Callable[[Page], None]] = {
    "start": show_start, "answer": show_answer, "why": show_why, "refusal": show_refusal, "article": show_article,
    "articles": show_list, "keys": show_keys, "failure": show_failure, "access": show_access,
}  # fmt: skip
SCREENS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 860}},
    "dark": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 375, "height": 740}},
}


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_in_any_view(open_page: Opener, keep_shot: KeepShot, screen: str) -> None:
    page = open_page(expected=(401, 404), **SCREENS[screen])
    found = {}
    for name, show in VIEWS.items():
        show(page)
        found[name] = violations(page)
        keep_shot(page, f"{name}-{screen}")
    assert found == {key: [] for key in VIEWS}


@pytest.mark.parametrize("width", [375, 320])  # 320 is what 400 % leaves of 1280
def test_no_view_is_wider_than_the_screen(open_page: Opener, width: int) -> None:
    page = open_page(expected=(401, 404), viewport={"width": width, "height": 700})
    wide = {}
    for name, show in VIEWS.items():
        show(page)
        wide[name] = page.evaluate(
            "() => [...document.querySelectorAll('body *')].filter(node => node.checkVisibility() && !node.closest('.skip, .unseen, thead')"
            " && node.getBoundingClientRect().right > innerWidth + 0.5).map(node => node.outerHTML.slice(0, 80))"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert wide == {key: [] for key in VIEWS}


def test_letters_twice_as_large(open_page: Opener) -> None:
    page = open_page(viewport={"width": 640, "height": 700}, device_scale_factor=2)
    show_article(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    boxes = page.locator(".beside:has(#cited) > div").evaluate_all(
        "nodes => nodes.map(n => n.getBoundingClientRect().top)"
    )
    assert boxes[1] > boxes[0]  # one below the other


def test_side_by_side_where_there_is_room(open_page: Opener) -> None:
    page = open_page()
    show_article(page)
    boxes = page.locator(".beside:has(#cited) > div").evaluate_all(
        "nodes => nodes.map(n => n.getBoundingClientRect().top)"
    )
    assert boxes[0] == boxes[1]


def colours(page: Page) -> dict[str, Any]:
    found = page.evaluate(
        """() => Object.fromEntries(['body', 'h1', '.answers', '.question'].map(name => {
            const style = getComputedStyle(document.querySelector(name));
            return [name, [style.color, style.backgroundColor]];
        }))"""
    )
    assert isinstance(found, dict)
    return found


def test_dark_is_really_dark(open_page: Opener) -> None:
    light = open_page()
    dark = open_page(color_scheme="dark")
    show_answer(light)
    show_answer(dark)
    day, night = colours(light), colours(dark)
    assert day["body"] != night["body"]
    assert day["h1"][0] != night["h1"][0]
    assert day[".answers"][1] != night[".answers"][1]
    assert brightness(day["body"][1]) > 200
    assert brightness(night["body"][1]) < 50


def brightness(colour: str) -> float:
    return sum(map(int, colour.strip("rgb()").split(","))) / 3


@pytest.mark.parametrize("forced", ["none", "active"])
def test_marks_are_told_apart_without_colour(open_page: Opener, forced: str) -> None:
    page = open_page(forced_colors=forced)
    show_answer(page)
    told = page.evaluate(
        """() => Object.fromEntries(['strong.answers', 'span.figure', 'mark.asked'].map(name => {
            const style = getComputedStyle(document.querySelector(`.lead .sentence ${name}`));
            return [name, [style.outlineStyle, style.textDecorationLine, style.textEmphasisStyle]];
        }))"""
    )
    assert told["strong.answers"][0] == "solid"
    assert told["span.figure"][:2] == ["none", "underline"]
    assert told["mark.asked"][0] == "none"
    assert told["mark.asked"][2] != "none"
    assert page.locator(".lead .legend > *").all_text_contents() == ["答案", "句中的数字", "问到的词"]


def test_on_paper(open_page: Opener, keep_shot: KeepShot) -> None:
    page = open_page(color_scheme="dark")
    show_answer(page)
    page.emulate_media(media="print")
    for hidden in ("header", "footer", ".acts", ".why", ".quote:not(.lead)", ".skip"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.locator("button:visible, input:visible").count() == 0
    for shown in ("h1", ".lead .sentence", ".lead .source", ".lead table", ".on-paper"):
        expect(page.locator(shown)).to_be_visible()
    expect(page.locator(".on-paper")).to_contain_text("出处：《从1703亿元跃向2000亿元")
    expect(page.locator(".on-paper")).to_contain_text("/?q=2025年底全市生产总值是多少")
    assert colours(page)["h1"][0] == "rgb(0, 0, 0)"
    assert colours(page)["body"][1] == "rgb(255, 255, 255)"
    keep_shot(page, "print")
    paper = page.pdf(path=keep_shot.folder / "print.pdf")
    assert paper.startswith(b"%PDF")
    assert len(paper) > 20_000  # with the letters in it


def test_nothing_moves_for_who_asked_for_that(open_page: Opener) -> None:
    page = open_page(reduced_motion="reduce")
    show_article(page)
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(node => {
            const style = getComputedStyle(node);
            return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0 || style.scrollBehavior !== 'auto';
        }).length"""
    )
    assert moving == 0


def test_everything_comes_from_few_small_files(open_page: Opener) -> None:
    page = open_page()
    show_start(page)
    sizes = json.loads(
        page.evaluate("JSON.stringify(performance.getEntriesByType('resource').map(e => [e.name, e.decodedBodySize]))")
    )
    own = {name: size for name, size in sizes if "/api/" not in name}
    assert len(own) > 20
    assert sum(own.values()) < 80_000


def test_without_scripts(open_page: Opener) -> None:
    page = open_page(java_script_enabled=False)
    expect(page.locator("noscript p")).to_be_visible()
    assert "需要 JavaScript" in page.locator("noscript p").inner_text()
