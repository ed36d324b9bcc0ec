"""Where a question asks: its wh-word, what stands before and after it, and the words it shares with a sentence."""

import functools
import re
from typing import NamedTuple

from index.terms import Tokenizer
from qa.question import Question
from qa.tables import read_table

ASKING = (
    "none", "doing", "why", "when", "year", "rank", "percent", "many", "extent", "who", "name", "where", "those", "which", "how",
    "define", "what", "whether",
)  # fmt: skip
_EDGE = re.compile(r"[?？!！。，,、\s“”\"'‘’「」『』《》〈〉()（）]")
_COPULA = re.compile(r"(?:都|分别|主要|一共|总共|大约|约|大概|要|是|为|叫做?|有|达到?|到|在|于|由|的|了)+$")
_COUNTER = re.compile(
    r"^(?:种|座|条|项|支|部|届|首|类|本|款|场|名|位|个|家|所|些|几|两|三|四|五|大|样|人|间|只|次|年|张)+"
)
_HEAD_END = re.compile(r"[的是为在于由有被把与和及能可会要了,，?？、]|(?<=.)(?:进行|开始|成为|属于)")


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


def asked(question: Question, tokenizer: Tokenizer) -> Asked:
    """Return where the question asks; a question of bare words (农村 户数) asks after its end."""
    folded = (question.folded or tokenizer.fold(question.text)).rstrip("?？!！。 ")
    found = ((pattern.search(folded), name) for pattern, name in _patterns())
    match, name = next(((match, name) for match, name in found if match), (None, "none"))
    before, after = (folded[: match.start()], folded[match.end() :]) if match else (folded, "")
    before, after = (_EDGE.sub("", part) for part in (before, after))
    wordings = ("".join(wording) for concept in question.concepts for wording in concept.wordings[1:])
    runs = [
        run for run in _EDGE.split(f"{folded[: match.start()]} {folded[match.end() :]}" if match else folded) if run
    ]
    return Asked(
        folded, name, before, after, _head(after), _topic(before, tokenizer), tuple(dict.fromkeys([*runs, *wordings]))
    )


def _head(after: str) -> str:
    """Return the noun that follows the wh-word, as far as it can be told."""
    rest = _COUNTER.sub("", after) or after
    end = _HEAD_END.search(rest)
    return rest[: end.start() if end else len(rest)][:6]


def _topic(before: str, tokenizer: Tokenizer) -> str:
    """Return the last word before the wh-word, past 是, 为 and the like."""
    bare = _COPULA.sub("", before)
    words = list(tokenizer.cut(bare))
    return words[-1] if words else ""
