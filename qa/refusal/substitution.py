"""Another thing of the same sort: asked about a 厨师技能大赛, a sentence about an 焊工技能大赛 does not answer."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from index.terms import Tokenizer
from qa.nouns import is_noun
from qa.question import Question

# name any thing of a sort, none in particular
_GENERAL = frozenset(
    [
        "企业",
        "单位",
        "部门",
        "公司",
        "机构",
        "人员",
        "群众",
        "居民",
        "市民",
        "全市",
        "全县",
        "全省",
        "全国",
        "全区",
        "项目",
        "工程",
        "用水",
        "个人",
        "学校",
        "地方",
        "城市",
    ]
)


def substituted(question: Question, sentence: str, near: str, tokenizer: Tokenizer) -> str | None:
    """Return the thing asked about that the sentence has another in place of, None where there is none.

    `sentence` and `near` (its paragraph, table header and title) are folded.
    """
    said = question.folded
    if "或" in said:  # either of two will do
        return None
    for thing, head in pairwise(tokenizer.cut(said)):
        if (
            min(len(thing), len(head)) < 2
            or head not in sentence
            or thing in near
            or not _is_asked(question, thing, near)
        ):
            continue
        others = list(_before(head, tokenizer.cut(sentence), said))
        if len(others) == sentence.count(head) and all(_differs(thing, other) for other in others) and is_noun(thing):
            return f"{thing}{head}"
    return None


def _is_asked(question: Question, thing: str, near: str) -> bool:
    """Tell whether a word is one the question is about, in no wording found near the sentence."""
    concept = next((concept for concept in question.concepts if concept.surface == thing), None)
    if (
        concept is None
        or thing in question.places
        or thing in _GENERAL
        or re.search(f"(?:什么|哪[个些]?){thing}", question.folded)
    ):
        return False
    return not any(all(term in near for term in wording) for wording in concept.wordings)


def _before(head: str, words: Iterable[str], said: str) -> Iterator[str]:
    """Give what stands before a head in the sentence, where it is a noun the question does not say."""
    for other, word in pairwise(words):
        if word == head and len(other) > 1 and other not in said and other not in _GENERAL and is_noun(other):
            yield other


def _differs(thing: str, other: str) -> bool:
    # 小车 and 客车, 小麦 and 麦子 may be one, 服务业 and 工业 only end alike
    return (
        not set(thing) & set(other[:-1])
        and not set(thing[:-1]) & set(other)
        and (len(thing) > 2 or thing[-1] != other[-1])
    )
