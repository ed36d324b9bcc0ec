"""The comparison of engines: it runs, ours finds what exact BM25 finds, and its arithmetic is right. No time is judged."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import ROOT
from engines.beyond import Point, reach, shards
from engines.corpus import Documents, make_corpus
from engines.exact import count, least_right, scores, share_right
from engines.figures import summarise
from engines.listed import ENGINES
from engines.plot import draw
from engines.report import BEGIN, END, markdown, put_between_marks
from engines.texts import Texts
from rank_bm25 import BM25Okapi

TEXTS = Texts("试", [list("天地玄黄宇宙洪荒日月盈昃"), list("辰宿列张寒来暑往")], [["天", "地"], ["没有"]])
PRESENT = [engine for engine in ENGINES if not engine.missing]
QUICK = [engine for engine in PRESENT if engine.key != "bm25s_numba"]  # which takes six seconds to compile


def run(*args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "tests/bench_engines.py", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the command was run at a tiny size, on a README of its own."""
    out = tmp_path_factory.mktemp("bench")
    (out / "README.md").write_text(f"前\n{BEGIN}旧{END}\n后\n", encoding="utf-8")
    keys = [engine.key for engine in QUICK]
    done = run(500, "--questions", 20, "--engines", *keys, "--out", out / "plots", "--readme", out / "README.md")
    assert done.returncode == 0, done.stderr
    (out / "printed.md").write_text(done.stdout, encoding="utf-8")
    return out


def test_a_row_for_each_engine_in_both_tables(folder: Path) -> None:
    printed = (folder / "printed.md").read_text(encoding="utf-8")
    for engine in QUICK:
        title = f"**{engine.title}**" if engine.key == "ours" else engine.title
        assert printed.count(f"| 500 | {title} |") == 2
    assert "| 1,000,000,000 | 推算 |" in printed


def test_ours_finds_what_exact_bm25_finds(folder: Path) -> None:
    report = json.loads((folder / "plots" / "bench.json").read_text(encoding="utf-8"))
    (size,) = report["sizes"]
    right = {key: figures["right"] for key, figures in size["engines"].items()}
    assert set(right) == {engine.key for engine in QUICK}
    assert right["ours"] == 1.0
    assert all(0.7 < share <= 1 for share in right.values())
    assert size["engines"]["ours"]["questions"] == report["questions"] == 20


