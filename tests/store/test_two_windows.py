"""
One draft in two windows: what one of them did is never undone by the other.
* a page that was finished, changed or erased there is left as it is there
* the one who comes late hears it, and what goes on under another uid is kept
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from journal.core.errors import ChangedElsewhereError, StoreError
from journal.store import open_store


@pytest.fixture
def windows(tmp_path):
    """The same journal, open twice."""
    with open_store(tmp_path / "journal.db") as one, open_store(tmp_path / "journal.db") as other:
        yield one, other


@pytest.fixture
def draft(entry):
    """A page that was begun."""
    return entry(draft_at="unsafe")


ENDINGS = {
    "finished": lambda store, draft: store.put(replace(draft, draft_at=None)),
    "gone on": lambda store, draft: store.put(replace(draft, draft_at="body")),
    "erased": lambda store, draft: store.erase(draft),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_happened_in_the_other_window_stays(windows, draft, ending):
    """The late one is turned away, as often as it tries."""
    one, other = windows
    one.put(draft)
    late = other.draft()
    ENDINGS[ending](one, one.draft())
    was = one.find(draft.uid)

    for _ in range(2):
        with pytest.raises(ChangedElsewhereError):
            other.put(replace(late, draft_at="trigger"))
    assert one.find(draft.uid) == was
    on_its_own = replace(late, uid="another", revision=None, draft_at="trigger")
    assert other.put(on_its_own).uid == "another"


def test_one_window_alone_goes_on(windows, draft):
    """Every answer after the other, whatever other pages are written meanwhile."""
    one, other = windows
    for at in ("unsafe", "trigger", "body"):
        draft = one.put(replace(draft, draft_at=at))
        other.put(replace(draft, uid=f"note at {at}", draft_at=None, revision=None))

    assert one.put(replace(draft, draft_at=None)).number == 4


def test_a_write_that_failed_can_be_tried_again(windows, draft):
    """What never got onto the disk is no change of another window."""
    one, other = windows
    draft = one.put(draft)
    one._connection.execute("PRAGMA busy_timeout = 50")
    other._connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="busy"):
        one.put(replace(draft, draft_at="body"))
    other._connection.execute("ROLLBACK")

    one.put(replace(draft, draft_at="body"))
    assert other.draft().draft_at == "body"
