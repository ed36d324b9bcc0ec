"""The page in a real browser over a real server: what its tests share beside their fixtures (page_fixtures.py)."""

import os
import re
import shutil
import time
from importlib import resources
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

import pytest
from playwright.sync_api import Page
from serving import Served

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="没有 chromium")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

ANSWERED = "全市有多少家高新技术企业"
REJOINED = "景县第二污水处理厂入选了什么"
REFUSED = "石家庄有多少家高新技术企业"


class Opener(Protocol):
    """Opens a page of the server in a context of its own."""

    def __call__(self, path: str = "/", *, expected: tuple[int, ...] = (), url: str = "", **options: Any) -> Page: ...


class KeepShot:
    """Keeps what a page looks like as files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, page: Page, name: str) -> None:
        path = self.folder / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        assert path.stat().st_size > 5_000


def wait_ready(served: Served) -> Served:
    """Return the server once it answers; its page is there before its articles are read."""
    while served.client.get("/readyz").status_code != 200:
        assert served.process.poll() is None
        time.sleep(0.1)
    return served


def watch(page: Page, base: str, expected: tuple[int, ...], complaints: list[str]) -> None:
    """Write down every error, violations of the security policy among them, and every foreign request.

    The browser itself calls a failing status an error: those expected are none (0: no network).
    """
    statuses = re.compile(r"the server responded with a status of (\d+)|net::(ERR_INTERNET_DISCONNECTED)")

    def heard(kind: str, text: str) -> None:
        match = statuses.search(text)
        if kind in ("error", "warning") and not (match and int(match[1] or 0) in expected):
            complaints.append(text)

    page.on("console", lambda message: heard(message.type, message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("request", lambda request: request.url.startswith(f"{base}/") or complaints.append(request.url))


def asking(question: str, **more: str) -> str:
    """Return the address of a question's answer."""
    pairs = {"q": question, **more}
    return "/?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs.items())


def answer_to(served: Served, question: str) -> Any:
    """Return what the API answers."""
    return served.client.get("/api/ask", params={"q": question}).json()


def wait_shown(page: Page) -> Page:
    """Return the page once a view stands."""
    page.locator("main[aria-busy=false] h1").wait_for()
    return page


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong: the rule and the elements."""
    page.evaluate(_AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    return [f"{rule['id']}: {[node['html'] for node in rule['nodes']]}" for rule in found["violations"]]


_AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
