"""`qa eval` as a script or a person calls it: files written whole, the cache, the gate, memory, and every way it goes wrong."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import QUESTIONS, ROOT
from test_cli import CLEAN, check_failure, qa

SENTENCE = "甲市去年建成大桥9座。"
ARTICLES = json.dumps({"id": "a", "title": "桥", "text": SENTENCE + "市民都说方便。"}, ensure_ascii=False)
ROW = {"id": "1", "question": "甲市建成几座大桥？", "sentences": [SENTENCE], "answer": "9座", "type": "count"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pooled = tmp_path / "set"
    pooled.mkdir()
    (pooled / "articles.jsonl").write_text(ARTICLES + "\n", encoding="utf-8")
    (pooled / "questions.jsonl").write_text(json.dumps(ROW, ensure_ascii=False) + "\n", encoding="utf-8")
    return pooled


def evaluate(*args: str | Path, cache: Path) -> subprocess.CompletedProcess[bytes]:
    return qa("eval", *args, env={"XDG_CACHE_HOME": str(cache)})


def test_json_is_one_object_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    done = evaluate(folder, "--json", "--baseline", cache=tmp_path)
    assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (0, b"", 1)
    report = json.loads(done.stdout)
    assert (report["questions"], report["quote@1"], report["answer_em"]) == (1, 1.0, 1.0)
    assert {"latency_p50_ms", "latency_p95_ms", "peak_memory_mb", "intervals", "by", "calibration"} <= set(report)
    assert report["results"][0]["id"] == "1"


def test_a_person_sees_tables(folder: Path, tmp_path: Path) -> None:
    shown = evaluate(folder, cache=tmp_path).stdout.decode()
    assert re.search(r"^quote@1 +首句即所求 +1\.000  \[0\.025, 1\.000\]  1$", shown, re.MULTILINE)
    assert "数量" in shown
    assert "p95" in shown


def test_all_files_are_written(folder: Path, tmp_path: Path) -> None:
    names = {option: tmp_path / f"out{option}" for option in ("--html", "--run", "--qrels")}
    done = evaluate(folder, *(part for pair in names.items() for part in pair), cache=tmp_path)
    assert done.returncode == 0
    assert "检验报告" in names["--html"].read_text(encoding="utf-8")
    assert names["--run"].read_text().startswith("1 Q0 a-0 1 ")
    assert names["--qrels"].read_text() == "1 0 a-0 1\n"


def test_a_file_may_be_standard_output(folder: Path, tmp_path: Path) -> None:
    assert b"\n1 Q0 a-0 1 " in evaluate(folder, "--run", "/dev/stdout", cache=tmp_path).stdout


def test_a_failed_run_leaves_files_as_they_were(folder: Path, tmp_path: Path) -> None:
    report = tmp_path / "r.html"
    report.write_text("旧")
    (folder / "questions.jsonl").write_text(json.dumps(ROW | {"answer": "8座"}), encoding="utf-8")
    check_failure(evaluate(folder, "--html", report, cache=tmp_path), 65)
    assert report.read_text() == "旧"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".r.html")]


def test_second_run_opens_what_the_first_one_built(folder: Path, tmp_path: Path) -> None:
    evaluate(folder, cache=tmp_path)
    (kept,) = (tmp_path / "youju" / "eval").iterdir()
    before = {path: path.stat().st_mtime_ns for path in kept.rglob("*") if path.is_file()}
    assert evaluate(folder, cache=tmp_path).returncode == 0
    assert before == {path: path.stat().st_mtime_ns for path in kept.rglob("*") if path.is_file()}


def test_another_corpus_is_another_collection_and_old_ones_go(folder: Path, tmp_path: Path) -> None:
    for number in range(13):
        extra = json.dumps({"id": f"b{number}", "title": "", "text": f"乙市有{number}座桥。"}, ensure_ascii=False)
        (folder / "articles.jsonl").write_text(ARTICLES + "\n" + extra + "\n", encoding="utf-8")
        assert evaluate(folder, cache=tmp_path).returncode == 0
    assert len(list((tmp_path / "youju" / "eval").iterdir())) == 10


def test_a_damaged_cache_is_made_again(folder: Path, tmp_path: Path) -> None:
    evaluate(folder, cache=tmp_path)
    (kept,) = (tmp_path / "youju" / "eval").iterdir()
    copy = next(path for path in kept.rglob("articles.jsonl"))
    copy.write_bytes(copy.read_bytes().replace("大桥".encode(), "小桥".encode()))
    report = json.loads(evaluate(folder, "--json", cache=tmp_path).stdout)
    assert report["quote@1"] == 1.0


def test_no_cache_folder_is_no_failure(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "youju").write_text("不是文件夹")
    done = evaluate(folder, "--json", cache=tmp_path)
    assert json.loads(done.stdout)["quote@1"] == 1.0
    assert "只在内存里建资料库" in done.stderr.decode()


def test_compare_with_an_old_report(folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    old.write_bytes(evaluate(folder, "--json", cache=tmp_path).stdout)
    compared = json.loads(evaluate(folder, "--json", "--compare", old, cache=tmp_path).stdout)["compare"]
    assert (compared["common"], compared["questions"]) == (1, [])
    assert "与旧报告相比（1 题相同）" in evaluate(folder, "--compare", old, cache=tmp_path).stdout.decode()


def test_gate(tmp_path: Path) -> None:
    """A copy of the page's set and its ledger: held, then with a floor out of reach not held, status 1."""
    for name in ("hengshui.jsonl", "floors.tsv"):
        (tmp_path / name).write_bytes((QUESTIONS.parent / name).read_bytes())
    assert qa("eval", tmp_path / "hengshui.jsonl", "--gate").returncode == 0
    fingerprint = json.loads(qa("eval", tmp_path / "hengshui.jsonl", "--json").stdout)["fingerprint"]
    code = (
        "from qa.evaluation.gate import *; from qa.evaluation.question_sets import open_set; from pathlib import Path;"
        f"pin(open_set(Path({str(tmp_path / 'hengshui.jsonl')!r})), dict.fromkeys(GATED, 1.0) | {{'fingerprint': {fingerprint!r}}}, None)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=CLEAN)
    done = qa("eval", tmp_path / "hengshui.jsonl", "--gate")
    assert done.returncode == 1
    assert "低于底线：quote@1 0.9" in done.stderr.decode()
    check_pin = qa("eval", tmp_path / "hengshui.jsonl", "--pin")
    assert check_pin.returncode == 1
    assert "--because 缘由" in check_pin.stderr.decode()
    assert qa("eval", tmp_path / "hengshui.jsonl", "--pin", "--because", "试验", "--gate").returncode == 0


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (["eval"], 2),
        (["eval", "{set}", "--because", "x"], 2),
        (["eval", "{set}", "--pin", "--because", " "], 2),
        (["eval", "{set}", "--compare", "没有.json"], 74),
        (["eval", "{set}", "--compare", "README.md"], 65),
        (["eval", "{set}", "--html", "/没有/r.html"], 74),
        (["eval", "{set}", "--run", "/"], 74),
        (["eval", "{set}/articles.jsonl"], 65),
        (["eval", "{set}", "--collection", "data/articles"], 65),
        (["eval", "data"], 65),
        (["eval", "{set}", "--html", "{set}/questions.jsonl"], 2),
        (["eval", "{set}", "--run", "{set}/articles.jsonl"], 2),
        (["eval", "{set}", "--run", "{set}/x", "--qrels", "{set}/x"], 2),
        (["eval", "{set}", "--html", "."], 74),
        (["eval", "{set}", "--pin", "--because", "\x1b"], 2),
    ],
)
def test_bad_call(args: list[str], status: int, folder: Path) -> None:
    check_failure(qa(*[arg.replace("{set}", str(folder)) for arg in args], env={"XDG_CACHE_HOME": str(folder)}), status)


