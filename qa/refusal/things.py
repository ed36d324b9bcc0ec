"""The thing asked about: whether the articles have it at all, and the sentence is of this thing and no other of its sort."""

import re
from collections.abc import Sequence

from qa.answer import Reason
from qa.answer_kinds import NUMERIC
from qa.concepts import Concept
from qa.coverage import concept_weights
from qa.nouns import is_noun
from qa.refusal.case import Case
from qa.refusal.substitution import substituted

# below these shares of the question's words found in headline and sentence, and of its rare pairs of characters,
# the sentence is about something else; everyday wordings share few words and still some pairs
LEAST_COVERAGE, LEAST_PAIRS = 0.1, 0.15
_GENERIC = frozenset(
    [
        "总量",
        "总数",
        "数量",
        "总额",
        "金额",
        "数额",
        "规模",
        "水平",
        "情况",
        "数字",
        "结果",
        "成绩",
        "号码",
        "上限",
        "资金",
        "意思",
        "名字",
        "文号",
    ]
)  # name no thing of their own
# what is measured or counted, where no unit tells it: 面积 is told by 亩, 长度 by 米
_ATTRIBUTE = re.compile(
    r"(?=..).*(?:率|[^用总质数重含流能力容]量|成交额|销售额|产值|总值|税|收入|支出|投资|利润|补贴|奖金|人口|气压|浓度|水位|库容|比分|负债|资产|工资)"
)
_OF_FIGURES = (*NUMERIC, "rank", "other")
_BESIDES = re.compile(r"除了?([^,，]+?)(?:[,，]|还|之?外|以外)")
_MORE = re.compile(r"[、,，和与及还][一-鿿]{2}|还[有在将]|另|其余|其他")


def focus(case: Case) -> Reason | None:
    """Refuse when the very thing asked for (冠军 of 冠军是谁) occurs nowhere, a person's part not near the sentence."""
    word = case.question.focus
    for concept in case.question.concepts:
        if concept.surface != word or word in _GENERIC or not is_noun(word):
            continue
        # 出口额 is told by 出口
        if not _is_known(concept, case) and not case.mentions(concept.surface[:2]):
            return Reason(code="entity_not_covered", message=f"这些文章没有提到“{word}”。")
        if case.best and "谁" in case.question.folded and not _stands(concept, case.near):
            return Reason(code="entity_not_covered", message=f"最接近的句子没有说到“{word}”。")
    return None


def _stands(concept: Concept, text: str) -> bool:
    """Tell whether a concept, or one of its ends, stands in a text."""
    worded = any(all(term in text for term in wording) for wording in concept.wordings)
    return worded or concept.surface[:2] in text or concept.surface[-2:] in text


def _is_known(concept: Concept, case: Case) -> bool:
    """Tell whether any word of any wording stands in the articles; looks through all text, so ask last."""
    return any(case.mentions(term) for wording in concept.wordings for term in wording)


def entity(case: Case) -> Reason | None:
    """Refuse when next to nothing of the question stands in the best sentence, naming what the articles lack."""
    told = case.best.features if case.best else {"coverage": 0.0, "pairs_rare": 0.0}
    if told["coverage"] >= LEAST_COVERAGE or told["pairs_rare"] >= LEAST_PAIRS:
        return None
    weights = concept_weights(case.question, case.collection)
    unknown = [concept for concept in case.question.concepts if not _is_known(concept, case)]
    if unknown and (not case.ranked or _share(case.question.concepts, weights, unknown) > 0.5):
        words = "、".join(f"“{concept.surface}”" for concept in unknown[:3])
        return Reason(code="entity_not_covered", message=f"这些文章没有提到{words}。")
    return Reason(code="not_stated", message="没有一句话说到问的这件事，下面是最接近的几句。")


def _share(concepts: Sequence[Concept], weights: Sequence[float], part: Sequence[Concept]) -> float:
    total = sum(weights)
    return sum(w for c, w in zip(concepts, weights, strict=True) if c in part) / total if total else 1.0


def attribute(case: Case) -> Reason | None:
    """Refuse a figure of 生产总值 for one of 预算收入: what the figure measures must stand near the sentence."""
    if case.question.kind not in _OF_FIGURES or not case.best or case.best.entry.unit.kind == "table_row":
        return None
    for concept in case.question.concepts:
        said = concept.surface
        if (
            not _ATTRIBUTE.fullmatch(said)
            or not _is_word(said, case)
            or any(all(t in case.near for t in wording) for wording in concept.wordings)
        ):
            continue
        if len(said) == 2 or said[:2] not in case.near:
            return Reason(code="entity_not_covered", message=f"最接近的句子没有说到“{said}”。")
    return None


def _is_word(said: str, case: Case) -> bool:
    # 一般公共预算收入 is of the table of sayings, 后值 a wrong cut
    return len(said) > 3 or case.tokenizer.knows(said)


def besides(case: Case) -> Reason | None:
    """Refuse when what is asked for beside things named (除了甲、乙还有哪) is not told: only these stand there."""
    asked = _BESIDES.search(case.question.folded)
    last = re.split("[、和与及]", asked[1])[-1] if asked else ""
    at = case.sentence.find(last) if last else -1
    if at < 0 or _MORE.search(case.sentence, at + len(last)):
        return None
    return Reason(code="not_stated", message=f"最接近的句子除了“{last}”没有再说别的。")


def substitution(case: Case) -> Reason | None:
    """Refuse when the sentence has another thing of the same sort in place of the one asked about."""
    thing = substituted(case.question, case.sentence, case.near, case.tokenizer)
    return Reason(code="entity_not_covered", message=f"最接近的句子说的不是“{thing}”。") if thing else None
