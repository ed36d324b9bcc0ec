"""Articles that would attack the page: their text is shown as text, nothing of it acts, nothing of it hides."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from browser import Opener, answer_to, asking, needs_chromium, wait_ready, wait_shown
from playwright.sync_api import Page, expect
from serving import Served, serving

pytest_plugins = ["page_fixtures"]
pytestmark = needs_chromium

MARKUP = (
    "<script>window.pwned=1</script><img src=x onerror=\"window.pwned=1\"><meta http-equiv=refresh content='0;url=//example.com'>"
    "<svg onload=window.pwned=1></svg></textarea></title>[点](javascript:window.pwned=1){{7*191}}${1}"
)
TURNING = "\u202e倒过来\u202c\u2067右左\u2069\u2069\u200b\u200f\ufeff\u2028\x07\u202e"  # the last is never ended
QUESTION = "𠮷市大桥有多少座"
SENTENCE = f"𠮷市{TURNING}建成大桥9座{MARKUP}。"
BROKEN = "截至年底，丙市绿道全长达到"
ROW = f"| 甲县{MARKUP} | 321 | 45.6 |"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("collection")
    (folder / "a<img src=x onerror=window.pwned=1>.md").write_text(
        f"# 丙市绿道{MARKUP}\n\n**本报讯（记者张三{MARKUP}）**{BROKEN}\n\n![图](javascript:alert(1))\n\n*****\n\n86公里，串起11个公园{MARKUP}。\n\n"
        f"各县农产品产量\n\n| 县名 | 粮食产量（万吨） | 油料产量（万吨） |\n| --- | --- | --- |\n{ROW}\n| 乙县 | 12 | 7 |\n",
        encoding="utf-8",
    )
    records = [
        {"id": f"../x?{MARKUP}"[:200], "title": f"𠮷市建桥{MARKUP}{TURNING}", "byline": f"李四{MARKUP}"[:200], "date": "2025-01-02",
         "text": f"{SENTENCE}\n\n丁市没有桥。"},
        {"id": "javascript:window.pwned=1", "title": MARKUP, "text": f"戊市共有图书馆27个{MARKUP}。"},
    ]  # fmt: skip
    (folder / "b.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in records), encoding="utf-8")
    many = [
        {"id": str(number), "title": f"第{number}县", "text": f"第{number}县有桥{number}座。"} for number in range(100)
    ]
    (folder / "c.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in many), encoding="utf-8")
    with serving("--workers", "1", "--collection", str(folder)) as server:
        yield wait_ready(server)


def first_quote(hostile: Served, question: str) -> Any:
    answer = answer_to(hostile, question)
    return (answer["quotes"] or answer["nearest"])[0]


def stands_safe(page: Page, hostile: Served) -> None:
    """Check that the page holds no element of the articles' making and is still where it was."""
    assert (
        page.evaluate(
            "document.querySelectorAll('main :is(script, img, meta, svg:not(.bars svg), textarea, iframe)').length"
        )
        == 0
    )
    assert page.evaluate("'pwned' in window") is False
    assert page.url.startswith(f"{hostile.url}/?")
    assert page.locator("a").evaluate_all("links => links.every(link => ['http:', 'https:'].includes(link.protocol))")
    assert "1337" not in page.locator("main").inner_text()
    assert page.locator("main[style], main [style]").count() == 0


def test_an_answer(open_page: Opener, hostile: Served) -> None:
    page = wait_shown(open_page(asking(QUESTION), url=hostile.url))
    quote = first_quote(hostile, QUESTION)
    assert quote["text"] == SENTENCE
    assert page.locator(".sentence").first.text_content() == SENTENCE
    figures = page.locator(".sentence").first.locator(".figure").all_text_contents()
    assert figures == [SENTENCE[figure["start"] : figure["end"]] for figure in quote["quantities"]]
    expect(page.locator(".source cite").first).to_contain_text("<script>window.pwned=1</script>")
    page.locator(".why > summary").click()
    page.locator(".bars").first.wait_for()
    stands_safe(page, hostile)


