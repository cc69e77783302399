"""The program that the commands run with, as it was handed in; see `app.program.Program`."""

from __future__ import annotations

from journal.app.program import Program

_given: list[Program] = []


def hand_in(program: Program | None) -> None:
    """Let every command run with a program; None stands for the one of these surroundings."""
    _given[:] = [program or Program()]


def program() -> Program:
    """Return the program that was handed in; for completion, which is handed none, a new one."""
    return _given[0] if _given else Program()
