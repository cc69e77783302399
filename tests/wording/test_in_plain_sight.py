"""What anyone looking on may see: the home line, the names of flows, the list of commands."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import product

from journal.core.entries.home_line import Waiting, home_line

TELLS = re.compile(
    r"\b(partner\w*|relation\w*|couples?|fight\w*|fought|argu\w*|quarrel\w*|conflict\w*|cycle\w*"
    r"|loops?|feel\w*|upset|hurt\w*|anger|angry|scared|fear\w*|unsafe|safe\w*|danger\w*|care"
    r"|flagged|kept apart|pursu\w*|withdr\w*|therap\w*)\b",
    re.IGNORECASE,
)
NOW = datetime(2026, 3, 2, 21, tzinfo=UTC)
HOUR = timedelta(hours=1)

STATES = [
    Waiting(pages, draft, second_look, return_at)
    for pages, draft, second_look, return_at in product(
        (0, 1, 5), (False, True), (None, NOW - 30 * HOUR), (None, NOW - HOUR, NOW + HOUR)
    )
]


def test_the_home_line_tells_nothing_to_someone_looking_on():
    """Pages, times and what to type: one line, whatever waits."""
    lines = [home_line(state, NOW) for state in STATES]

    assert [line for line in lines if TELLS.search(line) or "\n" in line] == []


def test_the_names_of_a_flow_tell_nothing(flow):
    """What lists call it: its name and its title."""
    assert TELLS.search(f"{flow.name} {flow.title}") is None


def test_the_list_of_commands_is_not_cut(help_text):
    """Each is told in one line, to its end."""
    rows = [line for line in help_text("").splitlines() if line.startswith("  ")]

    assert [row for row in rows if row.endswith("...")] == []
