"""The number of entries of each kind, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journal.core.entries.one_line import FLOW_NOUNS
from journal.core.text import isolated, one_line

NOTHING_YET = "Nothing to count here. To write: journal reflect"


def kinds_written(entries: Mapping[str, int], without: Iterable[str] = ()) -> str:
    """
    Return the kinds of entries with their counts: `9 long entries, 1 second look`.

    Args:
        entries: Flow name -> the number of entries. A flow of the person's own is called by its
            name.
        without: The flows to leave out.
    """
    left_out = set(without)
    return ", ".join(
        f"{count} {_named(flow, count)}"
        for flow, count in entries.items()
        if count and flow not in left_out
    )


def _named(flow: str, count: int) -> str:
    noun = FLOW_NOUNS.get(flow)
    if noun is None:
        return isolated(one_line(flow))
    if count == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
