"""The strokes of the loop: the lying eight, its arrows, a line of text; light and dark."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

WIDE = 840
MIDDLE = WIDE / 2
SIDES = (215, 625)
"""Where the middle of my side is, and of theirs."""

_HALF = 195
"""From the middle of a side to its outer end."""

SIZE, SMALL = 15, 13
"""Of letters."""

COLOURS = {
    "paper": ("#fffdf9", "#15191b"),
    "ink": ("#22282b", "#ebe7df"),
    "soft": ("#555f63", "#b3bbbd"),
    "me": ("#1f6a70", "#7ccbc9"),
    "them": ("#9a5420", "#e8aa74"),
    "me-in": ("#eef6f5", "#1b292a"),
    "them-in": ("#fbf2e8", "#2b231c"),
}
"""What is drawn -> its colour on light and on dark."""

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]
"""A bend from its first point to its last, drawn towards the two between (Bézier)."""


def eight(middle: float, reach: float, *, closed: bool) -> list[str]:
    """
    Both sides: their faint insides, then the way round, then which way it goes.

    Args:
        closed: Else it goes from me to them and not back: no way leads to me from them, and
            no arrow.
    """
    lines, heads = [], []
    for at, name in zip(SIDES, ("me", "them"), strict=True):
        way = _way(at, middle, reach)
        drawn = way if closed else way[1:] if name == "me" else way[:-1]
        dash = "" if name == "me" else ' stroke-dasharray="11 4"'
        lines.append(f'<path d="{_path(way)}Z" {fill(f"{name}-in")}/>')
        lines.append(
            f'<path d="{_path(drawn)}{"Z" if closed else ""}" fill="none" class="s-{name}" '
            f'stroke="{COLOURS[name][0]}" stroke-width="3.2" stroke-linejoin="round"{dash}/>'
        )
        if closed or name == "them":
            heads.append(_head(way[0], name))
    return [*lines, *heads]


def _path(way: Sequence[Curve]) -> str:
    curves = "".join(f"C{_at(b)} {_at(c)} {_at(d)}" for _, b, c, d in way)
    return f"M{_at(way[0][0])}{curves}"


def _way(at: int, middle: float, reach: float) -> list[Curve]:
    """From the crossing over the top of a side, round its outer end, and back from below."""
    out = 1 if at > MIDDLE else -1
    end, bow = at + out * _HALF, out * 0.6 * _HALF
    halves = []
    for up in (-1, 1):
        tip, lift = middle + up * reach, up * 0.58 * reach
        inner = (MIDDLE + out * 52, middle + up * 0.4 * reach)
        crossing = ((MIDDLE, middle), inner, (at - out * 128, tip), (at, tip))
        halves += [crossing, ((at, tip), (at + bow, tip), (end, middle + lift), (end, middle))]
    return [*halves[:2], halves[3][::-1], halves[2][::-1]]


def _head(curve: Curve, name: str) -> str:
    """An arrow head, a little after the crossing."""
    (x, y), (further, there) = _along(curve, 0.17), _along(curve, 0.19)
    turn = math.degrees(math.atan2(there - y, further - x))
    return (
        f'<path d="M12 0L-8 8.5L-4 0L-8 -8.5Z" {fill(name)} '
        f'transform="translate({x:.1f} {y:.1f}) rotate({turn:.0f})"/>'
    )


def _along(curve: Curve, part: float) -> Point:
    """The point of a curve so far along it, from 0 to 1."""
    weights = [math.comb(3, i) * part**i * (1 - part) ** (3 - i) for i in range(4)]
    x, y = (
        sum(w * point[axis] for w, point in zip(weights, curve, strict=True)) for axis in (0, 1)
    )
    return x, y


def _at(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def text(
    x: float,
    y: float,
    said: str,
    size: int = SIZE,
    colour: str = "ink",
    *,
    weight: str = "",
    anchor: str = "",
    spacing: str = "",
    italic: bool = False,
) -> str:
    """A line of text; its place is where it begins, or as `anchor` says."""
    more = {"font-weight": weight, "text-anchor": anchor, "letter-spacing": spacing}
    more["font-style"] = "italic" if italic else ""
    attributes = "".join(f' {name}="{value}"' for name, value in more.items() if value)
    place = f'x="{x:.0f}" y="{y:.1f}" font-size="{size}"'
    return f"<text {place} {fill(colour)}{attributes}>{escaped(said)}</text>"


def arrow_into(middle: float, reach: float, top: float) -> str:
    """From the first moment down into my side."""
    x, low = _along(_way(SIDES[0], middle, reach)[1], 0.6)
    low -= 7
    return (
        f'<path d="M{x:.1f} {top:.1f}V{low:.1f}m-5 -8l5 8l5 -8" fill="none" class="s-soft" '
        f'stroke="{COLOURS["soft"][0]}" stroke-width="1.6"/>'
    )


def dots(x: float, top: float, low: float) -> str:
    """A dotted line straight down."""
    return (
        f'<path d="M{x} {top:.1f}V{low:.1f}" class="s-soft" stroke="{COLOURS["soft"][0]}" '
        'stroke-width="1.6" stroke-dasharray="2 5" stroke-linecap="round"/>'
    )


def fill(name: str) -> str:
    """The attributes that fill with a colour of `COLOURS`, light and dark."""
    return f'class="f-{name}" fill="{COLOURS[name][0]}"'


def escaped(text: str) -> str:
    """Text as SVG may hold it: markup escaped, and what XML has no place for replaced."""
    return escape(text.translate({0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}))
