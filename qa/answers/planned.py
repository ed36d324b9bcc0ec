"""What is foretold is no fact, and what is done is no plan."""

import re

from qa.answer import Quantity
from qa.answers.shown import shown_span
from qa.answers.statement import Statement, clause_start, group_start

# 将 foretells before a verb of what comes about; 将旧房改造 is 把旧房改造
_WILL = "将(?:会|要|达|建|新|形成|实现|增|超|突破|稳定|发送|投|提[高升]|降|有|由|从|于|覆盖|惠及|带动|完成|开|举|接|拥|运|迎|培|招|补|引进|生产|供|减|缩|能|在|继续|再)"
_FORETOLD = re.compile(
    rf"{_WILL}|预计|预期|预测|有望|力争|争取到|届时|拟(?!人|态)|规划(?!馆|局|院|师|设计|展|编制)"
    r"|(?<!原)(?<!原先)(?<![比较照按占])(?<!年度)计划(?!项目|的|任务|内|外|生育|[”,，、。)）])|(?<![比占])目标(?!的|任务|值|责任|管理)|到时候?"
)
_DONE = re.compile("已|完成|实际|累计|目前|现有|截至|建成了|去年|今年以来|由此|原")
_IS_ASKED = re.compile("已|现有|目前|现在|如今|实际|[建完做投修装]成了?|有多少[?？]?$")
_REALLY = re.compile("实际|究竟完成|真正")
_TO_COME = re.compile(
    "目标|计划|打算|将|预[计期测]|有望|力争|[明后]年|未来|以后|今后|拟|年底|规划|到时|届时|下一步|准备|(?<![需主])要(?![求多几])|想|[改建修做装]完|后|能|会|可|20[2-9]\\d年|最[晚迟]|任务|安排"
)
_PLAN_ASKED = re.compile("计划(?!生育|完成的?比|烧)|目标|打算|规划(?!院|局)|(?:年度|全年)任务|预计|力争")
_PLANNED = re.compile(f"{_FORETOLD.pattern}|计划|目标|任务|安排|要|拟|确保|方案|不低于|达到|以[上内]|控制在")
_OF_PLAN = re.compile("占[^,，]{0,8}(?:计划|目标|任务)[^,，]{0,4}$|为[^,，]{0,4}(?:计划|目标|任务)的$")
_FULFILLED = re.compile("完成|干完|几成|占|达成|实现(?!目标)|比|较|超")


def foretold_for_fact(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a figure is foretold where the question asks for what is, or would be shown as if it were."""
    told = _foretold(statement.folded, figure)
    if told is None or (_TO_COME.search(statement.asked) and not _REALLY.search(statement.asked)):
        return False
    start, _ = shown_span(statement.folded, figure, statement.asked)
    if _IS_ASKED.search(statement.asked):
        return True
    own = told.start() >= clause_start(statement.folded, figure.start) or told.group().startswith("届时")
    return own and start > told.start()


def _foretold(folded: str, figure: Quantity) -> re.Match[str] | None:
    """Return the word that makes a figure one foretold, None where what is done stands between them."""
    low = group_start(folded, figure.start)
    found = [*_FORETOLD.finditer(folded, low, figure.start)]
    if not found:
        return None
    between = folded[found[-1].end() : figure.start]
    own_clause = found[-1].start() >= clause_start(folded, figure.start)
    done = _DONE.search(between)
    return None if done or (not own_clause and not _reaches(found[-1].group())) else found[-1]


def _reaches(word: str) -> bool:
    """Tell whether a word foretells what stands past the pause after it as well."""
    return word.startswith(("届时", "预测", "计划", "规划", "到时"))


def fact_for_plan(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a plan or a target is asked for, not what part of it is done, and a figure is none."""
    if not _PLAN_ASKED.search(statement.asked) or _FULFILLED.search(statement.asked):
        return False
    before = statement.folded[clause_start(statement.folded, figure.start) : figure.start]
    after = statement.folded[figure.end : figure.end + 10]
    of_plan = _OF_PLAN.search(before) or re.match("[,，](?:占|完成|为)[^,，]{0,6}(?:计划|目标|任务)", after)
    return bool(of_plan or (_DONE.search(before) and not _PLANNED.search(before)))
