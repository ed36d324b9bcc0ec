"""What a piece must have to answer: which of two is more, whether something is done, the very one by number."""

import re

from qa.answers.numbered import numbers

_TWO = re.compile("(?:和|与|跟|同|还是).{1,14}(?:哪个|哪一个|谁|哪边|哪里|哪家).{0,8}[多高大少低快慢长短贵贱早晚强]")
_COMPARED = re.compile("比|高于|低于|多于|少于|超|领先|最|倍")
_WHETHER = re.compile("([\u4e00-\u9fff]{2})了?(?:吗|么|没有)[?？]?$")
_DECIDES = re.compile(
    "[不未没无免可能须应需要禁已将会停由先改涨降增]|除外|唯一|仅次|率先|允许|取消|完成|实现|全部|均|都|首次|继续|上调|下调|预计|力争|计划"
)


def misses(asked: str, kind: str, folded: str, piece: str) -> bool:
    """Tell whether a piece cannot answer: it compares nothing, decides nothing, or is of the first for the second."""
    if _TWO.search(asked) and not _COMPARED.search(folded):
        return True
    whether = _WHETHER.search(asked)
    if kind == "yesno" and whether and whether[1] not in piece and not _DECIDES.search(piece):
        return True
    told = dict(numbers(piece, len(piece)))
    return any(told.get(kind, number) != number for kind, number in numbers(asked, len(asked)))
