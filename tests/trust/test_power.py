"""
The power goes, at any moment:
* what was acknowledged is there, to the letter: an answer before the next question, an entry,
  a change, a deletion, the lock, a copy, a page, a setting, the end of it all
* cut off before it was acknowledged, all is as it was or as it was to be, never half
* `journal check` passes, and nothing half-made stays
* the same disk does lose what nobody waited for, so that this test would see it

On a disk in a file (ext4), looked at again and again while the command runs, and when it says
that it is done. Where no such disk can be had, `tests/cli/test_waiting.py` still looks at what
is waited for.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pexpect
import pytest
from support.house import INHERITED

from journal.store import open_store

from .commands import DOES, OLD, Content, OnADisk, content, phrase_of, prepared
from .house import ROUNDS
from .power import Disk, after_the_cut, new_disk

pytestmark = pytest.mark.slow


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with new_disk(tmp_path) as made:
        yield made


@pytest.fixture
def house(disk: Disk, tmp_path: Path, server: Any) -> OnADisk:
    made = OnADisk(tmp_path, server)
    made.place = disk.place
    made.outside.mkdir()
    return made


def comes_back(house: OnADisk, found: bytes, *, whole: bool) -> Content:
    """
    What is there when the power is back, after a look by the real command.

    Args:
        whole: Whether nothing unfinished may be left, not even before anything looks.
    """
    with after_the_cut(found, house.folder) as place:
        back = house.at(place)
        if whole:
            assert not list(place.rglob(".journal*"))
        back.now = phrase_of(back)
        if back.path.exists():
            done = back.run("check")
            assert done.code == 0, done.out + done.err
            assert back.leftovers() == set()
        return content(back)


def watched(
    disk: Disk, run: Callable[[], Any], said: Callable[[], bool]
) -> list[tuple[bool, bytes]]:
    """
    Every state of the disk that could be caught while something runs, and the one at its end.

    Returns:
        Whether it had said that it was done by then, and what was on the disk.
    """
    found: list[tuple[bool, bytes]] = []
    is_done = threading.Event()

    def look() -> None:
        ends = False
        while not ends:
            ends = is_done.is_set()
            acknowledged = said()
            image = disk.cut()
            if not found or found[-1] != (acknowledged, image):
                found.append((acknowledged, image))
            time.sleep(0.003)

    watching = threading.Thread(target=look)
    watching.start()
    try:
        run()
    finally:
        is_done.set()
        watching.join()
    return found


@pytest.mark.parametrize("does", DOES, ids=lambda d: f"{d.arguments}{' (locked)' * bool(d.phrase)}")
def test_acknowledged_survives_any_cut(house, disk, does):
    """Looked at from the first moment of the command to its last."""
    arguments, env = prepared(house, does)
    os.sync()
    before = comes_back(house, disk.cut(), whole=True)
    ended = []
    out = [house.folder / "out", house.folder / "err"]
    for file in out:
        file.write_text("")
    moments = watched(
        disk,
        lambda: ended.append(house.run(*arguments, **env)),
        lambda: any(does.says in file.read_text() for file in out),
    )

    assert (ended[0].code, does.says in ended[0].err) == (0, True), ended[0].err
    after = content(house)
    assert after != before
    assert moments[-1][0]
    for number, (acknowledged, image) in enumerate(moments):
        back = comes_back(house, image, whole=number == len(moments) - 1)
        if does.arguments.startswith("wipe"):
            # Bit by bit; but the journal itself is there or is not.
            assert back.entries in ({}, before.entries)
            assert not acknowledged or back == after
        else:
            assert back == after or (not acknowledged and back == before)


WALKS = {
    "note": ["one more", "home, quiet"],
    "reflect --quick": ["7", "1", "2", "3", "1", "1"],
    "edit 2 --question text": ["said otherwise"],
    "edit 3": ["said otherwise", "home"],
}
"""What is begun -> what is answered; each answer is to be kept before more is asked."""


@pytest.mark.parametrize("phrase", [None, OLD], ids=["open", "locked"])
@pytest.mark.parametrize("walk", WALKS)
def test_an_answer_survives_a_cut_at_the_next_question(house, disk, walk, phrase):
    """And what was finished, once it says so."""
    house.write("n0", "n1", "n2")
    with open_store(house.path) as store:
        store.state.past_year_asked_at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    if phrase is not None:
        told = str(house.file("first", phrase))
        assert house.run("lock", JOURNAL_PASSPHRASE_FILE=told).code == 0
    house.now = phrase
    env = {**INHERITED, "HOME": str(house.folder), "JOURNAL_HOME": str(house.home)}
    if phrase is not None:
        env["JOURNAL_PASSPHRASE_FILE"] = told
    os.sync()
    before = content(house)
    start = f"import sys; from journal.store import encryption; encryption.ROUNDS = {ROUNDS}"
    start += "; from journal.__main__ import main; sys.exit(main())"
    command = ["-c", start, *walk.split(), "--plain"]
    with closing(pexpect.spawn(sys.executable, command, env=env, timeout=60)) as term:
        term.setecho(False)
        term.expect("> $")
        for line in WALKS[walk]:
            term.sendline(line)
            asked = term.expect(["> $", pexpect.EOF])
            now = comes_back(house, disk.cut(), whole=True)
            assert now.entries != before.entries
            assert now == content(house)
            before = now
        if not asked:
            term.sendintr()
            term.sendintr()
            term.expect(pexpect.EOF)
    if walk == "note":  # all of it was answered
        assert not any(e.is_draft for e in before.entries.values())


@pytest.mark.parametrize("synchronous", ["FULL", "EXTRA"])
def test_the_disk_loses_what_nobody_waited_for(house, disk, synchronous):
    """A file nobody waited for, and what SQLite wrote with less than its utmost care."""
    os.sync()
    file = house.outside / "rows.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE rows (x)")
        os.sync()
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("INSERT INTO rows VALUES (1)")
        found = disk.cut()
    (house.outside / "later").write_text("x")
    with (
        after_the_cut(found, house.folder) as place,
        closing(sqlite3.connect(place / "outside" / "rows.db")) as connection,
    ):
        rows = connection.execute("SELECT * FROM rows").fetchall()

    assert rows == ([(1,)] if synchronous == "EXTRA" else [])
    with after_the_cut(disk.cut(), house.folder) as place:
        assert not (place / "outside" / "later").exists()
