"""No colours, only weight: so it fits light and dark terminals, and nothing is said by colour."""

from __future__ import annotations

from questionary import Style

STYLE = Style(
    [
        ("step", "dim"),
        ("before", ""),
        ("question", "bold"),
        ("hint", ""),
        ("heading", "underline"),
        ("row", ""),
        ("pointed", "bold"),
        ("typed", "italic"),
        ("note", "italic"),
        ("keys", "dim"),
        ("answer", ""),
    ]
)
