"""Typing errors by sound: what the articles never print is read as the like-sounding word that they do print."""

import functools
import itertools
from collections.abc import Iterator
from typing import NamedTuple

from index.collection import Collection
from index.quick_no import SearchedText
from qa.numbers.measures import read_units
from qa.places import PLACE_ENDINGS, find_places
from qa.sounds import Sounds

Corrections = tuple[tuple[str, str], ...]
LONGEST = 6  # characters of a stretch looked up
_LOOKED_AT = 50  # places of one sound looked at
_TRIED = 200  # stretches of one run: no question that means something has more
# words that join others: a stretch that holds one is no word
_JOINING = frozenset("的了着吗呢吧啊是有在和与及或而也都就被把将由从到对向于以为之个这那")
# words of one character that are hardly ever slips of others
_SMALL = _JOINING | frozenset("又会可时里中下上内外前后并再还只不没做作说叫称共要能用让使给所其各每某该本此")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜"
    "戴夏汪田任姜范石姚谭廖邹熊陆郝孔崔康毛邱秦史顾侯邵孟龙段钱汤尹黎易常武乔贺赖龚"
)


class Stretch(NamedTuple):
    """A stretch of the question, and which of its characters may be wrong."""

    start: int
    text: str
    doubtful: tuple[bool, ...]


class Spelling:
    """Finds typing errors in questions to one collection; nothing is prepared before the first unknown word."""

    def __init__(self, collection: Collection) -> None:
        self._collection, self._tokenizer = collection, collection.tokenizer

    @functools.cached_property
    def _heard(self) -> tuple[tuple[Sounds, SearchedText], ...]:
        """The articles by sound, exactly and then with what typists confuse made one."""
        tables = (Sounds(), Sounds(fuzzy=True))
        return tuple((table, SearchedText(self._collection.printed.translate(table))) for table in tables)

    def prepare(self) -> None:
        """Make at once what the first unknown word would wait for."""
        for _, heard in self._heard:
            heard.prepare()

    def corrections(self, about: str) -> Corrections:
        """Return what in the folded words of a question is misspelt, each with what the articles print."""
        places = find_places(about, self._tokenizer)
        for place in places:  # a place the articles do not name is not another place
            about = about.replace(place, " ")
        found: dict[str, str] = {}
        for run in about.split():
            found |= self._in_run(run)
        return tuple(found.items())

    def _in_run(self, run: str) -> dict[str, str]:
        """Return the corrections of a run without spaces: the longest stretches first, none touching another."""
        found: dict[str, str] = {}
        taken = [False] * len(run)
        for stretch in itertools.islice(self._stretches(run), _TRIED):
            end = stretch.start + len(stretch.text)
            if not any(taken[stretch.start : end]) and (instead := self._instead(run, stretch)):
                found[stretch.text] = instead
                taken[stretch.start : end] = [True] * len(stretch.text)
        return found

    def _stretches(self, run: str) -> Iterator[Stretch]:
        """Yield the stretches that may be misspelt, the longest first: the articles never print them."""
        doubtful, starts, ends = self._doubts(run)
        places = sorted(starts)
        for size in range(min(LONGEST, len(run)), 1, -1) if any(doubtful) else ():
            for start, end in ((start, start + size) for start in places if start + size in ends):
                text, doubts = run[start:end], doubtful[start:end]
                if any(doubts) and self._may_be_wrong(text) and not self._collection.mentions(text):
                    yield Stretch(start, text, doubts)

    def _doubts(self, run: str) -> tuple[tuple[bool, ...], set[int], set[int]]:
        """Return which characters are of words never printed, or words by themselves, and where stretches may begin and end."""
        doubtful: list[bool] = []
        starts: set[int] = set()
        ends: set[int] = set()
        for word in self._tokenizer.cut(run):
            at, end = len(doubtful), len(doubtful) + len(word)
            alone = len(word) == 1
            doubt = word not in _JOINING if alone else not self._collection.mentions(word)
            # a word the articles print is never parted; 天 of 几天 begins nothing
            starts |= set() if alone and word in read_units() else set(range(at, end)) if doubt else {at}
            ends |= set(range(at + 1, end + 1)) if doubt else {end}
            doubtful += [doubt] * len(word)
        return tuple(doubtful), starts, ends

    def _may_be_wrong(self, text: str) -> bool:
        """Tell whether a stretch may be misspelt: names of people and places and joined words are as meant."""
        name = text[0] in _SURNAMES and len(text) < 4
        return not (name or text[-1] in PLACE_ENDINGS or _JOINING & set(text)) and text.isalpha()

    def _instead(self, run: str, stretch: Stretch) -> str | None:
        """Return the best that the articles print and that sounds the same, None where nothing fits."""
        for fuzzy, (table, heard) in enumerate(self._heard):
            candidates = self._printed(stretch.text.translate(table), heard)
            fitting = [c for c in candidates if self._fits(run, stretch, c, fuzzy=bool(fuzzy))]
            if fitting:
                return min(fitting, key=lambda c: (_changes(stretch.text, c), -candidates[c], c))
        return None

    def _printed(self, sound: str, heard: SearchedText) -> dict[str, int]:
        """Return what the articles print with that sound, with how often."""
        found: dict[str, int] = {}
        at = heard.find(sound)
        for _ in range(_LOOKED_AT):
            if at < 0:
                break
            printed = self._collection.printed[at : at + len(sound)]
            found[printed] = found.get(printed, 0) + 1
            at = heard.find(sound, at + 1)
        return found

    def _fits(self, run: str, stretch: Stretch, candidate: str, *, fuzzy: bool) -> bool:
        """Tell whether a candidate is a word (or a long stretch nearly the same) that changes only what is doubtful."""
        size, text = len(candidate), stretch.text
        changed = [at for at in range(size) if text[at] != candidate[at]]
        if any(not stretch.doubtful[at] or _SMALL & {text[at], candidate[at]} for at in changed):
            return False
        if size >= 4 and len(changed) * 3 <= size and not fuzzy:
            return True
        known = self._tokenizer.knows
        if not known(candidate) and (fuzzy or self._collection.idf(candidate) is None):
            return False
        # 形势 is a word, and the articles' 形式 another: only what stands beside it can tell
        weak = known(text) or len(changed) == size or (size == 2 and (fuzzy or not self._is_one_word(run, stretch)))
        return candidate[-1] not in PLACE_ENDINGS and (not weak or self._stands_beside(run, stretch, candidate))

    def _is_one_word(self, run: str, stretch: Stretch) -> bool:
        """Tell whether the tokenizer leaves the stretch whole and none of its characters makes a word with a neighbour."""
        before, after = run[: stretch.start][-1:], run[stretch.start + len(stretch.text) :][:1]
        outside = (before + stretch.text[0], stretch.text[-1] + after)
        return stretch.text in self._tokenizer.cut(run) and not any(map(self._tokenizer.knows, outside))

    def _stands_beside(self, run: str, stretch: Stretch, candidate: str) -> bool:
        """Tell whether the articles print the candidate beside a neighbour it has in the question."""
        before, after = run[: stretch.start][-2:], run[stretch.start + len(candidate) :][:2]
        return any(
            len(pair) == 2 and self._collection.mentions(text)
            for pair, text in ((before, before + candidate), (after, candidate + after))
        )


def _changes(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
