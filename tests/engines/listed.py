"""The engines that are compared, and how many questions each can be asked in bearable time."""

import importlib.util
from typing import NamedTuple


class Engine(NamedTuple):
    """An engine by its adapter's name; `most` gives sizes, each with the questions asked up to it; beyond it none."""

    key: str
    title: str
    needs: tuple[str, ...] = ()
    files_of: str = ""  # the engine whose files it opens, where they are not its own
    k1: float = 1.5
    most: tuple[tuple[int, int], ...] = ()

    @property
    def files(self) -> str:
        """Return whose files it opens."""
        return self.files_of or self.key

    def asked(self, passages: int, questions: int) -> int:
        """Return how many of the questions it is asked over so many passages."""
        if not self.most:
            return questions
        return next((min(most, questions) for size, most in self.most if passages <= size), 0)

    @property
    def missing(self) -> list[str]:
        """Name the libraries it needs that are not installed."""
        return [name for name in self.needs if importlib.util.find_spec(name) is None]


ENGINES = (
    Engine("ours", "有据"),
    Engine("tantivy", "tantivy", ("tantivy",), k1=1.2),
    Engine("bm25s_numba", "bm25s numba", ("bm25s", "numba"), "bm25s_numpy"),
    Engine("bm25s_numpy", "bm25s numpy", ("bm25s",)),
    Engine("fts5", "SQLite FTS5", k1=1.2, most=((10_000, 200), (100_000, 50), (1_000_000, 20))),
    Engine("rank_bm25", "rank-bm25", most=((10_000, 50), (100_000, 25))),
)
