"""A report as Markdown. What was typed is data: no mark in it has a meaning."""

from __future__ import annotations

import re

from journal.core.text import one_line
from journal.report.page import Bullets, Paragraph, Picture, Report, Table

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$^]|=(?==))")
_LINE_START = re.compile(r"^(\d*)([-+.)])(?=[\s-]|$)")


def as_markdown(report: Report) -> str:
    """The whole page, with a line break at its end."""
    parts = [f"# {_plain(report.title)}", _plain(report.about), f"*{_plain(report.caution)}*"]
    for section in report.sections:
        if section.heading:
            parts.append(f"## {_plain(section.heading)}")
        # A drawing is left out: all it tells stands in the words.
        parts += [_block(block) for block in section.blocks if not isinstance(block, Picture)]
    return "\n\n".join(parts) + "\n"


def _block(block: Paragraph | Bullets | Table) -> str:
    match block:
        case Paragraph(text, lead):
            return f"**{_plain(lead)}** {_plain(text)}" if lead else _plain(text)
        case Bullets(items):
            return "\n".join(f"- {_plain(item)}" for item in items)
        case Table(header, rows):
            lines = [header, tuple("---" for _ in header), *rows]
            return "\n".join(f"| {' | '.join(_cell(c) for c in line)} |" for line in lines)


def _cell(text: str) -> str:
    return text if text == "---" else _plain(text)


def _plain(text: str) -> str:
    """Text on one line that Markdown shows as it stands."""
    escaped = _MARKS.sub(r"\\\1", one_line(text))
    return _LINE_START.sub(r"\1\\\2", escaped)
