"""
A process that dies, as with a closed lid or an empty battery:
* after kill -9 at any question of the long page, every answer given until then is there
* `journal resume` shows the question that was due, with the answers before it in reach
* a page that was finished by going on so is whole
"""

from __future__ import annotations

from typing import NamedTuple

GO_ON = "<enter>"


class Step(NamedTuple):
    """
    One page of the long flow.

    Attributes:
        shows: What tells it from the others.
        keys: Answer it.
        said: What it adds to the entry, by question id.
        after: How to get here from where `resume` begins, for a page that belongs to an
            answer before: what that begins with, and the keys that lead here.
    """

    shows: str
    keys: str
    said: dict[str, object]
    after: tuple[str, str] | None = None


STORY = [
    Step("How strong is the upset in you right now?", "7<enter>", {"heat_before": 7}),
    Step("Was anyone hit, threatened, or scared", "<enter>", {"unsafe": "no"}),
    Step("What was the moment it turned", "quiet<enter>", {"trigger": "went_quiet"}),
    Step("› Go on 1 What a camera saw", "1", {}),
    Step(
        "What would a camera have seen and heard?",
        "They left at six.<enter>",
        {"facts": "They left at six."},
        ("› Go on 1 What a camera saw", "1"),
    ),
    Step("What did your body do first?", "<tick chest><enter>", {"body": ("chest",)}),
    Step("Which feelings were loudest", "<tick unheard><enter>", {"surface": ("unheard",)}),
    Step("› Go on 1 What that was like inside", GO_ON, {}),
    Step("what did your mind say it meant?", "<tick alone><enter>", {"story": ("alone_in_it",)}),
    Step(
        "What did you do next?",
        "<tick again><tick quiet><enter>",
        {"my_moves": ("ask_again", "go_quiet")},
    ),
    Step(
        "Which came first? › Asked again Went quiet",
        "<down><enter>",
        {"my_moves": ("go_quiet", "ask_again")},
        ("What did you do next?", GO_ON),
    ),
    Step("Did you choose that", "<enter>", {"could_not": "could_not"}),
    Step("› Go on 1 What the quiet meant 2 What you hoped for", "1", {}),
    Step(
        "What did your quiet mean here?",
        "no words left<enter>",
        {"quiet_meant": "no words left"},
        ("› Go on 1 What the quiet meant 2 What you hoped for", "1"),
    ),
    Step("› Go on 1 What you hoped for", GO_ON, {}),
    Step("what did you see or hear them do?", "<tick quiet><enter>", {"their_moves": ("go_quiet",)}),
    Step("Now back to you.", "<tick alone><enter>", {"softer": ("alone",)}),
    Step("› Go on 1 What you were afraid of", GO_ON, {}),
    Step("What did you most need", "<tick matter><enter>", {"need": ("matter",)}),
    Step("› Go on 1 One soft line", GO_ON, {}),
    Step("Three slow breaths", GO_ON, {}),
    Step("› Go on 1 A guess about their side", GO_ON, {}),
    Step("How did it end", "faded<enter>", {"ending": "cold_fade"}),
    Step("how long did the hot part last?", "45m<enter>", {"hot_minutes": 45}),
    Step("› Go on 1 Three quick facts", GO_ON, {}),
    Step("Did anyone try to mend it", "they<enter>", {"repair_by": "them"}),
    Step("What was tried?", "<tick humour><enter>", {"repairs": ("lightness",)}),
    Step("Did it help?", "bit<enter>", {"repair_helped": "a_bit"}),
    Step("How long until you felt okay", "2h<enter>", {"okay_minutes": 120}),
    Step("› Keep it Change it", "leave<enter>", {}),
    Step("› Go on 1 One small plan", GO_ON, {}),
    Step("Does that fit?", "<enter>", {"lean_fits": "yes"}),
    Step("How strong is the upset now?", "4<enter>", {"heat_after": 4}),
    Step("Would you like to bring this one to therapy?", "<enter>", {"for_therapy": "yes"}),
]


def test_no_answer_is_lost_to_a_kill_at_any_question(house):
    """Killed at every page in turn: the answers so far are there, and it goes on from there."""
    said: dict[str, object] = {}
    term = house.start("reflect")
    for step, due in zip(STORY, STORY[1:], strict=False):
        term.wait(step.shows).go(step.keys).wait(due.shows)
        term.kill()
        said |= step.said
        with house.store() as store:
            [draft] = store.entries(drafts=True)
        assert {q: s.value for q, s in draft.answers.items()} == said, due.shows

        term = house.start("resume")
        first, keys = due.after or (due.shows, "")
        term.wait(first)
        if keys:
            term.go(keys)
    term.answer((STORY[-1].shows, STORY[-1].keys), ("Saved.", "<enter>"))
    assert (term.close(), term.primary()) == (0, "")

    with house.store() as store:
        [entry] = store.entries()
    assert {q: s.value for q, s in entry.answers.items()} == {**said, **STORY[-1].said}
