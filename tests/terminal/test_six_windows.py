"""
Six windows at once:
* each writes an entry: all are kept, each with a number of its own
* each goes on with the same draft, to its end or until its terminal goes away: no word is lost
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.house import House
    from support.term import Term

pytestmark = pytest.mark.slow

WORDS = [f"wrenbird {letter}" for letter in "abcdef"]


def finish(terms: list[Term]) -> None:
    """Go on from whatever comes, in all windows in turn, to the end of each."""
    pages = dict.fromkeys(range(len(terms)), "to be left")
    for _ in range(20):
        for n, page in pages.items():
            pages[n] = page and terms[n].step("<enter>")
    assert not any(pages.values())


def hang_up(terms: list[Term]) -> None:
    """Every terminal goes away."""
    for term in terms:
        term.hang_up()


def write_in_each(house: House, *command: str) -> list[Term]:
    """Start six, and type a word of its own in each."""
    terms = [house.start(*command) for _ in WORDS]
    for term, word in zip(terms, WORDS, strict=True):
        term.wait("like to note").send(f" {word}").wait(word)
    return terms


def test_six_entries_at_once(house: House) -> None:
    """All are kept, numbered from 1 to 6."""
    finish(write_in_each(house, "note"))

    with house.store() as store:
        kept = list(store.entries())
    assert {entry.number for entry in kept} == {1, 2, 3, 4, 5, 6}
    assert sorted(str(entry.value("text")) for entry in kept) == WORDS


@pytest.mark.parametrize("leave", [finish, hang_up])
def test_six_windows_on_one_draft(house: House, leave: Callable[[list[Term]], None]) -> None:
    """What each typed is kept, in the draft or in an entry of its own."""
    term = house.start("note")
    term.wait("like to note").send("begun here").go("<ctrl-c>")
    term.close()
    leave(write_in_each(house, "resume"))

    with house.store() as store:
        kept = json.dumps([str(e.value("text")) for e in store.entries(drafts=True)])
    assert [word for word in WORDS if word not in kept] == []
