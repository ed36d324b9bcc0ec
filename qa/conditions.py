"""What a question limits its answer to: a year told from the article's date, parts of a year, a negation, a comparison."""

import re

from index.numerals import parse

_RELATIVE_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1, "后年": 2}  # fmt: skip
# 当年 is the year the sentence speaks of, no year beside the article's
_RELATIVE_YEAR = re.compile("|".join(sorted(_RELATIVE_YEARS, key=len, reverse=True)) + r"(?!度)")
_MONTH = r"(?:\d{1,2}|[一二三四五六七八九]|十[一二]?)"
_N = rf"(?<![\d零一二三四五六七八九十]){_MONTH}"
_DASH = "[—–~～至到-]+"
_LAST = {"上半年": (1, 6), "下半年": (7, 12), "全年": (1, 12)}
_PERIOD = re.compile(
    rf"(?P<half>上半年|下半年|全年)|(?P<first>[前头])(?P<upto>{_N})(?P<quarters>个?季度|个月)"
    rf"|(?P<quarter>[一二三四1-4])季度|(?P<from>{_N})月?(?:份)?{_DASH}(?P<to>{_MONTH})月(?!\d{{1,2}}[日号])"
    rf"|(?P<month>{_N})月(?:份)?(?!\d{{1,2}}[日号])"
)
# 有没有 and 是不是 ask; 不少, 不断, 不锈钢 deny nothing
_NO_DENIAL = re.compile(
    r"(?P<verb>.)[没不](?P=verb)|有没有|没有?[？?]?$|不(?:少|断|足|到|超|低于|高于|多于|小于|大于|下于|仅|光|但|只|同|错|锈|动产|良|久|论|管|惜|禁|孕|倒翁|定期|限)"
)
_DENIAL = re.compile("没有?|未(?!来|成年|婚)|不|无法|无需|尚无|并非|禁止|严禁")
AIMS = re.compile("目标|计划|打算|预计|力争|准备|预期|将|拟|安排|任务")
_COMPARISONS = (
    ("most", re.compile(r"最(?!后|近|新|初|终|低|少|小|短|慢|差|便宜|晚)|第一(?=[？?]?$|的)|之最|居首")),
    ("least", re.compile("最(?:低|少|小|短|慢|差|便宜|晚)|垫底|倒数第一")),
    ("than", re.compile(r"比[^，赛例重较价]{1,12}?(?:高|低|多|少|大|小|快|慢|长|短|早|晚|增|降)|相比|较[^，]{1,6}(?:增|降|提|减|高|低|多|少)|同比|环比")),
)  # fmt: skip


def relative_year(folded: str) -> int | None:
    """Return how many years the year asked for is from the article's: -1 for 去年; None where no such word stands."""
    found = _RELATIVE_YEAR.search(folded)
    return _RELATIVE_YEARS[found.group()] if found else None


def periods(folded: str) -> tuple[str, ...]:
    """Return the parts of a year named, as first and last month: 前三季度 and 1—9月 are both 01/09."""
    found = (_months(match) for match in _PERIOD.finditer(folded))
    kept = (f"{first:02}/{last:02}" for first, last in found if 1 <= first <= last <= 12)
    return tuple(dict.fromkeys(kept))


def _months(match: re.Match[str]) -> tuple[int, int]:
    if match["half"]:
        return _LAST[match["half"]]
    if match["first"]:
        return 1, int(parse(match["upto"])) * (3 if "季" in match["quarters"] else 1)
    if match["quarter"]:
        quarter = int(parse(match["quarter"]))
        return 3 * quarter - 2, 3 * quarter
    first, last = (match["from"], match["to"]) if match["from"] else (match["month"], match["month"])
    return int(parse(first)), int(parse(last))


def negated(folded: str) -> bool:
    """Tell whether a question asks for what is not so: 哪些县没有通车."""
    return bool(_DENIAL.search(_NO_DENIAL.sub(" ", folded)))


def comparison(folded: str) -> str | None:
    """Return `most`, `least` or `than` where a question compares, None where it does not."""
    return next((name for name, pattern in _COMPARISONS if pattern.search(folded)), None)
