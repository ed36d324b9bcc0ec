"""The ranker over Milvus: texts, numbers and quotes stay in the collection at hand, Milvus only ranks."""

from collections.abc import Sequence
from typing import Any

from index.collection import Collection
from index.errors import DataError, EngineError
from index.milvus_engine import MOST, Engine
from index.milvus_rows import expression, passage_of, text_of_terms
from index.milvus_schema import VECTOR
from index.milvus_state import FORMAT, State, check_name, current_state, read_state
from index.milvus_sync import NAME
from index.ranker import Filter, Hit

_SPARE = 20  # asked for beyond k, because passages of one score come in any order
_TRIES = 3


class MilvusRanker:
    """Ranks the passages of a collection by asking Milvus; made by `open_milvus`."""

    def __init__(self, collection: Collection, engine: Engine, name: str, digest: str) -> None:
        """Take a connection and what must have been synchronised to it.

        Raises:
            DataError: Milvus holds other articles than the collection, or none.
            EngineError: it does not answer, or is being synchronised.
        """
        self._collection, self._engine, self._name, self._digest = collection, engine, name, digest
        self._run = self._checked(read_state(engine, name))
        self._search("有据", 1, "", engine.first)

    def rank(self, terms: Sequence[str], k: int, within: Filter | None = None) -> list[Hit]:
        """Return the best `k` passages with a score above 0, by score, then by number.

        Raises:
            DataError: Milvus holds other articles than the collection by now.
            EngineError: it does not answer in time, is being synchronised, or gives scores that cannot be.
        """
        if not terms or k < 1:
            return []
        text, which = text_of_terms(terms), expression(within)
        for _ in range(_TRIES):
            before, found = self._run, self._best(text, k, which)
            self._run = self._checked(current_state(self._engine, self._name))
            if self._run == before:  # emptied before anything changes and never the same again: nothing has changed
                return self._hits(found)[:k]
        raise EngineError(f"Milvus 里的 {self._name} 正在反复同步，请稍后再问")

    def close(self) -> None:
        """Let go of the connection."""
        self._engine.close()

    def _best(self, text: str, k: int, which: str) -> list[Any]:
        """Return at least the best k and every one that ties with the last of them, as far as Milvus goes."""
        limit = min(k + _SPARE, MOST)
        while True:
            found = self._search(text, limit, which)
            if len(found) < limit or limit == MOST or found[-1]["distance"] < found[k - 1]["distance"]:
                return found
            limit = min(4 * limit, MOST)

    def _search(self, text: str, limit: int, which: str, timeout: float | None = None) -> list[Any]:
        (found,) = self._engine.call(
            "search",
            self._name,
            data=[text],
            anns_field=VECTOR,
            filter=which,
            limit=limit,
            output_fields=["article", "ordinal"],
            consistency_level="Strong",
            timeout=timeout,
        )
        return list(found)

    def _hits(self, found: Sequence[Any]) -> list[Hit]:
        hits = [
            Hit(passage_of(self._collection, row["entity"]["article"], row["entity"]["ordinal"]), row["distance"])
            for row in found
        ]
        if any(hit.score <= 0 for hit in hits):
            raise EngineError(f"Milvus 给出的分数不对（{self._engine.shown}），请用 Milvus 2.5 或更新的服务器")
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage))

    def _checked(self, state: State | None) -> str:
        """Return the run that put there what is asked for."""
        if state is not None and state.format == FORMAT and not state.generation:
            raise EngineError(
                f"Milvus 里的 {self._name} 正在同步，或上次没有同步完，请稍后再试，或用 qa index 重新同步"
            )
        if state != (FORMAT, state and state.run, self._digest):
            held = "还没有文章" if state is None else "的文章与资料库不一致"
            raise DataError(f"Milvus 里的 {self._name} {held}，请用 qa index 同步")
        return state.run


def open_milvus(collection: Collection, uri: str, name: str = NAME, *, digest: str) -> MilvusRanker:
    """Return a ranker over what `sync` put into Milvus under this name and digest.

    Raises:
        UsageError: a bad name or address, or something is not installed.
        DataError: Milvus holds other articles than the collection, or none.
        EngineError: Milvus does not answer, or is being synchronised.
    """
    check_name(name)
    engine = Engine(uri)
    try:
        return MilvusRanker(collection, engine, name, digest)
    except BaseException:
        engine.close()
        raise
