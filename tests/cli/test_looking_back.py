"""
Looking back:
* the list, one entry as it was asked, the summary, all as text and as JSON
* a period picks entries by the day it was where they happened
* drafts and what was kept apart are in none of them
* too few entries, or none: kindly said
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from journal.core.entries.one_line import FLOW_NOUNS
from journal.core.insights.registry import INSIGHTS
from journal.local.prompts.loader import Prompts
from journal.store import open_store

EXPORT_KEYS = (
    "uid flow happened_at written_at edited_at about care lean lean_detail their_lean "
    "lean_overruled answers"
).split()

FINDING_KEYS = tuple("id subject label count of value unit sentence entries".split())

OWN_FLOW = """
title = "After the phone"
counts = "apart"

[[question]]
id = "how_long"
kind = "minutes"
ask = "How long was it in your hand?"

[[question]]
id = "felt"
theme = "surface"
kind = "many"
ask = "And what was there then?"
words = "feelings"

[[question]]
id = "instead_of"
kind = "one"
ask = "What was it instead of?"
choices = [{id = "talk", label = "A talk"}, {id = "sleep", label = "Sleep"}]
"""

SHOWN = """\
1  Sun 1 Mar 2026, 21:30
The long entry

How strong is the upset in you right now?
  7 of 10

Was anyone hit, threatened, or scared of the other?
  No

What was the moment it turned for you?
  They went quiet

What would a camera have seen and heard?
  I asked twice about Sunday.

What did your body do first?
  Tight chest
  Can't sit still

Which feelings were loudest, whether they showed or not?
  Frustrated
  Unheard

What did you do next?
  Asked again
  Got louder
  Went quiet

And what did you see or hear them do?
  Went quiet
  Left

If the loud feeling was guarding a softer one, what might it be?
  Alone

What did you most need right then?
  To matter

About how long did the hot part last?
  45 min

How strong is the upset now?
  4 of 10

