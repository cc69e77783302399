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

from journal.core.dialogue.ports import Left, Skipped, WentBack
from journal.core.errors import Stopped

pytestmark = pytest.mark.slow

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
    (WHOEVER, "", "\n  LGBT+ abuse line: 0800 999 5428 [thegayuk, 2020; may be out of date]\n"),
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
    "This entry leaves out the loop, the plan, and any guess about their side.",
)

OF_DANGER = (
    CANARY, "safety_", "hands on", "they did", "neck", "anyone hit", "since then, was", "scary",
)  # fmt: skip
"""What no file holds before the choice."""

BEFORE = [("heat_before", 7)]
"""What is on disk of a page when it comes to the question about danger."""

UNSAFE, KINDS, WHO, FACTS = (
    ("ask", name) for name in ("unsafe", "safety_kinds", "safety_by", "facts")
)
WORDS, CHOICE, NOT_SURE_PAGE = (("page", keys) for keys in (" b q", "1 2 3 b", " k c"))
SAID = ("say", "")
AFTERWARDS = {"facts": [FACTS, SAID], "nothing": [SAID], "close": [], "stop": []}
LAST_WORDS = {"facts": "Kept. It will not show up on its own.", "nothing": "Nothing was kept."}

ASKED_ANYWAY = "What did you do next?"
"""Asked of whoever is not sure and goes on."""

