"""What a question demands of the sentence that answers it: the very time, thing, names or figure asked for."""

import functools
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

from qa.answer import Reason
from qa.refusal.case import Case
from qa.tables import read_table

Code = Literal["time_not_covered", "entity_not_covered", "kind_missing", "not_stated"]


class Demand(NamedTuple):
    """A row of the table: a question like `asked` needs a sentence with `needed`."""

    asked: re.Pattern[str]
    needed: re.Pattern[str]
    code: Code


_NUMBERS = "一二三四五六七八九十"
_DESIGNATED = re.compile(
    rf"(?:第|(?<![{_NUMBERS}\d]))([{_NUMBERS}\d]{{1,4}}|首)(届|批|期(?![要上有共])|轮|回合|等奖|季度|号院|路|号线|组团|标段)"
)
_MEMBERS_ASKED = re.compile(
    r"分别(?:是|叫|为|有)?(?:哪|谁|什么)|都?(?:是|有|叫)谁|具体(?:是|有|包括)?(?:哪|什么)|是哪[几两三四五六七八九十]|叫什么"
)
_COUNTED = re.compile(
    rf"(?:\d+|[两{_NUMBERS}]+)(?:个|位|名|项|家|条|件|所|种|类)|[几两三四五六七八九十][个位名项家条件所种类](?=[^\d]*$)"
)
_TOLD = re.compile(r"\d(?:个|位|名|项|家|条|件|所|种|类)")
# at least two members: words parted by 、 or ; or joined by 和, without figures of their own; folded text has , for ，
_WORDS = r"[^,;:。、\d]{2,}"
_MEMBERS = re.compile(
    rf"{_WORDS}、{_WORDS}|{_WORDS}(?:和|以及|及|与){_WORDS}|[“《][^”》]+[”》]|;|一[是为]| [一-鿿]{{2,3}}"
)


def unmet(case: Case) -> Reason | None:
    """Return the first demand of a question that the best sentence and what stands around it do not meet."""
    folded, text = case.question.folded, case.near
    for demand in _demands():
        asked = demand.asked.search(folded)
        if asked and not demand.needed.search(text):
            return Reason(code=demand.code, message=f"最接近的句子没有说到“{asked.group()}”。")
    return _other_one(folded, text) or _members(folded, case.sentence)


@functools.cache
def _demands() -> Sequence[Demand]:
    return [
        Demand(re.compile(asked), re.compile(needed), cast(Code, code))
        for asked, needed, code, _ in read_table("demands.tsv")
    ]


def _other_one(folded: str, text: str) -> Reason | None:
    """Refuse the first batch for the second: what a question tells by number must not stand there by another alone."""
    there = {(_number(number), kind) for number, kind in _DESIGNATED.findall(text)}
    for match in _DESIGNATED.finditer(folded):
        asked = (_number(match[1]), match[2])
        if asked not in there and any(kind == asked[1] for _, kind in there):
            return Reason(code="entity_not_covered", message=f"最接近的句子说的不是“{match.group()}”。")
    return None


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    tens, _, ones = written.replace("首", "一").rpartition("十")
    digit = _NUMBERS.find
    return ((digit(tens) + 1 if tens else 1) * 10 if "十" in written else 0) + (digit(ones) + 1 if ones else 0)


def _members(folded: str, text: str) -> Reason | None:
    """Refuse a mere count where its members are asked for: 7个A类县分别是哪些."""
    told = _TOLD.search(text) and not _MEMBERS.search(text)
    if told and _MEMBERS_ASKED.search(folded) and (counted := _COUNTED.search(folded)):
        return Reason(code="kind_missing", message=f"最接近的句子只说了数目，没有逐一列出“{counted.group()}”。")
    return None
