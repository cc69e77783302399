"""The SVG elements of the loop: the figure eight, arrows and text; lengths in user units."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

WIDE = 840
MIDDLE = WIDE / 2
SIDES = (215, 625)
"""The x coordinates of the middle of my side and of theirs."""

_HALF = 195
"""The distance from the middle of a side to its outer end."""

SIZE, SMALL = 15, 13
"""The font sizes of normal and of small text."""

COLOURS = {
    "paper": ("#fffdf9", "#15191b"),
    "ink": ("#22282b", "#ebe7df"),
    "soft": ("#555f63", "#b3bbbd"),
    "me": ("#1f6a70", "#7ccbc9"),
    "them": ("#9a5420", "#e8aa74"),
    "me-in": ("#eef6f5", "#1b292a"),
    "them-in": ("#fbf2e8", "#2b231c"),
}
"""Role -> its colours on a light and on a dark background."""

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]
"""A cubic Bézier curve: its start, two control points, its end."""


def eight(middle: float, reach: float, *, closed: bool) -> list[str]:
    """
    Draw both sides: their backgrounds, then the outlines, then the arrow heads.

    Args:
        middle: The y coordinate of the crossing.
        reach: The height from the crossing to the top of a side.
        closed: Draw the way back from them to me; without it only the way from me to them has
            an arrow head.

    Returns:
        The SVG elements, in drawing order.
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
    """Return the outline of a side: from the crossing over the top and back from below."""
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
    """Draw an arrow head a little after the start of a curve."""
    (x, y), (further, there) = _along(curve, 0.17), _along(curve, 0.19)
    turn = math.degrees(math.atan2(there - y, further - x))
    return (
        f'<path d="M12 0L-8 8.5L-4 0L-8 -8.5Z" {fill(name)} '
        f'transform="translate({x:.1f} {y:.1f}) rotate({turn:.0f})"/>'
    )


def _along(curve: Curve, part: float) -> Point:
    """Return the point of a curve at the parameter *part*, from 0 to 1 (Bernstein form)."""
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
    """
    Draw a line of text.

    Args:
        x, y: The position on the base line; of the start, unless *anchor* says otherwise.
        said: The text, not yet escaped.
        size: The font size.
        colour: A key of `COLOURS`.
        weight, anchor, spacing: The values of `font-weight`, `text-anchor` and
            `letter-spacing`; empty for the default.
        italic: Set the text in italics.
    """
    more = {"font-weight": weight, "text-anchor": anchor, "letter-spacing": spacing}
    more["font-style"] = "italic" if italic else ""
    attributes = "".join(f' {name}="{value}"' for name, value in more.items() if value)
    place = f'x="{x:.0f}" y="{y:.1f}" font-size="{size}"'
    return f"<text {place} {fill(colour)}{attributes}>{escaped(said)}</text>"


def arrow_into(middle: float, reach: float, top: float) -> str:
    """Draw the arrow from the trigger, at the y coordinate *top*, down to my side."""
    x, low = _along(_way(SIDES[0], middle, reach)[1], 0.6)
    low -= 7
    return (
        f'<path d="M{x:.1f} {top:.1f}V{low:.1f}m-5 -8l5 8l5 -8" fill="none" class="s-soft" '
        f'stroke="{COLOURS["soft"][0]}" stroke-width="1.6"/>'
    )


def dots(x: float, top: float, low: float) -> str:
    """Draw a dotted vertical line from the y coordinate *top* to *low*."""
    return (
        f'<path d="M{x} {top:.1f}V{low:.1f}" class="s-soft" stroke="{COLOURS["soft"][0]}" '
        'stroke-width="1.6" stroke-dasharray="2 5" stroke-linecap="round"/>'
    )


def fill(name: str) -> str:
    """Return the SVG attributes that fill a shape with a colour of `COLOURS`, by its key."""
    return f'class="f-{name}" fill="{COLOURS[name][0]}"'


def escaped(text: str) -> str:
    """Escape text for SVG; U+FFFE and U+FFFF, which XML 1.0 forbids, become U+FFFD."""
    return escape(text.translate({0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}))
