"""The wheel: it carries what the program cannot run without, and works where the checkout is not."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT], check=True, capture_output=True
    )
    (built,) = folder.glob("*.whl")
    return built


def test_contents(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert wheel.name.startswith("youju-0.1.0-py3")
    for needed in (
        "qa/lexicon/units.tsv",
        "index/lexicon/words.txt",
        "qa/web/static/page.html",
        "qa/data/articles/hengshui.md",
    ):
        assert needed in names
    assert not [name for name in names if name.startswith(("tests/", "data/"))]


def test_everything_beside_the_code_is_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = [
        path.relative_to(ROOT).as_posix()
        for folder in ("qa/models", "qa/answers", "qa/lexicon", "index/lexicon", "qa/web/static")
        for path in (ROOT / folder).iterdir()
        if path.is_file() and path.suffix != ".py"
    ]
    assert {
        "qa/models/sentences.json",
        "qa/models/sentences.record.json",
        "qa/answers/weights.json",
        "qa/answers/weights.record.json",
        "qa/lexicon/demands.tsv",
    } <= set(data)
    assert not set(data) - names
    modules = {path.relative_to(ROOT).as_posix() for top in ("qa", "index") for path in (ROOT / top).rglob("*.py")}
    assert not modules - names


def test_answers_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=False, symlinks=True)
    site = next((tmp_path / "env" / "lib").glob("python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    # the libraries come from the environment the tests run in; the project itself only from the wheel
    libraries = [p for p in sys.path if p.endswith("site-packages")]
    (site / "libraries.pth").write_text("\n".join(libraries))
    code = "import qa; assert qa.__file__.startswith({!r}); from qa.__main__ import main; main(['ask', '衡水有几个院士团队？'])"
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [tmp_path / "env" / "bin" / "python", "-c", code.format(str(site))],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=env,
    )
    assert done.returncode == 0, done.stderr
    assert "院士团队6个" in done.stdout
