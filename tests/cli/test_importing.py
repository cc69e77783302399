"""
Files of other journals, by the command itself:
* recognised by what is in them; `--from` insists
* told what was taken and what was not; `--dry-run` tells it and changes nothing
* the same file twice adds nothing, even when its tags come in another order
* two journals that each went on, exchanged both ways, are the same, the newer edits won
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest

from journal.cli.commands.import_ import From
from journal.exchange.sources.catalog import SOURCES

SAMPLES = Path(__file__).parent.parent / "exchange" / "samples"
JRNL, DAYONE = (SAMPLES / f"{name}.json" for name in ("jrnl", "dayone"))

TAKEN_FROM_JRNL = """13 added, 0 updated, 0 here already.
Stars not kept, as there is no place for them here: 2.
The file names no zone: times are by the clock of this place.
"""
TAKEN_FROM_DAYONE = """7 added, 0 updated, 0 here already.
Left out, with nothing written in it: 1.
  entry 8 (5 May 2024)
Pictures not taken, only named in the text: 2.
Videos not taken, only named in the text: 1.
Recordings not taken, only named in the text: 1.
Documents not taken, only named in the text: 1.
Stars not kept, as there is no place for them here: 1.
Kept in UTC, as its zone is not known here: 1.
"""
TOLD = {JRNL: TAKEN_FROM_JRNL, DAYONE: TAKEN_FROM_DAYONE}


@pytest.fixture
def zipped(tmp_path):
    """A zip as Day One writes it, with a picture beside the journal."""
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.write(DAYONE, "Journal.json")
        made.writestr("photos/abcdef0123456789abcdef0123456789.jpeg", b"\xff\xd8picture")
        made.writestr("__MACOSX/._Journal.json", b"\0\1")
    return path


@pytest.mark.parametrize("file", [JRNL, DAYONE], ids=["jrnl", "dayone"])
def test_taken_and_told(run, file):
    """What was taken and what was not; a second time nothing is added."""
    first, again = run("import", file), run("import", file)
    added = first.err.split()[0]

    assert (first.code, first.out, first.err) == (0, "", TOLD[file])
    assert again.err.startswith(f"0 added, 0 updated, {added} here already.\n")
    assert len(run("list", "-n", 99, "--format", "json").data) == int(added)


def test_the_zip_of_day_one(run, zipped):
    """As its JSON alone; no picture, and nothing unpacked to the disk."""
    before = set(zipped.parent.rglob("*"))
    result = run("import", zipped)
    made = {p.name for p in set(zipped.parent.rglob("*")) - before}

    assert (result.code, result.err) == (0, TAKEN_FROM_DAYONE)
    assert made <= {"home", "journal.db", "journal-home.json", "prompts", "flows", "backups"}
    assert run("import", DAYONE).err.startswith("0 added, 0 updated, 7 here already.\n")


@pytest.mark.parametrize("file", [JRNL, DAYONE], ids=["jrnl", "dayone"])
def test_tags_in_another_order(run, tmp_path, file):
    """They are the same entries."""
    data = json.loads(file.read_text())
    for entry in data["entries"]:
        entry["tags"] = entry.get("tags", [])[::-1]
    turned = tmp_path / "turned.json"
    turned.write_text(json.dumps(data))
    run("import", file)

    assert run("import", turned).err.startswith("0 added, 0 updated, ")


def test_an_entry_changed_over_there(run, tmp_path):
    """The newer text replaces the older one; the older export then changes nothing."""
    data = json.loads(DAYONE.read_text())
    data["entries"][1] |= {"text": "Changed since.", "modifiedDate": "2024-06-01T10:00:00Z"}
    newer = tmp_path / "newer.json"
    newer.write_text(json.dumps(data))
    told = [run("import", file).err.splitlines()[0] for file in (DAYONE, newer, DAYONE)]

    assert told == [
        "7 added, 0 updated, 0 here already.",
        "0 added, 1 updated, 6 here already.",
        "0 added, 0 updated, 6 here already.",
    ]
    assert "Changed since." in run("export", "--format", "json").out


@pytest.mark.parametrize("file", [JRNL, DAYONE], ids=["jrnl", "dayone"])
def test_a_trial_changes_nothing(run, home, written, snapshot, file):
    """It tells the same, and who is thought to have written the file."""
    before = snapshot(home)
    result = run("import", "--dry-run", file)
    title = SOURCES[file.stem].title

    assert (result.code, result.out) == (0, "")
    assert result.err == (f"Nothing was changed. As a file of {title} it would be:\n{TOLD[file]}")
    assert snapshot(home) == before


def test_a_trial_makes_no_home(run, home):
    """Where nothing is, nothing is made."""
    assert run("import", "--dry-run", JRNL).err.endswith(TAKEN_FROM_JRNL)
    assert not home.exists()


def test_a_trial_with_a_fault_in_it(refused):
    """It is refused as the real thing would be."""
    page = b'{"title": "a", "date": "2026-13-01", "time": "09:00"}'
    told = refused("import", "--dry-run", "-", code=1, stdin=page)

    assert told.startswith("standard input: Nothing in it is an entry of jrnl.")


def test_who_wrote_it_can_be_told(run, refused):
    """Then it is read as that, whatever it looks like."""
    both = (
        b'{"entries": [{"date": "2026-03-01", "time": "09:00", "title": "a", "creationDate": 1}]}'
    )

    assert run("import", "--dry-run", "--from", "jrnl", "-", stdin=both).code == 0
    assert "entry of Day One" in refused("import", "--from", "dayone", "-", code=1, stdin=both)
    assert "line 1: Expected JSON" in refused("import", "--from", "journal", JRNL, code=1)
    assert set(From) == set(SOURCES)


def test_from_standard_input(run, shell):
    """By a pipe, from which nothing can be read twice."""
    assert shell(f"cat '{JRNL}' | $journal import -").err == TAKEN_FROM_JRNL
    assert shell(f"$journal import - < '{DAYONE}'").err == TAKEN_FROM_DAYONE


def exported(run, **there):
    result = run("export", "--flagged", "--format", "json", **there)

    assert result.code == 0
    return result.out


def test_two_journals_that_each_went_on(run, keep, answers, tmp_path):
    """Written in both, edited in both, exchanged both ways: the same pages, the newer edits."""
    there = {"JOURNAL_HOME": str(tmp_path / "there")}
    shared = [answers(uid=f"shared-{n}", facts="at first") for n in range(3)]
    keep(*shared)
    assert run("import", "-", stdin=exported(run).encode(), **there).code == 0
    early, late = ({"edited_at": f"2026-04-0{n}T10:00:00+02:00"} for n in (1, 2))
    here_pages = [
        {**answers(uid="shared-0", facts="edited here later"), **late},
        {**answers(uid="shared-1", facts="edited here early"), **early},
        answers(uid="only-here", flow="note", text="here", unsafe=...),
    ]
    there_pages = [
        {**answers(uid="shared-0", facts="edited there early"), **early},
        {**answers(uid="shared-1", facts="edited there later"), **late},
        answers(uid="only-there", unsafe="yes", facts="kept apart there"),
    ]
    assert run("import", "-", stdin=here_pages).code == 0
    assert run("import", "-", stdin=there_pages, **there).code == 0
    from_here, from_there = exported(run), exported(run, **there)
    assert run("import", "-", stdin=from_there.encode()).code == 0
    assert run("import", "-", stdin=from_here.encode(), **there).code == 0

    assert exported(run) == exported(run, **there)
    facts = {
        e["uid"]: e["answers"].get("facts") for e in map(json.loads, exported(run).splitlines())
    }
    assert facts == {
        "shared-0": "edited here later", "shared-1": "edited there later", "shared-2": "at first",
        "only-here": None, "only-there": "kept apart there",
    }  # fmt: skip


MEASURED = """
import sys
from pathlib import Path
from journal.__main__ import main
try:
    main()
