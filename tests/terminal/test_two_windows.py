"""
One entry in two windows, with the real command:
* whoever comes late is told what happened there, and chooses: over it, on its own, or not at all
* what is there now stays as an earlier version; what was typed is on disk wherever it is kept
* deleting asks again
* what an entry was is shown and brought back, on a terminal and without one
"""

from __future__ import annotations

import json

import pytest

from journal.store import open_store

pytestmark = pytest.mark.slow

LINES = [
    {
        "uid": uid,
        "flow": "note",
        "happened_at": f"2026-03-0{day}T21:30:00+01:00",
        "written_at": f"2026-03-0{day}T22:30:00+01:00",
        "answers": {"text": text, "tags": ["one"]},
    }
    for day, uid, text in ((1, "a", "How it was."), (2, "b", "Another."))
]


@pytest.fixture
def written(house):
    """Two notes, 1 and 2."""
    done = house.call("import", "-", input="".join(json.dumps(one) + "\n" for one in LINES))
    assert done.returncode == 0, done.stderr
    return house


def texts(house):
    with open_store(house.home / "journal.db") as store:
        entries = sorted(store.entries(flagged=True), key=lambda e: e.number)
        return {e.call: e.value("text") for e in entries}, [
            [v.entry.value("text") for v in store.versions(e)] for e in entries
        ]


def test_what_is_asked_about_is_on_disk_already(written):
    """Killed while the question stands: the change waits, and nothing of the other's is undone."""
    late = written.start("edit", "1", "--question", "text")
    late.wait("How it was.")
    first = written.start("edit", "1", "--question", "text")
    first.wait("How it was.").go(" First.<enter>").wait("Kept as changed.").send("<enter>")
    assert first.close() == 0
    late.go(" Wrenbird.<enter>").wait("was changed in another window")
    assert written.holds("wrenbird") == ["journal.db"]
    late.end()
    again = written.start("edit", "1")
    again.wait("There are changes to this entry").send("o").wait("Kept as 3.").send("<enter>")

    assert again.close() == 0
    assert texts(written)[0]["1"] == "How it was. First."
    assert texts(written)[0]["3"] == "How it was. Wrenbird."


@pytest.mark.parametrize("key", ["m", "o", "t"])
def test_a_change_after_a_change(written, key):
    """Nothing of either is lost that was not thrown away."""
    late = written.start("edit", "1")
    late.wait("How it was.")
    first = written.start("edit", "1", "--question", "text")
    first.wait("How it was.").go(" First.<enter>").wait("Kept as changed.").send("<enter>")
    assert first.close() == 0
    late.go(" Late.<enter>").wait("was changed in another window").send(key)
    if key != "t":
        late.wait("Kept as").send("<enter>")

    assert late.close() == (130 if key == "t" else 0)
    now, versions = texts(written)
    assert (now, versions) == {
        "m": (
            {"1": "How it was. Late.", "2": "Another."},
            [["How it was.", "How it was. First."], []],
        ),
        "o": (
            {"1": "How it was. First.", "2": "Another.", "3": "How it was. Late."},
            [["How it was."], [], []],
        ),
        "t": ({"1": "How it was. First.", "2": "Another."}, [["How it was."], []]),
    }[key]
    assert (written.holds("Late.") == []) is (key == "t")


@pytest.mark.parametrize(
    ("how", "told"), [((), "was deleted in another"), (("--now",), "was erased for good")]
)
def test_a_change_of_what_is_deleted_there(written, how, told):
    """It can be an entry of its own, and the other stays deleted."""
    late = written.start("edit", "1")
    late.wait("How it was.")
    assert written.call("delete", "1", "--yes", *how).returncode == 0
    late.go(" Late.<enter>").wait(told).send("o").wait("Kept as 3.").send("<enter>")

    assert late.close() == 0
    assert texts(written)[0] == {"2": "Another.", "3": "How it was. Late."}
    assert (written.call("restore", "1").returncode == 0) is (how == ())