def test_readme_and_plots(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert readme.startswith(f"前\n{BEGIN}\n\n![") and readme.endswith(f"{END}\n后\n")
    assert "旧" not in readme and "](plots/speed.svg)" in readme
    assert (folder / "printed.md").read_text(encoding="utf-8").strip() in readme
    for plot in ("speed.svg", "size.svg"):
        words = "".join(ET.parse(folder / "plots" / plot).getroot().itertext())
        assert all(engine.title in words for engine in QUICK)


def test_readme_of_the_project_has_the_marks() -> None:
    put_between_marks((ROOT / "README.md").read_text(encoding="utf-8"), "")
    with pytest.raises(ValueError, match="一对标记"):
        put_between_marks("没有标记", "")


def test_what_is_not_installed_is_said_and_left_out() -> None:
    code = (
        "import sys; sys.path[:0] = ['tests', '.']\n"
        "import bench_engines as bench, importlib.util as util\n"
        "found = util.find_spec\n"
        "util.find_spec = lambda name: None if name in ('bm25s', 'tantivy') else found(name)\n"
        "print([engine.key for engine in bench.installed(['ours', 'tantivy', 'bm25s_numpy'])])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "['ours']"
    assert done.stderr.strip() == (
        "没有装 bm25s、tantivy，所以不测 tantivy、bm25s numpy；要测，先运行 pip install -e '.[bench]'"
    )


def test_a_smaller_corpus_is_the_beginning_of_a_larger_one(tmp_path: Path) -> None:
    made = {}
    for size in (30, 50):
        folder = tmp_path / str(size)
        folder.mkdir()
        make_corpus(TEXTS, size, folder)
        documents = Documents(folder, size)
        made[size] = list(documents)
        assert made[size] == list(documents)  # and again
        assert len(documents) == size
    assert made[50][:30] == made[30]
    assert all(60 <= len(document) <= 120 for document in made[50])


def test_exact_is_rank_bm25_with_lucenes_idf(tmp_path: Path) -> None:
    make_corpus(TEXTS, 40, tmp_path)
    documents = list(Documents(tmp_path, 40))
    question = ["天", "地", "天", "没有这个词"]
    counted = count(tmp_path, 40, [question])
    assert counted.postings == sum(len(set(document)) for document in documents)
    assert counted.words == len({word for document in documents for word in document})
    assert counted.touched(question) == sum(len({"天", "地"} & set(document)) for document in documents)
    plain = BM25Okapi(documents, k1=1.2)
    for word in ("天", "地"):
        held = sum(word in document for document in documents)
        plain.idf[word] = np.log(1 + (40 - held + 0.5) / (held + 0.5))
    assert np.allclose(scores(counted, question, 1.2), plain.get_scores(question[:3]))


def test_share_right() -> None:
    exact = np.array([3.0, 1.0, 2.0, 2.0, 0.0])
    assert least_right(exact, 2) == (2.0, 2)
    assert share_right(exact, (2.0, 2), [0, 2]) == share_right(exact, (2.0, 2), [0, 3]) == 1
    assert share_right(exact, (2.0, 2), [1, 0]) == share_right(exact, (2.0, 2), [0, 0]) == 0.5
    assert least_right(exact, 10) == (1.0, 4)
    assert share_right(exact, (1.0, 4), [0, 1, 2, 3, 4]) == 1
    assert share_right(np.zeros(3), least_right(np.zeros(3), 2), []) == 1


def test_beyond_one_machine() -> None:
    first = Point(passages=1_000, postings=80_000, touched=1_000, seconds=0.001, memory_mb=20)
    second = Point(passages=3_000, postings=240_000, touched=3_000, seconds=0.0015, memory_mb=24)
    far = reach([second, first], 10_000, posting_bytes=5, bandwidth=1e9)
    assert far == (10_000, 800_000, 4_000_000, 10_000, 38, 5e-5, pytest.approx(0.005))
    alone = reach([first], 2_000, posting_bytes=4, bandwidth=1e9)
    assert alone == (2_000, 160_000, 640_000, 2_000, 40, 8e-6, pytest.approx(0.002))
    assert reach([first], 1_000, posting_bytes=4, bandwidth=1e9).at_pace == pytest.approx(first.seconds)
    assert [shards(1_000_000_000), shards(50_000_001), shards(1)] == [20, 2, 1]


def test_ratios_are_of_questions_that_both_were_asked() -> None:
    def times(*cpu_ms: float) -> dict[str, Any]:
        return {"cpu_ms": list(cpu_ms), "wall_ms": list(cpu_ms), "right": 1.0, "right_own_k1": 1.0}

    measured = {
        "passages": 100,
        "words": 10,
        "postings": 1_000,
        "touched": [100, 200, 300, 400],
        "bandwidth": 1e6,
        "engines": {"ours": times(1, 2, 3, 40), "tantivy": times(2, 4, 6, 8), "rank_bm25": times(100, 200)},
    }
    size = summarise(measured, ENGINES, posting_bytes=4)
    ours = size["engines"]["ours"]
    assert ours["of_tantivy"] == 0.5
    assert ours["of_rank_bm25"] == 0.01
    assert size["floor_p50_ms"] == 1.0 and ours["of_floor"] == 2.5
    report = {
        "machine": {"processor": "x", "cores": 1, "load": 0.0, "python": "3"},
        "texts": "试",
        "questions": 4,
        "words_a_question": 2.0,
        "sizes": [size],
    }
    told = markdown(report, ENGINES)
    assert "rank-bm25 在 100 段上只问 2 题" in told
    assert "bm25s numba |" not in told
    assert draw({"磁盘 MB": "disk_mb"}, [size], ENGINES).count("<polyline") == 0
