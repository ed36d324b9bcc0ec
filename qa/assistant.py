"""The assistant behind every door: one question in, one Answer out."""

import functools
import re
from typing import NamedTuple

from index.collection import Collection, Entry
from index.ranker import Filter
from qa.answer import Answer, Quote, Reason
from qa.finding import Found, find, find_by_date
from qa.numbers.read import as_printed
from qa.question import LONGEST, Question, understand
from qa.quote import make_quote
from qa.ranking import Ranker, Scored, default_ranker
from qa.several import several
from qa.short_answer import short_answer
from qa.spelling import Spelling
from qa.synonyms import Synonyms

NEAREST = 3  # near misses shown beside a refusal


class Explanation(NamedTuple):
    """What each step made of a question, ending in the very Answer that `answer` gives."""

    question: Question
    ranked: tuple[Scored, ...]
    refusal: Reason | None
    answer: Answer
    ranker: Ranker


class Candidate(NamedTuple):
    """A sentence with the other places it is printed in."""

    scored: Scored
    also: tuple[Entry, ...]


class Assistant:
    """Answers questions from a collection; holds nothing that a question changes."""

    def __init__(
        self,
        collection: Collection,
        *,
        ranker: Ranker | None = None,
        synonyms: Synonyms | None = None,
        corrects: bool = True,
        refuses: bool = True,
    ) -> None:
        """Take what to answer from; without `corrects` and `refuses` it is what these add that is measured."""
        self.collection = collection
        self.ranker = ranker or default_ranker()
        self._refuses = refuses
        self._spelling = spelling = Spelling(collection) if corrects else None
        self._understand = functools.partial(
            understand, tokenizer=collection.tokenizer, synonyms=synonyms, spelling=spelling
        )

    def prepare(self) -> None:
        """Make at once what a first question would wait for: a server's must not."""
        if self._spelling:
            self._spelling.prepare()

    def answer(self, text: str, *, top: int = 3, within: Filter | None = None) -> Answer:
        """Return the exact sentences that answer, at most `top`, of the articles a filter leaves, or a refusal with its reason."""
        return self.explain(text, top=top, within=within).answer

    def explain(self, text: str, *, top: int = 3, within: Filter | None = None) -> Explanation:
        """Return every step's result beside the Answer."""
        text = text.strip()
        if reason := check_question(text) or _empty(text):
            answer = Answer(question=_printable(text), status="no_answer", confidence=1.0, reason=reason)
            return Explanation(self._understand(""), (), reason, answer, self.ranker)
        question = self._understand(text)._replace(within=within)
        found = find(question, self.collection, self.ranker, refuses=self._refuses)
        if found.refusal:
            found = find_by_date(question, self.collection, self.ranker, self._understand) or found
        others = None
        if not found.refusal:
            others = several(found.question, self.collection, found.ranked, timed=bool(question.years))
        if others:
            rest = [scored for scored in found.ranked if scored not in others.best]
            found = found._replace(ranked=[*others.best, *rest], note=others.note)
        candidates = merge_reprints(self.collection, found.ranked, min(NEAREST, top) if found.refusal else top)
        answer = self._answer(text, found, candidates, short=not others)
        return Explanation(found.question, tuple(found.ranked), found.refusal, answer, self.ranker)

    def _answer(self, text: str, found: Found, candidates: list[Candidate], *, short: bool) -> Answer:
        """Put what was found as an answer; without `short` only the asker knows which of several sentences is meant."""
        quotes = tuple(self._quote(found.question, candidate) for candidate in candidates)
        sure = round(found.sure, 2)
        if found.refusal:
            return Answer(question=text, status="no_answer", confidence=sure, reason=found.refusal, nearest=quotes)
        best, piece, quantity = candidates[0].scored, None, None
        if short:
            piece, quantity = short_answer(found.question, self.collection, best.entry, best.text, best.quantities)
        return Answer(
            question=text,
            status="answered",
            answer=piece,
            quantity=as_printed(quantity, best.text) if quantity else None,
            note=found.note,
            confidence=sure,
            quotes=quotes,
        )

    def _quote(self, question: Question, candidate: Candidate) -> Quote:
        scored = candidate.scored
        return make_quote(self.collection, scored.entry, score=scored.score, terms=question.terms, also=candidate.also)


def check_question(text: str) -> Reason | None:
    """Return what makes a text no question at all: too long, a NUL, a lone surrogate."""
    if len(text) > LONGEST:
        message = f"问题太长：{len(text)} 个字，最多 {LONGEST} 个字，请缩短。"
    elif "\0" in text:
        message = "问题里有 NUL 字符，请删去再问。"
    elif re.search("[\ud800-\udfff]", text):
        message = "问题不是合法的 UTF-8 文字，请转成 UTF-8 再问。"
    else:
        return None
    return Reason(code="bad_question", message=message)


def _empty(text: str) -> Reason | None:
    if re.search(r"\w", text):
        return None
    return Reason(code="empty_question", message="没有问题，请输入想问的内容。")


def _printable(text: str) -> str:
    """Return at most the first characters of a refused question, what no encoding can hold replaced."""
    return text[:LONGEST].encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def merge_reprints(collection: Collection, ranked: list[Scored], top: int) -> list[Candidate]:
    """Return the best `top` sentences; one printed again (a lede repeated in the body) goes under `also`."""
    kept: list[Candidate] = []
    for scored in ranked:
        for at, candidate in enumerate(kept):
            if is_reprint(collection, scored, candidate.scored):
                kept[at] = _with_reprint(collection, candidate, scored)
                break
        else:
            if len(kept) < top:
                kept.append(Candidate(scored, ()))
    return kept


def _with_reprint(collection: Collection, candidate: Candidate, scored: Scored) -> Candidate:
    """Add a reprint; of a deck above the byline and the body below it, the body is the one quoted."""
    if _in_deck(collection, candidate.scored.entry) and not _in_deck(collection, scored.entry):
        return Candidate(scored, (candidate.scored.entry, *candidate.also))
    return candidate._replace(also=(*candidate.also, scored.entry))


def _in_deck(collection: Collection, entry: Entry) -> bool:
    bylines = [unit.spans[0] for unit in collection.articles[entry.article].units if unit.kind == "byline"]
    return bool(bylines) and entry.sentence.spans[0] < bylines[0]


def is_reprint(collection: Collection, one: Scored, other: Scored) -> bool:
    """Tell whether one sentence is the other with at most a third more at its ends, figures and all."""
    if one.entry.article != other.entry.article:
        return one.text == other.text
    short, long = (one.text, other.text) if len(one.text) <= len(other.text) else (other.text, one.text)
    return len(short) >= 0.7 * len(long) and short.rstrip("。！？") in long
