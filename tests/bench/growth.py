"""The growth chart: seconds over entries, both in powers of ten, as an SVG."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from measuring import Measured

LINES: Mapping[str, str] = {
    "list": "list -n 5",
    "add": "one entry by file",
    "search": "search, a rare word",
    "export": "export as JSON",
    "summary": "summary",
}
"""Row -> what it is called in the chart."""

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT = 860, 460, 60, 50, 250
_LEAST, _MOST = -2, 2  # powers of ten, in seconds
_DASHES = {"": "", " jrnl 4.6": "6 4", " jrnl 4.3": "2 4"}
_STYLE = """
text { font: 13px sans-serif; fill: #222 } .grid { stroke: #ccc }
.line { fill: none; stroke-width: 2 }
.c0 { stroke: #0b5fa5 } .c1 { stroke: #a6480b } .c2 { stroke: #1a7a3c } .c3 { stroke: #7a3fa0 }
.c4 { stroke: #555 } .back { fill: #fff }
@media (prefers-color-scheme: dark) {
text { fill: #ddd } .grid { stroke: #444 } .back { fill: #161616 }
.c0 { stroke: #6cb2f0 } .c1 { stroke: #f0a06c } .c2 { stroke: #6cd993 } .c3 { stroke: #c79be8 }
.c4 { stroke: #aaa } }
"""


def chart(found: Measured, sizes: Sequence[int]) -> str:
    """A line for each row, ours solid, jrnl's broken; its name stands where it ends."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        "<title>How the commands grow with the journal</title>",
        "<desc>Seconds of a whole process over entries, both axes in powers of ten. "
        "Solid lines are this journal, broken ones jrnl.</desc>",
        f'<style>{_STYLE}</style><rect class="back" width="{_WIDTH}" height="{_HEIGHT}"/>',
        f'<text x="{_LEFT}" y="25">Seconds, over entries in the journal '
        "(solid: this journal, broken: jrnl)</text>",
        *_grid(sizes),
    ]
    ends: list[tuple[float, str]] = []
    for number, (row, label) in enumerate(LINES.items()):
        for side, dash in _DASHES.items():
            points = [
                (_x(size, sizes), _y(found[f"{row} {size}{side}"].wall))
                for size in sizes
                if f"{row} {size}{side}" in found
            ]
            if points:
                path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
                dashes = f' stroke-dasharray="{dash}"' if dash else ""
                parts.append(f'<polyline class="line c{number}" points="{path}"{dashes}/>')
                ends.append((points[-1][1], f"{label}{side.replace(' jrnl', ', jrnl')}"))
    return "\n".join([*parts, *_names(ends), "</svg>", ""])


def _names(ends: list[tuple[float, str]]) -> list[str]:
    """The names of the lines, from the top down, none over another."""
    placed, lowest = [], 0.0
    for y, name in sorted(ends):
        lowest = max(y + 4, lowest + 16)
        placed.append(f'<text x="{_WIDTH - _RIGHT + 10}" y="{lowest:.1f}">{name}</text>')
    return placed


def _grid(sizes: Sequence[int]) -> list[str]:
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - 40
    heights = {10.0**power: _y(10.0**power) for power in range(_LEAST, _MOST + 1)}
    across = [
        f'<line class="grid" x1="{_LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{seconds:g}</text>'
        for seconds, y in heights.items()
    ]
    down = [
        f'<line class="grid" x1="{_x(s, sizes):.1f}" x2="{_x(s, sizes):.1f}" y1="{_TOP}" '
        f'y2="{bottom}"/><text x="{_x(s, sizes):.1f}" y="{bottom + 20}" text-anchor="middle">'
        f"{s:,}</text>"
        for s in sizes
    ]
    return across + down


def _x(size: int, sizes: Sequence[int]) -> float:
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])
    return _LEFT + (math.log10(size) - first) / ((last - first) or 1) * (_WIDTH - _RIGHT - _LEFT)


def _y(seconds: float) -> float:
    inside = min(max(seconds, 10.0**_LEAST), 10.0**_MOST)
    part = (math.log10(inside) - _LEAST) / (_MOST - _LEAST)
    return (_HEIGHT - 40) - part * (_HEIGHT - 40 - _TOP)
