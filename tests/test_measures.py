"""The figures `qa eval` gives, against a scorer written from the contract's text alone."""

import json
import math
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import ir_measures
import pytest
from conftest import QUESTIONS, ROOT, SHARED, needs_shared, read_jsonl

from qa.evaluation.items import Item
from qa.evaluation.measures import Judged, Reply, answer_matches, quoted, value_matches

BENCH = [SHARED / "data" / "bench" / name / "dev" for name in ("cmrc2018", "drcd")]


def score(questions: list[dict[str, Any]], answers: list[dict[str, Any]]) -> dict[str, float]:
    """Score answers as the contract says, sharing nothing with the program."""

    def plain(pieces: Any) -> list[str]:
        pieces = [pieces] if isinstance(pieces, str) else pieces or []
        return ["".join(unicodedata.normalize("NFKC", p).split()).rstrip("。，、；！？.,;!?") for p in pieces]

    def hit(q: dict[str, Any], a: dict[str, Any], k: int) -> bool:
        # a byline run together with its first sentence is another form of either, not one more
        parts = [(s, t) for s in q["sentences"] for t in q["sentences"] if s != t]
        gold = set(q["sentences"]) - {s for s, t in parts if s.startswith(t) or s.endswith(t)}
        found = gold & {quote["text"] for quote in a["quotes"][:k]}
        return len(found) >= (min(k, len(gold)) if q.get("match") == "all" else 1)

    pairs = list(zip(questions, answers, strict=True))
    can = [(q, a) for q, a in pairs if q["answerable"]]
    short = [(q, a) for q, a in can if q["answer"] is not None]
    figures = [(q, a) for q, a in can if q.get("value_base") is not None]
    refused = [q["answerable"] for q, a in pairs if a["status"] == "no_answer"]
    cannot = len(pairs) - len(can)
    result = {f"quote@{k}": sum(hit(q, a, k) for q, a in can) / len(can) for k in (1, 3)}
    golds = [[plain(g) for g in [q["answer"], *q["alt_answers"]]] for q, _ in short]
    result["answer_em"] = sum(plain(a["answer"]) in g for (_, a), g in zip(short, golds, strict=True)) / len(short)
    if figures:
        right = [(a["quantity"] or {}) for _, a in figures]
        same = [v.get("value") and (Decimal(v["value"]), v["unit"]) == (Decimal(q["value_base"]), q["unit_base"]) for v, (q, _) in zip(right, figures, strict=True)]  # fmt: skip
        result["value_em"] = sum(map(bool, same)) / len(figures)
    if cannot:
        precision, recall = refused.count(False) / len(refused), refused.count(False) / cannot
        result |= {"refusal_precision": precision, "refusal_recall": recall, "false_answer_rate": 1 - recall}
        result["refusal_f1"] = 2 * precision * recall / (precision + recall)
    return result


def retrieval(questions: list[dict[str, Any]], run: Path, qrels: Path) -> dict[str, float]:
    """Score a TREC run from its two files: reciprocal rank and nDCG at 10 over every question with an answer."""
    wanted: dict[str, set[str]] = {}
    for line in qrels.read_text().splitlines():
        wanted.setdefault(line.split()[0], set()).add(line.split()[2])
    ranked: dict[str, list[tuple[float, str]]] = {}
    for line in run.read_text().splitlines():
        key, _, name, _, points, _ = line.split()
        ranked.setdefault(key, []).append((-float(points), name))
    mrr, ndcg, asked = 0.0, 0.0, [q["id"] for q in questions if q["answerable"]]
    for key in asked:
        hits = [
            at for at, (_, name) in enumerate(sorted(ranked.get(key, []))[:10], 1) if name in wanted.get(key, set())
        ]
        best = sum(1 / math.log2(at + 1) for at in range(1, min(10, len(wanted.get(key, ()))) + 1))
        mrr += 1 / hits[0] if hits else 0
        ndcg += sum(1 / math.log2(at + 1) for at in hits) / best if hits else 0
    return {"mrr@10": mrr / len(asked), "ndcg@10": ndcg / len(asked)}


def qa(*args: str | Path, stdin: str = "") -> str:
    command = [sys.executable, "-m", "qa", *args]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=ROOT, check=True).stdout


