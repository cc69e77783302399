"""
Journals written by earlier schemas:
* open with all that was in them, locked or not: the export is the same to the byte
* so do what an export does not hold: drafts, working copies, what is in the bin, words, state
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from journal.store import Cipher, open_store

OLD = Path(__file__).parent / "old"
"""Made by the release whose schema was 2; the second file is the first, locked."""

PHRASE = "four words in a row"
FILES = {"schema-2.db": None, "schema-2-locked.db": PHRASE}


@pytest.fixture(params=FILES)
def home(request, tmp_path):
    """A home with the old journal in it, and the passphrase in a file if it has one."""
    made = tmp_path / "home"
    made.mkdir(mode=0o700)
    shutil.copy(OLD / request.param, made / "journal.db")
    phrase = FILES[request.param]
    (tmp_path / "phrase").write_text(phrase or "")
    return made, phrase


def test_the_export_is_the_same_to_the_byte(home, tmp_path):
    """Flagged ones included, as the release that wrote it exported them."""
    made, phrase = home
    env = {**os.environ, "JOURNAL_HOME": str(made)}
    if phrase is not None:
        env["JOURNAL_PASSPHRASE_FILE"] = str(tmp_path / "phrase")
    command = [sys.executable, "-m", "journal", "export", "--format", "json", "--for", "self"]
    done = subprocess.run([*command, "--flagged"], env=env, capture_output=True, check=True)

    assert done.stdout == (OLD / "schema-2.jsonl").read_bytes()


def test_what_no_export_holds_is_there(home):
    """A draft, a change that waits, a deleted entry, an own word, the state."""
    made, phrase = home
    with open_store(made / "journal.db", connect=Cipher(phrase)) as store:
        assert store.draft().draft_at == "softer"
        assert store.aside(store.entry("1").uid).value("facts") == "I asked three times."
        [(deleted, _at)] = store.bin.contents()
        assert deleted.value("facts") == "deleted one"
        assert store.own_words("feelings") == ["fizzy"]
        assert store.state.return_at == datetime.fromisoformat("2026-03-06T09:00:00+01:00")
