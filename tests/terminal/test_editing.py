"""
Changing and deleting at a terminal:
* an entry is replaced at the end of the change, in one step, and keeps when it was written
* leaving asks first: go on, keep what was changed, or throw it away
* killed, the entry is as it was, and the change waits
* an answer about danger is not on disk before the person has chosen
* deleting asks first
"""

from __future__ import annotations

import json
import signal

import pytest

from journal.store import open_store

pytestmark = pytest.mark.slow

CANARY = "zebrafinch"

PAGE = {
    "uid": "a",
    "flow": "quick",
    "happened_at": "2026-03-01T21:30:00+01:00",
    "written_at": "2026-03-01T22:30:00+01:00",
    "answers": {"heat_before": 5, "unsafe": "not_sure", "body": ["chest"]},
}
NOTE = {
    "uid": "n",
    "flow": "note",
    "happened_at": "2026-03-02T21:30:00+01:00",
    "written_at": "2026-03-02T22:30:00+01:00",
    "answers": {"text": "Something for later.", "tags": ["one"]},
}


@pytest.fixture
def written(house):
    """A short entry, 1, whose writer was not sure about their safety; and a note, 2."""
    lines = "".join(json.dumps(one) + "\n" for one in (PAGE, NOTE))
    done = house.call("import", "-", input=lines)
    assert done.returncode == 0, done.stderr
    return house


def squeezed(text):
    """Without blanks, whatever way it is broken."""
    return "".join(text.split())


def kept(house, number):
    with open_store(house.home / "journal.db") as store:
        entry = store.entry(number)
        return entry, store.aside(entry.uid)


def test_a_change_is_kept_at_its_end(written):
    """What was said stands in each question; Enter keeps it; the time of writing stays."""
    before, _ = kept(written, "2")
    term = written.start("edit", "2")
    term.wait("Something for later.").go(" Now.<enter>")
    entry, aside = kept(written, "2")
    assert (entry, aside.value("text")) == (before, "Something for later. Now.")
    term.wait("one").go("<enter>").wait("Kept as changed.").send("<enter>")
    assert (term.close(), term.primary()) == (0, "")

    after, aside = kept(written, "2")
    assert (after.value("text"), after.value("tags")) == ("Something for later. Now.", ("one",))
    assert (after.written_at, after.number, aside) == (before.written_at, 2, None)
    assert after.edited_at is not None


@pytest.mark.parametrize(
    ("key", "text", "status"),
    [("k", f"Something for later. {CANARY}", 0), ("t", "Something for later.", 130)],
)
def test_leaving_asks_what_to_do_with_a_change(written, key, text, status):
    """Nothing is thrown away by a slip, and nothing of what is thrown away stays."""
    term = written.start("edit", "2")
    term.wait("Something for later.").send(f" {CANARY}").wait(CANARY).go("<ctrl-c>")
    term.wait("You changed something here.").go("<enter>").wait(CANARY).go("<ctrl-c>")
    term.wait("You changed something here.").send(key)
    if key == "k":
        term.wait("Kept as changed.").send("<enter>")

    assert term.close() == status
    entry, aside = kept(written, "2")
    assert (entry.value("text"), aside) == (text, None)
    assert (written.holds(CANARY) == []) is (key == "t")


def test_leaving_without_a_change_asks_nothing(written):
    """There is nothing to lose."""
    before = kept(written, "2")
    term = written.start("edit", "2")
    term.wait("Something for later.").go("<enter>").wait("one").send("<ctrl-c>")

    assert (term.close(), term.primary()) == (130, "The entry is as it was.")
    assert kept(written, "2") == before


