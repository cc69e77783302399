"""
The Markdown format (CommonMark, tables as in GFM): typed text is escaped, no mark has effect.

Line breaks and paragraphs are kept, except in headings, lead-ins and tables.
"""

from __future__ import annotations

import re

from journal.core.text import one_line, visible
from journal.report.document import Bullets, Paragraph, Picture, Report, Table

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$^]|=(?==))")
_LINE_START = re.compile(r"^(\d*)([-+.):=])(?=[\s=:-]|$)")
_INDENT = "&nbsp;"
_TAB = 4
_DEEPEST = 40
"""The most leading spaces of a line that are kept."""


def as_markdown(report: Report) -> str:
    """Return a report as Markdown, with a line break at its end."""
    parts = [f"# {_plain(report.title)}", _plain(report.about), f"*{_plain(report.caution)}*"]
    for section in report.sections:
        if section.heading:
            parts.append(f"## {_plain(section.heading)}")
        # The drawing is left out: the text holds the same facts.
        parts += [_block(block) for block in section.blocks if not isinstance(block, Picture)]
    return "\n\n".join(parts) + "\n"


def _block(block: Paragraph | Bullets | Table) -> str:
    match block:
        case Paragraph(text, lead):
            return f"**{_plain(lead)}** {_typed(text.lstrip())}" if lead else _typed(text)
        case Bullets(items):
            return "\n".join(f"- {_typed(item.lstrip(), '  ')}" for item in items)
        case Table(header, rows):
            lines = [header, tuple("---" for _ in header), *rows]
            return "\n".join(f"| {' | '.join(_cell(c) for c in line)} |" for line in lines)


def _typed(text: str, under: str = "") -> str:
    """
    Escape a text, keeping its lines and paragraphs.

    Args:
        text: The text.
        under: The indentation of the lines after the first, to stay inside of a list item.
    """
    paragraphs: list[list[str]] = [[]]
    for line in visible(text).split("\n"):
        if line.strip():
            paragraphs[-1].append(_line(line.expandtabs(_TAB)))
        elif paragraphs[-1]:
            paragraphs.append([])
    # A backslash at the end of a line keeps the break.
    return f"\n\n{under}".join(f"\\\n{under}".join(lines) for lines in paragraphs if lines)


def _line(line: str) -> str:
    blanks = len(line) - len(line.lstrip(" "))
    return _INDENT * min(blanks, _DEEPEST) + _escaped(line.strip())


def _cell(text: str) -> str:
    return text if text == "---" else _plain(text)


def _plain(text: str) -> str:
    """Escape a text and put it on one line."""
    return _escaped(one_line(text))


def _escaped(line: str) -> str:
    return _LINE_START.sub(r"\1\\\2", _MARKS.sub(r"\\\1", line))
