"""A first-time user: the README's one command ends with the page open in a browser and a question answered in it."""

import re
import stat
import time
from pathlib import Path

from browser import Opener, needs_chromium
from conftest import ROOT
from playwright.sync_api import expect
from serving import serving

pytest_plugins = ["page_fixtures"]
pytestmark = needs_chromium
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_has_one_command() -> None:
    (command,) = re.findall(r"## 在浏览器里问\n.*?```sh\n(.*?)\n```", README, re.DOTALL)
    assert "\n" not in command
    assert command == "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/qa serve --open"


def test_the_browser_is_opened_and_answers(tmp_path: Path, open_page: Opener) -> None:
    told, browser = tmp_path / "told", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {told}\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    with serving("--open", "--workers", "1", env={"BROWSER": f"{browser} %s"}) as server:
        while not (told.exists() and told.read_text().strip()):
            assert server.process.poll() is None
            time.sleep(0.05)
        address = told.read_text().strip()
        assert address == f"{server.url}/"
        page = open_page(url=address.rstrip("/"))
        page.get_by_label("问题").fill("衡水有几个院士团队？")
        page.keyboard.press("Enter")
        expect(page.locator("main h1")).to_contain_text("6个")
        page.get_by_role("link", name="全部文章").click()
        page.go_back()
        expect(page.locator("main h1")).to_contain_text("6个")
