"""
The grouping of entries by argument.

An argument is a set of entries connected by `about`: a short entry, the long entry after it,
their follow-ups. Entries about the same entry are connected also if that entry is gone.
"""

from __future__ import annotations

from collections.abc import Mapping


def arguments(about: Mapping[str, str | None]) -> list[list[str]]:
    """
    Group entries by argument.

    Args:
        about: The uid of each entry -> the uid of the entry it is about, if any; it may be gone.

    Returns:
        The uids of each argument, in the given order.
    """
    above: dict[str, str] = {}
    for uid, other in about.items():
        if other is not None:
            above[_top(above, uid)] = _top(above, other)
    together: dict[str, list[str]] = {}
    for uid in about:
        together.setdefault(_top(above, uid), []).append(uid)
    return list(together.values())


def _top(above: dict[str, str], uid: str) -> str:
    """Return the root of an entry in the union-find forest, with path halving."""
    while (over := above.get(uid, uid)) != uid:
        above[uid] = above.get(over, over)
        uid = above[uid]
    return uid
