"""Where a question asks: its wh-word, what stands before and after it, and the words it shares with a sentence."""

import functools
import re
from typing import NamedTuple

from index.terms import Tokenizer
from qa.nouns import tag
from qa.question import Question
from qa.tables import read_table

ASKING = (
    "none", "doing", "why", "when", "year", "rank", "percent", "many", "extent", "who", "name", "where", "those", "which", "how",
    "define", "what", "whether",
)  # fmt: skip
_EDGE = re.compile(r"[?？!！。，,、\s“”\"'‘’「」『』《》〈〉()（）]")
_COPULA = re.compile(r"(?:都|分别|主要|一共|总共|大约|约|大概|要|是|为|叫做?|有|达到?|到|在|于|由|的|了)+$")
_COUNTER = re.compile(
    r"^(?:种|座|条|项(?!目)|支|部(?!门|委|队)|届|首|类|本|款|场(?!馆|地|所)|名(?!次|单)|位|个|家(?!庭|长)|所|些|几|两|三|四|五|大(?![学赛桥奖户棚厦街道人])|样|人(?![物员民])|间|只|次|年(?![份度级])|张)+"
)
_NOUNS = (
    "n",
    "v",
    "a",
    "b",
    "j",
    "l",
    "m",
    "e",
    "i",
    "s",
    "f",
    "",
)  # first letters of the tags a noun phrase is made of
_NOT_NOUNS = frozenset("的是为在于由有被把与和及能可会要了跟同从到也都就才吗呢吧给让")


_EXCLUDED = re.compile(
    r"[?？，,、(（ ]+(?:不是|不算|不含|不包括|除开|除去|不要)[^，,)）?？]{1,12}[)）]?"
    r"|[?？，,、(（ ]+[^，,)）?？]{1,10}(?:不算|除外|不要|不计)(?:在内)?(?=[)）?？。]|$)[)）]?"
)


class Asked(NamedTuple):
    """A question around its wh-word, folded."""

    text: str
    asking: str  # one of ASKING
    before: str
    after: str
    head: str  # the noun after the wh-word, 公司 of 哪家公司
    topic: str  # the noun before it, 冠军 of 冠军是谁
    runs: tuple[str, ...]  # what the question says, its other wordings included


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), name) for pattern, name, _ in read_table("asking.tsv"))


def without_excluded(folded: str) -> str:
    """Return a question without what it says it does not ask for: 职工的不算, （不是工厂）."""
    return _EXCLUDED.sub("", folded)


# every step after the choice of the sentence asks for it
@functools.lru_cache(maxsize=16)
def asked(question: Question, tokenizer: Tokenizer) -> Asked:
    """Return where the question asks; a question of bare words (农村 户数) asks after its end."""
    folded = without_excluded(question.folded or tokenizer.fold(question.text)).rstrip("?？!！。 ")
    found = ((pattern.search(folded), name) for pattern, name in _patterns())
    match, name = next(((match, name) for match, name in found if match), (None, "none"))
    before, after = (folded[: match.start()], folded[match.end() :]) if match else (folded, "")
    before, after = (_EDGE.sub("", part) for part in (before, after))
    wordings = ("".join(wording) for concept in question.concepts for wording in concept.wordings[1:])
    runs = [
        run for run in _EDGE.split(f"{folded[: match.start()]} {folded[match.end() :]}" if match else folded) if run
    ]
    return Asked(
        folded,
        name,
        before,
        after,
        _head(after, tokenizer),
        _topic(before, tokenizer),
        tuple(dict.fromkeys([*runs, *wordings])),
    )


def _head(after: str, tokenizer: Tokenizer) -> str:
    """Return the noun that follows the wh-word: 产品 of 什么能替代进口的产品, 大学 of 哪所大学一起建的."""
    rest = _COUNTER.sub("", after) or after
    last = rest.rpartition("的")[2]
    return _noun(rest, tokenizer) or _noun(last, tokenizer)


def _noun(text: str, tokenizer: Tokenizer) -> str:
    """Return the noun phrase a text starts with: its words as far as they can be of one, ending in a noun."""
    words: list[str] = []
    for word in tokenizer.cut(text):
        if (
            word in _NOT_NOUNS
            or not re.match(r"\w", word)
            or tag(word)[:1] not in _NOUNS
            or (tag(word) == "v" and words)
        ):
            break
        words.append(word)
    while words and tag(words[-1])[:1] in ("v", "a", "m", "d") and tag(words[-1]) not in ("vn", "an"):
        words.pop()
    return "".join(words)


def _topic(before: str, tokenizer: Tokenizer) -> str:
    """Return the last word before the wh-word, past 是, 为 and the like."""
    bare = _COPULA.sub("", before)
    words = list(tokenizer.cut(bare))
    return words[-1] if words else ""
