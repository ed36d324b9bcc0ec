"""The ranker of this process: BM25 over the collection's own postings, filters as masks."""

import functools
from collections.abc import Sequence

import numpy as np

from index.bm25 import Mask, PostingsBM25
from index.build import Parts
from index.codec import decode_source
from index.ranker import Filter, Hit, day, is_from

_MASKS = 8  # filters whose masks are kept


class EmbeddedRanker:
    """Ranks passages of a collection's parts; the statistics are of all passages, whatever a filter leaves."""

    def __init__(self, parts: Parts) -> None:
        self._segment = parts.segment
        self.bm25 = PostingsBM25(parts.postings)
        self._mask = functools.lru_cache(maxsize=_MASKS)(self._make_mask)

    def rank(self, terms: Sequence[str], k: int, within: Filter | None = None) -> list[Hit]:
        """Return the best `k` passages with a score above 0, by score, then by number."""
        return self.bm25.rank(terms, k, self._mask(within) if within else None)

    def leaves_any(self, within: Filter) -> bool:
        """Tell whether a filter leaves any passage."""
        return bool(self._mask(within).any())

    def _make_mask(self, within: Filter) -> Mask:
        """Return of every passage whether its article may answer."""
        may = np.ones(len(self._segment.headings), dtype=np.bool_)
        if within.since or within.until:
            days = self._segment.days
            may &= (days > 0) & (days >= day(within.since)) & (days <= day(within.until or "9", fill="9"))
        if within.source:
            may &= self._from(within.source)
        for term in within.place:
            may &= self._naming(term)
        return np.repeat(may, np.diff(self._segment.article_passages))

    def _from(self, source: str) -> Mask:
        paths = (decode_source(line, "").path for line in self._segment.sources)
        chosen = np.array([is_from(path, source) for path in paths], dtype=np.bool_)
        return np.repeat(chosen, np.diff(self._segment.source_articles))

    def _naming(self, term: str) -> Mask:
        """Return of every article whether it holds a term."""
        holding = np.zeros(len(self._segment.headings), dtype=np.bool_)
        passages = self.bm25.passages(term)
        holding[np.searchsorted(self._segment.article_passages, passages, "right") - 1] = True
        return holding