def test_characters_that_hide_or_turn_are_written_out(open_page: Opener, hostile: Served) -> None:
    page = wait_shown(open_page(asking(QUESTION), url=hostile.url))
    page.locator("a.read").first.click()
    page.locator("#cited").wait_for()
    for column in (".stretch mark.cited", "#cited"):
        boxes = page.locator(f"{column} .control")
        named = boxes.evaluate_all("nodes => nodes.map(node => getComputedStyle(node, '::before').content)")
        assert named == [f'"‹U+{ord(letter):04X}›"' for letter in TURNING if letter not in "倒过来右左"]
        assert page.locator(column).text_content() == SENTENCE
        assert ordered(page, column)
    stands_safe(page, hostile)


def ordered(page: Page, selector: str) -> bool:
    """Tell whether letters are drawn in the order they are written: each right of the one before, or on a later line."""
    return bool(
        page.locator(selector).evaluate(
            """node => {
                const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
                let last = null, fine = true;
                for (let text = walker.nextNode(); text; text = walker.nextNode()) {
                    if (text.parentNode.matches('.control')) continue;
                    for (let at = 0; at < text.length; at += 1) {
                        const range = document.createRange();
                        range.setStart(text, at);
                        range.setEnd(text, at + 1);
                        const box = range.getBoundingClientRect();
                        if (!box.width) continue;
                        if (last && box.top < last.bottom && box.left < last.left - 0.5) fine = false;
                        last = box;
                    }
                }
                return fine && last !== null;
            }"""
        )
    )


def test_copying_gives_the_very_characters(open_page: Opener, hostile: Served) -> None:
    page = wait_shown(open_page(asking(QUESTION), url=hostile.url, permissions=["clipboard-read", "clipboard-write"]))
    if not page.locator(".lead").count():
        page.get_by_role("button", name="引用").first.click()
    page.get_by_role("button", name="复制原句和出处").first.click()
    expect(page.locator("#live")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"“{SENTENCE}”（")
    stands_safe(page, hostile)


def test_a_table_and_a_broken_paragraph(open_page: Opener, hostile: Served) -> None:
    for question in ("甲县粮食产量是多少", "丙市绿道全长多少公里"):
        page = wait_shown(open_page(asking(question), url=hostile.url))
        quote = first_quote(hostile, question)
        assert page.locator(".sentence").first.text_content() == quote["text"]
        if quote["context"]:
            assert "".join(page.locator(".quote").first.locator(".context").all_text_contents()) == quote["context"]
        page.locator("a.read").first.click()
        assert page.locator("#cited").text_content() == quote["text"]
        stands_safe(page, hostile)


def test_every_article_and_the_list(open_page: Opener, hostile: Served) -> None:
    page = wait_shown(open_page("/?articles", url=hostile.url))
    headings = hostile.client.get("/api/articles", params={"limit": 1000}).json()
    titles = [heading["title"] for heading in headings]
    assert page.locator(".articles a").all_text_contents() == titles[:100]
    page.get_by_role("button", name="再列一些").click()
    expect(page.locator(".articles a").nth(100)).to_be_focused()
    assert page.locator(".articles a").all_text_contents() == titles
    assert page.get_by_role("button", name="再列一些").count() == 0
    for number, heading in enumerate(headings[:3]):
        page.locator(".articles a").nth(number).click()
        expect(page.locator(".whole h1")).to_have_text(heading["title"].replace("\n", " "), use_inner_text=False)
        assert page.evaluate("new URLSearchParams(location.search).get('article')") == heading["id"]
        assert "<script>" in page.title()
        assert not set(TURNING) & set(page.title()) - set("倒过来右左")
        stands_safe(page, hostile)
        page.go_back()
        wait_shown(page)


def test_a_hostile_question(open_page: Opener, hostile: Served) -> None:
    page = open_page(url=hostile.url, expected=(404,))
    page.locator("#q").fill(f"{MARKUP}{TURNING[:3]}")
    page.keyboard.press("Enter")
    wait_shown(page)
    page.goto("/")
    assert page.locator(".recent .example").first.text_content() == f"{MARKUP}{TURNING[:3]}"
    page.goto(asking("javascript:alert(1)", article=MARKUP, s=MARKUP, v=MARKUP))
    page.locator(".failure, .whole").wait_for()
    assert page.evaluate("'pwned' in window") is False
