"""Every kind of question can be asked on a page of its own and line by line."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from journal.core.flows.kinds import OWN_KINDS
from journal.screen.interactive.questions import ASKING
from journal.screen.line_by_line.person import _ASKING


@pytest.mark.parametrize(
    ("table", "asked"), [("ASKING (asking.py)", ASKING), ("_ASKING (plain.py)", _ASKING)]
)
def test_every_kind_has_its_row(table: str, asked: Collection[str]) -> None:
    """Settling is led through by care, not asked."""
    missing = sorted(set(OWN_KINDS) - set(asked))

    assert not missing, f"{table} in screen/ lacks a row for: {', '.join(missing)}"
