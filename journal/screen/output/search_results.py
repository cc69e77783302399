"""The text of search results and of the list of flows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from journal.core.entries.rendering import day_of
from journal.core.model import Entry
from journal.core.text import isolated, marks_around, one_line
from journal.screen.output.printed import bold, dim, joined, lines

_HIT = re.compile("\x02([^\x02\x03]*)\x03")


def found_text(found: Sequence[tuple[Entry, str]]) -> str:
    """
    Return the text of search results.

    Args:
        found: The entries in order, each with a snippet that has its hits between `\\x02` and
            `\\x03`.
    """
    parts: list[str] = []
    for entry, piece in found:
        parts += lines(f"{entry.call}  {day_of(entry.happened_at)}", style=bold)
        parts += [*lines(marked(piece, bold), "  "), ""]
    return joined(parts)


def marked(piece: str, style: Callable[[str], str] | None = None) -> str:
    """
    Return a snippet on one line, with a dot between answers and brackets around the hits.

    Args:
        piece: The snippet, one answer a line, with its hits between `\\x02` and `\\x03`.
        style: A function applied to the hits, such as `bold`; None for output as data.
    """
    answers = [_marked(line, style or str) for line in piece.split("\n")]
    if style is not None:
        answers = [line.join(marks_around(line)) for line in answers]
    return " · ".join(filter(None, answers))


def _marked(answer: str, style: Callable[[str], str]) -> str:
    parts = [
        _kept_apart(part) if i % 2 == 0 else style(f"[{one_line(part)}]")
        for i, part in enumerate(_HIT.split(answer))
    ]
    return "".join(parts).strip()


def _kept_apart(text: str) -> str:
    """Return the text beside a hit on one line, with a space at an end that has white space."""
    before, after = (" " if text[i : i + 1 or None].isspace() else "" for i in (0, -1))
    return f"{before}{one_line(text)}{after}" if text.strip() else before


def flows_text(flows: Sequence[Mapping[str, object]], own: str) -> str:
    """
    Return the list of flows with their sources.

    Args:
        flows: Mappings with `name`, `title`, `counts` and `from`; the title and the counts are
            None if the file has a fault.
        own: The folder for the person's own flows.
    """
    parts: list[str] = []
    for flow in flows:
        about = f"{isolated(str(flow['title']))} · counts: {flow['counts']}"
        fault = f"It can't be used as it is: journal prompts check {flow['from']}"
        parts += lines(one_line(str(flow["name"])), style=bold)
        parts += lines(one_line(about if flow["title"] else fault), "  ")
        parts += lines(one_line(str(flow["from"])), "  ", style=dim)
    parts += ["", *lines(f"Your own go to {one_line(own)}")]
    parts += lines("An example to copy: journal prompts show caught")
    return joined(parts)