LOOKS = [
    line.split()
    for line in (
        "",
        "summary",
        "summary --why",
        "summary --format json",
        "cycle",
        "cycle --format json",
        "list",
        "list --format json",
        "show last",
        "show last --format json",
        "plan",
        "export",
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
    Row(unsafe, kinds, by, list(CHOICES)[(k + b) % 4])
    for unsafe, (k, kinds), (b, by) in product(("yes", "not_sure"), enumerate(NAMED), enumerate(BY))
    if unsafe == "yes" or kinds  # not sure, and nothing named: its own paths, further down
]
"""Every kind with every answer to who did it, and each of both with every choice what to keep."""


class Told:
    """
    A person led through one page, and what was on disk at each moment of it.

    Attributes:
        steps: What they met from the question about danger on.
        disk: For each step, beside what was there to begin with: the answers in the file, and
            what of danger any file holds.
    """

    def __init__(self, house, someone, command, says, keys, **more):
        self.steps, self.disk, self._house = [], [], house
        self._there = len(house.answers()), house.held(*OF_DANGER)
        self.person = someone({"heat_before": 7, **says}, keys, watching=self._look, **more)
        self.ran = house.run(*command, person=self.person)

    def _look(self, met):
        if self.steps or met.name == "unsafe":
            self.steps.append((met.what, met.name))
            said, held = self._there
            new = [word for word in self._house.held(*OF_DANGER) if word not in held]
            self.disk.append((self._house.answers()[said:], new))

    def words(self, since=0):
        """All that was read from a step on, the first being the question about danger."""
        return "\n".join(m.read for m in self.person.met[since - len(self.steps) :])

    def disk_until_said(self, since=0):
        """What was on disk at each step, but where they are told what was done."""
        steps = zip(self.steps[since:], self.disk[since:], strict=True)
        return [disk for step, disk in steps if step != SAID]


@pytest.fixture
def led(house, someone):
    """Leads a person through a page: what they say, and what they choose to keep."""

    def through(says, keep="", command=("reflect",), keys=(), **more):
        choice = {"What would you like to do with this entry?": CHOICES.get(keep)}
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
    until = told.disk_until_said()
    assert until == [(BEFORE, [])] * len(until)

    kept = [("unsafe", "yes")] * (row.unsafe == "yes") + [("facts", CANARY)]
    left = {"facts": kept, "stop": BEFORE}.get(row.keep, [])
    assert house.answers() == left
    assert house.held(CANARY) == [CANARY] * (row.keep == "facts")
    assert house.held("safety_", "they did", "neck") == []

    stopped = row.keep == "stop"
    assert (told.ran.code, told.ran.out, told.ran.err) == (130 if stopped else 0, "", "")
    last = told.person.met[-1]
    assert (last.text if last.what == "say" else "") == LAST_WORDS.get(row.keep, "")

    [words] = [m.read for m in told.person.met if m.name == WORDS[1]]
    for by, kind, text in FITTING:
        fits = row.by in by and (not kind or kind in row.kinds)
        assert (text in words) is fits, text
    assert NOT_SURE not in words
    assert of_the_cycle(told.words()) == []


@pytest.mark.parametrize("by", ["them", "me", "skipped"])
def test_nothing_shows_what_is_kept_apart(lived_in, led, by):
    """With facts kept, every look back is the same to the byte; it stands only under --flagged."""
    house, before = lived_in
    led(says(Row("yes", (), by.replace("skipped", ""), "facts")), "facts")

    assert looked(house) == before
    with house.store() as store:
        assert list(store.search(CANARY)) == []
        assert store.count() == 3

    kept = {"number": "F1", "flow": "full", "care": "flagged", "lean": None, "their_lean": None}
    shown = {**kept, "answers": {"unsafe": "yes", "facts": CANARY}}
    listed = house.run("list", "--flagged", "--format", "json").data
    assert [e["number"] for e in listed] == [1, 2, 3, "F1"]
    assert {k: listed[-1][k] for k in shown} == shown
    assert "\nF1  Wed 4, " in house.run("list", "--flagged").out
    assert CANARY in house.run("export", "--format", "json", "--flagged").out
    assert CANARY in house.run("show", "F1").out
    assert of_the_cycle(house.run("show", "F1").out) == []


@pytest.mark.parametrize(("unsafe", "keep"), [("yes", "nothing"), ("not_sure", "close")])
def test_nothing_is_left_of_what_was_not_kept(lived_in, led, unsafe, keep):
    """Not even under --flagged, and not a byte: the page might never have been begun."""
    house, before = lived_in
    flagged = [house.run(*line).out for line in FLAGGED]
    led({"unsafe": unsafe, "safety_kinds": ("watched",), "safety_by": "them"}, keep)

    assert looked(house) == before
    assert [house.run(*line).out for line in FLAGGED] == flagged


def test_a_stop_leaves_what_was_said_before_and_asks_again(lived_in, led, someone):
    """Ctrl-C on a safety page keeps nothing of it; to go on is to be asked about danger first."""
    house, before = lived_in
    told = led({"unsafe": "yes", "safety_by": "them"}, "stop")
    assert (told.ran.code, told.ran.out, told.ran.err) == (130, "", "")

    after = looked(house)
    assert after.pop("").out == "3 entries, one not finished. Go on: journal resume\n"
    assert after == {line: ran for line, ran in before.items() if line}
    person = someone({"unsafe": Stopped("")})
    house.run("resume", person=person)
    assert person.asked == ["unsafe"]


STOPS = {
    "at what fits": ({"safety_kinds": Stopped("")}, {}),
    "at who did it": ({"safety_by": Stopped("")}, {}),
    "at the words": ({}, {"You can talk without giving a name": Stopped("")}),
    "at the words, by q": ({}, {"You can talk without giving a name": "q"}),
    "at the choice": ({}, {"What would you like to do with this entry?": Stopped("")}),
    "at the facts": ({"facts": Stopped("")}, {"What would you like": "1"}),
    "in the facts": ({"facts": Left(CANARY)}, {"What would you like": "1"}),
}


@pytest.mark.parametrize(("says", "keys"), STOPS.values(), ids=STOPS)
def test_a_stop_anywhere_on_the_safety_pages(house, someone, says, keys):
    """Nothing of it is kept, whatever was typed, and no word is left on the screen."""
    person = someone({"heat_before": 7, "unsafe": "yes", "safety_by": "them", **says}, keys)
    ran = house.run("reflect", person=person)

    assert (ran.code, ran.out, ran.err) == (130, "", "")
    assert [m for m in person.met if m.what == "say"] == person.met[:1]
    assert house.answers() == BEFORE
    assert house.held(*OF_DANGER) == []


@pytest.mark.parametrize("answer", ["no", Skipped()])
def test_no_danger_no_word_of_it(house, led, answer):
    """A no is kept like any answer and a skip is none; the page goes on with the moment."""
    told = led({"unsafe": answer, "trigger": Stopped("")})

    assert told.steps == [UNSAFE, ("ask", "trigger")]
    assert told.disk[1][0] == BEFORE + [("unsafe", "no")] * (answer == "no")


def test_not_sure_may_go_on_without_the_cycle(lived_in, led):
    """Everything else is asked; the page counts in body, feelings, needs and heat alone."""
    house, before = lived_in
    told = led(
        {
            "unsafe": "not_sure",
            "trigger": "put_off",
            "facts": CANARY,
            "body": ("jaw",),
            "surface": ("angry",),
            "story": ("failing",),
            "my_moves": ("go_quiet",),
            "their_moves": ("get_loud",),
            "softer": ("alone",),
            "need": ("calm_safe",),
            "ending": "blew_up",
            "repair_by": "me",
            "heat_after": 3,
        },
        opens="facts quiet_meant hoping afraid_that raw_spot soft_line their_side plan_cue".split(),
    )

    assert told.steps[:3] == [UNSAFE, KINDS, NOT_SURE_PAGE]
    assert told.disk[1:3] == [(BEFORE, [])] * 2
    [page] = [m.read for m in told.person.met if m.name == NOT_SURE_PAGE[1]]
    assert NOT_SURE in page
    assert "National Domestic Abuse Helpline: 0808 2000 247" in page
    assert not any(text in page for by, kind, text in FITTING if by != WHOEVER)
    left_out = {"soft_line", "their_side", "their_side_sure", "loop", "plan_cue", "lean_fits"}
    assert left_out.isdisjoint(told.person.asked)
    assert {"story", "my_moves", "softer", "repairs", "heat_after"} <= {*told.person.asked}
    assert of_the_cycle(told.words().replace(ASKED_ANYWAY, "")) == []
    assert "What were you hoping that would do?" in told.words()  # as asked whatever one did

    added = house.run("list", "--format", "json").data[-1]
    assert (added["care"], added["lean"], added["lean_detail"], added["their_lean"]) == (
        "unsure", None, None, None,
    )  # fmt: skip
    assert of_the_cycle(house.run("show", "last").out.replace(ASKED_ANYWAY, "")) == []
    counts, earlier = (
        {(f["id"], f["subject"]): (f["count"], f["of"]) for f in ran.data["findings"]}
        for ran in (house.run("summary", "--format", "json"), before["summary --format json"])
    )
    changed = {key[0] for key in counts if counts[key] != earlier.get(key)}
    assert changed == {"body", "surface"}
    assert counts["body", "chest"] == (3, 4)


@pytest.mark.parametrize(("key", "kept"), [("k", [*BEFORE, ("unsafe", "not_sure")]), ("c", [])])
def test_not_sure_may_stop(house, led, key, kept):
    """What is there stays, counted as unsure; or nothing does."""
    told = led({"unsafe": "not_sure"}, keys={NOT_SURE: key})

    assert told.steps[:3] == [UNSAFE, KINDS, NOT_SURE_PAGE]
    assert told.disk[:3] == [(BEFORE, [])] * 3
    assert house.answers() == kept
    with house.store() as store:
        entries = list(store.entries(flagged=True, drafts=True))
    unsure = [("unsure", False, None)] if kept else []
    assert [(e.care, e.is_draft, e.lean) for e in entries] == unsure


def test_not_sure_and_a_stop(house, led):
    """Ctrl-C keeps nothing of it either."""
    told = led({"unsafe": "not_sure"}, keys={NOT_SURE: Stopped("")})

    assert (told.ran.code, told.ran.err, house.answers()) == (130, "", BEFORE)


MOVED = {
    "mine": ({"my_moves": ("ask_again", "scary", "go_quiet")}, "my_moves", ["reflect"]),
    "theirs": ({"their_moves": ("scary",)}, "their_moves", ["reflect"]),
    "mine, short": ({"my_moves": ("scary",)}, "my_moves", ["reflect", "--quick"]),
}


@pytest.mark.parametrize("keep", CHOICES)
@pytest.mark.parametrize(("says", "question", "command"), MOVED.values(), ids=MOVED)
def test_something_that_scared_or_hurt(house, led, says, question, command, keep):
    """The last row of the moves opens the same pages, though danger was denied before."""
    told = led(
        {"unsafe": "no", "facts": CANARY, "safety_by": "me", **says}, keep, command, opens=["facts"]
    )

    at = told.steps.index(("ask", question))
    said = told.disk[at][0]
    asked = [] if "--quick" not in command else AFTERWARDS[keep][:-1]
    assert told.steps[at:] == [
        ("ask", question), KINDS, WHO, WORDS, CHOICE, *asked, *AFTERWARDS[keep][-1:],
    ]  # fmt: skip
    assert said[:2] == [*BEFORE, ("unsafe", "no")]
    assert all(answers == said for answers, _ in told.disk_until_said(at))

    left = {"facts": [("facts", CANARY)], "stop": said}.get(keep, [])
    assert house.answers() == left
    assert house.held("scary", "safety_", "neck", "by_me") == []
    assert house.held(CANARY) == ([CANARY] if ("facts", CANARY) in left else [])
    assert of_the_cycle(told.words(at + 1)) == []
    with house.store() as store:
        assert [e.care for e in store.entries(flagged=True)] == ["flagged"] * (keep == "facts")


CONTROLLED = ("surface", "controlled")
AGAIN = {
    "yes": ([KINDS, WHO, WORDS, CHOICE, FACTS, SAID], [("unsafe", "yes"), ("facts", CANARY)]),
    "not_sure": ([KINDS, NOT_SURE_PAGE], [*BEFORE, CONTROLLED]),
    "no": ([("ask", "story")], [*BEFORE, ("unsafe", "no"), CONTROLLED]),
    "": ([("ask", "story")], [*BEFORE, ("unsafe", "no"), CONTROLLED]),
}


@pytest.mark.parametrize(("again", "follows", "kept"), [(a, *then) for a, then in AGAIN.items()])
def test_feeling_controlled_asks_once_more(house, led, again, follows, kept):
    """A yes opens the safety pages; after a no or a skip the page goes on as it was."""
    told = led(
        {
            "unsafe": ["no", again or Skipped()],
            "surface": ("controlled",),
            "facts": CANARY,
            "story": Stopped(""),
        },
        "facts",
        keys={NOT_SURE: Stopped("")},
    )

    at = told.steps.index(("ask", "surface"))
    assert told.steps[at + 1 :] == [UNSAFE, *follows]
    assert house.answers() == kept
    if follows[0] == KINDS:
        assert told.disk[at + 2][0] == [*BEFORE, CONTROLLED]


@pytest.mark.parametrize("keep", CHOICES)
def test_going_back_to_the_question(house, led, someone, keep):
    """The no is forgotten on disk before anything is asked; the rest goes by the choice."""
    told = led(
        {
            "unsafe": ["no", "yes"],
            "trigger": ["went_quiet", WentBack()],
            "facts": [CANARY, WentBack()],
            "body": WentBack(),
            "safety_by": "both",
        },
        keep,
        opens=["facts"],
    )

    at = len(told.steps) - 1 - told.steps[::-1].index(UNSAFE)
    assert told.steps[at:] == [UNSAFE, KINDS, WHO, WORDS, CHOICE, *AFTERWARDS[keep][-1:]]
    said = [*BEFORE, ("trigger", "went_quiet"), ("facts", CANARY)]
    assert told.disk_until_said(at + 1) == [(said, [CANARY])] * 4
    left = {"facts": [("unsafe", "yes"), ("facts", CANARY)], "stop": said}.get(keep, [])
    assert house.answers() == left
    assert house.held(CANARY) == [CANARY] * bool(left)
    if keep == "stop":
        person = someone({"unsafe": Stopped("")})
        house.run("resume", person=person)
        assert person.asked == ["unsafe"]


@pytest.mark.parametrize("keep", CHOICES)
def test_a_yes_in_a_second_look(lived_in, led, keep):
    """The same pages; kept, it takes the argument it is about along, out of every count."""
    house, before = lived_in
    told = led({"heat_now": 2, "unsafe": "yes", "facts": CANARY}, keep, ["followup"])

    assert told.steps == [UNSAFE, KINDS, WHO, WORDS, CHOICE, *AFTERWARDS[keep]]
    until = told.disk_until_said()
    assert until == [([("heat_now", 2)], [])] * len(until)
    after = looked(house)
    if keep == "stop":
        assert "not finished" in after.pop("").out
    if keep == "facts":
        assert after[""].out.startswith("2 entries.")
        assert [line for line, ran in after.items() if '"page-3"' in ran.out] == []
    else:
        assert after == {line: ran for line, ran in before.items() if line in after}
    assert of_the_cycle(told.words()) == []


FLAGGED = [
    line.split()
    for line in ("list --flagged", "list --flagged --format json", "export --flagged --format json")
]


@pytest.fixture(scope="session")
def lived_in_once(begun_once, made_house, page):
    """The file of a journal with three pages about arguments, and what every look back shows."""
    house = made_house(begun_once)
    house.keep(
        page(1, soft_line="I am scared to lose you."),
        page(2, loop="Round it went.", plan_cue="hot ears", plan_move="ask_plain"),
        page(3),
    )
    before = looked(house)

    assert all(ran.code == 0 for ran in before.values()), before
    return (house.home / "journal.db").read_bytes(), before


@pytest.fixture
def lived_in(house, lived_in_once):
    """A home with three pages about arguments, and what every look back shows of it."""
    database, before = lived_in_once
    (house.home / "journal.db").write_bytes(database)
    return house, dict(before)


def looked(house):
    """What every look back shows."""
    return {" ".join(line): house.run(*line) for line in LOOKS}
