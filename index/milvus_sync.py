"""Bringing Milvus to exactly the articles of a collection: what is new goes in, what changed anew, what is gone out."""

import itertools
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from index.collection import Collection
from index.errors import BusyError, DataError, EngineError
from index.milvus_engine import PATIENCE, Engine
from index.milvus_rows import Row, rows_of
from index.milvus_schema import create
from index.milvus_state import FORMAT, State, check_name, current_state, read_state, write_state

NAME = "youju"
_ROWS = 400  # inserted at a time: each of at most 200 kB, mostly of 2, and a message may have 64 MB
_OWNERS = 200  # deleted at a time
_T = TypeVar("_T")


class Synced(NamedTuple):
    """How many articles a run put into Milvus, replaced there, took out and left alone."""

    added: int
    updated: int
    removed: int
    unchanged: int


class _Held(NamedTuple):
    """What Milvus or the collection holds of an article; `digest` is empty where its rows are of several versions."""

    digest: str
    rows: int


def sync(
    collection: Collection, uri: str, *, digest: str, name: str = NAME, shards: int = 1, replicas: int = 1
) -> Synced:
    """Make the collection called `name` in Milvus hold exactly the articles, whatever an earlier run left there.

    `digest` names the state of the articles; a ranker is opened with the same. `shards` counts only where the
    collection is new, `replicas` only where it is not loaded yet.

    Articles are changed in place, because a copy beside them would mean writing all of them for one that changed. So
    that no question meets half a change, the marker is emptied before the first and set after the last: a ranker looks
    at it after each search, and until it is set refuses.

    Raises:
        UsageError: a bad name or address, or something is not installed.
        DataError: an article does not fit, or the name is somebody else's; nothing was changed.
        EngineError: Milvus does not answer; it stays marked as incomplete, and the next run completes it.
        BusyError: another run took over.
    """
    check_name(name)
    engine = Engine(uri)
    try:
        return _Run(engine, name, collection).sync(digest, shards, replicas)
    finally:
        engine.close()


class _Run:
    """One run, which knows itself by a name nobody else has."""

    def __init__(self, engine: Engine, name: str, collection: Collection) -> None:
        self._engine, self._name, self._collection = engine, name, collection
        self._id = uuid.uuid4().hex

    def sync(self, digest: str, shards: int, replicas: int) -> Synced:
        state = read_state(self._engine, self._name)
        exists = self._engine.call("has_collection", self._name)
        if exists and state is None:
            raise DataError(f"Milvus 里已有名为 {self._name} 的集合，不是有据建的，没有动它，请换一个名字")
        numbers, wanted = self._wanted()
        if exists and state and state.format == FORMAT and self._engine.call("list_indexes", self._name):
            self._load(replicas)
            held = self._held()
            if held == wanted:
                if state.generation != digest:
                    self._mark(digest)
                return Synced(0, 0, 0, len(wanted))
            self._mark("")
        else:
            self._mark("")
            self._make_anew(exists, shards, replicas)
            held = {}
        self._write(numbers, wanted, held)
        self._check(wanted)
        self._mark(digest)
        return _summary(wanted, held)

    def _wanted(self) -> tuple[dict[str, int], dict[str, _Held]]:
        """Return every article's number and what Milvus is to hold of it: one that does not fit is found out here."""
        numbers: dict[str, int] = {}
        wanted: dict[str, _Held] = {}
        for number in range(len(self._collection.articles)):
            if rows := rows_of(self._collection, number):
                owner = rows[0]["owner"]
                numbers[owner], wanted[owner] = number, _Held(rows[0]["digest"], len(rows))
        return numbers, wanted

    def _held(self) -> dict[str, _Held]:
        held: dict[str, _Held] = {}
        for row in self._engine.rows(self._name, ["owner", "digest"]):
            before = held.get(row["owner"], _Held(row["digest"], 0))
            held[row["owner"]] = _Held(row["digest"] if row["digest"] == before.digest else "", before.rows + 1)
        return held

    def _make_anew(self, exists: bool, shards: int, replicas: int) -> None:
        if exists:
            self._engine.call("drop_collection", self._name, timeout=PATIENCE)
        create(self._engine, self._name, shards=shards)
        self._load(replicas)

    def _load(self, replicas: int) -> None:
        from pymilvus.client.types import LoadState

        if self._engine.call("get_load_state", self._name)["state"] != LoadState.Loaded:
            self._engine.call("load_collection", self._name, replica_number=replicas, timeout=PATIENCE)

    def _write(self, numbers: Mapping[str, int], wanted: Mapping[str, _Held], held: Mapping[str, _Held]) -> None:
        stale = [owner for owner in held if held[owner] != wanted.get(owner)]
        for owners in _batches(stale, _OWNERS):
            self._still_mine()
            which = f"owner in {json.dumps(owners)}"
            self._engine.call("delete", self._name, filter=which, timeout=PATIENCE)
        missing = (numbers[owner] for owner in wanted if wanted[owner] != held.get(owner))
        for rows in _batches(self._rows(missing), _ROWS):
            self._still_mine()
            # not insert: a call that was repeated for want of an answer must not leave a row twice
            self._engine.call("upsert", self._name, rows, timeout=PATIENCE)

    def _rows(self, numbers: Iterable[int]) -> Iterator[Row]:
        for number in numbers:
            yield from rows_of(self._collection, number)

    def _check(self, wanted: Mapping[str, _Held]) -> None:
        """Read everything back: only what is seen to be there is marked as there."""
        held = self._held()
        self._still_mine()
        if held != wanted:
            raise EngineError(f"Milvus 里的 {self._name} 写完后与资料库对不上，请再同步一次")

    def _mark(self, generation: str) -> None:
        write_state(self._engine, self._name, State(FORMAT, self._id, generation))

    def _still_mine(self) -> None:
        state = current_state(self._engine, self._name)
        if state is None or state.run != self._id:
            raise BusyError(f"另一个程序也在同步 Milvus 里的 {self._name}，请等它结束再试")


def _batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    rest = iter(items)
    while batch := list(itertools.islice(rest, size)):
        yield batch


def _summary(wanted: Mapping[str, _Held], held: Mapping[str, _Held]) -> Synced:
    added = len(wanted.keys() - held.keys())
    unchanged = sum(held.get(owner) == what for owner, what in wanted.items())
    return Synced(added, len(wanted) - added - unchanged, len(held.keys() - wanted.keys()), unchanged)
