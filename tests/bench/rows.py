"""What is measured: one row a command, and how it is to compare."""

from __future__ import annotations

from dataclasses import dataclass

from content import RARE
from journals import ADDED

SIZES = (100, 1_000, 10_000, 100_000)
"""Entries in the journals."""

PEER_UP_TO = 10_000
"""Entries; adding one to more takes jrnl minutes."""


@dataclass(frozen=True, slots=True)
class Row:
    """
    One command, ours and theirs.

    Attributes:
        ours: What is typed after `journal`.
        theirs: What is typed after `jrnl` for the same; empty if it knows no such thing.
        sized: Whether the number of entries matters.
        writes: Whether the journal is another one afterwards; it is run in a copy.
    """

    ours: tuple[str, ...]
    theirs: tuple[str, ...] = ()
    sized: bool = True
    writes: bool = False


ROWS = {
    "version": Row(("--version",), ("--version",), sized=False),
    "help": Row(("--help",), ("--help",), sized=False),
    "list": Row(("list", "-n", "5"), ("-n", "5")),
    "show": Row(("show", "last")),
    "search": Row(("search", RARE), ("-contains", RARE)),
    "add": Row(
        ("reflect", "--answers", str(ADDED)), ("2026-01-02 09:00: One more. @again",), writes=True
    ),
    "export": Row(("export", "--format", "json"), ("--format", "json")),
    "summary": Row(("summary",)),
    "cycle": Row(("cycle",)),
}
"""Name -> commands that are run as they are."""


@dataclass(frozen=True, slots=True)
class Target:
    """
    A ratio to reach.

    Attributes:
        what: The measured figure, as `Measured` names it.
        against: What it is divided by.
        most: The ratio at the most.
    """

    what: str
    against: str
    most: float


TARGETS = (
    Target("version", "version jrnl 4.6", 0.6),
    Target("help", "help jrnl 4.6", 0.9),
    Target("first question 100", "import of typer and questionary 100", 2.0),
    Target("first question 10000", "import of typer and questionary 10000", 2.0),
    Target("first question 10000", "first question 100", 1.1),
    Target("list 100", "list 100 jrnl 4.6", 1.2),
    Target("list 10000", "list 10000 jrnl 4.6", 0.2),
    Target("search 10000", "search 10000 jrnl 4.6", 0.2),
    Target("add 10000", "add 10000 jrnl 4.3", 0.25),
    Target("add 10000", "add 10000 jrnl 4.6", 0.02),
    Target("export 10000", "export 10000 jrnl 4.6", 0.08),
    Target("summary 10000", "summary 100", 4.0),
)
"""Wall time of one, divided by that of the other."""
