"""The HTML report in a real browser: every plot is there, in Chinese, and nothing in it can act."""

import io
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import QUESTIONS, measure
from playwright.sync_api import Browser, Page, sync_playwright

from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer
from qa.evaluation.compare import compare
from qa.evaluation.html import write_html

CHROMIUM = shutil.which("chromium")
SHOTS = os.environ.get("SHOTS")  # a folder that keeps the screenshots
pytestmark = pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="没有 chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield opened
        opened.close()


def html_of(report: dict[str, Any], path: Path) -> Path:
    page = io.StringIO()
    write_html(report, lambda: report["results"], page)
    path.write_text(page.getvalue(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def report(embedded: Collection) -> dict[str, Any]:
    new = measure(embedded, QUESTIONS, baseline=True)
    old = {row["id"]: row | {"scores": {**row["scores"], "quote@1": [0.0, 1.0]}} for row in new["results"][:20]}
    compared = compare(old, new["results"])
    changes = [change._asdict() | {"significant": change.significant} for change in compared.measures]
    return new | {"compare": compared._asdict() | {"measures": changes}}


@pytest.fixture(scope="module")
def opened(browser: Browser, report: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    page.goto(html_of(report, tmp_path_factory.mktemp("report") / "报告.html").as_uri())
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / "report.png", full_page=True)
    yield page
    page.close()


def test_every_plot_is_drawn(opened: Page, report: dict[str, Any]) -> None:
    plots = {plot.get_attribute("id"): plot for plot in opened.locator("figure.plot").all()}
    assert set(plots) == {"overall", "by-1", "by-2", "by-3", "latency", "reliability"}
    for plot in plots.values():
        box = plot.locator("svg").bounding_box()
        assert box
        assert box["width"] > 300
        assert box["height"] > 150
        assert any("\u4e00" <= char <= "\u9fff" for char in plot.locator("figcaption").inner_text())
        assert len(set(plot.screenshot())) > 100
    assert plots["overall"].locator("circle").count() == 10 * 3
    assert plots["by-1"].locator("text.label").count() == len(report["by"]["type"])
    assert sum(int(t) for t in plots["latency"].locator("g > text:not(:last-of-type)").all_text_contents()) == 194
    assert plots["reliability"].locator("circle").count() == len(report["calibration"])


def test_labels_are_chinese_and_their_glyphs_differ(opened: Page) -> None:
    labels = opened.locator("#by-1 text.label").all_text_contents()
    assert "金额（23）" in labels
    assert all(any("\u4e00" <= char <= "\u9fff" for char in label) for label in labels)
    # without a Chinese font every character is the same empty box
    shots = set()
    for char in "金额数量":
        opened.evaluate("c => { document.querySelector('#by-1 text.label').textContent = c }", char)
        shots.add(opened.locator("#by-1 text.label").first.screenshot())
    assert len(shots) == 4


def test_points_stand_where_the_figures_are(opened: Page, report: dict[str, Any]) -> None:
    centres = [float(c.get_attribute("cx") or 0) for c in opened.locator("#overall circle").all()]
    lines = [float(c.get_attribute("x1") or 0) for c in opened.locator("#overall line.grid").all()]
    left, right = lines[0], lines[-1]
    assert (centres[0] - left) / (right - left) == pytest.approx(report["quote@1"], abs=1e-3)


def test_every_miss_tells_what_decided(opened: Page, report: dict[str, Any]) -> None:
    missed = [row for row in report["results"] if not row["right"]]
    details = opened.locator("#misses details")
    assert details.count() >= len(missed)
    row = next(row for row in missed if row["answerable"] and row["status"] == "answered")
    found = details.filter(has_text=row["question"]).first
    found.locator("summary").click()
    text = found.inner_text()
    assert row["quote"] in text
    assert row["miss"]["gold"][0] in text
    assert f"所求的句子 {row['miss']['sentence_rank']}" in text
    assert "得分的来处" in text
    assert row["miss"]["words"][0]["word"] in text


def test_comparison_lists_what_changed(opened: Page, report: dict[str, Any]) -> None:
    better = [q for q in report["compare"]["questions"] if q["better"]]
    assert f"变好的题（{len(better)}）" in opened.locator("#compare").inner_text()


@pytest.mark.parametrize("width", [375, 1440])
def test_page_is_never_wider_than_the_screen(
    browser: Browser, report: dict[str, Any], tmp_path: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme="dark")
    page.goto(html_of(report, tmp_path / "r.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


HOSTILE = "<script>document.title='x'</script><img src=x onerror=\"document.title='x'\">\"'&\u202e</svg></details>"


def test_text_of_articles_and_questions_cannot_act(browser: Browser, tokenizer: Tokenizer, tmp_path: Path) -> None:
    sentence = f"甲市建成{HOSTILE}大桥9座。"
    collection = Collection.of(
        make_sources(f"# 甲{HOSTILE}\n\n{sentence}乙市没有桥。\n".encode(), path="page.md"), tokenizer
    )
    rows = [
        {"id": f"1{HOSTILE}", "question": f"乙市{HOSTILE}没有桥吗", "sentences": [sentence], "answer": HOSTILE, "type": HOSTILE, "tags": [HOSTILE]},
        {"id": "2", "question": f"丙市{HOSTILE}", "answerable": False, "difficulty": HOSTILE},
    ]  # fmt: skip
    questions = tmp_path / "题.jsonl"
    questions.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    page, requests = browser.new_page(), []
    page.on("request", lambda request: requests.append(request.url))
    path = html_of(measure(collection, questions, baseline=True), tmp_path / "r.html")
    page.goto(path.as_uri())
    assert page.title().startswith("检验报告")
    assert page.locator("script, img").count() == 0
    assert requests == [path.as_uri()]
    page.close()


@pytest.mark.parametrize("answerable", [True, False])
def test_a_set_of_one_question(collection_of_one: Collection, tmp_path: Path, answerable: bool) -> None:
    row = {"id": "1", "question": "甲市建成几座桥", "answerable": answerable}
    questions = tmp_path / "题.jsonl"
    questions.write_text(
        json.dumps(row | ({"sentences": ["甲市建成大桥9座。"]} if answerable else {})), encoding="utf-8"
    )
    assert "没答对的题" in html_of(measure(collection_of_one, questions), tmp_path / "r.html").read_text(
        encoding="utf-8"
    )


@pytest.fixture
def collection_of_one(tokenizer: Tokenizer) -> Collection:
    return Collection.of(make_sources("# 甲市建桥\n\n甲市建成大桥9座。\n".encode(), path="page.md"), tokenizer)
