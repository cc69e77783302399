"""How many entries of each kind there are, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journal.core.text import isolated, one_line

NOTHING_YET = "Nothing to count here. To write: journal reflect"

_KINDS = {
    "full": ("full entry", "full entries"),
    "quick": ("short", "short"),
    "followup": ("follow-up", "follow-ups"),
    "caught": ("caught in time", "caught in time"),
    "checkin": ("check-in", "check-ins"),
    "note": ("note", "notes"),
}


def kinds_written(entries: Mapping[str, int], without: Iterable[str] = ()) -> str:
    """
    The kinds of entries with their counts: `9 full entries, 1 follow-up`.

    Args:
        entries: By flow; one of the person's own goes by its name.
        without: Flows that are not told of.
    """
    left_out = set(without)
    return ", ".join(
        f"{count} {_KINDS[flow][count != 1] if flow in _KINDS else isolated(one_line(flow))}"
        for flow, count in entries.items()
        if count and flow not in left_out
    )
