"""Many sources to segments, batch by batch, in this process or in several: the result is the same."""

import functools
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from index.analysis import analyze
from index.errors import FileError
from index.generation import FolderParts
from index.records import Source
from index.segment import Run, Segment, merge, read_segment
from index.terms import Tokenizer

Progress = Callable[[int, int], None]  # is told how many of how many characters have been read
_BATCH = 1 << 19  # characters read and cut at once, at most
_WORTH_IT = 1 << 16  # characters that take as long as starting a process


def analyze_all(
    sources: Sequence[Source], tokenizer: Tokenizer, *, workers: int, room: Path, progress: Progress | None = None
) -> list[Segment]:
    """Return segments that together hold the sources in their order; of many, each lies in the folder `room`.

    Raises:
        FileError: a process was ended from outside.
    """
    characters = sum(len(source.text) for source in sources)
    workers = min(workers, characters // _WORTH_IT)
    batches = [*_batches(sources, min(_BATCH, characters // max(workers, 1) + 1))]
    if len(batches) < 2:
        return [analyze(batch, tokenizer) for batch in batches]
    numbered = enumerate(batches)
    if workers < 2:
        kept = (_keep(analyze(batch, tokenizer), room, number) for number, batch in numbered)
        return _gathered(kept, batches, room, progress)
    context = multiprocessing.get_context("spawn")
    job = functools.partial(_job, tokenizer.words, room)
    try:
        with ProcessPoolExecutor(workers, context, initializer=_end_with_parent) as pool:
            return _gathered(pool.map(job, numbered), batches, room, progress)
    except BrokenProcessPool as error:
        raise FileError("分词的进程被中止了，可能内存不够，请减少 --workers 再试；资料库没有改动") from error


def _batches(sources: Sequence[Source], characters: int) -> Iterator[list[Source]]:
    batch: list[Source] = []
    size = 0
    for source in sources:
        batch.append(source)
        size += len(source.text)
        if size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _gathered(
    done: Iterable[int], batches: Sequence[Sequence[Source]], room: Path, progress: Progress | None
) -> list[Segment]:
    sizes = [sum(len(source.text) for source in batch) for batch in batches]
    segments = []
    for number in done:
        segments.append(read_segment(FolderParts(_folder(room, number))))
        if progress:
            progress(sum(sizes[: number + 1]), sum(sizes))
    return segments


def _folder(room: Path, number: int) -> Path:
    return room / f"{number:06}"


def _keep(segment: Segment, room: Path, number: int) -> int:
    """Keep a segment, which is read again at once and never after a fall of the machine: it need not be safe."""
    parts = FolderParts(_folder(room, number), safe=False)
    merge([Run(segment, 0, len(segment.sources))], parts.write)
    return number


def _job(words: tuple[str, ...], room: Path, numbered: tuple[int, list[Source]]) -> int:
    """Do a batch in a process of its own."""
    number, batch = numbered
    return _keep(analyze(batch, _tokenizer(words)), room, number)


@functools.cache
def _tokenizer(words: tuple[str, ...]) -> Tokenizer:
    return Tokenizer(words=words)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however that ended."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