def test_a_set_cannot_steer_the_terminal(folder: Path, tmp_path: Path) -> None:
    row = ROW | {"type": "\x1b[31m", "tags": ["\x07"]}
    (folder / "questions.jsonl").write_text(json.dumps(row), encoding="utf-8")
    shown = evaluate(folder, "--html", tmp_path / "r.html", cache=tmp_path).stdout
    assert b"\\x1b[31m" in shown
    assert not {b"\x1b", b"\x07"} & {bytes([byte]) for byte in shown + (tmp_path / "r.html").read_bytes()}


def test_a_link_and_a_device_stay_what_they_are(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "target").write_text("旧")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    assert evaluate(folder, "--run", tmp_path / "link", "--qrels", "/dev/null", cache=tmp_path).returncode == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text().startswith("1 Q0 ")
    assert Path("/dev/null").is_char_device()


def test_a_bad_article_is_named_by_the_users_file(folder: Path, tmp_path: Path) -> None:
    (folder / "articles.jsonl").write_text("{]", encoding="utf-8")
    done = evaluate(folder, cache=tmp_path)
    check_failure(done, 65)
    assert f"{folder}/articles.jsonl 第 1 行不是 JSON" in done.stderr.decode()


def test_a_reader_that_leaves_is_no_failure(folder: Path, tmp_path: Path) -> None:
    command = f"{sys.executable} -m qa eval {folder} --json --html {tmp_path / 'r.html'} | head -c 1"
    done = subprocess.run(command, shell=True, capture_output=True, cwd=ROOT, env=CLEAN | {"XDG_CACHE_HOME": str(tmp_path)})  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert "错误".encode() not in done.stderr


def test_bar_on_a_terminal_only(folder: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "qa", "eval", folder, "--json"]
    subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, cwd=ROOT, env=CLEAN | {"XDG_CACHE_HOME": str(tmp_path)}, check=True)  # fmt: skip
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "作答" in shown
    assert "100%" in shown


def write_many(path: Path, lines: int) -> Path:
    """Write a set of that many questions, every hundredth with an answer."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(lines):
            row = ROW if number % 100 == 0 else {"question": f"龘{number}号？", "answerable": False, "type": "other"}
            file.write(json.dumps(row | {"id": f"q{number}"}, ensure_ascii=False) + "\n")
    return path


@pytest.mark.timeout(600)
def test_memory_does_not_grow_with_the_set(folder: Path, tmp_path: Path) -> None:
    """100,000 questions take no more memory than 1,000, up to what the interpreter's own arenas waver by."""
    peaks = []
    for lines in (1_000, 100_000):
        path = write_many(tmp_path / "many.jsonl", lines)
        command = [sys.executable, "-m", "qa", "eval", path, "--json", "--html", tmp_path / "r.html", "--run", tmp_path / "run", "--collection", folder / "articles"]  # fmt: skip
        (folder / "articles").mkdir(exist_ok=True)
        (folder / "articles" / "a.jsonl").write_text(ARTICLES, encoding="utf-8")
        with (tmp_path / "report.json").open("w+b") as out:
            subprocess.run(command, stdout=out, stderr=subprocess.PIPE, cwd=ROOT, env=CLEAN, check=True)
        report = json.loads((tmp_path / "report.json").read_bytes())
        assert report["questions"] == len(report["results"]) == lines
        peaks.append(report["peak_memory_mb"])
    assert peaks[1] - peaks[0] < 20
