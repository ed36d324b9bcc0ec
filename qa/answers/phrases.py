"""Phrases that answer by their place in the sentence: what is done, why, whether, how, which of two, what it means."""

import re
from collections.abc import Callable, Sequence

from qa.answers.asked import Asked
from qa.answers.objects import named, object_of

Span = tuple[int, int]
_END = r"[^，,。；;！!？?：:]"
_CAUSE = re.compile(
    rf"(?:原因|目的|因素|症结)(?:就|还|也|主要)?(?:是|在于|为)(?P<a>{_END}+)"
    rf"|(?:难|好|妙|贵|问题)在(?P<g>{_END}{{3,}})"
    rf"|(?:^|[，,：:“])主要是(?P<h>{_END}{{4,}})"
    rf"|(?:^|[,，。；;])(?P<f>为了?(?![期主首止准名])(?!.{{0,3}}[（(]){_END}{{3,}})"
    rf"|(?:因为|由于|(?<![原病成起基为])因(?![此而素地人]))(?P<b>{_END}+)"
    rf"|旨在(?P<e>[^。；;！？]+)"
    rf"|(?P<c>(?:为了?|以便)(?=确保|解决|让|使|推动|促进|提高|提升|保障|方便|满足|破解|更好|进一步|防止|避免|加快|加强|鼓励|引导|规范|支持|帮助|打造|缓解|应对|减轻|落实|增强|实现){_END}+)"
    rf"|(?P<d>主要?受{_END}+)"
)
_MEANS = re.compile(
    rf"(?:通过|依托|采取|采用|利用|借助|凭借|运用|按照|围绕|由(?=[^，。]{{2,12}}(?:组织|牵头|负责|协调))){_END}+"
)
_MEANING = re.compile(r"(?:是指|指的是|指|就是|即|是|范围为|叫做|：|:)(?P<a>[^。；;！!？?：:]+)")
_DECIDES = re.compile(
    r"(?:原则上|一律|全部|均|都|已|早已|始终|提前|超额|仍|还)*"
    r"(?:不用|全[国省市县区]唯一|率先|首个|清零|[^，,。；;：:]{0,1}控制在|上调|下调|上涨|下降|不需要?|无需|无须|不必|不再|不得|不准|不能|不可以?|没有|无一|尚未|未能?|禁止|免费|全免|免于|必须|应当|需要?|可以|可|已经?|能够?(?![耗源力量级])|"
    r"始终|提前|超额|高于|低于|超过|实现|完成|达到|成功)"
    rf"{_END}*"
)
_DOING_HEAD = re.compile(
    r"^(?:前坪|门前|门口|[内里上中下前旁边]|（[^）]{1,6}）|\([^)]{1,6}\)|正在|正|在|有序|依次|认真|忙着?|进行着?|们|，|、|,|上空|现场)+"
)
_NOW = re.compile("正在|在(?=.{3})")
_OR = re.compile(r"([\u4e00-\u9fff]{1,8})还是([\u4e00-\u9fff]{1,8})")
_ACTS = "进到在对从去办乘坐买用按由向把被让给凭"  # 进公园无需买票 is said of nobody
_SUBJECT = 9  # characters of a subject that goes with what is decided of it
_AGENT = re.compile("(?:的|者|家庭|人员|单位|企业)$")  # 已享受过补助的家庭 says who, and decides nothing
_DENIES = re.compile("(?:原则上)?(?:不|无|未|没|禁|全免|免费|可以|必须|应当)")
_CLAUSE = re.compile(rf"{_END}+")


def _doing(asked: Asked, folded: str, weights: Sequence[float]) -> Span | None:
    """Return what stands after the last of the question's words up to the end of its clause: 拼装管片."""
    for start, end in _said_clauses(folded, weights):
        now = _NOW.search(folded, start, end)
        if now:  # 正在盾构机内拼装管片: only the place named again is left out
            after = next((i for i in range(now.end(), end) if not weights[i]), end)
        else:
            after = max((i + 1 for i in range(start, end) if weights[i] > 0), default=start)
        head = _DOING_HEAD.match(folded[after:end])
        after += head.end() if head else 0
        if end - after >= 3:
            return after, end
    return None