def agree(asked: Path, questions: Path, answers: Iterator[str], folder: Path) -> dict[str, Any]:
    """Hold the report of a run to the scorer; the answers are those of `qa ask`."""
    run, qrels = folder / "run", folder / "qrels"
    report: dict[str, Any] = json.loads(qa("eval", asked, "--json", "--run", run, "--qrels", qrels))
    rows = read_jsonl(questions)
    expected = score(rows, [json.loads(line) for line in answers]) | retrieval(rows, run, qrels)
    assert {name: report[name] for name in expected} == pytest.approx(expected, abs=5.1e-5)
    for low, high, value in ((*report["intervals"][name], report[name]) for name in expected):
        assert low <= value <= high
    files = list(ir_measures.read_trec_qrels(str(qrels))), list(ir_measures.read_trec_run(str(run)))
    again = ir_measures.calc_aggregate([ir_measures.RR @ 10], *files)
    assert again[ir_measures.RR @ 10] >= report["mrr@10"] - 5e-5  # trec_eval leaves out questions without gold passage
    return report


def test_figures_on_the_users_page(tmp_path: Path) -> None:
    asked = "".join(row["question"] + "\n" for row in read_jsonl(QUESTIONS))
    report = agree(QUESTIONS, QUESTIONS, iter(qa("ask", "-", "--json", stdin=asked).splitlines()), tmp_path)
    assert len(report["results"]) == report["questions"] == 194
    assert sum(figures["questions"] for figures in report["by"]["type"].values()) == 194


@needs_shared
@pytest.mark.timeout(900)
@pytest.mark.parametrize("folder", BENCH, ids=lambda path: path.parent.name)
def test_figures_on_the_public_sets(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    asked = "".join(row["question"] + "\n" for row in read_jsonl(folder / "questions.jsonl"))
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "articles.jsonl").write_bytes((folder / "articles.jsonl").read_bytes())
    answers = qa("ask", "-", "--json", "--collection", articles, stdin=asked).splitlines()
    report = agree(folder, folder / "questions.jsonl", iter(answers), tmp_path)
    assert report["questions"] > 3200
    # in constant memory the second run opens what the first one built
    assert len(list((tmp_path / "cache" / "youju" / "eval").iterdir())) == 1


def judged(gold: tuple[str, ...], **fields: Any) -> Judged:
    return Judged(Item(id="1", question="问？", sentences=gold, **fields), gold)


@pytest.mark.parametrize(
    ("match", "quotes", "at_1", "at_3"),
    [
        ("any", ("甲。",), True, True),
        ("any", ("丙。", "乙。"), False, True),
        ("any", ("丙。", "丁。", "戊。", "甲。"), False, False),
        ("all", ("甲。", "丙。", "乙。"), True, True),
        ("all", ("甲。", "丙。"), True, False),
        ("any", (), False, False),
    ],
)
def test_quoted(match: str, quotes: tuple[str, ...], at_1: bool, at_3: bool) -> None:
    item, reply = judged(("甲。", "乙。"), match=match), Reply(answered=True, quotes=quotes)
    assert (quoted(item, reply, 1), quoted(item, reply, 3)) == (at_1, at_3)


@pytest.mark.parametrize(
    ("gold", "given", "same"),
    [
        ("１．２亿元", "1.2亿元", True),
        ("9座", "9 座。", True),
        ("9座", "9", False),
        (("甲", "乙"), ("甲", "乙"), True),
        (("甲", "乙"), ("乙",), False),
        ("甲", ("甲",), True),
        ("9座", None, False),
    ],
)
def test_answer_matches(gold: Any, given: Any, same: bool) -> None:
    assert answer_matches(judged((), answer=gold).item, Reply(answered=True, answer=given)) is same


@pytest.mark.parametrize(
    ("gold", "given", "same"),
    [
        (("197200000000", "元"), ("197200000000", "元"), True),
        (("1.50", "%"), ("1.5", "%"), True),
        (("3:1", "比分"), ("3:1", "比分"), True),
        (("9", "座"), ("9", "个"), False),
        (("9", "座"), (None, "座"), False),
        (("9", None), ("9", None), True),
    ],
)
def test_value_matches(gold: Any, given: Any, same: bool) -> None:
    item = judged((), value_base=gold[0], unit_base=gold[1]).item
    assert value_matches(item, Reply(answered=True, value=given[0], unit=given[1])) is same
