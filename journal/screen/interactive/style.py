"""The styles: weights without colours, for light and dark terminals and for colour blindness."""

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
