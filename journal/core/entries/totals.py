"""How many entries of each kind there are, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journal.core.entries.one_line import KINDS
from journal.core.text import isolated, one_line

NOTHING_YET = "Nothing to count here. To write: journal reflect"


def kinds_written(entries: Mapping[str, int], without: Iterable[str] = ()) -> str:
    """
    The kinds of entries with their counts, as a list names them: `9 long entries, 1 second look`.

    Args:
        entries: By flow; one of the person's own goes by its name.
        without: Flows that are not told of.
    """
    left_out = set(without)
    return ", ".join(
        f"{count} {_named(KINDS[flow], count) if flow in KINDS else isolated(one_line(flow))}"
        for flow, count in entries.items()
        if count and flow not in left_out
    )


def _named(kind: str, count: int) -> str:
    if count == 1:
        return kind
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
