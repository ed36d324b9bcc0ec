"""The same files make the same collection, byte for byte, whatever came before and however many processes cut them."""

import itertools
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from durable import State, copy, every_byte, fresh, leftovers, page, records, state_of, update, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import workers as workers_of
from index.layout import CURRENT, read_current
from index.store import open_collection
from index.terms import Tokenizer
from index.update import update_collection

NAMES = "甲乙丙丁戊"
STATE: State = {f"{name}.md": page(name, at) for at, name in enumerate(NAMES)} | {
    "己.jsonl": records("己", [1, 2, 3]),
    "庚.txt": page("庚", 4),
}


def generation(folder: Path) -> tuple[str | None, dict[str, str]]:
    return read_current(folder), every_byte((folder / CURRENT).resolve())


@pytest.fixture
def expected(tmp_path: Path, tokenizer: Tokenizer) -> tuple[str | None, dict[str, str]]:
    update(tmp_path / "expected", tmp_path / "in", STATE, tokenizer)
    return generation(tmp_path / "expected")


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("batch", [1, 200])
def test_any_number_of_processes(
    workers: int,
    batch: int,
    expected: tuple[str | None, dict[str, str]],
    tmp_path: Path,
    tokenizer: Tokenizer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if (workers, batch) in ((2, 200), (3, 1)):
        pytest.skip("starting processes takes long, and these are between the others")
    monkeypatch.setattr(workers_of, "_BATCH", batch)
    monkeypatch.setattr(workers_of, "_WORTH_IT", 1)
    seen: list[tuple[int, int]] = []
    update_collection(
        tmp_path / "c", tokenizer, add=[tmp_path / "in"], workers=workers, progress=lambda *told: seen.append(told)
    )
    assert generation(tmp_path / "c") == expected
    assert seen == sorted(seen)
    assert len(seen) > 1


def test_any_order(expected: tuple[str | None, dict[str, str]], tmp_path: Path, tokenizer: Tokenizer) -> None:
    at = random.Random(0)
    for number in range(4):
        files = [tmp_path / "in" / name for name in STATE]
        at.shuffle(files)
        folder = tmp_path / f"c{number}"
        if number % 2:
            update_collection(folder, tokenizer, add=files)
        else:
            for file in files:
                update_collection(folder, tokenizer, add=[file])
        assert generation(folder) == expected


def test_any_history(expected: tuple[str | None, dict[str, str]], tmp_path: Path, tokenizer: Tokenizer) -> None:
    at, folder, articles = random.Random(1), tmp_path / "c", tmp_path / "in"
    for _ in range(12):
        names = at.sample(sorted(STATE), at.randint(1, len(STATE)))
        update(
            folder,
            articles,
            {
                name: at.choice([STATE[name], page("别", at.randrange(9))]) if name.endswith("d") else STATE[name]
                for name in names
            },
            tokenizer,
        )
    update(folder, articles, {}, tokenizer)
    update(folder, articles, STATE, tokenizer)
    assert generation(folder) == expected


def test_copied_and_moved(tmp_path: Path, tokenizer: Tokenizer, expected: tuple[str | None, dict[str, str]]) -> None:
    folder = copy(tmp_path / "expected", tmp_path / "elsewhere")
    shutil.rmtree(tmp_path / "expected")
    assert state_of(folder, [STATE], tokenizer) == (STATE, None)
    assert update_collection(folder, tokenizer, add=[tmp_path / "in"]).updated == []
    assert generation(folder) == expected
    plain = tmp_path / "without links of any kind"
    shutil.copytree(folder, plain, symlinks=False)
    assert open_collection(plain, tokenizer).digest == fresh(STATE, tokenizer).digest


words = st.text(st.sampled_from("甲市建成学校桥，。：“”0123456789亿%\u3000a\n"), min_size=1, max_size=40)
pages = words.map(lambda text: f"# 题目\n\n{text}\n\n这里有一句。\n")
lines = st.dictionaries(st.sampled_from("abcde"), words, min_size=1).map(
    lambda rows: "".join(
        f'{{"id": "{{}}{key}", "title": "题", "text": {_json(text + "这里有一句。")}}}\n' for key, text in rows.items()
    )
)


def _json(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)


def files() -> st.SearchStrategy[dict[str, str]]:
    kept = st.dictionaries(st.sampled_from(["甲.md", "乙.txt", "丙.jsonl", "丁.jsonl", "x y.md"]), pages, min_size=1)
    return kept.flatmap(
        lambda found: st.fixed_dictionaries(
            {
                name: lines.map(lambda text, name=name: text.replace("{}", name))
                if name.endswith("l")
                else st.just(text)
                for name, text in found.items()
            }
        )
    )


@given(history=st.lists(files(), min_size=1, max_size=4))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_files_after_any_history(history: Sequence[dict[str, str]], tmp_path: Path, tokenizer: Tokenizer) -> None:
    for path in tmp_path.iterdir():
        shutil.rmtree(path)
    for state in history:
        update(tmp_path / "c", tmp_path / "in", state, tokenizer)
        assert state_of(tmp_path / "c", [state], tokenizer) == (state, None)
    update(tmp_path / "fresh", write(tmp_path / "in", history[-1]), history[-1], tokenizer)
    assert generation(tmp_path / "c") == generation(tmp_path / "fresh")
    assert leftovers(tmp_path / "c") == []


def test_every_pair_of_states(tmp_path: Path, tokenizer: Tokenizer) -> None:
    """Lines of a file added, changed, taken out and put elsewhere; a file that takes another's place."""
    states: list[State] = [
        {"a.jsonl": records("甲", [1, 2, 3])},
        {"a.jsonl": records("甲", [1, 9, 3])},
        {"a.jsonl": records("甲", [3])},
        {"a.jsonl": records("乙", [1, 2, 3]), "甲.md": page("甲", 1)},
        {"a.md": page("甲", 1)},
    ]
    for number, (before, after) in enumerate(itertools.permutations(states, 2)):
        folder = tmp_path / str(number)
        for state in (before, after):
            update(folder, tmp_path / "in", state, tokenizer)
            assert state_of(folder, [state], tokenizer) == (state, None)
