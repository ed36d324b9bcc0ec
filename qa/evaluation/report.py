"""What a run comes to: one JSON object for programs, a few tables for people."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from qa.escape import escape
from qa.evaluation.bootstrap import Tally
from qa.evaluation.check import Checked
from qa.evaluation.compare import Comparison
from qa.evaluation.measures import MEASURES, NAMES, title
from qa.evaluation.run import GROUPED_BY, Measured, peak_memory
from qa.tables import read_table

FIELD_TITLES = {"type": "题型", "difficulty": "难度", "tags": "标签"}
_SHOWN_CHANGES = 10


def summarize(
    name: str, checked: Checked, systems: Sequence[Measured], comparison: Comparison | None = None
) -> dict[str, Any]:
    """Return the report but for the rows; measures at its top, times in milliseconds, memory in MiB."""
    ours, *others = systems
    return {
        "set": name,
        "questions": checked.questions,
        "answerable": checked.answerable,
        "cut_golds": checked.cut_golds,
        **_figures(ours.overall),
        "latency_p50_ms": ours.latency.quantile(0.5),
        "latency_p95_ms": ours.latency.quantile(0.95),
        "latency_histogram": ours.latency.histogram(),
        "peak_memory_mb": peak_memory(),
        "calibration": ours.reliability.bins(),
        "calibration_error": ours.reliability.error(),
        "by": {
            field: {value: _figures(tally) for (of, value), tally in sorted(ours.groups.items()) if of == field}
            for field in GROUPED_BY
        },
        "baselines": {other.system.name: _baseline(ours, other) for other in others},
        "compare": None if comparison is None else _comparison(comparison),
    }


def _figures(tally: Tally) -> dict[str, Any]:
    """Return the measures with their intervals and over how many each is averaged."""
    return {
        "questions": tally.questions,
        **{name: tally.value(name) for name in NAMES},
        "intervals": {name: tally.interval(name) for name in NAMES},
        "counts": {name: tally.counted(name) for name in NAMES},
    }


def _baseline(ours: Measured, other: Measured) -> dict[str, Any]:
    gains = {name: ours.overall.difference(other.overall, name) for name in NAMES}
    return {
        "title": other.system.title,
        **_figures(other.overall),
        "gain": {name: gain and gain[0] for name, gain in gains.items()},
        "gain_intervals": {name: gain and gain[1] for name, gain in gains.items()},
        "latency_p50_ms": other.latency.quantile(0.5),
        "latency_p95_ms": other.latency.quantile(0.95),
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    measures = [change._asdict() | {"significant": change.significant} for change in comparison.measures]
    return comparison._asdict() | {"measures": measures}


def write_json(report: dict[str, Any], rows: Iterable[str], out: TextIO) -> None:
    """Write the report with its rows (each a line of JSON) as one line, without holding the rows."""
    out.write(json.dumps(report, ensure_ascii=False)[:-1] + ', "results": [')
    for number, row in enumerate(rows):
        out.write((", " if number else "") + row.rstrip("\n"))
    out.write("]}\n")


def render(report: dict[str, Any]) -> str:
    """Return the report for a person at a terminal."""
    cut = report["cut_golds"]
    head = f"{report['set']}：{report['questions']} 题，其中 {report['answerable']} 题有答案"
    notes = [f"注意：{cut} 题的标准句不是资料库里的整句（断句不同），这些题按原样计分，首句不可能对"] if cut else []
    blocks = [[head, *notes], _table(_headline(report)), _speed(report)]
    blocks += [_table(_by(report, field)) for field in GROUPED_BY if report["by"][field]]
    if report["compare"]:
        blocks += list(_changes(report["compare"]))
    return "\n\n".join("\n".join(block) for block in blocks)


def _headline(report: dict[str, Any]) -> list[list[str]]:
    baselines = report["baselines"].values()
    gains = [cell for other in baselines for cell in (other["title"], "有据高出")]
    rows = [["度量", "", "值", "95% 区间", "题数", *gains]]
    for name in NAMES:
        if report[name] is None:
            continue
        cells = [name, title(name), number(report[name]), interval(report["intervals"][name])]
        cells.append(str(report["counts"][name]))
        for other in baselines:
            gain, around = other["gain"][name], other["gain_intervals"][name]
            cells += [number(other[name]), "—" if gain is None else f"{gain:+.3f} {interval(around)}"]
        rows.append(cells)
    return rows


def _speed(report: dict[str, Any]) -> list[str]:
    error = report["calibration_error"]
    return [
        f"每题用时 p50 {report['latency_p50_ms']} 毫秒，p95 {report['latency_p95_ms']} 毫秒；内存最多 {report['peak_memory_mb']} MiB",
        f"confidence 与实际对错的平均差距（ECE） {number(error)}",
    ]


def _by(report: dict[str, Any], field: str) -> list[list[str]]:
    names = [
        name
        for name in NAMES
        if report[name] is not None and not MEASURES.get(name, MEASURES["quote@1"]).less_is_better
    ]
    rows = [[FIELD_TITLES[field], "题数", *names]]
    for value, figures in report["by"][field].items():
        rows.append([group_title(value), str(figures["questions"]), *(number(figures[name]) for name in names)])
    return rows


def _changes(compared: dict[str, Any]) -> Iterator[list[str]]:
    left_out = [("只在旧报告里", "only_old"), ("只在这次里", "only_new"), ("题目改过", "reworded")]
    others = "，".join(f"{text} {compared[key]} 题" for text, key in left_out if compared[key])
    yield [f"与旧报告相比（{compared['common']} 题相同{'；' + others if others else ''}）："]
    if not compared["common"]:
        return
    rows = [["度量", "旧", "新", "差", "95% 区间", "变好", "变坏", "p"]]
    for change in compared["measures"]:
        shown = [change["name"], number(change["old"]), number(change["new"]), f"{change['difference']:+.3f}"]
        shown += [interval(change["interval"]) + ("*" if change["significant"] else "")]
        rows.append([*shown, str(change["better"]), str(change["worse"]), f"{change['p']:.3f}"])
    yield [*_table(rows), "* 区间不含 0；p 为符号检验（两边各半时这样偏的可能）"]
    for word in ("worse", "better"):
        changed = [q for q in compared["questions"] if q[word]]
        if changed:
            lines = [escape(f"  {q['id']} {q['question']}（{'、'.join(q[word])}）") for q in changed[:_SHOWN_CHANGES]]
            rest = [f"  ……共 {len(changed)} 题，全部见 --json 或 --html"] if len(changed) > _SHOWN_CHANGES else []
            yield ["变坏的题：" if word == "worse" else "变好的题：", *lines, *rest]


def group_title(value: str) -> str:
    """Return the Chinese name of a type, difficulty or tag; one the table does not know as it is."""
    return next((name for key, name in read_table("group_titles.tsv") if key == value), value)


def number(value: float | None) -> str:
    """Return a measure as printed."""
    return "—" if value is None else f"{value:.3f}"


def interval(bounds: Sequence[float] | None) -> str:
    """Return an interval as printed."""
    return "—" if bounds is None else f"[{bounds[0]:.3f}, {bounds[1]:.3f}]"


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    rows = [[escape(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
