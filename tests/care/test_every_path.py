"""
Every path when someone may be in danger: answers in, and then
* the words and lines that fit what was said, and no others
* what is asked next, and nothing else
* no byte of it on disk before the person chose what to keep, and then only that
* no word of a loop, a part in it or a plan
* afterwards nothing shows that a page is kept apart, unless it is asked for
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import pytest

from journal.core.errors import Stopped
from journal.core.model import Other
from journal.core.person import Left, Skipped, WentBack

CANARY = "zebrafinch"
"""Stands in all that is typed about danger."""

NAMED = [(), *((kind,) for kind in (
    "physical", "threats", "neck", "pressured_sex", "watched", "scared_to_say_no",
)), ("physical", "threats", "neck")]  # fmt: skip
BY = ("them", "me", "both", "rather_not", "")
CHOICES = {"facts": "1", "nothing": "2", "close": "3", "stop": Stopped("")}

WHOEVER = frozenset(BY)
NOT_ME = WHOEVER - {"me"}
FITTING = (
    # Said to those who answered so, and to nobody else: who did it, what was named, the words.
    ({"them"}, "", "Being hurt, forced or scared by a partner is not your fault."),
    ({"them"}, "", "So the questions about what you did stop here."),
    ({"them"}, "", "That time can carry more risk. A help line can plan it with you first."),
    ({"me"}, "", "Hurting or scaring someone is serious. Stopping is your job"),
    ({"me"}, "", "Are you scared too? Then these lines are for you as well."),
    ({"both"}, "", "Nobody is going to count here."),
    ({"both"}, "", "If you are scared of them, that matters most, even if you hit back"),
    ({"rather_not", ""}, "", "That is fine. You don't have to say more."),
    (NOT_ME, "", "In danger now? If you can, get to where other people are, or call 999."),
    (NOT_ME, "", "If you can, use a phone or computer they can't check."),
    ({"me"}, "", "If anyone is hurt, call 999."),
    (WHOEVER, "", "\n  National Domestic Abuse Helpline: 0808 2000 247 · 24 h · mainly England "
                  "[refuge.org.uk; centre56.org.uk]\n"),
    (WHOEVER, "", "\n  LGBT+ abuse line: 0800 999 5428 [thegayuk, 2020]\n"),
    (WHOEVER, "", "\n  Find a Helpline: findahelpline.com · 1,300+ services in 130 countries ["),
    ({"me", "both"}, "", "  Respect: 0808 802 4040 [noexcuseforabuse.info]"),
    (NOT_ME, "neck", "Please see a doctor today, or call 999, even if it feels fine."),
    ({"me"}, "neck", "The person whose neck was held needs a doctor today, even with no marks."),
    (WHOEVER, "threats", "If a child or an animal is in danger, you can call 999 for them too."),
    (NOT_ME, "threats", "or a crisis line for them: Samaritans, 116 123 · Find a Helpline"),
    (WHOEVER, "pressured_sex", "Pressed into sex counts, also with a partner, also without"),
    (WHOEVER, "watched", "Keeping nothing here is the safer choice if you can't tell."),
    (WHOEVER, "scared_to_say_no", "Being scared to say no is reason enough to talk to someone."),
)  # fmt: skip

NOT_SURE = "It is okay not to be sure. You can ask someone who knows, without giving a name:"

OF_THE_CYCLE = (
    "loop", "the more", "you pressed", "pressed or reached", "stepped back", "your part", "pattern",
    "your plan", "next time", "does that fit", "their side", "what did you do", "soft line",
)  # fmt: skip
"""What nobody reads after a yes, in whatever case."""

BUT_TO_SAY_IT_IS_NONE = (
    "It is not a loop, and not yours to fix by changing yourself.",
    "The questions about the loop stop here.",
    "This page leaves out the loop, the plan, and any guess about their side.",
)

OF_DANGER = (CANARY, "safety_", "hands on", "they did", "neck", "anyone hit", "scary")
"""What no file holds before the choice."""

BEFORE = [("heat_before", 7)]
"""What is on disk of a page when it comes to the question about danger."""

UNSAFE, KINDS, WHO, FACTS = (
    ("ask", name) for name in ("unsafe", "safety_kinds", "safety_by", "facts")
)
WORDS, CHOICE, NOT_SURE_PAGE, SAID = ("page", " q"), ("page", "1 2 3"), ("page", " k c"), ("say", "")
AFTERWARDS = {"facts": [FACTS, SAID], "nothing": [SAID], "close": [], "stop": []}
LAST_WORDS = {"facts": "Kept. It will not show up on its own.", "nothing": "Nothing was kept."}

LOOKS = [
    line.split()
    for line in (
        "",
        "summary",
        "summary --why",
        "summary --format json",
        "list",
        "list --format json",
        "show last",
        "show last --format json",
        "plan",
        "export",
        "export --flagged",
        "export --format json",
    )
]
"""All that looks back or goes out, but for what is told to show those kept apart."""


class Row(NamedTuple):
    """One path: what was said, and what was chosen to keep."""

    unsafe: str
    kinds: tuple[str, ...]
    by: str
    keep: str

    def __str__(self) -> str:
        named = ",".join(self.kinds) or "none"
        return " ".join((self.unsafe, named, self.by or "skipped", self.keep))


ROWS = [
    Row(*row)
    for row in product(("yes", "not_sure"), NAMED, BY, CHOICES)
    if row[0] == "yes" or row[1]  # not sure, and nothing named: its own paths, further down
]


class Told:
    """
    A person led through one page, and what was on disk at each moment of it.

    Attributes:
        steps: What they met from the question about danger on.
        disk: For each step: the answers in the file, and what of danger any file holds.
    """

    def __init__(self, house, someone, command, says, keys, **more):
        self.steps, self.disk, self._house = [], [], house
        self.person = someone({"heat_before": 7, **says}, keys, watching=self._look, **more)
        self.ran = house.run(*command, person=self.person)

    def _look(self, met):
        if self.steps or met.name == "unsafe":
            self.steps.append((met.what, met.name))
            self.disk.append((self._house.answers(), self._house.holds(*OF_DANGER)))

    @property
    def words(self):
        """All that was read from the question about danger on."""
        return "\n".join(m.text for m in self.person.met[-len(self.steps) :])


@pytest.fixture
def led(house, someone):
    """Leads a person through a page: what they say, and what they choose to keep."""

    def through(says, keep="", command=("reflect",), keys=(), **more):
        choice = {"What would you like to do with this page?": CHOICES.get(keep)}
        return Told(house, someone, command, says, {**dict(keys), **choice}, **more)

    return through


def says(row):
    """What the person of a row answers; the facts hold the canary."""
    kinds, by = row.kinds or Skipped(), row.by or Skipped()
    return {"unsafe": row.unsafe, "safety_kinds": kinds, "safety_by": by, "facts": CANARY}


def of_the_cycle(words):
    """What is told of the cycle."""
    for denial in BUT_TO_SAY_IT_IS_NONE:
        words = words.replace(denial, "")
    return [w for w in OF_THE_CYCLE if w in words.casefold()]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_path(house, led, row):
    """The words that fit, then the choice; nothing on disk before it, nothing but it after."""
    told = led(says(row), row.keep)

    assert told.steps == [UNSAFE, KINDS, WHO, WORDS, CHOICE, *AFTERWARDS[row.keep]]
    until = [disk for step, disk in zip(told.steps, told.disk, strict=True) if step != SAID]
    assert until == [(BEFORE, [])] * len(until)

    kept = [("unsafe", "yes")] * (row.unsafe == "yes") + [("facts", CANARY)]
    left = {"facts": kept, "stop": BEFORE}.get(row.keep, [])
    assert house.answers() == left
    assert house.holds(CANARY) == [CANARY] * (row.keep == "facts")
    assert house.holds("safety_", "they did", "neck") == []

    stopped = row.keep == "stop"
    assert (told.ran.code, told.ran.out, told.ran.err) == (130 if stopped else 0, "", "")
    last = told.person.met[-1]
    assert (last.text if last.what == "say" else "") == LAST_WORDS.get(row.keep, "")

    [words] = [m.text for m in told.person.met if m.name == WORDS[1]]
    for by, kind, text in FITTING:
        fits = row.by in by and (not kind or kind in row.kinds)
        assert (text in words) is fits, text
    assert NOT_SURE not in words
    assert of_the_cycle(told.words) == []
