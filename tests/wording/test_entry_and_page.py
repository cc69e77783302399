"""
What was written is an entry; a page is what an export makes:
* so it is in all that comes with the program to be read; a page of another sort stands in `OTHER`
* what the program itself says is held to it in `test_words_left_out.py`
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READ = [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]

OTHER = {
    "README.md": r"gives a page that|^#+ A page|what the page holds|!\[The page for a therapist",
    "SECURITY.md": r"^A journal like this|each page with|each page of a locked|such a page was read"
    r"|security page",
    "docs/counting.md": r"This page says how",
    "docs/export.md": r"^#+ Pages|A therapist's page|No page says",
    "docs/commands.md": r"Write a page for therapy",
    "docs/README.md": r"stands on which page",
    "docs/architecture.md": r"^puts the same ones on a page|^`exchange`, pages in `report`",
    "docs/how-to.md": r"^Pages you exported",
    "docs/rooms.md": r"The page to take|the parts of a page|one page each",
    "docs/speed.md": r"SQLCipher takes for each page",
    "docs/threat-model.md": r"A changed page of a locked|pages you exported|an exported page"
    r"|keep exported pages",
}
"""File -> where a page is an exported one, the file itself, a part of a database, or of the web."""


@pytest.mark.parametrize("file", READ, ids=lambda file: file.name)
def test_an_entry_is_called_so(file):
    """No line calls it a page; and no place to pass over outlives what it was for."""
    place = file.relative_to(ROOT).as_posix()
    lines = [
        x for x in file.read_text(encoding="utf-8").splitlines() if re.search(r"(?i)\bpages?\b", x)
    ]

    assert [x for x in lines if not re.search(OTHER.get(place, "^$"), x)] == []
    for one in filter(None, OTHER.get(place, "").split("|")):
        assert [x for x in lines if re.search(one, x)], one
