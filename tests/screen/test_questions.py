"""
Every question of every flow and of care, at any size of the terminal:
* it stands on the screen whole, or is read first, and again with one key that is named
* so does the row that is pointed at
* what is said before it goes first, then its hint; none of it is lost
* a list that takes one row opens with none picked; Enter says so, and picks nothing
* a list that comes again stands on the earlier answer, after Esc too
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest

from journal.core.cycle.lean_sentences import LEAN_CHOICES
from journal.core.dialogue.asks import Ask, aside
from journal.core.flows.flow import Question
from journal.core.flows.word_lists import Word
from journal.core.model import Other
from journal.local.prompts.loader import Prompts
from journal.screen import layout
from journal.screen.interactive.list_questions import list_page_of
from journal.screen.interactive.list_view import list_lines, whole_lines
from journal.screen.interactive.scrolling import Pager
from journal.screen.interactive.ways_to_leave import head_of, names_of
from journal.screen.interactive.widgets import scale_page, text_page
from journal.screen.list_model import Picked, Picker

PROMPTS = Prompts()
FILLED = "When I notice a tight chest, I will say that I need a minute, and come back at nine."
"""What stands in place of what the person said before."""


def _ordered(question: Question) -> Iterator[Question]:
    """The questions about the order of an answer, and about how the person sees it."""
    words = [word for _heading, word in question.offered_words()]
    picks = tuple(Word(f"pick_{n}", word.label) for n, word in enumerate(words[:3]))
    for ask in (question.order.first, question.order.last) if question.order else ():
        yield Question(f"{question.id}_order", "free", "one", ask, choices=picks)
    if question.overrule:
        choices = LEAN_CHOICES
        yield Question(f"{question.id}_overrule", "free", "one", question.overrule, choices=choices)


def _questions() -> Iterator[Question]:
    yield from PROMPTS.care.questions.values()
    yield Question(
        "heat", "free", "scale", PROMPTS.care.grounding.texts["after_ask"], ends=("a", "b")
    )
    yield Question("facts", "facts", "text", PROMPTS.care.keep["facts_ask"])
    for name in PROMPTS.flow_names():
        flow = PROMPTS.flow(name)
        if flow.return_time:
            yield Question("return_time", "free", "text", flow.return_time, "A time, like 21:30.")
        for question in flow.questions:
            yield from _ordered(question)
            for variant in (None, *question.variants):
                ask = variant.ask if variant and variant.ask else question.ask
                hint = variant.hint if variant and variant.hint else question.hint
                yield replace(question, ask=_filled(ask), hint=_filled(hint))


def _filled(text: str) -> str:
    return re.sub(r"\{[^}]+\}", FILLED, text)


def every_ask() -> list[tuple[Ask, list[str]]]:
    """Each question with what is said before it, as it is asked the first time."""
    asks = []
    for question in _questions():
        if question.kind in ("settle", "pause"):
            continue
        before = [question.before] if question.before else []
        step = (3, 13) if question.always else (0, 0)
        asks.append((replace(aside(question), step=step, can_go_back=True), before))
        if question.draft:
            asks.append((replace(aside(question), step=step, draft=f"{FILLED} " * 3), before))
    return asks


ASKS = every_ask()


SMALL = ((20, 5), (40, 20), (80, 24))
MORE = tuple(itertools.product((20, 27, 40, 60, 80, 200), (5, 6, 8, 10, 13, 16, 20, 60)))
TINY = ((1, 1), (1000, 1), (1, 2), (1000, 2), (9, 3), (1000, 1000))
SAID = "Kept. Go on when you like; what you said last is still here, and nobody else reads it."
LISTS = ("one", "many")
ONE = [
    ask
    for ask, _ in ASKS
    if ask.question.kind in LISTS and (ask.question.kind == "one" or ask.question.limit == 1)
]
"""The lists that take one row."""


def called(ask: Ask) -> str:
    return ask.question.id


def shown(ask: Ask, before: list[str], columns: int, rows: int) -> tuple[list[layout.Line], bool]:
    """What stands on the screen, and whether words are left out of it."""
    question, head = ask.question, head_of(ask, before)
    if question.kind in LISTS:
        return list_lines(Picker(list_page_of(ask, before, {}, [])), columns, rows)
    if question.kind == "scale":
        return scale_page(head, question.ends, None, names_of(ask), columns, rows)
    around = text_page(head, [], ["Ctrl-E: editor", *names_of(ask)], columns, rows)
    return [*around.top, ("", "the field"), *around.bottom], around.is_cut


def stands_in(wanted: list[layout.Line], lines: list[layout.Line]) -> bool:
    """Whether lines stand there one under the other."""
    return any(lines[at : at + len(wanted)] == wanted for at in range(len(lines) - len(wanted) + 1))


def is_told(ask: Ask, before: list[str], columns: int, rows: int) -> None:
    """Make sure that all words of a question come to a screen."""
    lines, is_cut = shown(ask, before, columns, rows)
    head = head_of(ask, before)
    question = layout.wrap("question", head.ask, columns)
    assert len(lines) <= max(2, rows)
    there = [line for line in lines if line[0] == "question"]
    assert there in (question, []), "a question was cut"
    if not is_cut:
        whole = head.whole(columns)
        assert stands_in(whole, lines)
    elif rows > 2:
        assert "F4: all of it" in " ".join(line for _style, line in lines)
        assert _read(Pager(head.whole, {"": "answer"}), columns, rows)[
            : len(head.whole(columns))
        ] == [*head.whole(columns)]


def _read(pager: Pager, columns: int, rows: int) -> list[layout.Line]:
    seen: list[layout.Line] = []
    while True:
        lines = pager.view(columns, rows)
        if pager.fits:
            return lines[lines[0] == layout.GAP :]
        keys = next(i for i, (style, _line) in enumerate(lines) if style == "keys")
        seen += lines[len(seen) - pager.top : keys]
        if pager.is_read:
            return seen
        pager.turn(1)


def test_a_question_is_whole():
    """At three sizes, with something said before it."""
    for (ask, said), size in itertools.product(ASKS, SMALL):
        is_told(ask, [SAID, *said], *size)


@pytest.mark.slow
@pytest.mark.parametrize("size", MORE, ids=str)
def test_a_question_is_whole_at_more_sizes(size):
    """Alone and with something said before it."""
    for ask, said in ASKS:
        is_told(ask, said, *size)
        is_told(ask, [SAID, *said], *size)


@pytest.mark.parametrize("size", SMALL, ids=str)
def test_a_row_is_whole(size):
    """The one pointed at, however long: on the screen, or with the question, one key away."""
    own = {"own_0": Other(" ".join(f"word{n}" for n in range(60)))}
    for ask, said in ASKS[::4]:
        if ask.question.kind not in LISTS:
            continue
        picker = Picker(list_page_of(ask, said, own, []))
        for at, row in enumerate(picker.rows):
            picker.point(at)
            lines, is_cut = list_lines(picker, *size)
            if is_cut:
                assert "F4:allofit" in squeezed(lines)
                lines = _read(Pager(partial(whole_lines, picker), {"": "answer"}), *size)
            read = squeezed(lines)
            for word in f"{row.label} {row.description}".split():
                assert word in read, (row.value, size)


def squeezed(lines: list[layout.Line]) -> str:
    """Lines as one text, whatever their breaks and indents."""
    text = "".join("".join(line for _style, line in lines).split())
    return text.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.slow
@pytest.mark.parametrize("size", TINY, ids=str)
def test_nothing_breaks_without_room(size):
    """Nor with more of it than any terminal has."""
    for ask, said in ASKS:
        assert shown(ask, said, *size)


@pytest.mark.parametrize("ask", ONE, ids=called)
def test_a_fresh_list_has_no_row_picked(ask):
    """Enter tells so, and then goes on with nothing, however long it is held."""
    picker = Picker(list_page_of(ask, (), {}, []))
    opened = picker.pointed
    first, note = picker.enter(), picker.note

    assert (opened, first) == (None, None)
    assert note == "Nothing is picked. ↓ picks one; Enter again goes on without."
    assert picker.enter() == Picked([])


@pytest.mark.parametrize("ask", ONE, ids=called)
def test_a_key_picks_a_row(ask):
    """Down the first, up the last; then Enter takes it at once."""
    for step, at in ((1, 0), (-1, -1)):
        picker = Picker(list_page_of(ask, (), {}, []))
        rows = picker.rows
        picker.move(step)
        assert picker.enter() == Picked([rows[at].value])


@pytest.mark.parametrize("ask", ONE, ids=called)
def test_a_list_that_comes_again_stands_on_the_answer(ask):
    """Whichever row it was, also after something was typed and taken back with Esc."""
    for value in [row.value for row in list_page_of(ask, (), {}, []).rows]:
        page_of_it = list_page_of(replace(ask, default=value), (), {}, [value])
        moved, typed = Picker(page_of_it), Picker(page_of_it)
        assert moved.pointed == value
        moved.move(1)
        moved.clear()
        if page_of_it.finds:
            typed.type("a")
            typed.clear()

        assert (moved.enter(), typed.enter()) == (Picked([value]), Picked([value]))


@pytest.mark.parametrize("ask", [a for a, _ in ASKS if a.question.words], ids=called)
def test_what_was_typed_before_stays_in_the_hand(ask):
    """A held Enter takes no row that it finds, and lets none of it go."""
    picker = Picker(replace(list_page_of(ask, (), {}, []), typed="a"))

    assert [picker.enter(), picker.enter(), picker.typed] == [None, None, "a"]


@pytest.mark.parametrize("ask", [a for a, _ in ASKS if a.question.words], ids=called)
def test_words_that_find_nothing_are_as_when_they_were_typed(ask):
    """Opened with them, Enter leads where it did: to the words of one's own."""
    fresh = list_page_of(ask, (), {}, [])
    typed, opened = Picker(fresh), Picker(replace(fresh, typed="qqq"))
    for letter in "qqq":
        typed.type(letter)

    assert (opened.pointed, opened.note) == (typed.pointed, typed.note)
    assert opened.enter() == typed.enter()
    assert opened.typed == "qqq"
