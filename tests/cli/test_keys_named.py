"""
Line by line there are no keys but letters that are typed, so:
* what looks back, searches, checks, takes in and gives out names none of a screen
"""

from __future__ import annotations

import re

import pytest

KEY = re.compile(r"\b(Ctrl|Esc|Tab|Shift|PgDn|PgUp|F\d{1,2}|Space(?! to| apart|,))\b|[↑↓]|\bq:")
"""Names of keys; not those of needs."""

LINES = (
    "", "list", "list -n 1", "list --topic money", "search asked", "search zebrafinch",
    "search money",
    "check", "check --repair", "summary", "summary --why", "cycle", "plan", "show", "export",
    "export --for self", "settings words", "prompts", "restore", "import --dry-run -",
)  # fmt: skip


@pytest.mark.usefixtures("written")
@pytest.mark.slow
def test_no_key_of_a_screen_is_named(run):
    """Whatever is said, on either output."""
    assert run("settings", "plain", "on").code == 0
    for line in LINES:
        stdin = b'{"entries": [{"title": "a"}, {"date": "2024-01-05", "time": "09:00"}]}'
        told = run(*line.split(), stdin=stdin)

        assert told.out + told.err, line
        assert not KEY.search(told.out + told.err), line
