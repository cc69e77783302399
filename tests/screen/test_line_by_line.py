"""
What is read line by line, on every page of the conversations about danger and help:
* nothing promises to clear a screen that stays as it is
* each choice stands on a line of its own, with one stop at its end
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from journal.app.help_lines import talk
from journal.core.care.safety_dialogue import see_to_safety
from journal.core.dialogue.asks import Ask
from journal.core.dialogue.ports import Answered, Skipped
from journal.core.dialogue.steps import start
from journal.core.errors import Stopped
from journal.core.model import Entry, Said
from journal.local.prompts.care_fallback import CARE_FILES
from journal.local.prompts.loader import Prompts
from journal.screen.line_by_line.person import LineByLinePerson

PROMPTS = Prompts()
NOW = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)
FULL = PROMPTS.flow("full")


class Reader(LineByLinePerson):
    """Tells of danger, and goes through the pages with some keys; each is typed and read."""

    def __init__(self, monkeypatch, keys, answers):
        super().__init__(str)
        self.monkeypatch, self.keys, self.answers = monkeypatch, list(keys), answers
        self.choices: list[str] = []
        self.offered: set[str] = set()

    def ask(self, ask: Ask) -> Answered | Skipped:
        value = self.answers.get(ask.question.id)
        return Skipped() if value is None else Answered(value)

    def page(self, text: str, choices: Mapping[str, str]) -> str:
        key = self.keys.pop(0) if self.keys else next(iter(choices))
        key = key if key in choices else next(iter(choices))
        self.monkeypatch.setattr("sys.stdin", io.StringIO(f"{key}\n"))
        self.choices += choices.values()
        self.offered |= choices.keys()
        return super().page(text, choices)


class Nowhere:
    """Keeps nothing."""

    def put(self, entry: Entry) -> Entry:
        return entry

    def erase(self, entry: Entry) -> None:
        pass


def in_danger(person: Reader, again: bool) -> None:
    """All that is shown after an answer that told of danger."""
    unsafe = next(q for q in FULL.questions if q.theme == "unsafe")
    entry = Entry("u", FULL.name, FULL.counts, NOW, NOW, {}, number=1)
    said = Said(person.answers.get("unsafe", "yes"), unsafe.theme, unsafe.ask)
    before = replace(start(FULL, entry, {}), again=again)
    progress = replace(before, entry=replace(entry, answers={unsafe.id: said}))
    with suppress(Stopped):
        see_to_safety(progress, unsafe.id, before, person, Nowhere(), PROMPTS.care, "GB")


def in_need(person: Reader, _again: bool) -> None:
    """All that is shown with the help lines."""
    talk(person, PROMPTS.care, "GB")


ANSWERS = ({}, {"unsafe": "not_sure"}, {"safety_kinds": ("neck",), "safety_by": "them"})
WAYS = [
    *((in_danger, answers, keys) for answers in ANSWERS for keys in ("", "q", "k", "c", "b")),
    *((in_danger, answers, ["", key]) for answers in ANSWERS for key in "123b"),
    *((in_need, {"self_harm": said}, ["y", "q"]) for said in ("yes", "no", None)),
    (in_need, {}, ["q"]),
]
"""Where, what is answered, and the keys on one page after the other."""


@pytest.mark.parametrize("again", [False, True], ids=["new", "in a change"])
@pytest.mark.parametrize(("through", "answers", "keys"), WAYS)
def test_no_page_promises_a_clear_screen(monkeypatch, capsys, through, answers, keys, again):
    """Whoever closes is told that it stays, where they choose so; each choice is a line or more."""
    monkeypatch.setattr("select.select", lambda *_: ([], [], []))
    person = Reader(monkeypatch, keys, answers)
    through(person, again)
    read = capsys.readouterr().out
    ends = [line for line in read.splitlines() if line.endswith("..")]
    starts = {line.partition(":")[0] for line in read.splitlines()}

    assert person.choices
    assert "clear" not in read.lower()
    assert not ends
    assert {key or "Enter" for key in person.offered} <= starts
    for choice in person.choices:
        assert "keeps nothing" not in choice or "What is on the screen stays" in choice


@pytest.mark.parametrize("keep", [PROMPTS.care.keep, CARE_FILES["safety.toml"]["keep"]])
def test_closing_line_by_line_says_what_closing_does(keep):
    """It says the same of the entry, and the truth of the screen, also without our files."""
    for kind in ("", "_in_a_change"):
        told, on_lines = keep[f"close{kind}"], keep[f"close_line_by_line{kind}"]
        assert "clears the screen" in told
        assert "What is on the screen stays: close this window." in on_lines
