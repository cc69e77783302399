"""A real terminal: a command on a pty, its screen drawn by pyte."""

from __future__ import annotations

import copy
import os
import re
import signal
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import pexpect
import pyte
import pytest

PATIENCE = 30.0
"""Seconds until what a test waits for counts as missing."""

KEYS = {
    "enter": "\r",
    "space": " ",
    "tab": "\t",
    "shift-tab": "\x1b[Z",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "backspace": "\x7f",
    "ctrl-c": "\x03",
    "ctrl-e": "\x05",
    "f4": "\x1bOS",
}

_ALTERNATE_SCREEN, _BRACKETED_PASTE = 1049, 2004


_ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))


class Display(pyte.Screen):
    """
    A terminal's two screens; pyte alone would draw both on one.

    Attributes:
        gone: Lines that scrolled off the primary screen, where anyone may scroll up to them.
        pages: How many pages began: each switches bracketed paste on, or changes the screen.
    """

    def draw(self, data: str) -> None:
        """Draw characters; without isolates, since pyte drops what follows one."""
        super().draw(data.translate(_ISOLATES))

    def __init__(self, columns: int, rows: int) -> None:
        self.gone: list[str] = []
        self.pages = 0
        self._primary: tuple[object, object] | None = None
        super().__init__(columns, rows)

    @property
    def is_alternate(self) -> bool:
        return self._primary is not None

    def set_mode(self, *modes: int, **how: bool) -> None:
        if how.get("private") and _ALTERNATE_SCREEN in modes and not self.is_alternate:
            self._primary = self.buffer, copy.copy(self.cursor)
            self.buffer = copy.copy(self.buffer)
            self.buffer.clear()
        self.pages += _ALTERNATE_SCREEN in modes or _BRACKETED_PASTE in modes
        super().set_mode(*modes, **how)

    def reset_mode(self, *modes: int, **how: bool) -> None:
        if how.get("private") and _ALTERNATE_SCREEN in modes and self._primary is not None:
            self.buffer, self.cursor = self._primary
            self._primary = None
        self.pages += _ALTERNATE_SCREEN in modes
        super().reset_mode(*modes, **how)

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        """Pass over vim's question about keys, which pyte would take for a colour."""
        if not private:
            super().select_graphic_rendition(*attributes)

    def index(self) -> None:
        at_the_bottom = self.cursor.y == (self.margins or (0, self.lines - 1))[1]
        if at_the_bottom and not self.is_alternate:
            self.gone.append(self.display[0].rstrip())
        super().index()