In this one you pressed first, and then stepped back. That can be being worn
out, not being cold. Some of it came out sharp.
It went more than one way.
"""


@pytest.fixture
def page(answers):
    """A long entry of the evening of a day, with nothing but the answers given."""

    def written(day, **said):
        uid = f"{day}-{said.get('flow', 'full')}"
        return {**answers(happened_at=f"{day}T21:30:00+01:00", answers=said), "uid": uid}

    return written


@pytest.fixture
def three(keep, page):
    """Three pages: what set it off recurs, the topic does not; then a note."""
    keep(
        page("2026-03-01", trigger="went_quiet", topic="money", my_moves=["ask_again"]),
        page("2026-03-05", trigger="went_quiet", topic="family", my_moves=["ask_again", "leave"]),
        page("2026-04-02", trigger="tone", topic="chores", my_moves=["get_loud", "criticise"]),
        {
            **{"flow": "note", "happened_at": "2026-04-03T08:00:00+02:00"},
            "answers": {"text": "A quiet morning."},
        },
    )


@pytest.fixture
def unseen(home, keep, page):
    """One entry kept apart, and one that is not finished."""

    def add():
        keep(page("2026-03-03", unsafe="yes", trigger="went_quiet", facts="kept apart"))
        with open_store(home / "journal.db") as store:
            entry = replace(store.entry("F1"), uid="draft", care=None, number=None)
            store.put(replace(entry, draft_at="trigger", revision=None))

    return add


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "Nothing to list here. To write: journal reflect\n"),
        ("list", "Nothing to list here. To write: journal reflect\n"),
        ("list --last 7d", "No entries in that time.\n"),
        ("list --format json", "[]\n"),
        ("summary", "Nothing to count here. To write: journal reflect\n"),
        ("export --format json", ""),
    ],
)
def test_with_nothing_written(run, line, said):
    """A kind sentence, or nothing as data; both are no failure."""
    result = run(*line.split())

    assert (result.code, result.out, result.err) == (0, said, "")


@pytest.mark.parametrize("view", ["loop", "plain"])
@pytest.mark.parametrize("moves", [["scary"], ["ask_again", "scary"]])
@pytest.mark.parametrize("side", ["my_moves", "their_moves"])
def test_who_noted_that_something_scared_is_told_so(run, keep, view, moves, side):
    """From a file, which nobody asks about safety; of a part and a loop nothing."""
    run("settings", "view", view)
    keep({"flow": "full", "answers": {"unsafe": "no", "my_moves": ["ask_again"], side: moves}})
    told = " ".join(run("show").out.split())

    assert "You noted something that scared or hurt. Help lines: journal support" in told
    assert not [w for w in ("No lean", "pressed", "loop") if w in told]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"nearly": "criticise"}, "No reply · nearly: Criticised · Tight chest"),
        ({"nearly": "criticise", "instead": ["ask_plain"]}, "No reply · {ask_plain} · Tight chest"),
        ({"nearly": {"other": "Slammed it"}}, "No reply · nearly: Slammed it · Tight chest"),
    ],
)
def test_what_was_nearly_done_is_not_told_as_done(run, keep, said, told):
    """It says that it was nearly; or what was done instead, where that is known."""
    keep({"flow": "caught", "answers": {"trigger": "no_reply", "body": ["chest"], **said}})
    label = Prompts().lists["moves"].words["ask_plain"].label

    assert told.format(ask_plain=label) in run("list", COLUMNS="200").out


def test_each_state_of_an_entry_says_which_it_is(run, keep):
    """Before which of its changes, however close they are, and what differs beside answers."""
    keep({"flow": "full", "answers": {"unsafe": "no", "my_moves": ["ask_again"]}})
    for lean in ("away", "both", "toward"):
        assert run("edit", "1", "--lean", lean).code == 0
    told = run("restore", "1").out

    assert re.findall(r"(?m)^(\d  before [^,]*), \d\d:\d\d$", told) == [
        "1  before the last change",
        "2  before the last 2 changes",
        "3  before the last 3 changes",
    ]
    assert run("restore", "9").err == "No deleted or changed entry has that number.\n"


def test_where_all_answers_are_the_same_it_says_what_differs(run):
    """Such as the day, which an import of a later state may change."""
    for day in ("01", "02"):
        page = {"flow": "note", "uid": "one", "answers": {"text": "One."}}
        page["happened_at"] = page["written_at"] = f"2025-01-{day}T20:00:00+01:00"
        page["edited_at"] = f"2025-02-{day}T20:00:00+01:00"
        assert run("import", "-", stdin=[page]).code == 0

    assert "The answers are the same. Otherwise than now: the day." in run("restore", "1").out


NOTHING_TO_SHOW = ["", "list", "summary", "cycle", "restore", "export", "export --for couple",
                   "export --for self", "list --last 7d"]  # fmt: skip


@pytest.mark.parametrize("line", NOTHING_TO_SHOW)
def test_nothing_to_show_is_said_alike_with_entries_kept_apart(run, keep, line):
    """True of both, so that nobody reads from it that there are some."""
    before = run(*line.split())
    keep(*[{"flow": "full", "answers": {"unsafe": "yes", "facts": "Once."}}] * 3)
    after = run(*line.split())

    assert (after.code, after.out, after.err) == (before.code, before.out, before.err)
    assert " yet" not in before.out + before.err


def test_with_notes_alone_a_page_says_what_there_is(run, keep):
    """That a note is none about an argument; for oneself it is a page."""
    keep({"flow": "note", "answers": {"text": "One."}})
    assert run("export").err == (
        "A page needs an entry about an argument; so far there is 1 note. "
        "To write one: journal reflect\n"
    )
    assert "One." in run("export", "--for", "self").out

    keep({"flow": "note", "answers": {"text": "Two."}})
    assert "so far there are 2 notes." in run("export", "--for", "couple").err


def test_a_list_with_only_an_unfinished_page_says_what_waits(run, home, unseen):
    """The home line, rather than that there is nothing."""
    unseen()

    assert run("list").out == run().out == "0 entries, one not finished. Go on: journal resume\n"


@pytest.mark.parametrize("columns", [30, 40, 59])
def test_a_narrow_list_cuts_no_word(run, year, columns):
    """The date on one line, what it was about under it."""
    narrow = run("list", COLUMNS=str(columns)).out
    lines = narrow.splitlines()
    wide = run("list", COLUMNS="200").out

    assert narrow.split() == wide.split()
    assert all(len(line) <= columns for line in narrow.splitlines())
    assert re.match(r" *\d+  \w{3} \d+, \d\d:\d\d  [\w ]+$", lines[lines.index("October 2025") + 1])


def test_no_page_for_a_therapist_yet(run):
    """The sentence goes to standard error, so that no file is made of it; exit 0."""
    result = run("export")

    said = "A page needs an entry about an argument. To write one: journal reflect\n"
    assert (result.code, result.out, result.err) == (0, "", said)


def test_the_home_line_counts_what_can_be_seen(run, keep, unseen):
    """Neither an entry kept apart is in its number, nor one that is not finished."""
    keep({"flow": "note", "answers": {"text": "One."}})
    assert run().out == "1 entry. New: journal reflect · Look back: journal summary\n"

    unseen()
    assert run().out == "1 entry, one not finished. Go on: journal resume\n"


def test_the_list(run, three):
    """Oldest first, by month: number, day and time where it was, what it is, and about what."""
    assert run("list").out == (
        "4 entries.\n"
        "\nMarch 2026\n"
        "1  Sun 1, 21:30  long entry  They went quiet · Money\n"
        "2  Thu 5, 21:30  long entry  They went quiet · Family\n"
        "\nApril 2026\n"
        "3  Thu 2, 21:30  long entry  Tone or look · Chores\n"
        "4  Fri 3, 08:00  note        A quiet morning.\n"
    )


ALL = "are here. For all of them add: -n"


@pytest.mark.parametrize(
    ("options", "head"),
    [
        ("", "4 entries."),
        ("-n 3", "4 entries; the newest 3 are here. For all of them add: -n 4"),
        ("-n 1", "4 entries; the newest one is here. For all of them add: -n 4"),
        ("--flow full", "3 entries like that."),
        ("--topic money", "1 entry like that."),
        ("--flow full -n 2", f"3 entries like that; the newest 2 {ALL} 3"),
        ("--since 2026-04-01", "2 entries like that."),
    ],
)  # fmt: skip
def test_a_list_says_how_many_there_are(run, three, unseen, options, head):
    """And how many it shows; neither what is kept apart nor what is not finished is in it."""
    unseen()

    assert run("list", *options.split()).out.splitlines()[0] == head


def test_every_row_says_what_it_is_about(run, keep, page):
    """A second look names its entry and how it went on; numbers where nothing was picked."""
    conflict = page("2026-03-01", trigger="went_quiet")

    def other(day, flow, about=None, **said):
        return {**page(day, **said), "flow": flow, "uid": day, "about": about}

    keep(
        conflict,
        other("2026-03-02", "followup", conflict["uid"], repair_by="me", repair_helped="yes"),
        other("2026-03-03", "followup", conflict["uid"], repair_by="not_yet"),
        other("2026-03-04", "followup", conflict["uid"], heat_now=3),
        other("2026-03-05", "checkin", closeness=6, hope=0, bracing=9),
        other("2026-03-06", "quick", heat_before=8),
        other("2026-03-07", "full", "2026-03-06", trigger="tone", repair_by="me"),
    )

    assert [line.split("  ", 2)[2] for line in run("list").out.splitlines()[3:]] == [
        "long entry   They went quiet",
        "second look  on 1: mended, it helped",
        "second look  on 1: not mended yet",
        "second look  on 1: upset 3",
        "check-in     close 6 · hope 0 · on guard 9",
        "short entry  upset 8",
        "long entry   on 6: Tone or look",
    ]
    only = run("list", "-n", 1, "--flow", "followup").out.splitlines()
    assert only[-1].endswith("on 1: upset 3")


def test_every_packaged_kind_has_a_name():
    """So that no list has to read a file of questions."""
    named = Prompts().flow_names()

    assert list(FLOW_NOUNS) == named, (
        "core/entries/one_line.py: give it a row in FLOW_NOUNS, in its place"
    )


def test_the_list_and_one_entry_as_data(run, three):
    """What the export gives, each with its number before it."""
    exported = [json.loads(line) for line in run("export", "--format", "json").out.splitlines()]
    listed = run("list", "--format", "json").data

    assert [list(e) for e in exported] == [EXPORT_KEYS] * 4
    assert listed == [{"number": n, **e} for n, e in enumerate(exported, 1)]
    assert list(listed[0]) == ["number", *EXPORT_KEYS]
    assert run("show", 2, "--format", "json").data == listed[1]
    assert run("show", "--format", "json").data == listed[-1]
    assert run("show", "last", "--format", "json").data == listed[-1]


def test_one_entry_as_it_was_asked(run, keep, answers):
    """Each question in its words, each answer in words; then how it went."""
    keep(answers())

    assert run("show", 1).out == SHOWN


def test_an_entry_stays_readable_when_its_flow_has_changed_or_is_gone(run, home):
    """Wordings and labels of the time are kept with it."""
    flows = home / "prompts" / "flows"
    flows.mkdir(parents=True)
    own = flows / "phone.toml"
    own.write_text(OWN_FLOW)
    said = {"how_long": 90, "felt": ["unheard", {"other": "Grey"}], "instead_of": "talk"}
    told = {"flow": "phone", "happened_at": "2026-03-01T21:30:00+01:00", "answers": said}
    assert run("reflect", "--answers", "-", stdin=told).code == 0
    shown = (
        "1  Sun 1 Mar 2026, 21:30\n{}\n\n"
        "How long was it in your hand?\n  {}\n\n"
        "And what was there then?\n  Unheard\n  Grey\n\n"
        "What was it instead of?\n  A talk\n\n"
    )
    assert run("show", 1).out == shown.format("After the phone", "1 h 30")

    own.write_text(OWN_FLOW.replace("How long was it", "How many minutes").replace("A talk", "x"))
    assert run("show", 1).out == shown.format("After the phone", "1 h 30")

    own.unlink()
    # Whether a number is minutes, only the flow knows.
    assert run("show", 1).out == shown.format("phone", "90 of 10")


def test_the_summary_as_data(run, three):
    """Exactly the shape that other programs rely on."""
    data = run("summary", "--since", "2026-01-01", "--format", "json").data
    ids = [row.id for row in INSIGHTS]

    assert list(data) == [
        *("period", "entries", "findings", "too_early", "no_pattern", "absent", "notes")
    ]
    assert data["period"] == {"since": "2026-01-01", "until": None}
    assert data["entries"] == {
        **dict.fromkeys(Prompts().flow_names(), 0),
        **{"full": 3, "note": 1},
    }
    assert [f for f in data["findings"] if f["id"] == "trigger"] == [
        {
            "id": "trigger",
            "subject": "went_quiet",
            "label": "They went quiet",
            "count": 2,
            "of": 3,
            "value": None,
            "unit": None,
            "sentence": "'They went quiet' came up in 2 of 3 entries.",
            "entries": [1, 2],
        }
    ]
    assert {tuple(f) for f in data["findings"]} == {FINDING_KEYS}
    assert {"id": "cue", "have": 3, "need": 5} in data["too_early"]
    assert "topic" in data["no_pattern"]
    told = {f["id"] for f in data["findings"]} | {e["id"] for e in data["too_early"]}
    assert told | set(data["no_pattern"]) == set(ids)
    early = {e["id"] for e in data["too_early"]}
    assert {a["id"] for a in data["absent"]} == early | set(data["no_pattern"])
    assert {
        "id": "topic",
        "reason": "too_rare",
        "sentence": "Subjects: nothing has come up twice yet in the 3 entries that tell the "
        "subject.",
    } in data["absent"]


def test_the_summary_as_text(run, three):
    """A bar with its count for what recurs, a sentence where nothing does; what is too early."""
    out = run("summary").out

    assert out.startswith("From 3 entries, in your own choices. Counts, not verdicts.\nYour part\n")
    assert (
        "What sets it off\n"
        "  They went quiet         ██████████████░░░░░░    2 of 3\n"
        "  Subjects: nothing has come up twice yet in the 3 entries that tell the\n"
        "  subject.\n"
    ) in out
    assert "\nToo early to tell. Entries so far, of those needed: First and last" in out
    assert "Distance or pressure (3 of 5)" in " ".join(out.split())
    assert re.search(r"Nothing to count yet: [^.]*Your body \(from 3\)", " ".join(out.split()))
    assert out.endswith(
        "\nDoes this fit? What is missing?   Behind each line: journal summary --why\n"
    )


def test_the_entries_behind_each_line(run, three):
    """Their numbers, which `show` takes."""
    out = run("summary", "--why").out

    assert (
        "  What sets it off\n"
        "    'They went quiet' came up in 2 of 3 entries.\n"
        "    They went quiet         ██████████████░░░░░░    2 of 3\n"
        "      entries 1, 2\n"
    ) in out
    assert "\nNot yet\n" in out
    assert out.endswith("\nDoes this fit? What is missing?\n")
    assert "  Distance or pressure: too early to tell. It takes 5 entries; there are 3.\n" in out


def test_one_entry_is_too_early_for_anything(run, keep, page):
    """One sentence; at length, each line says how many it takes."""
    keep(page("2026-03-01", trigger="tone"))
    data = run("summary", "--format", "json").data

    assert (data["findings"], data["no_pattern"]) == ([], [])
    assert {e["id"] for e in data["too_early"]} == {row.id for row in INSIGHTS}
    assert all(e["have"] < e["need"] for e in data["too_early"])
    assert "What sets it off: too early to tell. It takes 3 entries; there is 1." in (
        run("summary", "--why").out
    )
    assert run("summary").out == (
        "So far: 1 long entry. From 3 arguments on, you see here what came up more than\nonce.\n"
    )


@pytest.mark.parametrize("options", [("--last", "1d"), ("--until", "2025-12-31")])
def test_nothing_in_a_period_is_said_as_everywhere_else(run, three, options):
    """As the list and the page say it; without a period there is something."""
    said = {run(command, *options).out for command in ("summary", "cycle", "list")}

    assert said == {"No entries in that time.\n"}
    assert run("summary").out.startswith("From 3 entries")


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ("--since 2026-03-05", "2 3 4"),
        ("--until 2026-03-05", "1 2"),
        ("--since 2026-03-05 --until 2026-03-05", "2"),
        ("--until 2026-04-02 --last 30d", "2 3"),
        ("--until 2026-04-02 --last 4w", "3"),
        ("--since 2027-01-01", ""),
    ],
)
def test_a_period_on_everything(run, three, options, numbers):
    """The first and the last day belong to it."""
    chosen = numbers.split()
    uids = [e["uid"] for e in run("list", "--format", "json").data if str(e["number"]) in chosen]
    listed = run("list", *options.split(), "--format", "json").data
    exported = run("export", *options.split(), "--format", "json").out.splitlines()
    entries = run("summary", *options.split(), "--format", "json").data["entries"]
    page = run("export", *options.split())

    assert [str(e["number"]) for e in listed] == chosen
    assert [json.loads(line)["uid"] for line in exported] == uids
    assert sum(entries.values()) == len(chosen)
    full = entries["full"]
    header = f"{full} long {'entry' if full == 1 else 'entries'}"
    assert (header in page.out) == bool(full)


def test_the_last_days_are_counted_from_today(run, keep, page):
    """`--last 2d` is today and yesterday."""
    now = datetime.now().astimezone()
    moments = [(now - timedelta(days=days)).isoformat() for days in (0, 1, 2, 3)]
    keep(
        *({**page("2026-03-01", trigger="tone"), "uid": m[:10], "happened_at": m} for m in moments)
    )
    listed = run("list", "--last", "2d", "--format", "json").data

    assert [e["happened_at"] for e in listed] == [moments[1], moments[0]]


def test_a_day_is_the_day_it_was_there(run, keep, page):
    """Half past midnight in Kiritimati is the first of March, though it is February in London."""
    keep({**page("2026-03-01", trigger="tone"), "happened_at": "2026-03-01T00:30:00+14:00"})

    assert len(run("list", "--since", "2026-03-01", "--format", "json").data) == 1
    assert run("list", "--until", "2026-02-28", "--format", "json").data == []


def test_what_was_kept_apart_is_nowhere(run, three, unseen):
    """Nor is an entry that is not finished; no number is missing for either."""
    lines = (
        *("list", "list --format json", "summary", "summary --why", "summary --format json"),
        *("export", "export --format json", "show", "show --format json"),
    )
    before = {line: run(*line.split()).out for line in lines}
    unseen()

    assert {line: run(*line.split()).out for line in lines} == before


def test_what_was_kept_apart_has_a_row_of_its_own(run, three, unseen):
    """Asked for by name, it is there: in the list, shown and in the data."""
    unseen()
    listed = run("list", "--flagged", "--format", "json").data

    assert [e["number"] for e in listed] == [1, "F1", 2, 3, 4]
    assert (listed[1]["care"], listed[1]["lean"]) == ("flagged", None)
    assert run("show", "F1", "--format", "json").data == listed[1]
    assert run("show", "f1").out.startswith("F1  Tue 3 Mar 2026, 21:30\n")
    exported = run("export", "--flagged", "--format", "json").out.splitlines()
    assert [json.loads(line) for line in exported] == [
        {k: v for k, v in e.items() if k != "number"} for e in listed
    ]
