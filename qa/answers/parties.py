"""Whose a figure is: another place of the same level, a whole larger than the place asked about, or what it only compares with."""

import functools
import re

from qa.answer import Quantity
from qa.answers.changes import is_change
from qa.answers.figures import CHANGE_ASKED
from qa.answers.statement import Statement, alike, clause_start, clauses_before
from qa.places import PROVINCES
from qa.sounds import Sounds

# places of one level: what is of one of them is not of another
_LEVELS = ("村", "镇|乡|街道", "县|区|旗", "市|州", "省")
_NAMES = tuple(
    re.compile(rf"(?P<key>[\u4e00-\u9fff]{{2}}|(?<![\u4e00-\u9fff])[\u4e00-\u9fff])(?P<end>{ends})(?![场民面容值价域间块别位委级直])")
    for ends in _LEVELS
)  # fmt: skip
# kinds of places, and no place by name: what stands before 市, 县 and the rest
_COMMON = {
    "市": "市上超城都地夜早菜楼房车股门县区省", "县": "区市治困点大强范名省", "区": "小校园社灾景矿库厂牧林城市县山新片街老地辖港营院湖湿专保发治",
    "镇": "城乡集小重范点", "乡": "城家老故下返入还水同外山农", "村": "游农乡山新中进入驻到政然困小范",
}  # fmt: skip
_BY_NAME = ("镇", "县", "区", "市")  # what a question starts with is a place by name
_ANY = "全该我本各个座每多几两三四五六七八九十些"
_WHOLE = re.compile(r"(?<![占居在比较于列超跟与和])(?<!领跑)全(?P<end>[村镇乡县区旗市州省])(?!唯一|第|首|排)")
_ROLE = re.compile(
    r"(?:比|较|占|居|高于|低于|优于|多于|少于|位列|销往|来自|运往|送往|发往|通往|前往|赴|对|向|跟|帮扶|对口支援)$"
)
_COMPARED = re.compile(
    r"(?:比|较|高于|低于|多于|少于|快于|优于|相当于|不到|超过|仅为)(?P<with>[\u4e00-\u9fff“”\d]{2,9}?)(?:的?同期|平均水平|平均|水平)?"
    r"(?=[增减提下上高低多少快慢贵翻缩延省]|便宜|节约|节省|的(?:近?[一二三四五六七八九十]+(?:分之|成|倍|半)|\d+(?:%|倍)))"
)
_COMPARES = re.compile(r"比|较|跟|差|高[出于]|低于|多[出于]|少于|超|倍|相当")
_SUM = re.compile("一共|总共|共计|合计|总和|加起来|两地")
_SHORT = 2


def of_another_place(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a figure is of another place of the level asked about, or of a larger whole."""
    asked = [_asked(statement, level) for level in range(len(_LEVELS))]
    for level, keys in enumerate(asked):
        told = _told(statement, figure, level)
        if keys and told and not any(_is_same(one, key) for one in told for key in keys):
            return True
    finest = next((level for level, keys in enumerate(asked) if keys), None)
    return finest is not None and _of_larger(statement, figure, finest, asked[finest])


def of_either_place(statement: Statement, figure: Quantity) -> bool:
    """Tell whether the sentence has a like figure of another place too, and the question names neither."""
    if re.search("最|哪|第", statement.asked):
        return False
    return any(_is_either(statement, figure, level) for level in range(len(_LEVELS)))


def _is_either(statement: Statement, figure: Quantity, level: int) -> bool:
    mine = _opening(statement, figure, level)
    if not mine or mine in statement.asked or _asked(statement, level):
        return False
    others = [
        _opening(statement, q, level)
        for q in statement.found
        if alike(q, figure) and not is_change(statement.folded, q)
    ]
    return any(other and other != mine for other in others)


def _opening(statement: Statement, figure: Quantity, level: int) -> str:
    """Return the place that the clause of a figure starts with."""
    start = clause_start(statement.folded, figure.start)
    first = next(iter(_places(statement.folded, level, start, figure.start)), None)
    return first["key"] if first and first.start() - start <= _SHORT else ""


def of_asked_place(statement: Statement, figure: Quantity) -> bool:
    """Tell whether the clause of a figure starts with a place asked about: 柳坪镇21眼, which repeats no noun."""
    return any(_opening(statement, figure, level) in _asked(statement, level) for level in range(len(_LEVELS)))


def of_one_of_two(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a sum of two places is asked for and a figure is of one of them."""
    if not _SUM.search(statement.asked):
        return False
    keys = [key for level in range(len(_LEVELS)) for key in _asked(statement, level)]
    own = statement.folded[clause_start(statement.folded, figure.start) : figure.start]
    return len(keys) > 1 and bool(re.search("和|与|跟|、", statement.asked)) and not all(key in own for key in keys)


def _asked(statement: Statement, level: int) -> list[str]:
    """Return the places of a level that the question names: it starts with them, its words or the sentence have them."""
    known = (*statement.question.places, *(m.group() for m in _places(statement.folded, level)))
    named = _places(statement.asked, level)
    first = [m for m in named if m.start() == 0 and m["end"] in _BY_NAME]
    sure = [m for m in named if m in first or any(name.endswith(m.group()) for name in known)]
    return [m["key"] for m in sure if len(m.group()) > _SHORT or m["end"] == "县"]


def _told(statement: Statement, figure: Quantity, level: int) -> list[str]:
    """Return the places of a level in the nearest clause up to the figure that has one as its subject."""
    for start, end in clauses_before(statement.folded, figure.start):
        found = _places(statement.folded, level, start, end)
        if any(not _ROLE.search(statement.folded[: match.start()]) for match in found):
            return [match["key"] for match in found]
    return []


def _places(text: str, level: int, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
    """Return the places of a level named in a stretch, without 超市 and 山区."""
    found = _NAMES[level].finditer(text, start, len(text) if end is None else end)
    named = [match for match in found if match["key"][-1] not in _ANY + _COMMON.get(match["end"], "")]
    return [match for match in named if match["end"] != "省" or match["key"] in PROVINCES]


@functools.cache
def _sounds() -> Sounds:
    return Sounds(fuzzy=True)


def _is_same(one: str, other: str) -> bool:
    """Tell whether two names may be one, mistyped by its sound too; of one of one character only the last is sure."""
    sounds = _sounds()
    return (
        one.translate(sounds) == other.translate(sounds)
        or one.endswith(other)
        or other.endswith(one)
        or (one[-1] == other[-1] and len(other.strip()) < _SHORT)
    )


def _of_larger(statement: Statement, figure: Quantity, finest: int, keys: list[str]) -> bool:
    """Tell whether the clause of a figure says 全市 and does not name the county asked about."""
    start = clause_start(statement.folded, figure.start)
    own = statement.folded[start : figure.end]
    whole = _WHOLE.search(own)
    return bool(whole) and not any(key in own for key in keys) and _level(whole["end"] if whole else "") > finest


def _level(end: str) -> int:
    return next(level for level, ends in enumerate(_LEVELS) if end in ends.split("|"))


def of_compared(statement: Statement, figure: Quantity) -> bool:
    """Tell whether what is asked about stands there only as what something else is compared with: 不到邻县的三分之一."""
    if _COMPARES.search(statement.asked) or CHANGE_ASKED.search(statement.asked):
        return False
    return any(
        match["with"] in statement.asked and statement.folded.count(match["with"]) == 1
        for match in _COMPARED.finditer(statement.folded)
    )
