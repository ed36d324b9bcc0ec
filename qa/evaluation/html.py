"""The report as one page that opens offline: figures, plots and every miss."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import resources
from typing import Any, NamedTuple, TextIO

import jinja2

from qa.escape import escape
from qa.evaluation.bootstrap import LEVEL
from qa.evaluation.measures import NAMES, title
from qa.evaluation.report import FIELD_TITLES, group_title, interval, number

Rows = Callable[[], Iterable[Mapping[str, Any]]]
_BY = ("quote@1", "answer_em", "refusal_recall")  # what is plotted for each group
_OURS = "有据"


class Point(NamedTuple):
    """A value with its interval, to be drawn in the colour of its series."""

    series: int
    value: float
    low: float
    high: float


class Line(NamedTuple):
    """A line of a plot: its label, how many questions, and its points."""

    label: str
    questions: int
    points: tuple[Point, ...]


class Kind(NamedTuple):
    """A kind of miss and how to tell it."""

    title: str
    has: Callable[[Mapping[str, Any]], bool]


KINDS = (
    Kind("答了，首句不是所求", lambda row: row["answerable"] and row["status"] == "answered" and not row["right"]),
    Kind("文章有答案，却拒答", lambda row: row["answerable"] and row["status"] == "no_answer"),
    Kind("文章没有答案，却答了", lambda row: not row["answerable"] and not row["right"]),
    Kind("首句对，短答案或数值不对", lambda row: row["right"] and _is_wrong_piece(row)),
)


def _is_wrong_piece(row: Mapping[str, Any]) -> bool:
    return any(row["scores"].get(name, (1,))[0] == 0 for name in ("answer_em", "value_em"))


def write_html(report: Mapping[str, Any], rows: Rows, out: TextIO) -> None:
    """Write the page piece by piece; `rows` gives the rows anew each time it is called."""
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined, finalize=_plain
    )
    environment.filters |= {
        "number": number,
        "interval": interval,
        "title": title,
        "group": group_title,
        "pieces": _pieces,
    }
    text = resources.files("qa").joinpath("evaluation", "report.html").read_text(encoding="utf-8")
    pieces = environment.from_string(text).generate(
        report=report,
        level=f"{LEVEL:.0%}",
        measures=[name for name in NAMES if report[name] is not None],
        series=[_OURS, *(other["title"] for other in report["baselines"].values())],
        overall=_overall(report),
        by=[(FIELD_TITLES[field], _by(groups)) for field, groups in report["by"].items() if groups],
        by_series=[title(name) for name in _BY],
        kinds=[(kind, sum(map(kind.has, rows()))) for kind in KINDS],
        misses=lambda kind: filter(kind.has, rows()),
        changed=lambda word: [q for q in report["compare"]["questions"] if q[word]],
    )
    for piece in pieces:
        out.write(piece)


def _plain(value: Any) -> Any:
    """Write out what would steer a terminal or turn the direction of text; what the template itself made stays."""
    return escape(value) if type(value) is str else value


def _overall(report: Mapping[str, Any]) -> list[Line]:
    systems = [report, *report["baselines"].values()]
    return [
        Line(
            title(name), report["counts"][name], tuple(_points((s, figures, name) for s, figures in enumerate(systems)))
        )
        for name in NAMES
        if report[name] is not None
    ]


def _by(groups: Mapping[str, Mapping[str, Any]]) -> list[Line]:
    return [
        Line(group_title(value), figures["questions"], tuple(_points((s, figures, name) for s, name in enumerate(_BY))))
        for value, figures in groups.items()
    ]


def _points(found: Iterable[tuple[int, Mapping[str, Any], str]]) -> Iterable[Point]:
    for series, figures, name in found:
        if figures[name] is not None:
            yield Point(series, figures[name], *figures["intervals"][name])


def _pieces(answer: str | Sequence[str] | None) -> str:
    """Return a short answer as printed."""
    return answer if isinstance(answer, str) else "、".join(answer) if answer else "（无）"