finally:
    # Not by getrusage: that begins with what the parent needed.
    status = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
    print(status.split()[0], file=sys.stderr)
"""

TEXT = "We went round the same loop again, and I heard it while it happened. " * 60


def long_file(count):
    """A file of our own with so many entries."""
    note = {"flow": "note", "happened_at": "2024-05-03T12:00:00+02:00"}
    return "".join(
        json.dumps({**note, "answers": {"text": f"{n} {TEXT}"}}) + "\n" for n in range(count)
    )


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_long_files_of_our_own_are_read_a_piece_at_a_time(shell, tmp_path):
    """
    Twice as many entries need hardly more memory, though they are 25 MB longer.

    Both are more than SQLite keeps at hand of a file, so that this is full in either.
    """
    script = tmp_path / "measured.py"
    script.write_text(MEASURED)
    needs = []
    for count in (6_000, 12_000):
        file = tmp_path / f"{count}.json"
        file.write_text(long_file(count))
        done = shell(
            f"{sys.executable} {script} import {file}", JOURNAL_HOME=str(tmp_path / str(count))
        )

        assert done.err.startswith(f"{count} added"), done.err
        needs.append(int(done.err.split()[-1]))

    assert (needs[1] - needs[0]) * 1024 < 6_000_000


def test_two_that_are_kept_apart_take_the_frame_off(run):
    """As if they had been written here; what the person chose later stays."""
    apart = [
        {
            "flow": "full",
            "answers": {"unsafe": "yes", "facts": x},
            "happened_at": f"2026-03-0{x}T20:00:00Z",
        }
        for x in "123"
    ]
    run("import", "-", stdin=apart[:1])
    assert setting(run, "view") == "loop"
    run("import", "-", stdin=apart[:2])
    assert setting(run, "view") == "plain"

    run("settings", "view", "loop")
    run("import", "-", stdin=apart[2:])
    assert setting(run, "view") == "loop"
    assert run("import", "--dry-run", "-", stdin=apart[:1]).code == 0


def setting(run, name):
    rows = json.loads(run("settings", "--format", "json").out)
    return next(row["value"] for row in rows if row["name"] == name)


def dayone(*entries):
    """An export of Day One; of each entry its uuid, day and text."""
    listed = [
        {"uuid": 8 * uuid, "creationDate": f"{day}T20:15:00Z", "timeZone": "UTC", "text": text}
        for uuid, day, text in entries
    ]
    return json.dumps({"metadata": {"version": "1.0"}, "entries": listed}).encode()


def said(run):
    return sorted(e["answers"]["text"] for e in map(json.loads, exported(run).splitlines()))


def test_one_uid_twice_with_another_text(run):
    """Both are kept, and the same file again adds nothing; the same text twice is one."""
    file = dayone(
        ("A", "2024-01-05", "first"),
        ("A", "2024-02-05", "second"),
        ("A", "2024-02-06", "third"),
        ("A", "2024-01-05", "first"),
    )
    first, again = run("import", "-", stdin=file), run("import", "-", stdin=file)

    assert first.err == "3 added, 0 updated, 1 here already.\n"
    assert again.err == "0 added, 0 updated, 4 here already.\n"
    assert said(run) == ["first", "second", "third"]


AHEAD = {
    "jrnl": json.dumps(
        {"entries": [{"title": t, "date": d, "time": "09:00"} for t, d in
                     (("past", "2024-01-05"), ("later", "2199-01-05"))]}
    ).encode(),
    "dayone": dayone(("A", "2024-01-05", "past"), ("B", "2199-01-05", "later")),
}  # fmt: skip


@pytest.mark.parametrize("name", AHEAD)
def test_what_is_dated_in_the_future_over_there(run, name):
    """It is left out, counted and named by its place; the others are taken."""
    for options in (["--dry-run"], []):
        told = run("import", "-", *options, stdin=AHEAD[name])

        assert (told.code, told.out) == (0, "")
        assert "1 added, 0 updated, 0 here already.\n" in told.err
        assert "Left out, dated in the future: 1.\n  entry 2 (5 Jan 2199)\n" in told.err
    assert said(run) == ["past"]


def test_what_was_deleted_here_is_left_out(run):
    """As long as it is in the bin; it is counted, and erased it leaves no mark."""
    file = dayone(("A", "2024-01-05", "one"), ("B", "2024-02-05", "two"))
    run("import", "-", stdin=file)
    run("delete", "1", "--yes")
    told = [run("import", *options, "-", stdin=file).err for options in (["--dry-run"], [])]

    left = "0 added, 0 updated, 1 here already.\nLeft out, as you deleted them here: 1."
    assert [left in t for t in told] == [True, True]
    assert said(run) == ["two"]
    run("delete", "1", "--now", "--yes")
    assert run("import", "-", stdin=file).err == "1 added, 0 updated, 1 here already.\n"


def jrnl(*said):
    page = {"date": "2024-01-05", "time": "20:15", "tags": [], "starred": False}
    listed = [{**page, "title": title, "body": body} for title, body in said]
    return json.dumps({"tags": {}, "entries": listed}).encode()


def test_an_entry_corrected_in_jrnl(run):
    """It is the same entry; one that was changed here stays as it is."""
    run("import", "-", stdin=jrnl(("A fight", "with a tpyo")))
    corrected = [run("import", "-", stdin=jrnl(("A fight", "with a typo"))).err for _ in range(2)]

    assert [err.splitlines()[0] for err in corrected] == [
        "0 added, 1 updated, 0 here already.",
        "0 added, 0 updated, 1 here already.",
    ]
    assert said(run) == ["A fight\nwith a typo"]


def test_only_our_own_export_may_be_ahead(run, refused, answers, tmp_path):
    """What was written by a clock that was ahead comes back, to the byte, times and all."""
    ahead = "2199-01-05T09:00:00+00:00"
    page = {**answers(flow="note", text="On."), "happened_at": ahead}
    told = refused("import", "-", code=1, stdin=page)
    own = {**page, "uid": "u", "written_at": ahead, "edited_at": ahead}
    assert run("import", "-", stdin=own).code == 0

    assert "line 1: happened_at: expected a time that is not in the future." in told
    first, there = exported(run), {"JOURNAL_HOME": str(tmp_path / "there")}
    last = json.loads(first.splitlines()[-1])
    assert last["edited_at"] == last["happened_at"] == ahead
    assert run("import", "-", stdin=first.encode(), **there).code == 0
    assert exported(run, **there) == first


ONE = {
    "jrnl": {"date": "2026-03-01", "time": "09:00"},
    "dayone": {"creationDate": "2026-03-01T08:00:00Z", "timeZone": "UTC", "uuid": "A" * 32},
}


@pytest.mark.parametrize("name", ONE)
def test_nothing_of_one_file_takes_the_place_of_another(run, name):
    """Entries of one name or minute are all kept, if anything in them differs; once each."""
    said = "title" if name == "jrnl" else "text"
    there = [(text, tags) for text in ("a", "b") for tags in ([], ["x"], ["y"], ["x", "y"])]
    entries = [{**ONE[name], said: text, "tags": tags} for text, tags in there]
    first = {"tags": {}} if name == "jrnl" else {"metadata": {}}
    data = json.dumps({**first, "entries": [*entries, *entries]}).encode()
    taken = [run("import", "-", stdin=data) for _ in range(2)]
    kept = [
        json.loads(line)["answers"] for line in run("export", "--format", "json").out.splitlines()
    ]

    assert taken[0].err.startswith("8 added, 0 updated, 8 here already.\n")
    assert taken[1].err.startswith("0 added, 0 updated, 16 here already.\n")
    assert sorted((a["text"], a.get("tags", [])) for a in kept) == sorted(there)
