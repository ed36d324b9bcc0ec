"""A question beside its best sentence, and what stands around that sentence."""

from collections.abc import Sequence
from functools import cached_property

from index.collection import Collection
from index.spans import Span
from qa.heading import heading
from qa.question import Question
from qa.ranking import Scored


class Case:
    """What every check looks at; the texts are folded and made at first use."""

    def __init__(self, question: Question, collection: Collection, ranked: Sequence[Scored]) -> None:
        self.question, self.collection, self.ranked = question, collection, ranked
        self.tokenizer = collection.tokenizer

    @property
    def best(self) -> Scored | None:
        """The first sentence, None where none shares a word with the question."""
        return self.ranked[0] if self.ranked else None

    @cached_property
    def sentence(self) -> str:
        """The best sentence."""
        return self.collection.folded_text(self.ranked[0].entry) if self.ranked else ""

    @cached_property
    def near(self) -> str:
        """The best sentence with what its paragraph says before it, its table's header and its article's heading."""
        if not self.ranked:
            return ""
        article, unit, sentence = self.ranked[0].entry[:3]
        own = unit.sentences[: unit.sentences.index(sentence) + 1]
        folded = [self.collection.folded_in(article, spans) for spans in [*(s.spans for s in own), unit.context]]
        return "".join(folded) + heading(self.collection, article)

    @cached_property
    def article(self) -> str:
        """The article of the best sentence, from its title to its last word, and its heading."""
        if not self.ranked:
            return ""
        number = self.ranked[0].entry.article
        spans = [span for unit in self.collection.articles[number].units for span in unit.spans]
        whole = Span(min(start for start, _ in spans), max(end for _, end in spans))
        return self.collection.folded_in(number, (whole,)) + heading(self.collection, number)

    @cached_property
    def around(self) -> str:
        """The sentence before the best one, it, and the one after, as printed."""
        if not self.ranked:
            return ""
        entry = self.ranked[0].entry
        at = entry.unit.sentences.index(entry.sentence)
        beside = entry.unit.sentences[max(at - 1, 0) : at + 2]
        return "".join(self.collection.folded_in(entry.article, sentence.spans) for sentence in beside)

    def mentions(self, word: str) -> bool:
        """Tell whether a folded word stands anywhere in the articles or over one of the best sentences."""
        return self.collection.mentions(word) or any(word in each for each in self._headings)

    @cached_property
    def _headings(self) -> list[str]:
        articles = dict.fromkeys(scored.entry.article for scored in self.ranked)
        return [heading(self.collection, article) for article in articles]
