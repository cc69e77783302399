"""
Every text that a terminal shows can be brought to the screen, whatever its size:
* Space, Down, PgDn and End lead through all of it in order, Up, PgUp and Home back
* the keys that turn it are named wherever there is more
* Enter reads on until the end was on the screen, and only then does what it is for
* what can kill tonight stands first
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.app.help_lines import support_text
from journal.core.care.care_book import CareBook, branch_for
from journal.core.dialogue.exercises import MOST_MINUTES, script
from journal.local.prompts.care_fallback import CARE_FILES
from journal.local.prompts.care_loader import read_care
from journal.local.prompts.loader import Prompts
from journal.screen import layout
from journal.screen.interactive.application import TURNS
from journal.screen.interactive.breathing import cue_lines
from journal.screen.interactive.scrolling import Pager

CARE = Prompts().care
BUILT_IN = read_care(CARE_FILES.__getitem__)
COUNTRIES = sorted({line.country for line in CARE.lines} - {"EU", ""} | {"FR", "ZZ", ""})
KINDS = [word.id for word in CARE.questions["safety_kinds"].choices]
BY = ["", *(word.id for word in CARE.questions["safety_by"].choices)]
ON, BACK = (" ", "pagedown", "down", "end"), ("pageup", "up", "home")

COLUMNS = (20, 21, 27, 40, 60, 80, 100, 200)
GO_ON = {"": "go on", "b": "back, that was a slip", "q": "close and clear"}


def some_kinds(*, every: bool) -> list[tuple[str, ...]]:
    """What can be ticked about harm: every set, or none, each alone and all."""
    if not every:
        return [(), *((kind,) for kind in KINDS), tuple(KINDS)]
    sizes = range(len(KINDS) + 1)
    return [kinds for size in sizes for kinds in itertools.combinations(KINDS, size)]


def pages(care: CareBook, country: str, kinds: list[tuple[str, ...]]) -> Iterator[str]:
    """Every page of care, with the numbers of a country."""
    for told, by in itertools.product(kinds, BY):
        for unsafe in ("yes", "not_sure"):
            yield care.words(branch_for(unsafe, told, by), told, by, country)
    yield care.words("not_sure_year", (), "", country)
    yield care.help_lines(country)
    yield support_text(care, country).strip()
    tables = (care.first_run, care.past_year, care.keep, care.self_harm, care.free_text)
    for text in (text for table in tables for text in table.values()):
        yield care.fill(text, country).replace("{path}", "/home/someone/.local/share/journal")


def wrapped(text: str):
    return lambda columns: layout.wrap("", text, columns)


def squeezed(*lines: str) -> str:
    """Lines as one text, whatever their breaks and indents."""
    return "".join("".join(lines).split())


def read_through(pager: Pager, key: str, columns: int, rows: int) -> tuple[str, str]:
    """
    Press a key until the end was on the screen.

    Returns:
        All lines that came up, in their order and each once; and what stood there last.
    """
    seen: dict[int, str] = {}
    while True:
        shown = pager.view(columns, rows)
        lines = [line for _style, line in shown]
        assert len(shown) <= rows
        if pager.fits:
            return squeezed(*lines), squeezed(*lines)
        keys = next((i for i, (style, _line) in enumerate(shown) if style == "keys"), rows)
        seen |= {pager.top + i: line for i, line in enumerate(lines[:keys])}
        if pager.is_read:
            assert sorted(seen) == list(range(len(seen))), "lines were left out"
            return squeezed(*(seen[at] for at in sorted(seen))), squeezed(*lines)
        assert rows == 1 or ("Space" in lines[keys] and "\u2193" in lines[keys])
        top = pager.top
        TURNS[key](pager)
        pager.view(columns, rows)
        assert pager.top > top, f"{key!r} led nowhere"


def holds_all(
    text: str,
    choices: dict[str, str],
    key: str,
    columns: int,
    rows: int,
    lines: list[layout.Line] | None = None,
) -> bool:
    """Whether a key leads through all words of a text, wrapped or not yet, and to its choices."""
    pager = Pager((lambda _columns: lines) if lines else wrapped(text), choices)
    read, last = read_through(pager, key, columns, rows)
    offered = [squeezed(f"{key or 'Enter'}: {what}") for key, what in choices.items()]
    return read.startswith(squeezed(text)) and all(o in read or o in last for o in offered)


def test_pages_of_care():
    """Space leads through all words of each."""
    texts = sorted(set(pages(CARE, "US", some_kinds(every=False))))
    for text, size in itertools.product(texts, ((20, 5), (80, 24))):
        assert holds_all(text, GO_ON, " ", *size), (text, size)


@pytest.mark.slow
@pytest.mark.parametrize("country", COUNTRIES)
def test_pages_of_care_of_every_country(country):
    """At more sizes, with the built-in words too; whatever was ticked, and whoever did it."""
    texts = {t for care in (CARE, BUILT_IN) for t in pages(care, country, some_kinds(every=False))}
    if country == "US":
        texts |= set(pages(CARE, country, some_kinds(every=True)))
    for text, columns in itertools.product(sorted(texts), (20, 40, 80, 200)):
        lines = layout.wrap("", text, columns)
        for rows in (5, 10, 24):
            assert holds_all(text, GO_ON, " ", columns, rows, lines), (text, columns, rows)


SMALL = st.tuples(st.integers(20, 200), st.integers(5, 60))


@settings(max_examples=20, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Mn", "Me"])),
    st.integers(1, 12),
    SMALL,
    st.sampled_from([" ", "pagedown", "down"]),
)
def test_any_text(words, times, size, key):
    """Also one that was typed or came from an editor, with any number of choices."""
    shown = layout.wrap("", " ".join(f"{words} {n}" for n in range(times * 5)), size[0])
    choices = {"": "go on"} | {str(n): f"choice {n}" for n in range(times)}
    read, _last = read_through(Pager(lambda _columns: shown, choices), key, *size)

    assert read.startswith(squeezed(*(line for _style, line in shown)))


def test_end_leads_to_the_end():
    """At once, and from there Enter goes on."""
    pager = Pager(wrapped("word " * 300 + "last"), {"": "go on"})
    pager.view(40, 10)
    TURNS["end"](pager)

    assert "last" in squeezed(*(line for _style, line in pager.view(40, 10)))
    assert pager.is_read


@pytest.mark.parametrize("key", [" ", "pagedown", "down"])
def test_any_number_of_lines_and_choices(key):
    """At every height; and Up, PgUp and Home lead back to the first."""
    for lines, choices, rows in itertools.product((1, 3, 9, 30), (1, 4, 9), (1, 2, 5, 6, 9, 24)):
        body = [("", f"line {n}.") for n in range(lines)]
        offered = {str(n): f"choice {n}." for n in range(choices)}
        pager = Pager(lambda _columns, body=body: body, offered)
        read, last = read_through(pager, key, 40, rows)
        assert read.startswith(squeezed(*(line for _style, line in body)))
        assert all(squeezed(f"{n}: {what}") in read + last for n, what in offered.items())
        for back in BACK:
            pager.to(end=True)
            for _ in range(lines + choices + 2):
                shown = pager.view(40, rows)
                TURNS[back](pager)
            assert shown[0] in (layout.GAP, body[0])


def test_enter_reads_on_until_the_end_was_seen():
    """And is told as that; then it does what it is for, also once one has gone back."""
    pager = Pager(wrapped("word " * 300), GO_ON)
    while not pager.is_read:
        shown = squeezed(*(line for _style, line in pager.view(40, 12)))
        assert ("Enter:readon" in shown) is not pager.is_read
        pager.turn(1)
    pager.to(end=False)

    assert "Enter:goon" in squeezed(*(line for _style, line in pager.view(40, 12)))


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("unsafe", ["yes", "not_sure"])
def test_what_can_kill_tonight_stands_first(unsafe, by):
    """Hands on the neck: whatever else was ticked, whoever did it, in the built-in words too."""
    for care, kinds in itertools.product((CARE, BUILT_IN), some_kinds(every=True)):
        words = care.words(branch_for(unsafe, kinds, by), kinds, by, "US")
        neck = [a.text for a in care.add_ons if a.when_kind == "neck" and (by in a.by or not a.by)]
        assert len(neck) == 1
        assert words.startswith(care.fill(neck[0], "US")) == ("neck" in kinds)


@pytest.mark.parametrize("country", ["US", "GB", "AU"])
def test_the_help_lines_begin_with_danger_now(country):
    """On the page of them as over any other page."""
    number = next(line.contact for line in CARE.lines if line.country == country)

    for text in (CARE.help_lines(country), support_text(CARE, country)):
        assert number in " ".join(text.splitlines()[:2])


def test_cues_of_an_exercise_are_whole():
    """Where one is higher than the screen, its parts follow each other while it stands."""
    for exercise, size in itertools.product(
        CARE.grounding.exercises, ((20, 5), (40, 20), (80, 24))
    ):
        cues, passed = script(exercise, MOST_MINUTES), 0.0
        for cue in dict.fromkeys(cues):
            seen: list[str] = []
            for part in range(20):
                lines = cue_lines([cue], part * cue.seconds / 20, *size)
                assert len(lines) <= size[1]
                seen += [line for style, line in lines if style == "question" and line not in seen]
            passed += cue.seconds
            assert squeezed(*seen) == squeezed(cue.text)
