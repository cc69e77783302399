"""
Runs a set-up command of the README to the letter, as a person would.

    python3 .ci/readme.py start   the first: ends in a running `journal reflect`
    python3 .ci/readme.py test    the second: ends in the test suite passing

Only the standard library: it runs before anything is installed.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

SECTION = "## Set it up"
MINUTES = 15


def commands() -> list[str]:
    """The shell commands of the README's set-up section."""
    text = Path("README.md").read_text(encoding="utf-8")
    section = text.split(SECTION, 1)[1].split("\n## ", 1)[0]
    found = re.findall(r"^```sh\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
    if len(found) != 2:
        sys.exit(f"README: expected exactly two commands under '{SECTION}', found {len(found)}")
    return [command.strip() for command in found]


FIRST_ROW = "\x1b[B\r"
"""Down and Enter: the first row of a list that takes one."""


class Terminal:
    """A command on a pty: wait for words, press keys."""

    def __init__(self, command: str) -> None:
        self.seen = ""
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.execvp("bash", ["bash", "-c", command])
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def wait(self, words: str) -> None:
        end = time.monotonic() + 60 * MINUTES
        while words not in self.seen:
            if time.monotonic() > end or not self._read():
                sys.exit(f"waited in vain for {words!r}; seen last:\n{self.seen[-3000:]}")
        print(f"  saw: {words}", flush=True)
        self.seen = ""

    def press(self, keys: str) -> None:
        os.write(self.handle, keys.encode())

    def exit_status(self) -> int:
        while self._read():
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> bool:
        try:
            ready, _, _ = select.select([self.handle], [], [], 5)
            if not ready:
                return True
            data = os.read(self.handle, 65536)
        except OSError:  # the other end is closed
            return False
        self.seen += data.decode("utf-8", "replace")
        return bool(data)


def start(command: str) -> None:
    """Begin for the first time, answer the first questions, stop, and see that it was kept."""
    print(command, flush=True)
    terminal = Terminal(command)
    for words, keys in (
        ("A notebook for the hours", "\r"),
        ("private enough", FIRST_ROW),
        ("set a passphrase now", "\r"),
        ("In the past year", FIRST_ROW),
    ):
        terminal.wait(words)
        terminal.press(keys)
    terminal.wait("How strong is the upset")
    terminal.press("7\r")
    terminal.wait("Was anyone hit")
    terminal.press(FIRST_ROW)
    terminal.wait("the moment it turned")
    terminal.press("\x03")
    terminal.wait("Kept. Go on with: journal resume")
    status = terminal.exit_status()
    if status != 130:
        sys.exit(f"expected exit status 130 after Ctrl-C, found {status}")


def main() -> None:
    first, second = commands()
    if sys.argv[1:] == ["start"]:
        start(first)
    else:
        print(second, flush=True)
        sys.exit(subprocess.run(["bash", "-c", second], check=False).returncode)


if __name__ == "__main__":
    main()