def test_a_change_that_waits_is_not_put_over_another(written):
    """Days later it says so; left once more, it waits."""
    late = written.start("edit", "1")
    late.wait("How it was.").go(" Late.<enter>").wait("one").kill()
    done = written.call("import", "-", input=json.dumps({
        **LINES[0], "edited_at": "2026-03-05T10:00:00+01:00",
        "answers": {"text": "Taken in.", "tags": ["one"]},
    }))  # fmt: skip
    assert done.returncode == 0, done.stderr
    again = written.start("edit", "1")
    again.wait("The entry itself was changed since.").send("<ctrl-c>")
    assert (again.close(), again.primary()) == (
        130,
        "Your changes wait. Go on with: journal edit 1",
    )
    again = written.start("edit", "1")
    again.wait("The entry itself was changed since.").send("o").wait("Kept as 3.").send("<enter>")

    assert again.close() == 0
    assert texts(written)[0] == {"1": "Taken in.", "2": "Another.", "3": "How it was. Late."}


def test_deleting_what_was_changed_there_asks_again(written):
    """It was another entry that the question was about."""
    late = written.start("delete", "1")
    late.wait("Delete entry 1 of")
    first = written.start("edit", "1", "--question", "text")
    first.wait("How it was.").go(" First.<enter>").wait("Kept as changed.").send("<enter>")
    assert first.close() == 0
    late.send("y").wait("was changed in another window").send("n")

    assert late.close() == 0
    assert texts(written)[0]["1"] == "How it was. First."


def test_what_it_was_comes_back_at_a_terminal(written):
    """Shown in the words of the questions; what is there now can come back in its turn."""
    term = written.start("edit", "1", "--question", "text")
    term.wait("How it was.").go(" More.<enter>").wait("Kept as changed.").send("<enter>")
    assert term.close() == 0
    term = written.start("restore", "1")
    term.wait("How it was.").send("1").wait("Bring this one back?").send("y")

    assert term.close() == 0
    assert texts(written) == (
        {"1": "How it was.", "2": "Another."},
        [["How it was. More."], []],
    )


def test_what_it_was_comes_back_without_a_terminal(written):
    """It is listed, with the option that brings it back; only a yes changes anything."""
    term = written.start("edit", "1", "--question", "text")
    term.wait("How it was.").go(" More.<enter>").wait("Kept as changed.").send("<enter>")
    assert term.close() == 0
    listed = written.call("restore", "1")
    assert (listed.returncode, "How it was." in listed.stdout) == (0, True)
    assert "journal restore 1 --to NUMBER --yes" in listed.stderr
    assert written.call("restore", "1", "--to", "1").returncode == 2
    assert written.call("restore", "1", "--to", "2", "--yes").returncode == 2
    assert texts(written)[0]["1"] == "How it was. More."
    assert written.call("restore", "1", "--to", "1", "--yes").returncode == 0
    assert texts(written)[0]["1"] == "How it was."
    assert written.call("restore", "2").returncode == 1


@pytest.mark.parametrize("how", ["setting", "dumb"])
@pytest.mark.parametrize("number", [(), ("--to", "1")])
def test_what_it_was_comes_back_line_by_line(written, how, number):
    """One page after the other, whichever way line by line was chosen."""
    term = written.start("edit", "1", "--question", "text")
    term.wait("How it was.").go(" More.<enter>").wait("Kept as changed.").send("<enter>")
    assert term.close() == 0
    if how == "setting":
        assert written.call("settings", "plain", "on").returncode == 0
    term = written.start("restore", "1", *number, **({"TERM": "dumb"} if how == "dumb" else {}))
    if not number:
        term.wait("go back to 1").send("1<enter>")
    term.wait("Bring this one back? What is there now stays for 30 days.").send("y<enter>")
    term.wait("Entry 1 is back to how it was before")

    assert term.close() == 0
    assert texts(written)[0]["1"] == "How it was."


@pytest.mark.parametrize("number", [(), ("--to", "1")])
def test_leaving_it_changes_nothing_and_says_so(written, number):
    """On the list and on the question."""
    term = written.start("edit", "1", "--question", "text")
    term.wait("How it was.").go(" More.<enter>").wait("Kept as changed.").send("<enter>")
    assert term.close() == 0
    term = written.start("restore", "1", *number)
    term.wait("Bring this one back?" if number else "How it was.").send("<ctrl-c>")

    assert (term.close(), term.primary()) == (130, "Nothing was changed.")


def test_what_cannot_come_back_says_what_is_so(written):
    """Never changed; or in the bin, where --to has to wait."""
    done = written.call("restore", "1")
    assert (done.returncode, done.stderr) == (1, "Entry 1 was not changed in the last 30 days.\n")
    assert written.call("delete", "1", "--yes").returncode == 0
    done = written.call("restore", "1", "--to", "1")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--to: entry 1 is deleted." in done.stderr
