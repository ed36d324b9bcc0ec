"""The sources of the next generation: those known already are taken over as they were cut, only others are read."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from index.build import Parts
from index.codec import encode_source
from index.errors import DataError, gathered
from index.plan import Planned
from index.records import Source
from index.segment import Run, Segment
from index.source import make_sources, read_bytes

Analyze = Callable[[Sequence[Source]], list[Segment]]


class _Row(NamedTuple):
    """A source by its number in the segment at hand, or among those to be read."""

    known: bool
    number: int


class Known:
    """The sources of the generation in use."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.segment = parts, parts.segment

    @cached_property
    def _of_file(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, line in enumerate(self.segment.sources):
            path, _, _, record, *_ = json.loads(line)
            found.setdefault(path if record is None else path.removesuffix(f"#{record}"), []).append(number)
        return found

    @cached_property
    def _by_line(self) -> dict[bytes, int]:
        return {line: number for number, line in enumerate(self.segment.sources)}

    def of_file(self, path: str) -> list[_Row]:
        """Return the sources of a copy that has not changed."""
        return [_Row(True, number) for number in self._of_file[path]]

    def find(self, source: Source) -> int | None:
        """Return the number of a source that is the same in text and all else, None where there is none."""
        return self._by_line.get(encode_source(source))


def sources_of(files: Iterable[Planned], known: Known | None, analyze: Analyze) -> list[Run]:
    """Return the sources of files, in order.

    Raises:
        DataError: a file is unusable, holds no text, or was changed while it was read.
    """
    rows: dict[str, list[_Row]] = {}
    fresh: list[Source] = []
    with gathered() as gather:
        for planned in files:
            path = planned.file.path
            with gather():
                rows[path] = known.of_file(path) if known and planned.kept else _read(planned, known, fresh)
    read = [Run(segment, at, at + 1) for segment in analyze(fresh) for at in range(len(segment.sources))]
    runs: list[Run] = []
    for planned in files:
        own = [
            Run(known.segment, n, n + 1) if known and is_known else read[n] for is_known, n in rows[planned.file.path]
        ]
        if not any(map(_sentences, own)):
            raise DataError(f"{planned.file.origin} 里没有正文，没有可以索引的文字")
        runs += own
    return _joined(runs)


def _read(planned: Planned, known: Known | None, fresh: list[Source]) -> list[_Row]:
    data = read_bytes(planned.bytes_at)
    if hashlib.sha256(data).hexdigest() != planned.file.sha256:
        raise DataError(f"{planned.file.origin} 正在被改动，请等它写完再试")
    rows = []
    for source in make_sources(data, path=planned.file.path, label=planned.file.origin):
        number = known.find(source) if known else None
        rows.append(_Row(True, number) if number is not None else _Row(False, len(fresh)))
        if number is None:
            fresh.append(source)
    return rows


def _sentences(run: Run) -> int:
    starts, of = run.segment.article_sentences, run.segment.source_articles
    return int(starts[of[run.last]] - starts[of[run.first]])


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Return the runs with neighbours made one."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and last.segment is run.segment and last.last == run.first:
            joined[-1] = last._replace(last=run.last)
        else:
            joined.append(run)
    return joined
