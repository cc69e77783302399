"""The `app.program.Program` that the commands run with."""

from __future__ import annotations

from journal.app.program import Program

_given: list[Program] = []


def hand_in(program: Program | None) -> None:
    """Set the program of all commands; None for one with the default dependencies."""
    _given[:] = [program or Program()]


def program() -> Program:
    """Return the program that was handed in; a new one during completion, which hands in none."""
    return _given[0] if _given else Program()
