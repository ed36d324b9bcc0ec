"""Asking on the page: by typing, by an example, by an address; what is shown is what the API says."""

import re

import pytest
from browser import ANSWERED, REFUSED, Opener, answer_to, asking, needs_chromium, wait_shown
from playwright.sync_api import Page, Route, expect
from serving import Served

pytest_plugins = ["page_fixtures"]
pytestmark = needs_chromium


def type_and_enter(page: Page, question: str) -> None:
    page.locator("#q").fill(question)
    page.locator("#q").press("Enter")


def texts(page: Page, selector: str) -> list[str]:
    return page.locator(selector).evaluate_all("nodes => nodes.map(node => node.textContent)")


def test_typing_and_enter(open_page: Opener, served: Served) -> None:
    page = open_page()
    assert page.title() == "有据：问文章，得原句"
    type_and_enter(page, ANSWERED)
    expect(page.locator("h1")).to_have_text("889家")
    answer = answer_to(served, ANSWERED)
    assert answer["answer"] == "889家"
    assert texts(page, ".sentence") == [quote["text"] for quote in answer["quotes"]]
    assert page.title() == f"{ANSWERED} · 有据"
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == ANSWERED
    expect(page.locator("#live")).to_have_text("答案：889家。3 条原文")
    assert page.evaluate("document.activeElement.tagName") == "H1"


@pytest.mark.parametrize("question", [ANSWERED, "2025年底全市生产总值是多少", "新能源装机占比"])
def test_marks_are_those_of_the_api(open_page: Opener, served: Served, question: str) -> None:
    page = wait_shown(open_page(asking(question)))
    answer = answer_to(served, question)
    quote = answer["quotes"][0]
    assert texts(page, ".lead .sentence strong.answers") == [answer["answer"]]
    assert texts(page, ".lead .sentence .figure") == [figure["text"] for figure in quote["quantities"]]
    marked = "".join(quote["text"][start:end] for start, end in quote["marks"])
    assert "".join(texts(page, ".lead .sentence mark")) == marked
    assert texts(page, ".lead tbody th") == [figure["text"] for figure in quote["quantities"]]
    shown = {text.replace(",", "") for text in texts(page, ".lead tbody td:nth-child(2)")}
    assert {figure["value"] for figure in quote["quantities"] if figure["unit"]} <= shown
    spans = "+".join(f"[{start}, {end})" for start, end in quote["spans"])
    expect(page.locator(".lead .file").first).to_have_text(f"{quote['source']['path']} {spans}")
    place = f"第 {quote['paragraph'] + 1} 段第 {quote['sentence'] + 1} 句"
    expect(page.locator(".lead .source")).to_contain_text(place)


def test_what_bounds_the_figure_stands_beside_the_answer(open_page: Opener) -> None:
    page = wait_shown(open_page(asking("2025年底全市生产总值是多少")))
    expect(page.locator(".meaning")).to_have_text("＝ 200,000,000,000 元不少于（突破）所指：全市生产总值时间：2025-12")
    expect(page.locator("tr.answering th")).to_have_text("2000亿元")


def test_example_questions(open_page: Opener, served: Served) -> None:
    page = open_page()
    examples = page.locator(".examples button")
    examples.first.wait_for()
    assert examples.all_text_contents() == served.client.get("/api/examples").json()
    question = examples.nth(1).text_content() or ""
    examples.nth(1).click()
    expect(page.locator("h1.short")).to_have_text(answer_to(served, question)["answer"])
    expect(page.locator("#q")).to_have_value(question)


def test_an_honest_no_with_what_comes_nearest(open_page: Opener, served: Served) -> None:
    page = wait_shown(open_page(asking(REFUSED)))
    answer = answer_to(served, REFUSED)
    expect(page.locator("h1")).to_have_text(f"没有答案：{answer['reason']['message']}")
    expect(page.locator("h2").first).to_have_text("最接近的原文（不是答案）")
    assert texts(page, ".sentence") == [quote["text"] for quote in answer["nearest"]]
    assert page.locator("strong.answers").count() == 0
    assert page.locator(".quote a.read").count() == len(answer["nearest"])
    assert "不是答案" in (page.locator(".quote").first.get_attribute("aria-label") or "")
    expect(page.locator("#live")).to_have_text(f"没有答案：{answer['reason']['message']}")


