"""
A second look, a day or three after an argument:
* it is about the latest that has none, or the one named; what it cannot be about is refused
* its answers complete the argument in every count, and the page itself stays as it was written
* the plan is asked about only if there was one by then, the loop only if it was left
* the home line offers it from a day after on for two days, in words that tell nothing
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from journal.core.dates.periods import Period
from journal.core.entries.home_line import Waiting, home_line
from journal.core.errors import Stopped
from journal.core.insights.conflicts import look_back

NONE_WAITS = "No entry waits for a second look. See: journal list\n"
NO_ARGUMENT = "A second look is for an entry about an argument. See: journal list\n"
UNKNOWN = "There is no entry of that number. See: journal list\n"
LOOKED = {"heat_now": 2, "unsafe": "no"}

ALWAYS = ["heat_now", "unsafe", "repair_by", "looks_different"]
"""What every second look asks at least, with the view of the cycle."""

LOOP = (
    "We got caught in our loop. The more I asked, the more they went quiet. The more they went "
    "quiet, the more I asked. Under mine was feeling alone. I needed to matter."
)


@pytest.fixture
def looks(house, someone):
    """Lets somebody take a second look."""

    def look(*named, keys=(), **says):
        person = someone({**LOOKED, **says}, dict(keys))
        return person, house.run("followup", *named, person=person)

    return look


def abouts(house):
    """Which pages the second looks are about."""
    with house.store() as store:
        entries = list(store.entries())
    numbers = {e.uid: e.call for e in entries}
    return [numbers[e.about] for e in entries if e.flow == "followup"]


def read(person):
    return " ".join(person.read.split())


SHORT = {"flow": "quick"} | dict.fromkeys(
    "trigger facts story their_moves softer need ending heat_after".split()
)
"""What makes of a page a short one."""


def test_the_latest_without_one(house, page, looks):
    """Each takes its turn, the newest argument first; then there is none."""
    house.keep(page(1), page(2, **SHORT), page(3))
    days = []
    for _ in range(4):
        person, ran = looks()
        days += [met.read[:37] for met in person.met[:1]]

    opening = "This is about your entry from {} Feb 2026"
    assert days == [opening.format(day)[:37] for day in (3, 2, 1)]
    assert (ran.code, ran.out, ran.err) == (1, "", NONE_WAITS)
    assert sorted(abouts(house)) == ["1", "2", "3"]


def test_what_it_says_it_is_about(house, page, looks):
    """The day of the page, and the last line."""
    house.keep(page(1), page(2))
    person, ran = looks("1")

    assert person.met[0].read == "This is about your entry from 1 Feb 2026. Two or three minutes."
    assert person.met[-1].read == "Saved. Thank you for coming back to it."
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert abouts(house) == ["1"]


def test_a_page_may_be_looked_at_again(house, page, looks):
    """Named, it takes a second second look; the later answer counts."""
    house.keep(page(1))
    looks("1", repair_by="no")
    house.clock.on(hours=1)
    looks("1", repair_by="both")

    assert abouts(house) == ["1", "1"]
    assert laid_over(house)["repair_by"] == "both"


def test_what_it_cannot_be_about(house, page, looks, someone):
    """Kept apart, unknown, never finished, no argument, a second look: one sentence, no trace."""
    at = "2026-02-20T20:00:00+00:00"
    house.keep(
        page(1),
        page(2, unsafe="yes"),
        {"flow": "checkin", "happened_at": at, "answers": {"hope": 3}},
        {"flow": "caught", "happened_at": at, "answers": {"trigger": "tone"}},
        {"flow": "note", "happened_at": at, "answers": {"text": "Rain."}},
    )
    house.run("reflect", person=someone({"heat_before": 3, "unsafe": Stopped("")}))
    looks("1")
    before = house.answers()
    refused = {name: looks(name)[1] for name in "F1 F2 0 6 99 -- 2 3 4 5 zebrafinch 1.5".split()}

    for name in ("F1", "F2", "0", "6", "99", "zebrafinch", "1.5"):
        assert (refused[name].code, refused[name].out, refused[name].err) == (1, "", UNKNOWN), name
    for name in "2345":
        assert (refused[name].code, refused[name].out, refused[name].err) == (1, "", NO_ARGUMENT)
    assert house.answers() == before


def test_nothing_to_look_at(house, page, looks):
    """With nothing written, only a page kept apart, or only a note."""
    assert looks()[1].err == NONE_WAITS
    house.keep(page(1, unsafe="yes"))
    assert looks()[1].err == NONE_WAITS
    house.keep({"flow": "note", "happened_at": "2026-02-20T20:00Z", "answers": {"text": "Rain."}})
    _, ran = looks()
    assert (ran.code, ran.out, ran.err) == (1, "", NONE_WAITS)


@pytest.mark.parametrize(("short", "long"), [("uid-a", "uid-b"), ("uid-b", "uid-a")])
def test_a_short_page_and_the_long_one_about_the_same(house, page, looks, short, long):
    """The long one is looked at, whichever of the two was given the greater uid."""
    at = page(3)["happened_at"]
    house.keep(
        page(1, uid=short, happened_at=at, **SHORT), page(2, uid=long, about=short, happened_at=at)
    )
    looks()

    with house.store() as store:
        assert [e.about for e in store.entries() if e.flow == "followup"] == [long]


def laid_over(house):
    """The answers of the one argument, as they are counted."""
    with house.store() as store:
        counts = {"full": "conflict", "quick": "conflict"}
        [conflict] = look_back(store.entries(), counts, Period(), {}).conflicts
    return {theme: said.value for theme, said in conflict.said.items()}


def test_its_answers_complete_the_argument(house, page, looks):
    """In whatever is counted; what was written the first time is not touched."""
    house.keep(page(1, repair_by="not_yet"))
    written = house.run("show", "1").out, house.run("show", "1", "--format", "json").out
    person, ran = looks(
        repair_by="both", repair_helped="yes", okay_minutes=1440, looks_different="I was tired.",
        loop=LOOP,
    )  # fmt: skip

    assert person.asked == [
        "heat_now", "unsafe", "repair_by", "repair_helped", "okay_minutes", "looks_different",
        "loop",
    ]  # fmt: skip
    assert ran.code == 0
    assert (house.run("show", "1").out, house.run("show", "1", "--format", "json").out) == written
    said = laid_over(house)
    assert {theme: said[theme] for theme in ("repair_by", "okay_minutes", "loop", "heat_now")} == {
        "repair_by": "both", "okay_minutes": 1440, "loop": LOOP, "heat_now": 2,
    }  # fmt: skip
    assert said["heat_before"] == 6
    assert "My loop, in my words" in house.run("export").out
    assert LOOP in " ".join(house.run("export").out.split())
    counted = house.run("summary", "--format", "json").data["entries"]
    assert (counted["full"], counted["followup"]) == (1, 1)


def test_it_belongs_to_the_time_of_its_argument(house, page, looks):
    """A period that ends before it was written has its answers all the same."""
    house.keep(page(1))
    looks(loop=LOOP)

    assert LOOP in " ".join(house.run("export", "--until", "2026-02-01").out.split())
    assert LOOP not in " ".join(house.run("export", "--since", "2026-02-02").out.split())


def test_the_loop_is_asked_if_it_was_left(house, page, looks):
    """With a first try from the page; not again once it is there, in the page or in a look."""
    house.keep(page(1), page(2, loop="Round it went."))
    left, there = looks("1")[0], looks("2")[0]

    assert left.asked == [*ALWAYS, "loop"]
    assert LOOP in read(left)
    assert there.asked == ALWAYS


PLAN = {"plan_cue": "hot ears", "plan_move": "stay"}
KNOWN_PLAN = "Your plan: When I notice: hot ears. Then I will stay with it."


def test_the_plan_is_asked_about_only_if_it_was_there_by_then(house, page, looks):
    """Not of the argument that it comes from, nor of one before."""
    house.keep(*(page(n, loop="Round.", **(PLAN if n == 2 else {})) for n in (1, 2, 3)))
    asked = {name: looks(name)[0] for name in "123"}

    assert [asked[name].asked for name in "12"] == [ALWAYS, ALWAYS]
    assert asked["3"].asked == [*ALWAYS, "plan_used", "plan_keep"]
    assert KNOWN_PLAN in read(asked["3"])


def test_a_plan_may_change_in_a_second_look(house, page, looks):
    """The new one is the plan from then on, and the page of the old one stays."""
    house.keep(page(1, **PLAN), page(2, loop="Round."))
    person, _ = looks(
        plan_used="forgot", plan_keep="change", plan_cue="cold feet", plan_move="ask_plain"
    )

    assert person.asked == [*ALWAYS, "plan_used", "plan_keep", "plan_cue", "plan_move"]
    plan = "When I notice: cold feet. Then I will ask for one thing."
    assert plan in house.run("plan").out
    assert "hot ears" in house.run("show", "1").out
    assert plan in house.run("export").out


def test_about_a_page_whose_writer_was_not_sure(house, page, looks):
    """No loop is drawn for it, and no plan is asked about, though danger is denied since."""
    house.keep(page(1, **PLAN), page(2, unsafe="not_sure"))
    person, _ = looks()

    assert person.asked == ALWAYS
    assert "The more" not in person.read
    assert "hot ears" not in person.read


def test_words_by_the_lean_of_the_page(house, page, looks):
    """What looks different is asked of someone who pressed as it is of one who stepped back."""
    house.keep(
        page(1),
        page(2, my_moves=["go_quiet"]),
        page(3, my_moves=["go_quiet"], unsafe="not_sure"),
        page(4, my_moves=None),
    )
    asked = [read(looks(name)[0]) for name in "1234"]

    assert ["see about how you pressed?" in a for a in asked] == [True, False, False, False]
    assert ["see about how you stepped back?" in a for a in asked] == [False, True, False, False]
    assert ["Does anything look different now?" in a for a in asked] == [False, False, True, True]


@pytest.mark.parametrize("time", range(6))  # its uid is another each time
def test_a_clock_that_was_set_back(house, page, looks, time):
    """A look is never before its argument; it is found as done, and its answers count."""
    house.keep(page(1, loop="Round."), page(3))
    house.clock.at = datetime.fromisoformat("2026-02-02T09:00:00+00:00")
    _, ran = looks(loop=LOOP)
    looks()

    assert (ran.code, ran.err) == (0, "")
    assert sorted(abouts(house)) == ["1", "2"]
    with house.store() as store:
        [look] = [e for e in store.entries() if e.about == "page-3"]
    assert look.happened_at.isoformat() == page(3)["happened_at"]
    assert LOOP in " ".join(house.run("export").out.split())
    assert house.run().out == "4 entries. New: journal reflect · Look back: journal summary\n"


HOURS = {-5: False, 0: False, 23.9: False, 24: True, 48: True, 72: True, 72.1: False, 500: False}


@pytest.mark.parametrize(("hours", "due"), HOURS.items())
def test_when_the_home_line_offers_it(house, page, hours, due):
    """From a day after the argument on, for two days."""
    house.keep(page(1))
    house.clock.at = datetime.fromisoformat(page(1)["happened_at"]) + timedelta(hours=hours)

    line = "The one from 1 Feb 2026 is ready for a second look: journal followup"
    assert (line in house.run().out) is due


def test_two_days_later(house, someone, looks):
    """Written, offered, looked at; then nothing waits any more."""
    person = someone({"heat_before": 5, "unsafe": "no", "trigger": "tone", "heat_after": 3})
    house.run("reflect", person=person)
    assert house.run().out == "1 entry. New: journal reflect · Look back: journal summary\n"

    house.clock.on(days=2)
    offered = "1 entry. The one from 4 Mar 2026 is ready for a second look: journal followup\n"
    assert house.run().out == offered
    looks(heat_now=1, repair_by="them", repair_helped="a_bit", okay_minutes=90)
    assert house.run().out == "2 entries. New: journal reflect · Look back: journal summary\n"
    assert laid_over(house)["okay_minutes"] == 90


def test_a_page_kept_apart_is_never_offered(house, page):
    """Nor counted; the line is that of a journal without it."""
    house.keep(page(1, unsafe="yes"))
    house.clock.at = datetime.fromisoformat(page(3)["happened_at"])

    assert house.run().out == "Nothing to list here. To write: journal reflect\n"


NOON = datetime.fromisoformat("2026-03-04T12:00:00+00:00")
YESTERDAY = NOON - timedelta(days=2)
LATER, TOMORROW, EARLIER = (NOON + timedelta(hours=h) for h in (9.5, 21, -2))
STATES = (
    (Waiting(0), "Nothing to list here. To write: journal reflect"),
    (Waiting(1), "1 entry. New: journal reflect · Look back: journal summary"),
    (Waiting(12), "12 entries. New: journal reflect · Look back: journal summary"),
    (Waiting(0, draft=True), "0 entries, one not finished. Go on: journal resume"),
    (Waiting(3, draft=True), "3 entries, one not finished. Go on: journal resume"),
    (
        Waiting(3, second_look=YESTERDAY),
        "3 entries. The one from 2 Mar 2026 is ready for a second look: journal followup",
    ),
    (Waiting(3, return_at=LATER), "3 entries. Set for 21:30."),
    (Waiting(3, return_at=TOMORROW), "3 entries. Set for 5 Mar 2026, 09:00."),
    (Waiting(3, return_at=EARLIER), "3 entries. It is 12:00. Ready when you are: journal reflect"),
    (
        Waiting(3, second_look=YESTERDAY, return_at=EARLIER),
        "3 entries. The one from 2 Mar 2026 is ready for a second look: journal followup",
    ),
    (Waiting(3, second_look=YESTERDAY, return_at=LATER), "3 entries. Set for 21:30."),
    (
        Waiting(3, draft=True, second_look=YESTERDAY),
        "3 entries. Waiting: one not finished (journal resume), one second look (journal followup)",
    ),
    (Waiting(3, draft=True, return_at=LATER), "3 entries, one not finished. Go on: journal resume"),
)

TELLING = (
    "partner fight argument arguing quarrel cycle loop feel felt emotion safe danger hurt harm "
    "couple relation love anger angry upset heat"
).split()
"""Words that would tell someone looking on what this is."""


@pytest.mark.parametrize(("waiting", "line"), STATES)
def test_the_home_line_in_each_state(waiting, line):
    """One line, neutral to anyone looking over a shoulder."""
    told = home_line(waiting, NOON)

    assert told == line
    assert [word for word in TELLING if word in told.casefold()] == []


def test_the_home_line_of_a_home_that_is_not_there(new_house):
    """It says what to type, and makes nothing."""
    assert new_house.run().out == "Nothing to list here. To write: journal reflect\n"
    assert not new_house.home.exists()
