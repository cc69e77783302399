"""
Entries at both ends of the calendar:
* whatever looks back on them shows them, whatever the period
* a time that no clock can show, where one is asked for, is one sentence
"""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

FAR = (
    "1900-01-01T00:00:00+14:00", "1900-01-01T00:00:00-12:00", "9998-12-31T23:59:59-12:00",
    "9998-12-31T23:59:59+14:00",
)  # fmt: skip
"""The first and the last that an export of ours may hold, by the clocks farthest apart."""

SAID = {
    "full": {"heat_before": 7, "heat_after": 3, "trigger": "went_quiet", "facts": "Sunday.",
             "my_moves": ["ask_again"], "their_moves": ["go_quiet"], "plan_move": "slow_down"},
    "followup": {"heat_now": 2, "repair_by": "me", "okay_minutes": 30},
    "checkin": {"closeness": 5, "hope": 3},
    "caught": {"trigger": "went_quiet", "instead": ["slow_down"]},
    "note": {"text": "Hello."},
}  # fmt: skip


@pytest.fixture
def far(keep):
    keep(
        *(
            {"flow": flow, "uid": f"{flow}-{n}", "happened_at": at, "written_at": at,
             "about": f"full-{n}" if flow == "followup" else None, "answers": said}
            for n, at in enumerate(FAR) for flow, said in SAID.items()
        )
    )  # fmt: skip


LINES = (
    "", "list -n 99", "list --format json", "summary", "summary --why", "cycle", "search hello",
    "search ell", "export", "export --for self", "export --format json", "export --format csv",
    "export --format html", "check", "plan", "show 1", "show 20", "show last",
)  # fmt: skip


@pytest.mark.usefixtures("far")
@pytest.mark.parametrize(
    "period", ["", "--since 0001-01-01", "--until 9999-12-31", "--last 36500d"]
)
def test_every_look_back(run, period):
    """Done, and nothing but that."""
    takes = ("list", "summary", "cycle", "search", "export")
    for line in LINES:
        options = period.split() if line.startswith(takes) else []
        done = run(*line.split(), *options)

        assert (done.code, "wrong" in done.err) == (0, False), (line, done.err)


TIMES = (
    "0001-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00",
    "9999 years ago", "9999h ago", "1 jan 0001", "in 9999 years", "0000-00-00",
)  # fmt: skip


@pytest.mark.parametrize("time", TIMES)
def test_a_time_beyond_all_clocks(run, written, time):
    """It is refused in one sentence, or is one that there was; never another error."""
    for line in (["note", "--when"], ["list", "--since"], ["list", "--until"]):
        done = run(*line, time, stdin=b"Hello.")

        assert done.code in (0, 2), done.err
        assert "wrong inside" not in done.err
