"""Figures against sizes as an SVG, both on logarithmic scales, a line for each engine with its name at the end."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from engines.listed import ENGINES, Engine

_WIDE, _HIGH = 300, 260  # of a panel's inside
_LEFT, _TOP, _NAMES, _BELOW = 64, 44, 104, 40
_STYLE = """text{font:12px system-ui,sans-serif;fill:#222}.dim{fill:#666;font-size:11px}.head{font-weight:bold}
.grid{stroke:#ddd}.line{fill:none;stroke:currentColor;stroke-width:1.6}.ours .line{stroke-width:3}circle{fill:currentColor}
.ours .name{font-weight:bold}
.c0{color:#c0392b}.c1{color:#1f6fb2}.c2{color:#2a8a57}.c3{color:#8a6d1c}.c4{color:#7d4fa8}.c5{color:#5b6770}
@media(prefers-color-scheme:dark){.paper{fill:#16181c}text{fill:#ddd}.dim{fill:#999}.grid{stroke:#333}
.c0{color:#ff7b6b}.c1{color:#6db5f2}.c2{color:#6bcf99}.c3{color:#d8b74a}.c4{color:#c39be8}.c5{color:#a3b0ba}}
.name{fill:currentColor}"""


class Series(NamedTuple):
    """An engine's figures: its title, its classes (a colour, and whether it is ours), and points of size and value."""

    title: str
    looks: str
    points: list[tuple[float, float]]


class Scale(NamedTuple):
    """From a value to its place: the powers of ten it spans, and from where to where."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def draw(panels: Mapping[str, str], sizes: Sequence[Mapping[str, Any]], engines: Sequence[Engine]) -> str:
    """Return an SVG with a panel for each title and the figure it shows."""
    each_wide = _LEFT + _WIDE + _NAMES
    shown = {title: found for title, figure in panels.items() if (found := _series(figure, sizes, engines))}
    inside = [
        f'<g transform="translate({place * each_wide} 0)">{_panel(title, found)}</g>'
        for place, (title, found) in enumerate(shown.items())
    ]
    wide, high = each_wide * len(shown), _TOP + _HIGH + _BELOW
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img" '
        f'aria-label="{escape("；".join(shown))}"><style>{_STYLE}</style><rect class="paper" width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join(inside)
        + "\n</svg>\n"
    )


def _series(figure: str, sizes: Sequence[Mapping[str, Any]], engines: Sequence[Engine]) -> list[Series]:
    every = [Series(engine.title, _looks(engine), _points(figure, sizes, engine.key)) for engine in engines]
    return [each for each in every if each.points]


def _looks(engine: Engine) -> str:
    return f"c{ENGINES.index(engine)}" + (" ours" if engine.key == "ours" else "")


def _points(figure: str, sizes: Sequence[Mapping[str, Any]], key: str) -> list[tuple[float, float]]:
    found = [(size["passages"], size["engines"].get(key, {}).get(figure)) for size in sizes]
    return [(passages, value) for passages, value in found if value]


def _panel(title: str, series: Sequence[Series]) -> str:
    across = _scale([x for each in series for x, _ in each.points], _LEFT, _LEFT + _WIDE)
    up = _scale([y for each in series for _, y in each.points], _TOP + _HIGH, _TOP)
    ends = _apart([up.at(each.points[-1][1]) for each in series])
    parts = [f'<text class="head" x="{_LEFT}" y="20">{escape(title)}</text>', *_grid(across, up)]
    parts += [_line(each, across, up, end) for each, end in zip(series, ends, strict=True)]
    return "\n".join(parts)


def _scale(values: Sequence[float], start: float, end: float) -> Scale:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return Scale(low, max(high, low + 1), start, end)


def _grid(across: Scale, up: Scale) -> list[str]:
    bottom, parts = _TOP + _HIGH, []
    for power in range(across.low, across.high + 1):
        x = across.at(10**power)
        parts.append(f'<path class="grid" d="M{x} {_TOP}V{bottom}"/>')
        parts.append(f'<text class="dim" text-anchor="middle" x="{x}" y="{bottom + 18}">{10**power:,}</text>')
    for power in range(up.low, up.high + 1):
        y = up.at(10**power)
        parts.append(f'<path class="grid" d="M{_LEFT} {y}H{_LEFT + _WIDE}"/>')
        parts.append(f'<text class="dim" text-anchor="end" x="{_LEFT - 8}" y="{y + 4}">{10**power:,g}</text>')
    return [*parts, f'<text class="dim" text-anchor="middle" x="{_LEFT + _WIDE / 2}" y="{bottom + 34}">段数</text>']


def _line(series: Series, across: Scale, up: Scale, end: float) -> str:
    places = [(across.at(x), up.at(y)) for x, y in series.points]
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3"/>' for x, y in places)
    told = "；".join(f"{x:,.0f} 段 {y:.3g}" for x, y in series.points)
    return (
        f'<g class="{series.looks}"><title>{escape(series.title)}：{told}</title>'
        f'<polyline class="line" points="{" ".join(f"{x},{y}" for x, y in places)}"/>{dots}'
        f'<text class="name" x="{places[-1][0] + 8}" y="{end + 4}">{escape(series.title)}</text></g>'
    )


def _apart(places: Sequence[float], least: float = 14) -> list[float]:
    """Return the places moved down so far that names there do not lie on one another."""
    moved, last = [0.0] * len(places), -math.inf
    for number in sorted(range(len(places)), key=places.__getitem__):
        last = moved[number] = max(places[number], last + least)
    return moved
