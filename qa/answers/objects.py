"""What a verb of the question does it to: 国家级示范基地 of 入选了什么基地, 启东 of 改名叫什么."""

import itertools
import re
from collections.abc import Sequence

from qa.answers.asked import Asked
from qa.nouns import tag

Span = tuple[int, int]
_STOP = r"[,;:。!?]"
_NAMED = re.compile(
    r"(?:更名|改名|改称|命名|定名|取名|起名|授牌|正式定)为|名为|名叫|称为|称作|叫做|叫作|简称|又称|(?<![一-鿿])叫"
)
_ONCE = re.compile("(?:原来|以前|之前|从前|过去|原先|当初|早先)[^，,]{0,4}(?:叫|名|称)|原名|曾用名|前身")
# words for what is awarded, and verbs that stand before it
_AWARD = re.compile(r"称号|荣誉|资格|奖|试点|名单|示范|基地|案例|头衔|认定")
_AWARDED = re.compile(
    r"(?:入选|获评|荣获|获得|获批|争取到?|被授予|被确定为|被评为|被认定为|被列为|被命名为|跻身|列入|成为|摘得|斩获)了?"
)
_VERB_TAIL = re.compile(r"[了过着的到出成得]+$")
_QUOTED = re.compile(r"[“\"《「]([^”\"》」]+)[”\"》」]")


def named(asked: Asked, folded: str, weights: Sequence[float]) -> Span | None:
    """Return the name after 更名为 or 叫, before it where the old one is asked for, else the words in quotation marks beside the thing whose name is asked."""
    match = _NAMED.search(folded)
    if match and _ONCE.search(asked.text):
        start = max((stop.end() for stop in re.finditer(_STOP, folded[: match.start()])), default=0)
        return (start, match.start()) if match.start() > start else None
    if match:
        end = _clause_end(folded, match.end())
        return (match.end(), end) if end > match.end() else None
    quoted = [m for m in _QUOTED.finditer(folded) if m.group(1) not in asked.text]
    at = folded.find(asked.topic) if len(asked.topic) > 1 else -1
    if at < 0 or not quoted:
        return None
    return min(quoted, key=lambda m: min(abs(m.start() - at), abs(m.end() - at))).span(1)


def object_of(asked: Asked, folded: str, weights: Sequence[float]) -> Span | None:
    """Return what stands after the verb asked about up to the end of its clause, of things parted by 、 the one said."""
    starts = [match.end() for match in re.finditer(_verb(asked), folded)] if _verb(asked) else []
    if not starts and _AWARD.search(asked.head):
        starts = [match.end() for match in _AWARDED.finditer(folded)]
    spans = [(start, _clause_end(folded, start)) for start in starts]
    spans = [span for span in spans if span[1] - span[0] > 2]
    best = max(spans, key=lambda span: _around(folded, weights, span), default=None)
    return _item(folded, weights, best) if best else None


def _verb(asked: Asked) -> str:
    """Return the verb right before the wh-word as a pattern, empty where there is none."""
    bare = _VERB_TAIL.sub("", asked.before)
    word = next((bare[-size:] for size in (3, 2) if tag(bare[-size:])[:1] in ("v", "j")), "")
    return f"{word}[了过着到出成]?" if word else ""


def _clause_end(folded: str, start: int) -> int:
    stop = re.compile(_STOP).search(folded, start)
    return stop.start() if stop else len(folded.rstrip())


def _around(folded: str, weights: Sequence[float], span: Span) -> float:
    """Return what of the question stands in the clause of a span."""
    start = max((match.end() for match in re.finditer(_STOP, folded[: span[0]])), default=0)
    return sum(weights[start : span[1]])


def _item(folded: str, weights: Sequence[float], span: Span) -> Span:
    edges = [span[0], *(span[0] + m.end() for m in re.finditer("、", folded[slice(*span)])), span[1]]
    items = [(a, b - (b != span[1])) for a, b in itertools.pairwise(edges)]
    best = max(items, key=lambda item: sum(weights[slice(*item)]))
    etc = re.search("等(?:一批|$)", folded[slice(*best)])
    return best[0], best[0] + etc.start() if etc else best[1]
