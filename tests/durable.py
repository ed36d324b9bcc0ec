"""Small collections of known states, for tests of what outlasts kills, damage, full disks and power cuts."""

import functools
import hashlib
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from index.collection import Collection
from index.layout import ARTICLES, CURRENT, GENERATIONS, NEW, OWN
from index.source import make_sources
from index.store import open_collection
from index.terms import Tokenizer
from index.update import update_collection
from qa.assistant import Assistant

QUESTION = "甲市建成几所学校？"
MANY = bool(os.environ.get("YOUJU_MANY"))  # as many rounds as a release is worth, not only what a change is
State = Mapping[str, str]  # the texts of the files of one folder, by their names
Frozen = tuple[tuple[str, str], ...]


def page(name: str, version: int) -> str:
    return (
        f"# {name}市新闻\n\n{name}市建成学校{version}所。\n\n这是第{version}版，记者在{name}市看到桥{version + 3}座。\n"
    )


def records(name: str, versions: Iterable[int]) -> str:
    return "".join(
        f'{{"id": "{name}{at}", "title": "{name}镇", "text": "{name}镇有井{version}口。"}}\n'
        for at, version in enumerate(versions)
    )


OLD: State = {"甲.md": page("甲", 3), "乙.md": page("乙", 8), "丙.jsonl": records("丙", [1, 2])}
NEWER: State = {**OLD, "甲.md": page("甲", 5), "丁.md": page("丁", 9)}


def write(folder: Path, state: State) -> Path:
    """Make a folder hold these files and no others."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name not in state:
            path.unlink()
    for name, text in state.items():
        if not (folder / name).exists() or (folder / name).read_text("utf-8") != text:
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def update(folder: Path, articles: Path, state: State, tokenizer: Tokenizer, *, workers: int = 1) -> None:
    """Bring a collection to a state, by way of the folder `in` its files are kept in."""
    copies = folder / articles.name
    gone = [articles / path.name for path in copies.iterdir() if path.name not in state] if copies.is_dir() else []
    update_collection(folder, tokenizer, add=[write(articles, state)] if state else [], remove=gone, workers=workers)


def fresh(state: State, tokenizer: Tokenizer, top: str = "in") -> Collection:
    """Return a collection of the same files built anew."""
    return _fresh(tuple(sorted(state.items())), tokenizer, top)


@functools.lru_cache(maxsize=256)
def _fresh(state: Frozen, tokenizer: Tokenizer, top: str) -> Collection:
    sources = [source for name, text in state for source in make_sources(text.encode(), path=f"{top}/{name}")]
    return Collection.of(sources, tokenizer)


def answer(collection: Collection, question: str = QUESTION) -> str:
    return Assistant(collection).answer(question).model_dump_json()


def state_of(folder: Path, states: Iterable[State], tokenizer: Tokenizer) -> tuple[State, str | None]:
    """Return which of the states a collection is in, digest, answer and copies alike, and what it says is wrong."""
    collection = open_collection(folder, tokenizer)
    state = {fresh(each, tokenizer).digest: each for each in states}.get(collection.digest)
    assert state is not None
    assert answer(collection) == answer(fresh(state, tokenizer))
    if not collection.trouble:
        copies = folder / CURRENT / ARTICLES / "in"
        assert {path.name: path.read_text("utf-8") for path in copies.iterdir()} == state
    return state, collection.trouble


def leftovers(folder: Path) -> list[str]:
    """Return what a finished update must not leave behind."""
    found = [path for path in folder.rglob("*") if NEW in path.name]
    found += [path for path in folder.iterdir() if path.name != OWN and not path.exists()]
    kept = [path.name for path in (folder / GENERATIONS).iterdir()]
    return [str(path) for path in found] + (kept if len(kept) > 2 else [])


def every_byte(folder: Path) -> dict[str, str]:
    """Return each file's SHA-256 and each link's target, but for the lock's."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_file() and path.name != "lock":
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def copy(folder: Path, to: Path) -> Path:
    """Copy a collection with its links, hard ones too."""
    subprocess.run(["cp", "-a", folder, to], check=True)
    return to
