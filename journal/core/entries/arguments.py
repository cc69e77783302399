"""
Arguments: entries that go back to one another, and how many of them there are.

One argument is all that hangs together by `about`: a short entry, the long one after it, their
follow-ups. Two that are about the same entry belong together also when that one is gone.
"""

from __future__ import annotations

from collections.abc import Mapping


def arguments(about: Mapping[str, str | None]) -> list[list[str]]:
    """
    Entries put together by argument.

    Args:
        about: The uid of each entry -> the uid of the one it goes back to, which may be gone.

    Returns:
        The uids of each argument, in the order in which they were given.
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
    """What stands for the argument of an entry; the way there is made shorter for next time."""
    while (over := above.get(uid, uid)) != uid:
        above[uid] = above.get(over, over)
        uid = above[uid]
    return uid
