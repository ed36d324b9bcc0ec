"""The gate: floors kept in a ledger beside the question sets; a figure may rise, and falls only with a reason on record."""

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from index.errors import DataError, FileError, UserError, reason
from qa.evaluation.files import replacing
from qa.evaluation.measures import MEASURES, NAMES
from qa.evaluation.question_sets import QuestionSet

FLOORS = "floors.tsv"
_HEADING = ("题集", "题与文章", "度量", "底线", "日期", "缘由")
# what falls when it gets better is another measure's complement
GATED = tuple(name for name in NAMES if name not in MEASURES or not MEASURES[name].less_is_better)


class LoweredError(UserError):
    """A floor would be lowered without a reason."""


class Entry(NamedTuple):
    """A line of the ledger: from this day on, this set over these articles must not fall below this figure."""

    set: str
    fingerprint: str
    measure: str
    floor: float
    day: str
    reason: str


def hold(questions: QuestionSet, report: Mapping[str, Any]) -> list[str]:
    """Return what lies below its floor, in words; empty if nothing does.

    Raises:
        DataError: the ledger is missing or was altered, or the set is not the one that was pinned.
    """
    path = questions.path.parent / FLOORS
    floors = {e.measure: e for e in read_ledger(path) if e.set == questions.path.name}
    if not floors:
        raise DataError(f"{path} 里没有 {questions.path.name} 的底线，请先用 --pin 记下")
    if any(entry.fingerprint != report["fingerprint"] for entry in floors.values()):
        raise DataError(f"{questions.path} 的题或文章与记底线时不同，改过请用 --pin --because 缘由 重记")
    return [
        f"{name} {report[name]} < {entry.floor}（{entry.day} 记）"
        for name, entry in floors.items()
        if (report[name] or 0.0) < entry.floor
    ]


def pin(questions: QuestionSet, report: Mapping[str, Any], because: str | None) -> str:
    """Add the report's figures to the ledger as floors and tell what was added.

    Raises:
        LoweredError: a floor would fall, or the set changed, and no reason is given.
        DataError: the ledger was altered.
        FileError: it cannot be written.
    """
    path = questions.path.parent / FLOORS
    entries = read_ledger(path) if path.exists() else []
    known = {entry.measure: entry for entry in entries if entry.set == questions.path.name}
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    # a measure that no question has any more keeps its line, at nothing, and needs a reason like any other fall
    figures = {name: report[name] or 0.0 for name in GATED if report[name] is not None or name in known}
    because = " ".join((because or "").split())
    new = [
        Entry(questions.path.name, report["fingerprint"], name, value, today, because)
        for name, value in figures.items()
    ]
    new = [entry for entry in new if entry[:4] != known.get(entry.measure, entry._replace(floor=-1))[:4]]
    for entry in new:
        if fault := _fault(known.get(entry.measure), entry):
            raise LoweredError(f"{fault}，要改请用 --pin --because 缘由，写明为什么")
    with replacing(path) as file:
        if file:
            file.write("\n".join(_lines([*entries, *new])) + "\n")
    return f"{path}：新记 {len(new)} 条底线"


def _fault(old: Entry | None, new: Entry) -> str | None:
    """Return what is wrong with an entry that follows another without a reason."""
    if old is None or new.reason:
        return None
    if new.fingerprint != old.fingerprint:
        return f"{new.set} 的题或文章改过"
    return f"{new.measure} 的底线会由 {old.floor} 降到 {new.floor}" if new.floor < old.floor else None


def read_ledger(path: Path) -> list[Entry]:
    """Return the entries of a ledger in order.

    Raises:
        DataError: a line is malformed, was altered after it was written, or lowers a floor without a reason.
        FileError: it cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    except OSError as error:
        raise FileError(f"读不了底线：{path}（{reason(error)}），请先用 --pin 记下") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path} 不是 UTF-8 编码，请恢复原样，再用 --pin 记新的底线") from error
    entries: list[Entry] = []
    latest: dict[tuple[str, str], Entry] = {}
    seal = ""
    for number, line in enumerate(lines[1:], 2):
        *cells, found = line.split("\t")
        seal = _seal(seal, cells)
        if found != seal:
            raise DataError(f"{path} 第 {number} 行被改过（校验对不上），请恢复原样，再用 --pin 记新的底线")
        entry = _entry(path, number, cells)
        if fault := _fault(latest.get((entry.set, entry.measure)), entry):
            raise DataError(f"{path} 第 {number} 行没写缘由：{fault}")
        latest[entry.set, entry.measure] = entry
        entries.append(entry)
    if lines and lines[0].split("\t")[-1] != _seal(seal, _HEADING):
        raise DataError(f"{path} 末尾少了行，请恢复原样，再用 --pin 记新的底线")
    return entries


def _entry(path: Path, number: int, cells: Sequence[str]) -> Entry:
    try:
        name, fingerprint, measure, floor, day, because = cells
        return Entry(name, fingerprint, measure, float(floor), day, because)
    except ValueError as error:
        raise DataError(f"{path} 第 {number} 行不是底线（要 {'、'.join(_HEADING)}）") from error


def _seal(before: str, cells: Sequence[str]) -> str:
    """Return a line's seal: it depends on every line above, so that an old line cannot be altered unseen."""
    return hashlib.sha256("\t".join((before, *cells)).encode()).hexdigest()[:8]


def _lines(entries: Sequence[Entry]) -> Iterator[str]:
    sealed, seal = [], ""
    for entry in entries:
        cells = [str(cell) for cell in entry]
        seal = _seal(seal, cells)
        sealed.append("\t".join([*cells, seal]))
    # the heading is sealed with the last line's seal: lines dropped from the end do not go unseen
    yield "\t".join([*_HEADING, _seal(seal, _HEADING)])
    yield from sealed
