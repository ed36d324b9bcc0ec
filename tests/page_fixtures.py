"""The fixtures of the page's browser tests: a server for all of them, a browser a module, a context a page.

Whatever a test does, its page must not have complained, been attacked, or asked another machine for anything.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import CHROMIUM, KeepShot, Opener, wait_ready, watch
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from serving import Served, serving


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """The server over the embedded articles."""
    with serving("--workers", "1") as server:
        yield wait_ready(server)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    # a module's own: Playwright can be started once at a time, and other tests start it too
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, served: Served) -> Iterator[Opener]:
    """Opens pages; when the test ends, none of them may have had an error or asked for anything elsewhere."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(path: str = "/", *, expected: tuple[int, ...] = (), url: str = "", **options: Any) -> Page:
        script = options.pop("script", None)
        base = url or served.url
        context = chromium.new_context(locale="zh-CN", base_url=base, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        if script:
            page.add_init_script(script)
        watch(page, base, expected, complaints)
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        complaints += [f"executed: {page.url}" for page in context.pages if page.evaluate("'pwned' in window")]
        context.close()
    assert complaints == []


@pytest.fixture
def keep_shot(tmp_path: Path) -> KeepShot:
    """Keeps a screenshot: in the folder that YOUJU_SCREENSHOTS names, else in the test's own."""
    return KeepShot(Path(os.environ.get("YOUJU_SCREENSHOTS") or tmp_path))
