"""
A process that dies, as with a closed lid or an empty battery:
* after kill -9 at any question of the long flow, every answer given until then is there
* `journal resume` shows the question that was due
* at the end all answers are still in reach, by going back
"""

from __future__ import annotations

from itertools import pairwise
from signal import SIGUSR1
from typing import NamedTuple

import pytest

from journal.core.model import Answer

FAMILY = """
import os, signal, sys, termios
import journal.cli.main, journal.app.write_session, journal.screen.interactive.person, sqlite_utils
from journal.__main__ import main

modes = termios.tcgetattr(0)
print("ready", flush=True)
while arguments := sys.stdin.readline().split():
    child = os.fork()
    if child == 0:
        sys.argv[1:] = arguments
        sys.exit(main())
    signal.signal(signal.SIGUSR1, lambda *_: os.kill(child, signal.SIGKILL))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    termios.tcsetattr(0, termios.TCSANOW, modes)
    print("ended", status, flush=True)
"""
"""A shell of a kind: runs `journal` in its terminal, for each line of arguments, with all that
is imported already there, and hands a SIGUSR1 on as kill -9."""

pytestmark = pytest.mark.slow


class Step(NamedTuple):
    """
    One page of the long flow.

    Attributes:
        shows: What tells it from the others.
        keys: Leave it.
        answers: The question that it answers, if it does.
        value: What that is then.
        again: How the answer is marked for whoever goes back to it.
        after: What `resume` begins with, and the keys from there to here, for a page that
            comes up only by a key pressed on that one.
    """

    shows: str
    keys: str = "<enter>"
    answers: str = ""
    value: Answer = ""
    again: str = ""
    after: tuple[str, str] | None = None

    @property
    def is_passed_by(self) -> bool:
        """Whether nothing is said or opened there, as at an offer that is not taken up."""
        return not self.answers and self.keys == "<enter>"


OFFER_OF_FACTS = "Go on 1 What a camera saw"
OFFER_OF_QUIET = "Go on 1 What the quiet meant 2 What you hoped for"

STORY = [
    Step("How strong is the upset in you right now?", "7<enter>", "heat_before", 7, "[7]"),
    Step("Was anyone hit, threatened, or scared", "<down><enter>", "unsafe", "no", "› • No"),
    Step("What was the moment", "quiet<enter>", "trigger", "went_quiet", "› • They went quiet"),
    Step(OFFER_OF_FACTS, "1"),
    Step(
        "What would a camera have seen and heard?",
        "They left at six.<enter>",
        "facts",
        "They left at six.",
        "They left at six.",
        after=(OFFER_OF_FACTS, "1"),
    ),
    Step("did your body do first?", "<tick chest><enter>", "body", ("chest",), "[x] Tight chest"),
    Step(
        "Which feelings were loudest",
        "<tick unheard><enter>",
        "surface",
        ("unheard",),
        "[x] Unheard",
    ),
    Step("Go on 1 What that was like inside"),
    Step(
        "did your mind say it meant?", "<tick alone><enter>", "story", ("alone_in_it",), "[x] I'm"
    ),
    Step(
        "What did you do next?",
        "<tick again><tick quiet><enter>",
        "my_moves",
        ("ask_again", "go_quiet"),
    ),
    Step(
        "Which came first? Asked again Went quiet",
        "<down><down><enter>",
        "my_moves",
        ("go_quiet", "ask_again"),
        after=("What did you do next?", "<enter>"),
    ),
    Step("Did you choose that", "<down><enter>", "could_not", "could_not", "› • It just happened"),
    Step(OFFER_OF_QUIET, "1"),
    Step(
        "What did your quiet mean here?",
        "no words left<enter>",
        "quiet_meant",
        "no words left",
        "no words left",
        after=(OFFER_OF_QUIET, "1"),
    ),
    Step("Go on 1 What you hoped for"),
    Step(
        "see or hear them do?",
        "<tick quiet><enter>",
        "their_moves",
        ("go_quiet",),
        "[x] Went quiet",
    ),
    Step("Now back to you.", "<tick alone><enter>", "softer", ("alone",), "[x] Alone"),
    Step("Go on 1 What you were afraid of"),
    Step("What did you most need", "<tick matter><enter>", "need", ("matter",), "[x] To matter"),
    Step("Go on 1 One soft line"),
    Step("Three slow breaths"),
    Step("Go on 1 A guess about their side"),
    Step("How did it end", "faded<enter>", "ending", "cold_fade", "› • Faded into silence"),
    Step("did the hot part last?", "45m<enter>", "hot_minutes", 45, "45m"),
    Step("Go on 1 Three quick facts"),
    Step("Did anyone try to mend it", "they<enter>", "repair_by", "them", "› • They did"),
    Step("What was tried?", "<tick humour><enter>", "repairs", ("lightness",), "[x] Shared humour"),
    Step("Did it help?", "<down><down><enter>", "repair_helped", "a_bit", "› • A bit"),
    Step("How long until you felt okay", "2h<enter>", "okay_minutes", 120, "120m"),
    Step("What loop do they see?", "leave<enter>"),
    Step("Go on 1 One small plan"),
    Step("Does that fit?", "<down><enter>", "lean_fits", "yes", "› • Yes"),
    Step("How strong is the upset now?", "4<enter>", "heat_after", 4, "[4]"),
    Step("Would you like to bring this one to therapy?", "<down><enter>", "for_therapy", "yes"),
]


def test_no_answer_is_lost_to_a_kill_at_any_question(house):
    """Killed at each in turn: the answers so far are there, and it goes on from there."""
    script = house.folder / "family.py"
    script.write_text(FAMILY)
    said = {}
    term = house.start_in_shell(f'exec "$0" {script}').wait("ready").send("reflect<enter>")
    for step, due in pairwise(STORY):
        term.wait(step.shows).go(step.keys).wait(due.shows)
        said |= {step.answers: step.value} if step.answers else {}
        if due.is_passed_by:
            continue
        term.signal(SIGUSR1)
        term.wait("ended -9")
        with house.store() as store:
            [draft] = store.entries(drafts=True)
        assert {q: s.value for q, s in draft.answers.items()} == said, due.shows

        term.send("resume<enter>").wait_gone("ended")
        if due.after:
            term.answer(due.after)

    term.wait(STORY[-1].shows)
    for step in reversed([step for step in STORY if step.again]):
        while not term.shows(step.again):
            term.go("<shift-tab>").wait("Ctrl-C: stop")
        assert term.shows(step.shows)
    term.go("<ctrl-c>").wait("Kept. Go on with: journal resume ended 130").send("<enter>")
    assert term.close() == 0