def test_nothing_near(open_page: Opener) -> None:
    page = wait_shown(open_page(asking("今天天气怎么样")))
    assert page.locator("h1").inner_text().startswith("没有答案：")
    assert page.locator(".quote, .why").count() == 0


def test_why(open_page: Opener, served: Served) -> None:
    page = wait_shown(open_page(asking(ANSWERED)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".why > summary").click()
    page.locator(".bars").first.wait_for()
    why = served.client.get("/api/why", params={"q": ANSWERED}).json()
    first = why["sentences"][0]
    reasons = page.locator(".reasons")
    expect(reasons).to_contain_text(f"比较了 {why['considered']} 个句子")
    assert texts(page, ".understood dt") == [one["name"] for one in why["understood"]]
    own = ".reasons > div"
    assert texts(page, f"{own} .found") == [word["text"] for word in first["words"] if word["found"]]
    assert texts(page, f"{own} .missing") == [word["text"] for word in first["words"] if not word["found"]]
    assert texts(page, f"{own} .feature") == [feature["name"] for feature in first["features"]]
    widths = [float(bar.get_attribute("width") or 0) for bar in page.locator(f"{own} .bars rect").all()]
    weights = [abs(feature["added"]) for feature in first["features"]]
    assert widths == pytest.approx([50 * weight / max(weights) for weight in weights])
    page.locator(".why > summary").click()
    page.locator(".why > summary").click()
    assert len([url for url in asked if "/api/why" in url]) == 1


def test_why_that_failed_can_be_asked_again(open_page: Opener) -> None:
    page = wait_shown(open_page(asking(ANSWERED), expected=(503,)))
    body = {"status": 503, "detail": "一时忙不过来"}
    page.route("**/api/why*", lambda route: route.fulfill(status=503, json=body), times=1)
    page.locator(".why > summary").click()
    expect(page.locator(".reasons")).to_contain_text("一时忙不过来")
    page.locator(".reasons").get_by_role("button", name="再试").click()
    page.locator(".reasons .bars").first.wait_for()


def test_the_api_is_explained(open_page: Opener) -> None:
    page = open_page()
    page.get_by_role("link", name="接口说明").click()
    expect(page.locator("h1")).to_contain_text("接口说明")


def test_back_and_forward(open_page: Opener) -> None:
    page = open_page()
    for question in (ANSWERED, REFUSED):
        type_and_enter(page, question)
        expect(page.locator(".question")).to_contain_text(question)
    page.go_back()
    expect(page.locator("h1")).to_have_text("889家")
    expect(page.locator("#q")).to_have_value(ANSWERED)
    page.go_back()
    expect(page.locator("h1")).to_have_text("问文章，得原句")
    expect(page.locator("#q")).to_have_value("")
    assert page.title() == "有据：问文章，得原句"
    page.go_forward()
    page.go_forward()
    expect(page.locator("h1")).to_contain_text("没有答案")
    assert page.title() == f"{REFUSED} · 有据"


def test_questions_asked_before(open_page: Opener) -> None:
    page = open_page()
    for number in range(10):
        type_and_enter(page, f"{ANSWERED}{'？' * number}")
        expect(page.locator(".question")).to_have_text(f"问{ANSWERED}{'？' * number}")
    page.goto("/")
    recent = page.locator(".recent .example")
    expect(recent).to_have_text([f"{ANSWERED}{'？' * number}" for number in range(9, 1, -1)])
    recent.last.click()
    expect(page.locator("h1")).to_have_text("889家")
    page.goto("/")
    expect(recent.first).to_have_text(f"{ANSWERED}？？")
    page.get_by_role("button", name="清除").click()
    assert recent.count() == 0
    page.reload()
    page.locator(".example").first.wait_for()
    assert page.locator(".recent").count() == 0


@pytest.mark.parametrize("kept", ["undefined", "'{'", "'{\"a\": 1}'", "'[1, null]'"])
def test_a_browser_that_keeps_nothing_or_nonsense(open_page: Opener, kept: str) -> None:
    getter = (
        "throw new Error('no storage')"
        if kept == "undefined"
        else f"return {{getItem: () => {kept}, setItem() {{ throw new Error() }}}}"
    )
    page = open_page(script=f"Object.defineProperty(window, 'localStorage', {{get() {{ {getter} }}}})")
    type_and_enter(page, ANSWERED)
    expect(page.locator("h1")).to_have_text("889家")
    page.goto("/")
    page.locator(".example").first.wait_for()
    assert page.locator(".recent").count() == 0


def test_enter_while_composing_does_not_ask(open_page: Opener) -> None:
    page = open_page()
    page.locator("#q").focus()
    page.evaluate(
        "document.querySelector('#q').addEventListener('keydown', e => { window.seen = [e.key, e.isComposing] })"
    )
    input_method = page.context.new_cdp_session(page)
    input_method.send("Input.imeSetComposition", {"text": "quanshi", "selectionStart": 7, "selectionEnd": 7})
    enter = {"key": "Enter", "code": "Enter", "text": "\r"}
    input_method.send("Input.dispatchKeyEvent", {"type": "keyDown", "windowsVirtualKeyCode": 229, **enter})
    input_method.send("Input.dispatchKeyEvent", {"type": "keyUp", "windowsVirtualKeyCode": 13, **enter})
    assert page.evaluate("window.seen") == ["Enter", True]
    assert page.evaluate("location.search") == ""
    input_method.send("Input.imeSetComposition", {"text": "", "selectionStart": 0, "selectionEnd": 0})
    input_method.send("Input.insertText", {"text": ANSWERED})
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("889家")


def test_length_is_counted_in_characters(open_page: Opener) -> None:
    page = open_page()
    page.locator("#q").fill("𠮷" * 513)
    expect(page.locator("#q-note")).to_have_text("问题太长（513 字），最多 512 字，请缩短。")
    page.locator("#q").press("Enter")
    assert page.evaluate("location.search") == ""
    type_and_enter(page, "𠮷" * 512)
    expect(page.locator("h1")).to_contain_text("没有答案")
    page.goto(asking("字" * 513))
    expect(page.locator(".detail")).to_have_text("问题太长，最多 512 个字，请缩短。")


def test_a_late_answer_is_not_shown(open_page: Opener) -> None:
    page = open_page()
    held: list[Route] = []
    page.route(re.compile("/api/ask.*%E7%9F%B3"), lambda route: held.append(route))
    type_and_enter(page, REFUSED)
    expect(page.locator("main")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".waiting")).to_have_text("正在查找……")
    type_and_enter(page, ANSWERED)
    expect(page.locator("h1")).to_have_text("889家")
    assert len(held) == 1
    held[0].fulfill(response=held[0].fetch())
    page.evaluate("fetch('/healthz').then(() => new Promise(done => setTimeout(done, 100)))")  # time to show it in
    expect(page.locator("h1")).to_have_text("889家")
    expect(page.locator("main")).to_have_attribute("aria-busy", "false")
    assert page.title() == f"{ANSWERED} · 有据"