@pytest.mark.slow
@pytest.mark.parametrize("end", ["kill", "leave", "term"])
def test_a_change_that_was_cut_off_waits(written, end):
    """The entry is as it was; the next time it goes on with what was typed."""
    before, _ = kept(written, "2")
    term = written.start("edit", "2")
    term.wait("Something for later.").go(f" {CANARY}<enter>").wait("one")
    if end == "kill":
        term.kill()
    elif end == "term":
        term.signal(signal.SIGTERM)
        assert term.close() == 130
    else:
        term.go("<ctrl-c>").wait("You changed").send("<ctrl-c>")
        assert term.close() == 130
        assert term.primary() == "Your changes wait. Go on with: journal edit 2"
        term = written.start("resume")
        assert (term.close(), squeezed(term.primary())) == (
            0,
            squeezed("No entry waits to be finished. Changes to entry 2 wait: journal edit 2"),
        )
    assert kept(written, "2")[0] == before
    assert CANARY not in written.call("list").stdout + written.call("search", CANARY).stdout

    term = written.start("edit", "2")
    term.wait("There are changes to this entry").go("<enter>")
    term.wait("one").go("<enter>").wait("Kept as changed.").send("<enter>")
    assert term.close() == 0
    assert kept(written, "2")[0].value("text") == f"Something for later. {CANARY}"


@pytest.mark.slow
def test_danger_told_in_a_change_stays_in_memory_until_it_is_kept(written):
    """Killed before the choice, no byte tells of it; chosen, the entry stands apart."""
    before, _ = kept(written, "1")
    for end in ("kill", "choose"):
        term = written.start("edit", "1", "--question", "unsafe")
        term.wait("Was anyone hit").send("<down>").wait("› Yes").go("<enter>")
        term.wait("What fits?").send("<enter>").wait("Nothing is ticked")
        assert kept(written, "1") == (before, None)
        if end == "kill":
            term.kill()
            assert kept(written, "1") == (before, None)
    term.answer(
        ("What fits?", "<enter>"),
        ("Who did it?", "<down><enter>"),
        ("is not your fault", "<enter>"),
        ("What would you like to do with this entry?", "1"),
        ("What happened?", "It was loud.<enter>"),
        ("Keep the whole entry as it was for 30 days?", "<enter>"),
    )
    term.wait("Earlier backups and files you exported may still hold it.").send("<enter>")
    assert term.close() == 0
    after, _ = kept(written, "F1")
    assert (after.care, after.value("facts"), after.value("body")) == (
        "flagged",
        "It was loud.",
        None,
    )


def test_for_good_it_asks_with_all_that_goes(written):
    """The change that waits is named in the question; a no leaves it, a yes takes it."""
    written.start("edit", "2").wait("like to note").go(f" {CANARY}<enter>").wait("one").kill()
    for key, there in (("n", True), ("y", False)):
        term = written.start("delete", "2", "--now")
        term.wait("Changes to it that were not finished go too.").send(key)
        assert term.close() == 0
        assert bool(written.holds(CANARY)) is there


def test_an_argument_goes_apart_by_an_edit_and_comes_back_by_another(written):
    """Its other entries with it, wherever one looks; each comes back under its own number."""
    more = {**PAGE, "uid": "b", "flow": "full", "about": "a", "answers": {"heat_before": 4}}
    assert written.call("import", "-", input=json.dumps(more)).returncode == 0
    shown = [[1, 2, 3], [2]]

    def listed():
        return sorted(
            e["number"] for e in json.loads(written.call("list", "--format", "json").stdout)
        )

    assert listed() == shown[0]
    term = written.start("edit", "1", "--question", "unsafe")
    term.wait("Was anyone hit").send("<down>").wait("› Yes").go("<enter>")
    term.answer(
        ("What fits?", "<tab>"),
        ("Who did it?", "<tab>"),
        ("back, that was a slip", "<enter>"),
        ("What would you like to do with this entry?", "1"),
        ("What happened?", "It was loud.<enter>"),
        ("Keep the whole entry as it was for 30 days?", "<enter>"),
    )
    term.wait("Earlier backups").send("<enter>")
    assert (term.close(), listed()) == (0, shown[1])
    calls = {kept(written, call)[0].uid: call for call in ("F1", "F2")}

    term = written.start("edit", calls["a"], "--question", "unsafe")
    term.wait("Was anyone hit").send("<up><up>").wait("› No").go("<enter>")
    term.wait("Keep the whole entry as it was").send("<enter>").wait("Kept as changed.")
    term.send("<enter>")
    assert (term.close(), listed()) == (0, shown[0])
    assert kept(written, "1")[0].value("facts") == "It was loud."


