"""The command run in this process, with what it reads and puts out held in memory."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

CLEARED = "LC_ALL LC_MESSAGES NO_COLOR PAGER XDG_DATA_HOME PYTHONUNBUFFERED".split()
"""Variables of whoever runs the tests that would change what is shown."""


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it put out, as JSON."""
        return json.loads(self.out)


def run_here(
    command: Callable[[], object], *arguments: object, env: Mapping[str, str], stdin: bytes = b""
) -> Ran:
    """
    Run a command to its end, without a terminal.

    Args:
        command: Reads `sys.argv` as the real one does; may end in `SystemExit`.
        env: Variables that are set beside those of this process.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        for name in CLEARED:
            patch.delenv(name, raising=False)
        for name, value in env.items():
            patch.setenv(name, value)
        time.tzset()  # else the zone of whoever runs the tests stays
        patch.setattr(sys, "argv", ["journal", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = 0
        try:
            command()
        except SystemExit as end:
            code = int(end.code or 0)
        out.flush()
        err.flush()
    time.tzset()
    return Ran(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())
