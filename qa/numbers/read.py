"""Reading the figures of a sentence: every form tried everywhere, the leftmost and longest kept."""

import functools
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from index.numerals import LONGEST
from index.simplify import simplify
from qa.answer import Quantity
from qa.numbers.compounds import COMPOUNDS
from qa.numbers.context import add_context
from qa.numbers.dates import DATES
from qa.numbers.degrees import is_power
from qa.numbers.forms import Fields, Form
from qa.numbers.measures import measures
from qa.numbers.negations import without_denied
from qa.numbers.ordered import in_order
from qa.numbers.phones import PHONES
from qa.numbers.qualifiers import qualify
from qa.numbers.ranks import RANKS
from qa.numbers.shares import SHARES
from qa.tables import read_table

_TOO_LONG = re.compile(rf"[0-9０-９.,．零〇一二三四五六七八九十百千万亿]{{{LONGEST + 1},}}")
_NEVER_QUALIFIED = ("date", "year", "year_range", "ordinal_rank", "phone")
_DONE_WITHIN = re.compile("响应|处置|办结|办理|送达|到账|反馈|答复|回复|解决")
_WITHIN = ("内", "之内", "以内")
_OBLIGED = re.compile("应|须|需|必|责令|限|确保|承诺|规定|不得|不服|可在|同意|起$|后$")
_TERM = re.compile("时限|限时|限期")
_SHORTENED = re.compile("(?:压缩|缩短|压减)[至到]$")
_TIMES = ("year", "date", "year_range", "duration", "time_limit")
_TITLES = re.compile(r"《[^》]*》")
_SCALES = re.compile("容积率|系数|市盈率|市净率|指数为")
# fields of a Quantity that are words of the sentence
_WORDS = ("unit_text", "qualifier_text", "per", "noun", "subject")
_LISTED = ("、", "和", "与", "及", "或", "，")


class Found(NamedTuple):
    """A reading of a piece of the sentence; without fields the piece is a name or a word."""

    start: int
    end: int
    rule: str
    fields: Fields | None


@functools.cache
def _names() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern, _, _ in read_table("names.tsv"))


@functools.cache
def _forms() -> tuple[Form, ...]:
    return (*PHONES, *DATES, *SHARES, *RANKS, *COMPOUNDS, *measures())


def read_quantities(sentence: str) -> list[Quantity]:
    """Return the figures of the sentence in order, none overlapping another, every word of them as printed."""
    simplified = simplify(sentence)
    read = simplified_quantities(simplified)
    return [*read] if simplified == sentence else [as_printed(quantity, sentence) for quantity in read]


def as_printed(quantity: Quantity, sentence: str) -> Quantity:
    """Return a figure read in the simplified sentence with its words as the sentence has them."""
    if (simplified := simplify(sentence)) == sentence:
        return quantity
    printed: dict[str, str] = {"text": sentence[quantity.start : quantity.end]}
    for field in _WORDS:
        if word := getattr(quantity, field):
            # the unit stands in the figure; a word said twice is printed alike
            at = simplified.find(word, quantity.start if field == "unit_text" else 0)
            printed[field] = sentence[at : at + len(word)] if at >= 0 else word
    return quantity.model_copy(update=printed)


# a question's best sentence is read for a refusal, for its quote and for the short answer, and quoted for other questions
@functools.lru_cache(maxsize=512)
def simplified_quantities(sentence: str) -> tuple[Quantity, ...]:
    """Return the figures of a sentence in simplified characters, to be compared with a question's words."""
    # a run of numerals longer than any figure is blanked: nothing reads it, and no pattern tries it from every digit
    blanked = _TOO_LONG.sub(lambda run: " " * len(run.group()), sentence)
    titles = [match.span() for match in _TITLES.finditer(blanked)]
    found = [each for each in _chosen(blanked) if each.fields is not None and not _in_title(each, titles)]
    counted = without_denied(sentence, [_quantity(sentence, each) for each in found])
    return tuple(in_order(sentence, add_context(sentence, _share_units(sentence, counted))))


def _in_title(found: Found, titles: list[tuple[int, int]]) -> bool:
    """Tell whether a figure is part of a title, where only times are read."""
    inside = any(start <= found.start and found.end <= end for start, end in titles)
    return inside and (found.fields or {})["kind"] not in _TIMES


def _chosen(sentence: str) -> Iterator[Found]:
    """Yield the leftmost and longest readings; of equals the earlier form's."""
    end = 0
    for found in sorted(_candidates(sentence), key=lambda f: (f.start, -f.end)):
        if found.start >= end:
            yield found
            end = found.end


def _candidates(sentence: str) -> Iterator[Found]:
    for pattern in _names():
        for match in pattern.finditer(sentence):
            yield Found(*match.span(), "name", None)
    for form in _forms():
        for match in form.pattern.finditer(sentence):
            fields = form.read(match)
            if fields is not None:
                # 每10万人 is what a rate is over, no figure of its own
                per = sentence[match.start() - 1 : match.start()] == "每" and fields["kind"] != "date"
                yield Found(*match.span(), form.name, None if per else fields)


def _quantity(sentence: str, found: Found) -> Quantity:
    fields: dict[str, Any] = dict(found.fields or {})
    near = sentence[max(found.start - 8, 0) : found.start]
    if "qualifier" not in fields:
        fields["qualifier"] = None
        if fields["kind"] not in _NEVER_QUALIFIED:
            fields["qualifier"], fields["qualifier_text"] = qualify(
                sentence, found.start, found.end, fields["unit"], fields["kind"]
            )
    if fields["kind"] == "duration" and _is_limit(sentence, found):
        fields["kind"] = "time_limit"
    if fields["kind"] == "count" and fields["unit"] is None and _SCALES.search(near):
        fields["kind"] = "ratio"
    if fields["unit"] and is_power(sentence, found.start, found.end, fields["unit"]):
        fields["unit"] = fields["unit"].removesuffix("度") + "千瓦时"
    return Quantity(text=sentence[found.start : found.end], start=found.start, end=found.end, rule=found.rule, **fields)


def _is_limit(sentence: str, found: Found) -> bool:
    """Tell whether a length of time is one within which something must be done."""
    ahead, near = sentence[found.end : found.end + 12], sentence[max(found.start - 14, 0) : found.start]
    if _DONE_WITHIN.match(ahead) or _TERM.search(near):
        return True
    return ahead.startswith(_WITHIN) and bool(
        _SHORTENED.search(near) or _OBLIGED.search(near) or re.match("内[^，。]{0,4}(?:应|须|需)", ahead)
    )


def _share_units(sentence: str, quantities: list[Quantity]) -> list[Quantity]:
    """Give 12.4万 of 12.4万、9.8万和7.6万人次 the unit of the last."""
    shared = list(quantities)
    for at in range(len(shared) - 2, -1, -1):
        one, following = shared[at], shared[at + 1]
        bare = one.kind == "count" and one.unit is None and one.text[-1] in "万亿" and following.unit
        alike = following.text.removesuffix(following.unit_text or "")[-1:] in ("万", "亿")
        if bare and alike and sentence[one.end : following.start] in _LISTED:
            shared[at] = one.model_copy(update={"unit": following.unit, "kind": following.kind})
    return shared
