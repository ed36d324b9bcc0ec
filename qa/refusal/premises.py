"""What a question takes for granted: that something was cancelled, ranked or raised, which the sentence may not say."""

import functools
import re

from qa.refusal.case import Case
from qa.tables import read_table

_WHY = re.compile("为什么|为何|为啥|怎么会|缘何|因为什么|是因为|什么原因|出于|是不是|有没有|是否|吗[?？]?$")
_RANKS = re.compile(
    r"第[一二三四五六七八九十\d]+(?=名|位|$|[^\u4e00-\u9fff年月批届季])|[冠亚季殿]军|[特一二三四][等级]奖?|[金银铜]奖|[金银铜]牌|头奖|头名|末班|首班"
)
_SAME = {"冠军": "第一", "头奖": "一等奖", "头名": "第一", "亚军": "第二", "季军": "第三"}


@functools.cache
def premises() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return what a question may take for granted, each with the wordings of a sentence that says so."""
    return tuple((re.compile(asked), re.compile(told)) for asked, told, _ in read_table("premises.tsv"))


def premises_told(case: Case) -> dict[str, float]:
    """Return whether what the question takes for granted, and the rank it names, stand there; -1 where it names none."""
    folded = case.question.folded
    taken = [told for asked, told in premises() if asked.search(folded)]
    return {
        "premise_told": min((float(bool(told.search(case.sentence))) for told in taken), default=-1.0),
        "premise_near": min((float(bool(told.search(case.near))) for told in taken), default=-1.0),
        "premise_in_article": min((float(bool(told.search(case.article))) for told in taken), default=-1.0),
        "takes_for_granted": float(bool(_WHY.search(folded))),
        **_ranks(folded, case.sentence),
    }


def _ranks(folded: str, sentence: str) -> dict[str, float]:
    asked, told = _named(folded), _named(sentence)
    if not asked:
        return {"rank_named": -1.0, "rank_other": -1.0}
    return {"rank_named": float(bool(asked & told)), "rank_other": float(bool(told - asked))}


def _named(text: str) -> set[str]:
    return {_SAME.get(rank, rank) for rank in _RANKS.findall(text)}
