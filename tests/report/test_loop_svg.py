"""
The loop as a picture, as text:
* it is one whole SVG, with a title and with all of it in words
* each step with its count; ties as ties; what is too early as such
* it goes round only where each side feeds the other
* whatever was typed is text: markup, signs XML has no place for, no blank for 10,000 characters
* it asks for nothing outside itself, and is light and dark
"""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from journal.core.insights.finding import Finding
from journal.core.insights.phrases import too_early
from journal.core.loop.counted import STATIONS, CaughtInTime, Cycle, Station, WayOut
from journal.report.drawing.loop_svg import loop_svg

SVG = "{http://www.w3.org/2000/svg}"
NO_WAY_OUT = WayOut(too_early("Soft moments", 5, 1), (), ())


def drawn(stations=None, more=(), way_out=NO_WAY_OUT):
    """A loop with these labels and counts of 9 at some steps, the others too early."""
    told = stations or {}
    return Cycle(
        tuple(
            Station(
                theme,
                tuple(Finding(theme, label, label, k, 9, "", ()) for label, k in told[theme]),
            )
            if theme in told
            else Station(theme, (), "too early")
            for theme in STATIONS
        ),
        tuple(more),
        way_out,
        9,
        9,
    )


def texts(svg):
    """What stands in the picture, in order."""
    return [t.text for t in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def heads(svg):
    """The arrow heads on the way round, by their colour."""
    return re.findall(r'<path d="M12 0L[^>]*? class="(f-[a-z]+)"', svg)


def strokes(svg):
    """The lines of the way round."""
    return re.findall(r'<path d="([^"]*)" fill="none" class="s-(?:me|them)"', svg)


def described(svg):
    """The whole of it in words."""
    return ElementTree.fromstring(svg).find(f"{SVG}desc").text  # noqa: S314


def test_each_step_stands_with_its_count():
    """All eight steps with "k of n", both sides named, in the picture and in words."""
    told = {theme: [(f"Label {i}", i + 1)] for i, theme in enumerate(STATIONS)}

    svg = loop_svg(drawn(told, ("The more I asked,", "the more they left.")))

    seen = texts(svg)
    for i in range(len(STATIONS)):
        assert seen[seen.index(f"Label {i}") + 1] == f"{i + 1} of 9"
        assert f"Label {i}, {i + 1} of 9." in described(svg)
    assert {"ME", "THEM, as I saw it", "The more I asked,", "the more they left."} <= set(seen)
    assert "The more I asked, the more they left." in described(svg)


def test_it_has_a_title_and_names_it_and_the_words_as_its_label():
    """A reader of screens is told that it is one picture, what it is, and all of it."""
    root = ElementTree.fromstring(loop_svg(drawn()))  # noqa: S314

    names = root.get("aria-labelledby").split()
    assert root.get("role") == "img"
    assert [root.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")] == names
    assert root.find(f"{SVG}title").text == "My loop, as I noted it"


def test_ties_are_told_as_ties():
    """Two that tie stand both; of four, two and how many more."""
    two = loop_svg(drawn({"body": [("Tight chest", 3), ("Hot", 3)]}))
    four = loop_svg(drawn({"body": [("Tight chest", 3), ("Hot", 3), ("Heavy", 3), ("Jaw", 3)]}))

    assert {"Tight chest", "Hot"} <= set(texts(two))
    assert not [t for t in texts(two) if "more" in t]
    assert "and 2 more as often" in texts(four)
    assert "Tight chest, 3 of 9; Hot, 3 of 9; Heavy, 3 of 9; Jaw, 3 of 9" in described(four)


def test_what_is_not_known_is_told_as_such():
    """Too few entries: "too early"; enough, but nothing twice: so it says."""
    none = drawn()
    needs = replace(none.station("need"), absent="nothing twice yet")
    none = replace(none, stations=(*none.stations[:-1], needs))

    svg = loop_svg(none)

    assert texts(svg).count("too early") == len(STATIONS) - 1
    assert texts(svg).count("nothing twice yet") == 1
    assert "A way out: Soft moments: too early to tell." in described(svg)


@pytest.mark.parametrize(
    "typed",
    [
        '</desc><script>alert("1")</script>&amp;',
        "a\x00b\x1bc\ufffe\uffffd\u202ee",
        "x" * 10_000,
        "沉默" * 400,
        "🙃" * 300,
        "שתיקה وصمت",
        "\u0301" * 50,
    ],
)
def test_whatever_was_typed_is_text(typed):
    """It stays one well-formed picture with the same elements, and no line is longer than it."""
    calm = loop_svg(drawn({"body": [("Calm", 2)]}, way_out=_caught("Calm")))

    svg = loop_svg(drawn({"body": [(typed, 2)]}, way_out=_caught(typed)))

    assert {e.tag for e in ElementTree.fromstring(svg).iter()} == {  # noqa: S314
        e.tag
        for e in ElementTree.fromstring(calm).iter()  # noqa: S314
    }
    assert max(map(len, texts(svg))) < 120


def test_it_goes_round_only_where_each_side_feeds_the_other():
    """Both ways, each with an arrow; else open: one arrow, to them, and no line that closes."""
    told = {"my_moves": [("Asked again", 5)], "their_moves": [("Got louder", 4)]}

    closed = loop_svg(drawn(told, ("The more I asked,", "the more they left.")))
    opened = loop_svg(drawn(told))

    assert (heads(closed), heads(opened)) == (["f-me", "f-them"], ["f-them"])
    assert [line[-1] for line in strokes(closed)] == ["Z", "Z"]
    assert not [line for line in strokes(opened) if line.endswith("Z")]


def test_each_moment_caught_in_time_is_one_of_its_own():
    """With a dot before it in the picture, and a full stop after it in words."""
    two = tuple(
        CaughtInTime(n, ("Slowed down",), helped) for n, helped in ((1, "Tea"), (2, "Air!"))
    )

    svg = loop_svg(drawn(way_out=replace(NO_WAY_OUT, caught=two)))

    assert texts(svg).count("•") == 2
    assert "Slowed down; helped: Tea. Slowed down; helped: Air!" in described(svg)


def test_in_words_nothing_is_cut():
    """A label too long for its place ends in an ellipsis there, and is whole in the words."""
    label = "a word of my own that goes on " * 5

    svg = loop_svg(drawn({"story": [(label, 2)]}))

    assert [t for t in texts(svg) if t.endswith("…")]
    assert label.strip() in described(svg)


def test_moments_caught_in_time_can_be_left_out():
    """What was typed about them stands only where the value holds it."""
    full = drawn(way_out=_caught("zebrafinch"))

    assert "zebrafinch" in loop_svg(full)
    assert "zebrafinch" not in loop_svg(replace(full, way_out=NO_WAY_OUT))


def test_it_asks_for_nothing_outside_itself():
    """No address but the name of SVG itself, no script, no picture, no font to load."""
    svg = loop_svg(drawn())

    assert re.findall(r"[a-z]+://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<(script|image|use|a|foreignObject)\b|url\(|@import|@font-face", svg)


def test_light_is_in_attributes_and_dark_in_a_style():
    """Every colour that is drawn has its light form in place and a dark one in the style."""
    svg = loop_svg(drawn())
    [style] = re.findall(r"<style>(.*)</style>", svg)

    used = set(re.findall(r'class="([fs]-[a-z-]+(?: [fs]-[a-z-]+)*)"', svg))
    assert style.startswith("@media (prefers-color-scheme: dark)")
    for name in {n for names in used for n in names.split()}:
        assert f".loop .{name}{{" in style
    assert not re.findall(r'class="f-[a-z-]+"(?! fill="#)', svg)


def _caught(helped):
    return replace(NO_WAY_OUT, caught=(CaughtInTime(1, ("Slowed down",), helped),))
