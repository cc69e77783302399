"""
Many at once:
* ten processes that write fifty entries each: five hundred of five hundred, plain and locked
* ten that write, one that edits, one that looks back, one that copies: all succeed or say "busy"
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from journal.store import Cipher, open_store

from .house import PHRASES, ROUNDS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
BUSY = "The journal is busy. Please try again in a moment."

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from journal.core.errors import StoreError
from journal.core.model import Entry, Said
from journal.store import Cipher, encryption, open_store
path, phrase, name, many = Path(sys.argv[1]), sys.argv[2] or None, sys.argv[3], int(sys.argv[4])
encryption.ROUNDS = int(sys.argv[5])
now = datetime(2026, 3, 1, tzinfo=UTC)
with open_store(path, connect=Cipher(phrase)) as store:
    for i in range(many):
        uid = f"{name}-{i}"
        try:
            store.put(Entry(uid, "note", "never", now, now, {"text": Said(uid, "free", "What?")}))
            print(uid, flush=True)
        except StoreError as error:
            print(error, file=sys.stderr, flush=True)
"""


def start(path: Path, phrase: str | None, name: str, many: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), phrase or "", name, str(many), str(ROUNDS)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("turn", range(5))
@pytest.mark.parametrize("phrase", [None, PHRASES[0]], ids=["open", "locked"])
def test_ten_writers(house, phrase, turn):
    """Five hundred of five hundred; none of them found a journal there."""
    house.home.mkdir(mode=0o700)
    writers = [start(house.path, phrase, f"{turn}{name}", 50) for name in "abcdefghij"]
    told = [writer.communicate(timeout=300) for writer in writers]

    assert [err for _, err in told] == [""] * 10
    acknowledged = {uid for out, _ in told for uid in out.split()}
    assert len(acknowledged) == 500
    house.now = phrase
    with open_store(house.path, connect=Cipher(phrase)) as store:
        entries = list(store.entries())
    assert {e.uid for e in entries} == acknowledged
    assert sorted(e.number for e in entries) == list(range(1, 501))
    assert house.run("check").code == 0
    assert house.leftovers() == set()


@pytest.mark.parametrize("phrase", [None, PHRASES[0]], ids=["open", "locked"])
def test_all_sorts_at_once(lived_in, phrase):
    """Writing, replacing, looking back, copying; then it is checked, and every entry is there."""
    house = lived_in(phrase)
    before = house.uids()
    writers = [start(house.path, phrase, name, 12) for name in "abcdefghij"]
    newer = house.page("n3").replace('{"flow"', '{"edited_at": "2026-03-02T10:00:00+01:00", "flow"')
    edited = house.file(
        "newer.jsonl",
        newer.replace("happened", 'written_at": "2026-03-01T22:00:00+01:00", "happened') + "\n",
    )
    ended = [
        house.run("import", edited),
        house.run("summary"),
        house.run("backup", house.folder / "copy.db"),
        house.run("list", "-n", "500"),
    ]
    told = [writer.communicate(timeout=300) for writer in writers]

    assert [(d.code, d.err) for d in ended if d.code != 0 and d.err != f"{BUSY}\n"] == []
    assert {line for _, err in told for line in err.splitlines()} <= {BUSY}
    acknowledged = {uid for out, _ in told for uid in out.split()}
    with open_store(house.path, connect=Cipher(phrase)) as store:
        assert {e.uid for e in store.entries()} == before | acknowledged
    assert house.run("check").code == 0
