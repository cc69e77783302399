"""Colours: the terminal's own alone, for light and dark ones; never needed to read."""

from __future__ import annotations

from questionary import Style

STYLE = Style(
    [
        ("step", "fg:ansibrightblack"),
        ("before", ""),
        ("question", "bold"),
        ("hint", "fg:ansibrightblack"),
        ("heading", "underline"),
        ("row", ""),
        ("pointed", "bold"),
        ("typed", "fg:ansicyan"),
        ("note", "italic"),
        ("keys", "fg:ansibrightblack"),
        ("answer", ""),
        ("bottom-toolbar", "noreverse fg:ansibrightblack"),
        ("qmark", ""),
        ("instruction", "fg:ansibrightblack"),
    ]
)
