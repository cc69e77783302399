"""
The real command while the clock of the computer is wrong:
* nothing that was deleted goes for good
* what is written and changed meanwhile comes back from one's own export, to the byte
* a change made later beats what was written while it was ahead, however often that comes in
* a copy made afterwards is the newest, and stays
"""

from __future__ import annotations

import shutil

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("faketime"), reason="needs faketime, a package of Debian"),
]

AHEAD, BEHIND = ("faketime -f '@{}-0{}-05 10:00:00' $journal".format(y, "{}") for y in (2031, 1999))
WRITE = 'reflect --answers - <<< \'{"flow": "note", "answers": {"text": "On."}}\''


@pytest.mark.parametrize("wrong", [AHEAD, BEHIND], ids=["ahead", "behind"])
def test_nothing_goes_for_good(shell, keep, answers, wrong):
    """Deleted before or while the clock was wrong; several commands over several months."""
    keep({**answers(), "uid": "a"}, {**answers(), "uid": "b"})
    assert shell("$journal delete 1 --yes").code == 0
    for month, line in enumerate((WRITE, "delete 2 --yes", WRITE, WRITE), 1):
        done = shell(f"{wrong.format(month)} {line}")
        assert done.code == 0, done.err
    told = [shell(f"$journal restore {n}").err.splitlines()[0] for n in (1, 2)]

    assert told == ["Entry 1 is back.", "Entry 2 is back."]


def test_a_copy_made_after_the_clock_was_ahead_stays(shell, keep, answers, home):
    """It is the newest of the five, and the oldest ones go."""
    keep({**answers(), "uid": "a"})
    line = 'import - <<< \'{"flow": "note", "answers": {"text": "%s"}}\''
    for number in range(5):
        assert shell(f"{AHEAD.format(number + 1)} {line % number}").code == 0
    before = sorted(p.name for p in (home / "backups").iterdir())
    assert shell(f"$journal {line % 'now'}").code == 0

    after = sorted(p.name for p in (home / "backups").iterdir())
    assert (len(before), after[:-1]) == (5, before[1:])
