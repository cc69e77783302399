"""What a condition can look at besides the answers is in one table, and all in it is known."""

from __future__ import annotations

from journal.app.journal import open_journal
from journal.app.program import Program
from journal.app.write_session import situation_of
from journal.core.dialogue.progress import Progress, _situation
from journal.core.flows.situations import SITUATIONS


def test_what_is_known_is_what_is_told(home, keep, answers, monkeypatch):
    """Of a second look, which knows all there is; values are of those that are told."""
    keep(answers())
    monkeypatch.setenv("JOURNAL_HOME", str(home))
    with open_journal(Program(), to_read=True) as j:
        about, flow = j.store.entry("1"), j.prompts.flow("followup")
        entry = j.begin(flow, about.happened_at, about)
        known = _situation(Progress(flow, entry, situation=situation_of(j, entry)))

    assert set(known) == set(SITUATIONS)
    for name, value in known.items():
        values = SITUATIONS[name].values
        assert isinstance(value, int) is (SITUATIONS[name].most is not None)
        assert not values or value in values