def test_typing_on_is_not_disturbed(open_page: Opener) -> None:
    page = open_page()
    held: list[Route] = []
    page.route("**/api/ask*", lambda route: held.append(route))
    type_and_enter(page, ANSWERED)
    page.locator("#q").press_sequentially("的数量")
    held[0].continue_()
    expect(page.locator("h1")).to_have_text("889家")
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#q")).to_have_value(f"{ANSWERED}的数量")


def test_an_answer_of_several_pieces(open_page: Opener, served: Served) -> None:
    question = "衡水孵化器多大面积、毕业了几家企业？"
    pieces = answer_to(served, question)["answer"]
    assert len(pieces) == 2
    page = wait_shown(open_page(asking(question)))
    expect(page.locator("h1")).to_have_text("、".join(pieces))
    assert texts(page, ".lead .sentence strong.answers") == pieces
    assert texts(page, "tr.answering th") == pieces


def test_what_to_beware_of_is_said_before_the_source(open_page: Opener, served: Served) -> None:
    question = "省政府给衡水的新一轮支持政策有多少项？"
    page = wait_shown(open_page(asking(question)))
    note = answer_to(served, question)["quotes"][0]["note"]
    assert "缺失" in note
    expect(page.locator(".lead .said > .warning")).to_have_text(f"注意{note}")
