"""Where gold sentences stand in a collection."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from index.collection import Collection
from index.spans import text_of
from qa.evaluation.items import Item

_LAYOUT = re.compile(r"[\s*_#\ufeff\u200b]+")


class Gold:
    """Where sentences stand in a collection."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._passages: dict[str, list[int]] = {}
        for entry in collection.entries:
            self._passages.setdefault(collection.text(entry), []).append(entry.passage)
        self._run_together = dict(_bylines_run_together(collection))

    def canonical(self, sentence: str) -> str:
        """Return the sentence itself for one that a byline runs into (本报讯（记者×××）…), any other as it is."""
        return sentence if sentence in self._passages else self._run_together.get(sentence, sentence)

    def sentences(self, item: Item) -> tuple[str, ...]:
        """Return the gold sentences of an item, each once; a byline and sentence run together are no third beside either."""
        listed = item.sentences
        alone = [s for s in listed if s not in self._run_together or not any(_is_part(t, s) for t in listed)]
        return tuple(dict.fromkeys(map(self.canonical, alone)))

    def is_whole(self, sentence: str) -> bool:
        """Tell whether it is a sentence of the collection."""
        return self.canonical(sentence) in self._passages

    def passages(self, sentence: str) -> list[int]:
        """Return the passages that hold the sentence, or hold it as a part of theirs."""
        whole = self._passages.get(self.canonical(sentence))
        if whole is not None:
            return whole
        wanted = flat(sentence)
        return [number for number, text in enumerate(self._flat_passages) if wanted in text]

    def is_known(self, sentence: str) -> bool:
        """Tell whether the characters of the sentence stand in the collection, white space and marks aside."""
        if self.is_whole(sentence) or self.passages(sentence):
            return True
        wanted = flat(sentence)
        return any(wanted in "".join(lines) or _over_lines(wanted, lines) for lines in self._flat_lines)

    @cached_property
    def _flat_passages(self) -> list[str]:
        entries, text = self.collection.entries, self.collection.text
        return [flat("".join(text(entries[at]) for at in range(p.first, p.last))) for p in self.collection.passages]

    @cached_property
    def _flat_lines(self) -> list[list[str]]:
        return [[flat(line) for line in source.text.splitlines()] for source in self.collection.sources]


def _bylines_run_together(collection: Collection) -> Iterator[tuple[str, str]]:
    """Yield each byline run into the first sentence after it, with that sentence."""
    for article, source in zip(collection.articles, collection.source_of, strict=True):
        texts = [(u.kind, text_of(source.text, u.sentences[0].spans)) for u in article.units if u.sentences]
        for at, (kind, byline) in enumerate(texts):
            following = next((text for kind, text in texts[at + 1 :] if kind == "paragraph"), None)
            if kind == "byline" and following:
                yield byline + following, following


def _is_part(part: str, whole: str) -> bool:
    return part != whole and (whole.startswith(part) or whole.endswith(part))


def flat(text: str) -> str:
    """Return the text without white space and Markdown's marks."""
    return _LAYOUT.sub("", text)


def _over_lines(sentence: str, lines: Sequence[str]) -> bool:
    """Tell whether the sentence is printed over lines that lie apart: the end of one, whole ones, the start of a later one."""
    reached: set[int] = set()
    for line in lines:
        if any(line.startswith(sentence[k:]) for k in reached):
            return True
        reached |= {k + len(line) for k in reached if line and sentence.startswith(line, k)} - {len(sentence)}
        reached |= {k for k in range(1, len(sentence)) if line.endswith(sentence[:k])}
    return False