class Term:
    """
    The journal in a terminal.

    Attributes:
        seen: The text of every screen that came up, in order.
        bytes: Everything that was written to the terminal.
        pressed: How many keys were pressed; ticks and moves of the pointer are not counted.
    """

    def __init__(
        self, arguments: Iterable[str], env: dict[str, str], cwd: Path, rows: int, columns: int
    ) -> None:
        program, *command = arguments
        self._child = pexpect.spawn(
            program, command, env=env, cwd=str(cwd), dimensions=(rows, columns), timeout=None
        )
        self._child.delaybeforesend = None
        self._child.ptyproc.delayafterclose = self._child.ptyproc.delayafterterminate = 0
        self._display = Display(columns, rows)
        self._display.write_process_input = self._child.send
        self._stream = pyte.ByteStream(self._display)
        self._is_open = True
        self._lines: list[str] = []
        self.seen: list[str] = []
        self.bytes = b""
        self.pressed = 0
        self._mark = 0

    def screen(self) -> list[str]:
        """The lines on the screen."""
        return list(self._lines)

    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self._lines).strip()

    def shows(self, text: str) -> bool:
        """Whether a text is on the screen now, wherever its lines break."""
        return squeezed(text) in squeezed(self.text())

    def send(self, keys: str) -> Term:
        """
        Press keys; those with a name stand in angle brackets, like `quiet<enter>`.

        `<tick quiet>` ticks in a list the first row that typing `quiet` leaves.
        """
        keys = re.sub(r"<tick (.+?)>", r"\1<enter>", keys)
        each = re.findall(r"<[a-z0-9-]+>|.", keys)
        self.pressed += sum(key not in ("<up>", "<down>", "<space>") for key in each)
        self._child.send(re.sub(r"<([a-z0-9-]+)>", lambda m: KEYS[m[1]], keys))
        return self

    def wait(self, text: str, *, times: int = 1, patience: float = PATIENCE) -> Term:
        """Wait until a text is on the screen, so many times."""
        __tracebackhide__ = True
        wanted = squeezed(text)
        return self._until(
            lambda: squeezed(self.text()).count(wanted) >= times,
            f"{text!r} did not show",
            patience,
        )

    def wait_after(self, text: str) -> Term:
        """Wait for a text below all that was there when this was last called, and a prompt."""
        __tracebackhide__ = True

        def is_asked() -> bool:
            return squeezed(text) in squeezed(self.text()[self._mark :]) and self.text()[-1] == ">"

        self._until(is_asked, f"{text!r} did not show", PATIENCE)
        self._mark = len(self.text())
        return self

    def settle(self) -> Term:
        """Read until nothing more comes and all of it waits, so that the page is whole."""
        before = -1
        while before != len(self.bytes) or self._is_at_work():
            before = len(self.bytes)
            self._read(0.05)
        return self

    def resize(self, rows: int, columns: int) -> Term:
        """Give the terminal another size, and let the page be drawn anew."""
        self._display.resize(rows, columns)
        self._child.setwinsize(rows, columns)
        return self.settle()

    def wait_gone(self, text: str) -> Term:
        """Wait until a text is no longer on the screen."""
        __tracebackhide__ = True
        return self._until(lambda: not self.shows(text), f"{text!r} stayed", PATIENCE)

    def go(self, keys: str) -> Term:
        """Press keys of which the last one leads to another page; wait until that begins."""
        __tracebackhide__ = True
        pages = self._display.pages
        self.send(keys)
        return self._until(lambda: self._display.pages > pages, f"{keys!r} led nowhere", PATIENCE)

    def step(self, keys: str = "") -> str:
        """Press keys, and wait for what comes of it; the page, empty if it ended."""
        __tracebackhide__ = True
        before = len(self.bytes) if keys else -1
        self.send(keys)

        def has_come() -> bool:
            if len(self.bytes) > before:
                self.settle()  # it may end meanwhile
            return not self._is_open or (len(self.bytes) > before and self._asks())

        self._until(has_come, f"{keys!r} led nowhere", PATIENCE)
        return self.text() if self._is_open else ""

    def answer(self, *steps: tuple[str, str]) -> Term:
        """Wait for what each page shows, and leave it with its keys; with none, go on at once."""
        __tracebackhide__ = True
        for asked, keys in steps:
            self.wait(asked)
            if keys:
                self.go(keys)
        return self

    def kill(self) -> None:
        """End it as a power cut would."""
        self._child.kill(signal.SIGKILL)
        self.close()

    def close(self) -> int:
        """Wait for its end; the exit status, negative for a signal."""
        __tracebackhide__ = True
        self._until(lambda: not self._is_open, "it did not end", PATIENCE)
        self._child.wait()
        self._child.close()
        ended_by = self._child.signalstatus
        return self._child.exitstatus if ended_by is None else -ended_by

    def leave(self) -> int:
        """Leave whatever it shows, by q, by Enter after the last words, or by Ctrl-C."""
        __tracebackhide__ = True
        self._until(lambda: bool(self.text()) or not self._is_open, "nothing came", PATIENCE)
        for keys in ("q", "<ctrl-c>", "<ctrl-c>", "<enter>"):
            self.settle()
            if self._is_open:
                with suppress(OSError):
                    self.send(keys)
            end = time.monotonic() + 3
            while self._is_open and time.monotonic() < end:
                self._read(0.1)
        return self.close()

    @property
    def handle(self) -> int:
        """Our end of the terminal."""
        return self._child.child_fd

    @property
    def pid(self) -> int:
        """The process."""
        return self._child.pid

    def signal(self, number: int) -> None:
        """Send it a signal."""
        self._child.kill(number)

    def hang_up(self) -> None:
        """Close our end, and wait for its end."""
        self._child.ptyproc.fileobj.close()
        self._child.child_fd, self._child.closed = -1, True
        self._child.ptyproc.closed, self._is_open = True, False
        end = time.monotonic() + PATIENCE
        while os.waitpid(self._child.pid, os.WNOHANG) == (0, 0):
            assert time.monotonic() < end, "it did not end"
            time.sleep(0.01)
        self._child.terminated = self._child.ptyproc.terminated = True

    def send_slowly(self, keys: str) -> None:
        """Send more than the terminal takes at once, reading in between."""
        left = keys.encode()
        while left:
            left = left[os.write(self.handle, left[:1024]) :]
            self._read(0.001)

    def end(self) -> None:
        """Make sure that nothing of it runs on."""
        with suppress(pexpect.ExceptionPexpect):
            self._child.close(force=True)

    def primary(self) -> str:
        """What stays in the terminal afterwards, with what can be scrolled up to."""
        assert not self._display.is_alternate, "the quiet screen was not left"
        return "\n".join([*self._display.gone, *self.screen()]).strip()

    @property
    def cursor_is_shown(self) -> bool:
        """Whether it can be seen where one types."""
        return not self._display.cursor.hidden

    def _asks(self) -> bool:
        """Whether a page is there, or line by line a row that the cursor waits on."""
        row = self._lines[self._display.cursor.y] if self._lines else ""
        return bool(self.text() if self._display.is_alternate else row)

    def _is_at_work(self) -> bool:
        """Whether it or what it started runs, or wants to: silence may be a busy machine's."""
        states = set()
        for stat in Path("/proc").glob("[0-9]*/task/*/stat"):
            with suppress(OSError):
                state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
                states |= {state} if int(session) == self.pid else set()
        return self._is_open and not states.isdisjoint("RD")

    def _until(self, is_there: Callable[[], bool], problem: str, patience: float) -> Term:
        __tracebackhide__ = True
        end = time.monotonic() + patience
        while not is_there():
            left = end - time.monotonic()
            if left <= 0 or not self._is_open:
                ended = "" if self._is_open else " (it has ended)"
                pytest.fail(f"{problem}{ended}. The screen:\n{self.text()}")
            self._read(left)
        return self

    def _read(self, timeout: float) -> None:
        try:
            data = self._child.read_nonblocking(65536, timeout)
            self.bytes += data
            self._stream.feed(data)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            self._is_open = False
        self._lines = [line.rstrip() for line in self._display.display]
        if self.text() not in self.seen[-1:]:
            self.seen.append(self.text())


def squeezed(text: str) -> str:
    """A text without its blanks, to compare it whatever way it is wrapped."""
    return "".join(text.split())
