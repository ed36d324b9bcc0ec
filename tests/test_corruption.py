"""Random damage to a collection: it refuses and says what helps, or answers from an older whole state and says so."""

import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from durable import MANY, NEWER, OLD, QUESTION, answer, copy, every_byte, fresh, update
from serving import serving
from test_cli import qa
from test_web_workers import until

from index.errors import DataError
from index.layout import CURRENT, generations, read_current
from index.store import open_collection
from index.terms import Tokenizer

TIMES = 1000 if MANY else 150
ASKED_BY_HAND = 100 if MANY else 4


@pytest.fixture(scope="module")
def collections(tmp_path_factory: pytest.TempPathFactory, tokenizer: Tokenizer) -> Path:
    """Return a folder with a collection of one generation and one of two."""
    folder = tmp_path_factory.mktemp("damaged")
    update(folder / "one", folder / "of" / "one" / "in", NEWER, tokenizer)
    update(folder / "two", folder / "of" / "two" / "in", OLD, tokenizer)
    update(folder / "two", folder / "of" / "two" / "in", NEWER, tokenizer)
    return folder


Damage = Callable[[Path, list[Path], random.Random], None]


def flip(path: Path, _: list[Path], at: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[at.randrange(len(data))] ^= 1 << at.randrange(8)
    path.write_bytes(data)


def truncate(path: Path, _: list[Path], at: random.Random) -> None:
    os.truncate(path, at.randrange(path.stat().st_size))


def extend(path: Path, _: list[Path], at: random.Random) -> None:
    with path.open("ab") as file:
        file.write(at.randbytes(at.randint(1, 5000)))


def zero(path: Path, _: list[Path], at: random.Random) -> None:
    data = bytearray(path.read_bytes())
    first = at.randrange(len(data))
    last = min(len(data), first + at.randint(1, 4096))
    data[first:last] = bytes(last - first)
    path.write_bytes(data)


def swap(path: Path, others: list[Path], at: random.Random) -> None:
    other = at.choice(others)
    mine, theirs = path.read_bytes(), other.read_bytes()
    path.write_bytes(theirs)
    other.write_bytes(mine)


def delete(path: Path, _: list[Path], at: random.Random) -> None:
    path.unlink()


def become_a_folder(path: Path, _: list[Path], at: random.Random) -> None:
    path.unlink()
    path.mkdir()


def lead_nowhere(path: Path, _: list[Path], at: random.Random) -> None:
    path.unlink()
    path.symlink_to("nowhere")


DAMAGES: tuple[Damage, ...] = (flip, truncate, extend, zero, swap, delete, become_a_folder, lead_nowhere)


def bend(link: Path, at: random.Random) -> None:
    """Make the link to the generation in use another one, a file, or nothing."""
    target = bytearray(os.fsencode(link.readlink()))
    link.unlink()
    match at.randrange(5):
        case 0:
            target[at.randrange(len(target))] ^= 1 << at.randrange(8)
            link.symlink_to(os.fsdecode(bytes(target).replace(b"\0", b"0")))
        case 1:
            link.symlink_to(os.fsdecode(bytes(target[: at.randint(1, len(target) - 1)])))
        case 2:
            link.symlink_to(os.fsdecode(bytes(target)) + at.choice(["0", "/", "/..", "/x", "-again"]))
        case 3:
            link.write_bytes(bytes(target))


def damaged(folder: Path, number: int) -> str:
    """Do one random damage to a collection and return what was done."""
    at = random.Random(number)
    if at.random() < 0.12:
        bend(folder / CURRENT, at)
        return f"{number}: bend"
    files = sorted(path for path in (folder / ".youju").rglob("*") if path.is_file() and not path.is_symlink())
    files = [path for path in files if path.name != "lock" and path.stat().st_size]
    manifests = [path for path in files if path.name == "manifest.json"]
    copies = [path for path in files if path.suffix in (".md", ".jsonl")]
    path = at.choice(at.choice([files, manifests, copies]))
    damage = at.choice(DAMAGES)
    damage(path, [other for other in files if other != path], at)
    return f"{number}: {damage.__name__} {path.relative_to(folder)}"


class Round(NamedTuple):
    """A damaged collection: what was done, the generation that was in use, and those left as they were."""

    folder: Path
    done: str
    newest: str
    intact: set[str]


@pytest.fixture
def rounds(collections: Path, tmp_path: Path) -> Iterator[Round]:
    def each() -> Iterator[Round]:
        for number in range(TIMES):
            folder = copy(collections / ("one", "two")[number % 2], tmp_path / f"c{number}")
            before = {path: every_byte(path) for path in generations(folder)}
            newest = (folder / CURRENT).readlink().name
            done = damaged(folder, number)
            intact = {path.name for path, its in before.items() if path.is_dir() and every_byte(path) == its}
            yield Round(folder, done, newest, intact)
            shutil.rmtree(folder)

    return each()


def test_no_damage_is_answered_from(rounds: Iterator[Round], tokenizer: Tokenizer) -> None:
    newer, older = fresh(NEWER, tokenizer), fresh(OLD, tokenizer)
    ends = dict.fromkeys(("whole", "older", "refused"), 0)
    for folder, done, newest, intact in rounds:
        whole = read_current(folder) == newest and newest in intact
        try:
            collection = open_collection(folder, tokenizer)
        except DataError as error:
            assert not intact, done
            assert str(folder) in str(error), done
            assert "qa index" in str(error), done
            ends["refused"] += 1
            continue
        assert whole == (collection.trouble is None), done
        expected = newer if newest in intact else older
        assert (collection.digest, answer(collection)) == (expected.digest, answer(expected)), done
        if collection.trouble:
            assert str(folder) in collection.trouble, done
            assert "qa index" in collection.trouble, done
        ends["whole" if whole else "older"] += 1
    print(ends)
    assert all(count > TIMES // 20 for count in ends.values()), ends


def test_the_command_line_says_it_in_one_line(collections: Path, tmp_path: Path, tokenizer: Tokenizer) -> None:
    answers = {answer(fresh(state, tokenizer)) + "\n" for state in (NEWER, OLD)}
    for number in range(ASKED_BY_HAND):
        folder = copy(collections / ("one", "two")[number % 2], tmp_path / f"c{number}")
        said = damaged(folder, number)
        done = qa("ask", QUESTION, "--json", "--collection", folder)
        lines = done.stderr.decode().splitlines()
        if done.returncode == 65:
            assert (done.stdout, len(lines)) == (b"", 1), said
            assert lines[0].startswith("错误："), said
        else:
            assert done.returncode == 0, said
            assert done.stdout.decode() in answers, said
            assert len(lines) <= 1, said
            assert all(line.startswith("注意：") for line in lines), said


def test_what_is_wrong_is_told_at_every_door(collections: Path, tmp_path: Path, tokenizer: Tokenizer) -> None:
    folder = copy(collections / "two", tmp_path / "c")
    part = folder / CURRENT / "parts" / "terms"
    part.write_bytes(b"")
    questions = tmp_path / "q.jsonl"
    row = {"id": "1", "question": QUESTION, "sentences": ["甲市建成学校3所。"], "answer": "3所", "type": "count"}
    questions.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    for command in (["ask", QUESTION], ["eval", str(questions)]):
        done = qa(*command, "--collection", folder)
        assert done.returncode == 0
        (line,) = done.stderr.decode().splitlines()
        assert line.startswith("注意：")
        assert "/parts/terms" in line
    with serving("--collection", str(folder)) as server:
        told = server.client.get("/readyz").json()
        assert told["status"] == "degraded"
        assert "错误输出" in told["trouble"]
        assert str(tmp_path) not in told["trouble"]
        assert "注意：" in server.said
        assert "/parts/terms" in server.said
        assert server.client.get("/api/ask", params={"q": QUESTION}).json()["answer"] == "3所"
        update(folder, collections / "of" / "two" / "in", NEWER, tokenizer)  # any update makes the index anew
        assert until(lambda: server.client.get("/readyz").json()["status"] == "ok")
        assert server.client.get("/api/ask", params={"q": QUESTION}).json()["answer"] == "5所"
