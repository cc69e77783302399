"""
What goes, or comes, with an entry that is deleted:
* a change that waits and text that an editor saved go with one that is erased: told before, then
  gone to the last byte; deleting for 30 days takes neither
* what of its argument stands in lists, counts or the loop again is told before, by its number
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from journal.core.dialogue.revision import copy_of
from journal.local.editor import Editor
from journal.local.editor_files import new_one
from journal.store import open_store

CANARY = "zebrafinch"
GOES = {
    "a change": "Changes to it that were not finished go too.",
    "a text": "Text of it that an editor saved goes too.",
}


def leave(home, what, uid):
    """Let something of an entry wait."""
    if what == "a text":
        handed = new_one(home / "journal-editing", uid, "facts")
        handed.hand_out("before")
        handed.file.write_text(CANARY)
        handed.release()
        return
    with open_store(home / "journal.db") as store:
        copy = copy_of(store.find(uid))
        said = replace(copy.answers["facts"], value=CANARY)
        store.put_aside(replace(copy, answers={**copy.answers, "facts": said}, draft_at="facts"))


def waits(home):
    """What there is of each sort."""
    with open_store(home / "journal.db") as store:
        changes = [e.uid for e in store.changes_waiting()]
    return {"a change": bool(changes), "a text": Editor(home).has_unfinished()}


@pytest.mark.parametrize("what", [(), ("a change",), ("a text",), ("a change", "a text")])
@pytest.mark.parametrize("now", [(), ("--now",)])
def test_what_is_not_finished_goes_only_with_what_is_erased(run, keep, answers, home, what, now):
    """And never unsaid; without a yes nothing is done."""
    keep({**answers(), "uid": "a"}, {**answers(), "uid": "b"})
    for one in what:
        leave(home, one, "b")
    there = waits(home)
    assert run("delete", "2", *now).code == 2
    assert waits(home) == there == {one: one in what for one in GOES}
    done = run("delete", "2", *now, "--yes")

    assert done.code == 0, done.err
    told = [one for one in GOES if GOES[one] in done.err]
    assert told == (list(what) if now else [])
    assert waits(home)["a text"] is ("a text" in what and not now)
    left = [f for f in home.rglob("*") if f.is_file() and CANARY in f.read_text(errors="replace")]
    assert bool(left) is (bool(what) and not now)
    if not now:
        assert run("restore", "2").code == 0
        assert waits(home) == there


UNSAFE = {None: "no", "unsure": "not_sure", "flagged": "yes"}
STANDS = {
    ("flagged", None): "in lists, counts and the loop",
    ("flagged", "unsure"): "in lists and some counts",
    ("unsure", None): "in all counts and the loop",
}


@pytest.mark.parametrize("cares", [*product(UNSAFE, UNSAFE)])
def test_what_comes_back_is_told_before(run, keep, answers, cares):
    """Of two entries of one argument, the second deleted: what the first is then."""
    first, second = cares
    keep({**answers(unsafe=UNSAFE[first]), "uid": "a"})
    keep({**answers(unsafe=UNSAFE[second]), "uid": "b", "about": "a"})
    worst = max(cares, key=list(UNSAFE).index)
    name = "F2" if worst == "flagged" else "2"
    done = run("delete", name, "--yes")

    assert done.code == 0, done.err
    where = STANDS.get((worst, first))
    told = f"Entry 1 of the same argument then stands {where} again.\n" if where else ""
    assert done.err.startswith(f"{told}Entry {name} is deleted.")
    listed = [e["number"] for e in run("list", "--format", "json").data]
    assert listed == ([] if first == "flagged" else [1])


def test_several_are_named_and_no_loop_where_none_is_shown(run, keep, answers):
    """With two arguments kept apart the view is plain."""
    for argument in "xy":
        told = [{**answers(unsafe="no"), "uid": f"{argument}{n}"} for n in range(2)]
        keep(told[0], {**told[1], "about": f"{argument}0"})
        keep({**answers(unsafe="yes"), "uid": f"{argument}2", "about": f"{argument}0"})
    done = run("delete", "F3", "--yes")

    assert done.err.startswith(
        "Entries 1, 2 of the same argument then stand in lists and counts again.\n"
    ), done.err


def test_a_bare_restore_says_the_same_with_and_without_one_kept_apart(run, keep, answers):
    """Nobody learns from it whether there is one; it comes back by its number alone."""
    keep({**answers(), "uid": "b"})
    said = [run("delete", "1", "--yes") and run("restore").err, run("restore").err]
    keep({**answers(unsafe="yes"), "uid": "a"})
    assert run("delete", "F1", "--yes").code == 0

    assert [run("delete", "1", "--yes") and run("restore").err, run("restore").err] == said
    assert run("restore", "F1").err == "Entry F1 is back.\n"
