"""Ranks and serial positions: 第五, 第三批, 前十, 一等奖, 二级以上."""

import re

from index.numerals import NUMERAL, parse, write
from qa.numbers.forms import Fields, Form, after, before, form

_UNITS = "批次|名|位|批|届|期|次|轮|条|款|项|章|节|页|号|级|场|站|集|季|个|天|日|年|大|组|局|盘|枪|棒|道|辆|架|艘|颗|台|座|家|例|代|版|层|排|回|周|档|粒|分钟|跳|趟|首|篇|卷|册|只|所|间|栋|封|份|杯|球|圈|分|局|节|跑道|泳道|人|高|枚|剂|针|起|宗|桩|笔|户|村|城|省|股|把|支|封|部|本|站|役|战|轮次|阶段|梯次"
_LISTED = re.compile(r"(?:^|[。；：“])$")


def _rank(number: str, unit: str | None, **more: str | None) -> Fields:
    return {
        "kind": "ordinal_rank",
        "value": write(parse(number)),
        "unit": unit,
        "unit_text": unit,
        "qualifier": None,
        **more,
    }


def _serial(match: re.Match[str]) -> Fields | None:
    """Read 第N with its unit, or bare where the sentence pauses; 第二污水处理厂 is a name, 第一， opens a list."""
    if match["unit"]:
        # 第一产业, 第一季, 第一时间 are no ranks; a unit that begins a longer word is none
        return (
            None
            if re.match("[性型书产线会]", after(match, 1)) and match["unit"] not in ("批", "次")
            else _rank(match["n"], match["unit"])
        )
    if _LISTED.search(before(match, 1)) and after(match, 1) in ("，", "、", "是"):
        return None
    if re.match(r"[，。、；：！？）”》,;]|$|的|、|和|与|及|仅次|，|且|并|之|，", after(match, 1)) or re.search(
        r"[全居列位排获夺得世市省国区界区网家亚球业跃]$", before(match, 1)
    ):
        return _rank(match["n"], None)
    return None


RANKS: tuple[Form, ...] = (
    form("名次", rf"第(?P<n>{NUMERAL})(?:(?P<unit>{_UNITS})(?!产业|时间|季度|书记|课|污水))?", _serial),
    form("几大", r"(?<![0-9第重放扩最巨宏盛])(?P<n>[二三四五六七八九十两])大(?=[一-鿿]{0,4}(?:任务|工程|行动|产业|领域|板块|举措|体系|战略|目标|项目|方面|类|平台|品牌|集群|区域|系统|中心|支柱|优势|亮点|特色|问题|环节))", lambda m: {"kind": "count", "value": write(parse(m["n"])), "unit": "大", "unit_text": "大"}),
    form("前几", r"前(?P<n>[0-9０-９]{1,4}|[一二三四五六七八九十百]+)(?:(?P<unit>名|位|强)|(?=[，。、；）”的行列])|$)", lambda m: _rank(m["n"], m["unit"], qualifier="at_most", qualifier_text="前")),
    form("等奖", r"(?P<n>[一二三四五1-5])等(?P<unit>奖|功)", lambda m: _rank(m["n"], "等" + m["unit"])),
    form("级别", r"(?P<n>(?<![0-9A-Za-z])[0-9]{1,2}|(?<![一二三四五六七八九十])[一二三四五六七八九])(?P<unit>级)(?=(?:及)?以[上下](?:医院|医疗|公路|航道|行政|运动员|河道|保护|地方|文物|建筑|资质|响应)|(?:救灾|防汛|抗旱|地震|抗震)?应急响应)", lambda m: _rank(m["n"], m["unit"])),
    form("级别", r"(?:(?<=[由为至]))(?P<n>[一二三四])(?P<unit>级)(?![一-鿿]{0,2}风)", lambda m: _rank(m["n"], m["unit"]) if "响应" in before(m, 14) else None),
    form("级别", r"(?<![0-9一二三四五六七八九十])(?P<n>[一二三])(?P<unit>级)(?=文物|保护|甲等|建造师|医院|运动员|警督|警司)", lambda m: _rank(m["n"], m["unit"])),
    form("号", r"(?P<n>[0-9]{1,3})(?P<unit>号)(?=种子)", lambda m: _rank(m["n"], m["unit"])),
)  # fmt: skip
