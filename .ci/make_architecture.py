"""The picture of the rooms and their arrows, and what each room is for, from the real imports."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from html import escape
from pathlib import Path

import grimp

import journal

ROOT = Path(__file__).parents[1]
WIDTH, HEIGHT, GAP = 760, 34, 12
Box = tuple[float, float, float]
"""Left and upper edge, and width."""

COLOURS = {
    "paper": ("fill", "#fffdf9", "#15191b"),
    "room": ("fill", "#f1ece2", "#23292c"),
    "ink": ("fill", "#22282b", "#ebe7df"),
    "arrow": ("stroke", "#8a7f6c", "#8f9a9f"),
}


def rooms() -> str:
    """Return the page that says what each room is for."""
    rows = [
        f"| `{'/'.join(name.split('.')[1:])}/` | {about(name)} |"
        for name in sorted(
            m.name for m in pkgutil.walk_packages(journal.__path__, "journal.") if m.ispkg
        )
    ]
    head = (
        "# What each room is for\n\n"
        "Made from the packages themselves; to make it anew: `python .ci/docs.py`.\n\n"
        "| room | what for |\n|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def about(package: str) -> str:
    """Return what a package says of itself."""
    return " ".join((importlib.import_module(package).__doc__ or "").split())


def picture() -> str:
    """Return the rooms as SVG: floors from the contracts, arrows from the imports."""
    top, inside = floors("journal")[:-1], floors("journal.core")
    core_y = 24 + 62 * len(top)
    core_height = 46 + 44 * len(inside)
    height = core_y + core_height + 16
    outer, inner = placed(top, 24, 62, GAP), placed(inside, core_y + 40, 44, 3 * GAP)
    arrows = sorted(imports())
    dark = "".join(f".{n}{{{kind}:{night}}}" for n, (kind, _, night) in COLOURS.items())
    importers = dict.fromkeys(a for a, _ in arrows)
    told = "; ".join(f"{a} imports {', '.join(b for x, b in arrows if x == a)}" for a in importers)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
            f'width="{WIDTH}" height="{height}" role="img" aria-labelledby="title desc" '
            'font-family="\'DejaVu Sans\', Arial, sans-serif" font-size="14">',
            '<title id="title">The rooms of the journal, and which imports which</title>',
            f'<desc id="desc">{escape(told)}. Floors of core, from above: '
            f"{escape('; '.join(', '.join(floor) for floor in inside))}.</desc>",
            f"<style>@media (prefers-color-scheme: dark){{{dark}}}</style>",
            '<marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
            'markerHeight="7" orient="auto"><path class="arrow" d="M1 1 7 4 1 7" fill="none" '
            f'stroke="{COLOURS["arrow"][1]}"/></marker>',
            rectangle("paper", 0, 0, WIDTH, height, 14),
            *(line(a, b, outer, core_y) for a, b in arrows),
            rectangle("room", GAP, core_y, WIDTH - 2 * GAP, core_height, 10),
            text("core", 2 * GAP + 4, core_y + 24, "start"),
            *(box(name, "room", *place) for name, place in outer.items()),
            *(box(name, "paper", *place) for name, place in inner.items()),
            "</svg>\n",
        ]
    )


def floors(container: str) -> list[list[str]]:
    """Return the floors of a package from above, as its contract in pyproject.toml has them."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    [layers] = [c["layers"] for c in contracts if c.get("containers") == [container]]
    return [[name.strip() for name in layer.replace(":", "|").split("|")] for layer in layers]


def imports() -> set[tuple[str, str]]:
    """Return the pairs of rooms of which the one imports the other."""
    graph = grimp.build_graph("journal")
    pairs = {
        (importer.split(".")[1], imported.split(".")[1])
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if importer.count(".") and imported.count(".")
    }
    known = {room for floor in floors("journal") for room in floor}
    return {(a, b) for a, b in pairs if a != b and {a, b} <= known}


def placed(rows: list[list[str]], y: int, step: int, indent: int) -> dict[str, Box]:
    """Return the box of each room, floor by floor; `app` is narrow, so that arrows pass it."""
    places: dict[str, Box] = {}
    for at, row in enumerate(rows):
        inside = 112 if row == ["app"] else WIDTH - 2 * indent
        width = (inside - GAP * (len(row) - 1)) / len(row)
        for number, name in enumerate(row):
            left = (WIDTH - inside) / 2 + number * (width + GAP)
            places[name] = (left, y + at * step, width)
    return places


def line(a: str, b: str, boxes: dict[str, Box], core_y: int) -> str:
    """Return an arrow from the lower edge of a room to the upper edge of another, past the rest."""
    left, upper, width = boxes[a]
    middle, lower = left + width / 2, upper + HEIGHT
    if b == "core":
        # Through a gap between the rooms of the middle.
        if a == "cli":
            gap = boxes["store"][0] - GAP / 2
            return arrow((gap, lower), (gap, core_y))
        if a == "app":
            gap = boxes["exchange"][0] - GAP / 2
            return arrow((left + 8, lower), (gap, lower + 26), (gap, core_y))
        return arrow((middle, lower), (middle, core_y))
    to_left, to_upper, to_width = boxes[b]
    if a == "cli" and b != "app":
        return arrow((to_left + 8, lower), (to_left + 8, to_upper))
    return arrow((middle, lower), (to_left + to_width / 2, to_upper))


def arrow(*points: tuple[float, float]) -> str:
    """Return a line through some points, with a head at its end."""
    *before, (x, y) = points
    way = " ".join(f"{px:.1f} {py:.1f}" for px, py in [*before, (x, y - 2)])
    return (
        f'<path class="arrow" d="M{way}" fill="none" stroke="{COLOURS["arrow"][1]}" '
        'marker-end="url(#end)"/>'
    )


def box(name: str, kind: str, left: float, upper: float, width: float) -> str:
    """Return a room: its box and its name."""
    name_at = text(name, left + width / 2, upper + HEIGHT / 2 + 5, "middle")
    return rectangle(kind, left, upper, width, HEIGHT, 7) + name_at


def rectangle(kind: str, x: float, y: float, width: float, height: float, round_: int) -> str:
    """Return a filled box with round corners."""
    return (
        f'<rect class="{kind}" fill="{COLOURS[kind][1]}" x="{x:.1f}" y="{y:.1f}" '
        f'width="{width:.1f}" height="{height:.1f}" rx="{round_}"/>'
    )


def text(said: str, x: float, y: float, anchor: str) -> str:
    """Return a word."""
    return (
        f'<text class="ink" fill="{COLOURS["ink"][1]}" x="{x:.1f}" y="{y:.1f}" '
        f'text-anchor="{anchor}">{escape(said)}</text>'
    )
