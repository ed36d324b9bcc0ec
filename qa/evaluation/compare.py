"""Two runs of the same questions: what got better, what got worse, and whether it could be chance."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, Field, ValidationError

from index.errors import DataError
from index.source import read_bytes
from qa.evaluation.bootstrap import Tally, sign_test, weights
from qa.evaluation.measures import MEASURES, NAMES

Row = Mapping[str, Any]
_Score = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
_BATCH = 256


class Change(NamedTuple):
    """A measure then and now over the questions of both runs; `p` by the sign test over those that changed."""

    name: str
    old: float
    new: float
    difference: float
    interval: tuple[float, float]
    better: int
    worse: int
    p: float

    @property
    def significant(self) -> bool:
        """Tell whether chance alone would rarely do this."""
        return not self.interval[0] <= 0 <= self.interval[1]


class Comparison(NamedTuple):
    """What became of each measure, the questions that changed, and those that are in one run only."""

    measures: tuple[Change, ...]
    questions: tuple[dict[str, Any], ...]
    common: int
    only_old: int
    only_new: int
    reworded: int  # same id, another question or another gold: not compared


class _Row(BaseModel):
    """What a comparison needs of an old row."""

    id: str
    item: str = Field(min_length=1)
    scores: dict[str, tuple[_Score, _Score]]
    quote: str | None = None
    answer: str | list[str] | None = None


class _Report(BaseModel):
    results: list[_Row]


def read_report(path: Path) -> dict[str, Row]:
    """Return the rows of a report written by `qa eval --json`, by question id.

    Raises:
        DataError: it is no such report.
    """
    try:
        results = _Report.model_validate_json(read_bytes(path)).results
    except ValidationError as error:
        raise DataError(f"{path} 不是 qa eval --json 的报告，没有可比的逐题结果") from error
    rows: dict[str, Row] = {row.id: row.model_dump() for row in results}
    if len(rows) < len(results):
        raise DataError(f"{path} 里有重复的题号，不能逐题相比")
    return rows


def compare(old: Mapping[str, Row], new: Iterable[Row]) -> Comparison:
    """Compare the rows of two runs question by question."""
    before, after = Tally(NAMES), Tally(NAMES)
    counts = {name: [0, 0] for name in NAMES}
    changed: list[dict[str, Any]] = []
    common = reworded = only_new = 0
    batch: list[tuple[Row, Row]] = []
    for row in new:
        was = old.get(row["id"])
        if was is None:
            only_new += 1
        elif was["item"] != row["item"]:
            reworded += 1
        else:
            common += 1
            if change := _change(was, row, counts):
                changed.append(change)
            batch.append((was, row))
            if len(batch) == _BATCH:
                _add(before, after, batch)
                batch = []
    _add(before, after, batch)
    return Comparison(
        measures=tuple(filter(None, (_measure(before, after, name, counts[name]) for name in NAMES))),
        questions=tuple(changed),
        common=common,
        only_old=len(old) - common - reworded,
        only_new=only_new,
        reworded=reworded,
    )


def _add(before: Tally, after: Tally, batch: list[tuple[Row, Row]]) -> None:
    drawn = weights([new["id"] for _, new in batch])
    before.add([old["scores"] for old, _ in batch], drawn)
    after.add([new["scores"] for _, new in batch], drawn)


def _measure(before: Tally, after: Tally, name: str, counts: list[int]) -> Change | None:
    old, new, difference = before.value(name), after.value(name), after.difference(before, name)
    if old is None or new is None or difference is None:
        return None
    better, worse = counts
    return Change(name, old, new, *difference, better, worse, round(sign_test(better, worse), 4))


def _change(old: Row, new: Row, counts: dict[str, list[int]]) -> dict[str, Any] | None:
    """Return what got better and worse for one question, None if nothing did; count it."""
    better: list[str] = []
    worse: list[str] = []
    for name in NAMES:
        was, now = (_worth(name, row["scores"].get(name)) for row in (old, new))
        if was != now:
            (better if now > was else worse).append(name)
            counts[name][now < was] += 1
    if not better and not worse:
        return None
    shown = {f"{when}_{key}": row[key] for when, row in (("old", old), ("new", new)) for key in ("quote", "answer")}
    return {"id": new["id"], "question": new["question"], "better": better, "worse": worse, **shown}


def _worth(name: str, pair: tuple[float, float] | None) -> float:
    """Return what a question's pair is worth: what it adds beyond an even chance, so that a refusal not given counts as none."""
    above, below = pair or (0.0, 0.0)
    if name in ("refusal_precision", "refusal_f1"):
        return above - (below - above)  # a right refusal 1, a wrong one -1, none 0
    worth = above / below if below else 0.0
    return -worth if name in MEASURES and MEASURES[name].less_is_better else worth