def test_not_sure_can_be_cleared(written):
    """And the entry has its lean then."""
    term = written.start("edit", "1", "--question", "unsafe")
    term.wait("Was anyone hit").send("<up>").wait("› No").go("<enter>")
    term.wait("Keep the whole entry as it was for 30 days?").send("<enter>").wait(
        "Kept as changed."
    )
    term.send("<enter>")
    assert term.close() == 0

    assert kept(written, "1")[0].care is None


@pytest.mark.parametrize("keeps", ["n", "y"])
def test_bringing_back_another_answer_about_safety(written, keeps):
    """Only what holds is said of what is there now; the person chooses whether it is kept."""
    term = written.start("edit", "1", "--question", "unsafe")
    term.wait("Was anyone hit").send("<up>").wait("› No").go("<enter>")
    term.wait("Keep the whole entry as it was for 30 days?").send("y").wait("Kept as changed.")
    term.send("<enter>")
    assert term.close() == 0
    term = written.start("restore", "1", "--to", "1")
    term.wait("Bring this one back?").settle()
    assert not term.shows("30 days")
    term.send("y").wait("has another answer about safety. Keep the whole entry").send(keeps)

    assert term.close() == 0
    told = squeezed(term.primary())
    assert (squeezed("What was there until now was not kept.") in told) is (keeps == "n")
    assert (squeezed("To undo that: journal restore 1") in told) is (keeps == "y")
    with open_store(written.home / "journal.db") as store:
        assert len(store.versions(store.entry("1"))) == (keeps == "y")


def test_line_by_line(written):
    """The same without a screen of its own."""
    term = written.start("edit", "2", "--plain")
    term.wait_after("Said before: Something for later.").send("New line.<enter>")
    term.wait_after("Any tags?").send("<enter>").wait("Kept as changed.")
    assert term.close() == 0
    assert kept(written, "2")[0].value("text") == "New line."


@pytest.mark.parametrize(("key", "there"), [("n", True), ("<ctrl-c>", True), ("y", False)])
def test_deleting_asks_first(written, key, there):
    """Only a yes deletes."""
    term = written.start("delete", "2")
    term.wait("Delete entry 2 of Mon 2 Mar 2026, 21:30? For 30 days it can come back").send(key)
    assert term.close() == (130 if key == "<ctrl-c>" else 0)

    assert ("2  Mon" in written.call("list").stdout) is there


def test_words_to_look_for_are_asked_for(written):
    """On a screen that is cleared; what is found is shown in the pager."""
    term = written.start("search")
    term.wait("Which words are you looking for?").go("later<enter>")
    term.wait("Something for [later].").send("q")
    assert term.close() == 0
    assert "later" not in term.primary()


@pytest.mark.parametrize(("key", "status"), [("<ctrl-c>", 130), ("<tab>", 0)])
def test_a_search_can_be_left(written, key, status):
    """Half a word is looked for nowhere, and nothing is said."""
    term = written.start("search")
    term.wait("Which words are you looking for?").send("lat").wait("lat").send(key)

    assert (term.close(), term.primary()) == (status, "")


@pytest.mark.parametrize(("rows", "columns"), [(5, 20), (24, 40)])
def test_every_choice_can_be_reached_in_a_small_terminal(written, rows, columns):
    """On leaving, and on the page about what to keep: scrolled to where there is no room."""
    term = written.start("edit", "2", "--question", "text", rows=rows, columns=columns)
    term.wait("later.").send(" More.").wait("More.").go("<ctrl-c>").wait("You changed")
    term.settle().send("<down>" * 8).wait("throw it away").send("t")
    assert term.close() == 130

    term = written.start("edit", "1", "--question", "unsafe", rows=rows, columns=columns)
    for asked, keys in (
        ("Was anyone", ("<down>", "<enter>")),
        ("What fits?", ("<enter>", "<enter>")),
        ("Who did", ("<down>", "<enter>")),
    ):
        term.wait(asked).settle()
        while term.shows("read on") or term.shows("Enter: answer"):
            term.step("<enter>")
        for key in keys:
            term.step(key)
    while not term.shows("What would"):
        term.step("<enter>")
    said = ""
    for _ in range(40):
        said += " ".join(term.text().split()) + "\n"
        term.send("<down>").settle()
    term.send("<ctrl-c>")
    assert term.close() == 130
    for part in ("1: Keep the", "2: Leave", "3: Close", "b: back", "journal"):
        assert part in said, part
