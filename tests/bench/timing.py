"""What a command costs as a whole process, and how long a terminal waits for its next page."""

from __future__ import annotations

import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

ONE_RUN = Path(__file__).with_name("one_run.py")

PATIENCE = 60.0
"""Seconds after which a page counts as missing."""


@dataclass(frozen=True, slots=True)
class Cost:
    """
    One run of a whole process, or the median of several.

    Attributes:
        cpu, wall: Seconds.
        peak: MiB of memory held at most.
        runs: How many it is the median of.
    """

    cpu: float
    wall: float
    peak: float
    runs: int = 1


def cost(command: Sequence[str], env: Mapping[str, str]) -> Cost:
    """
    Run a command, its output thrown away.

    Raises:
        RuntimeError: If it fails; with what it said.
    """
    done = subprocess.run(
        [sys.executable, "-I", "-S", ONE_RUN, *command], env=env, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}: {done.stderr}")
    cpu, wall, kib = map(float, done.stdout.split())
    return Cost(cpu, wall, kib / 1024)


def median(costs: Sequence[Cost]) -> Cost:
    """The middle of each figure for itself."""
    middle = (statistics.median(getattr(c, n) for c in costs) for n in ("cpu", "wall", "peak"))
    return Cost(*middle, runs=len(costs))


def waits(
    command: Sequence[str], env: Mapping[str, str], pages: Sequence[tuple[bytes, bytes]]
) -> list[float]:
    """
    Seconds that a person at a terminal waits for each page; the command is killed then.

    Args:
        pages: A text that the page shows, and the keys that lead on from it.
    """
    pid, terminal = pty.fork()
    if pid == 0:
        try:
            os.execve(command[0], list(command), dict(env))  # noqa: S606
        finally:
            os._exit(127)
    ioctl(terminal, TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        waited = []
        begun = time.perf_counter()
        for text, keys in pages:
            _read_until(terminal, text)
            waited.append(time.perf_counter() - begun)
            # A person reads first; what is still being drawn is not what they wait for.
            _read_rest(terminal)
            begun = time.perf_counter()
            os.write(terminal, keys)
        return waited
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def _read_until(terminal: int, text: bytes) -> None:
    seen = b""
    until = time.perf_counter() + PATIENCE
    while text not in seen:
        ready, _, _ = select.select([terminal], [], [], max(0, until - time.perf_counter()))
        if not ready:
            raise RuntimeError(f"The page with {text.decode()!r} did not come.")
        data = os.read(terminal, 1 << 16)
        if b"\x1b[6n" in data:  # where the cursor stands; the program waits for an answer
            os.write(terminal, b"\x1b[1;1R")
        seen += data


def _read_rest(terminal: int) -> None:
    while select.select([terminal], [], [], 0.15)[0]:
        os.read(terminal, 1 << 16)
