"""The command `wipe`."""

from __future__ import annotations

from journal.cli.options import Yes
from journal.cli.program import program


def wipe(yes: Yes = False) -> None:
    """
    Remove everything the journal keeps, after you typed a word.

    It needs no passphrase, so that a lost one is no hindrance.

    Example: journal wipe
    """
    from journal.app import wiping

    wiping.wipe(program(), yes=yes)
