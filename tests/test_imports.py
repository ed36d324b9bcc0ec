"""The house: who may import whom, how long a module may be, and that nothing names another machine."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

MODULES = sorted([*(ROOT / "index").rglob("*.py"), *(ROOT / "qa").rglob("*.py"), ROOT / "serve.py"])


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return found | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_module_imports_upwards(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports(path)}
    if path.parent.name == "index":
        assert not tops & {"qa", "click"}
    if path.parent.name != "web":
        assert not tops & {"fastapi", "uvicorn", "starlette"}
    assert not tops & {"pickle", "marshal", "shelve"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_module_is_short_and_says_what_it_does(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    if text.strip():
        assert (ast.get_docstring(ast.parse(text)) or "").endswith((".", "?"))


def test_a_question_on_the_command_line_loads_no_web_server() -> None:
    heavy = ("fastapi", "uvicorn", "starlette", "prompt_toolkit")
    code = f"import sys, qa.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_top_level_is_the_users() -> None:
    files = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=True).stdout.split("\n")
    top = {file.split("/")[0] for file in files if file and not file.startswith(".")}
    assert top <= {"README.md", "LICENSE", "pyproject.toml", "serve.py", "qa", "index", "data", "tests"}


def test_no_lock_file_and_no_registry() -> None:
    files = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=True).stdout.split()
    assert not [file for file in files if re.search(r"(?:^|/)(?:uv|poetry|pdm)\.lock$|requirements.*\.txt$", file)]