def _reason(asked: Asked, folded: str, weights: Sequence[float]) -> Span | None:
    match = _CAUSE.search(folded)
    if not match:
        return None
    group = next(name for name in "abcdefgh" if match[name])
    return match.span(group)


def _method(asked: Asked, folded: str, weights: Sequence[float]) -> Span | None:
    return _first_span(_MEANS.search(folded))


def _meaning(asked: Asked, folded: str, weights: Sequence[float]) -> Span | None:
    """Return what stands after 是, 指 or a colon, itself after the words asked about."""
    said = next((i for i, weight in enumerate(weights) if weight > 0), 0)
    match = _MEANING.search(folded, said)
    return match.span("a") if match else None


def _whether(asked: Asked, folded: str, weights: Sequence[float]) -> Span | None:
    """Return the option of 上调还是下调 that stands there, or the words that decide: 无需预约."""
    either = _OR.search(asked.text)
    if either and (option := _option(either[1], either[2], folded)):
        return option
    found = [match.span() for match in _DECIDES.finditer(folded) if not _AGENT.search(match.group())]
    said = _said_clauses(folded, weights)
    best = max(found, key=lambda span: _decides(folded, weights, span), default=said[0] if said else None)
    return best and _with_subject(folded, weights, best)


def _with_subject(folded: str, weights: Sequence[float], span: Span) -> Span:
    """Return what decides with whom it is said of, where that is a few words of the question: C类县清零."""
    start = max((match.end() for match in re.finditer(r"[，,。；;！!？?：:“”]", folded[: span[0]])), default=0)
    named = any(weights[start : span[0]]) and 2 <= span[0] - start <= _SUBJECT and folded[start] not in _ACTS
    return (start, span[1]) if named else span


def _decides(folded: str, weights: Sequence[float], span: Span) -> tuple[float, int]:
    """Return how well a phrase decides: it says the question's words, in a clause that does, and denies or allows."""
    clause = next((c for c in _said_clauses(folded, weights) if c[0] <= span[0] < c[1]), span)
    denies = 1.5 * bool(_DENIES.match(folded, *span))
    return denies + 2 * sum(weights[slice(*span)]) + sum(weights[slice(*clause)]), -span[0]


def _option(one: str, other: str, folded: str) -> Span | None:
    """Return where the longest of one option's endings or the other's beginnings stands, if just one of them does."""
    sides = ([one[i:] for i in range(len(one) - 1)], [other[:i] for i in range(len(other), 1, -1)])
    found = [next((piece for piece in side if piece in folded), None) for side in sides]
    held = [piece for piece in found if piece]
    if len(held) != 1:
        return None
    at = folded.index(held[0])
    return at, at + len(held[0])


def _first_span(match: re.Match[str] | None) -> Span | None:
    return match.span() if match else None


def _said_clauses(folded: str, weights: Sequence[float]) -> list[Span]:
    """Return the clauses, those that say most of the question first, of equals the later."""
    clauses = [match.span() for match in _CLAUSE.finditer(folded)]
    return sorted(clauses, key=lambda span: (sum(weights[slice(*span)]), span), reverse=True)


_RULES: dict[str, Callable[[Asked, str, Sequence[float]], Span | None]] = {
    "doing": _doing,
    "reason": _reason,
    "method": _method,
    "definition": _meaning,
    "yesno": _whether,
    "named": named,
    "object": object_of,
}
_BY_ASKING = {
    "name": "named",
    "what": "object",
    "which": "object",
    "doing": "doing",
    "why": "reason",
    "how": "method",
    "define": "definition",
    "whether": "yesno",
}


_OF_THINGS = ("name", "what", "which")  # ask for things where no other kind is told
_OPEN = ("other", "definition")


def phrase(asked: Asked, kind: str, folded: str, weights: Sequence[float]) -> Span | None:
    """Return the phrase that answers a question of this kind, None for other kinds and where none stands."""
    asking = asked.asking if kind in _OPEN or asked.asking not in _OF_THINGS else ""
    rule = _RULES.get(_BY_ASKING.get(asking, kind))
    return rule(asked, folded, weights) if rule else None
