"""The state of a scrolled text on a screen of any size, without any drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journal.screen import layout
from journal.screen.layout import GAP, Line

_LEAST_ROOM = 3
"""The fewest lines for the text; if the choices leave fewer, they scroll at its end."""

_READ_ON = "read on"


class Pager:
    """
    A text with its choices, scrolled until its end has been on the screen.

    Attributes:
        top: The index of the first line shown, in the text as it is wrapped now.
        fits: Whether the last view showed all of the text.
        is_read: Whether the last line has been on the screen.
    """

    def __init__(self, lines: Callable[[int], list[Line]], choices: Mapping[str, str]) -> None:
        """
        Begin at the top.

        Args:
            lines: Columns -> the text, wrapped.
            choices: Key -> its effect; the key "" is Enter.
        """
        self._lines = lines
        self._body: tuple[int, list[Line]] = (0, [])
        self._choices = choices
        self.top = 0
        self.fits = False
        self.is_read = False
        self._room = 1
        self._last = 0
        self._made: dict[tuple[int, str, bool], list[Line]] = {}

    def is_of(self, lines: Callable[[int], list[Line]]) -> bool:
        """Return whether the text comes from the function *lines*."""
        return self._lines is lines

    def view(self, columns: int, rows: int) -> list[Line]:
        """Return the lines shown now, at most *rows*, with the keys that scroll."""
        if self._body[0] != columns:
            self._body = columns, self._lines(columns)
        body = self._body[1]
        for lead in ([GAP], []):
            whole = [*lead, *body, GAP, *self._bottom(columns, "any key", on=False)]
            self.fits = len(whole) <= rows
            if self.fits:
                self.top, self.is_read = 0, True
                return whole
        bottom = self._bottom(columns, "Enter", on=False)
        stays = rows - len(bottom) - 1 >= _LEAST_ROOM
        if not stays:
            body, bottom = [*body, GAP, *bottom], []
        self._room = max(1, rows - len(bottom) - 1)
        self._last = max(0, len(body) - self._room)
        self.top = max(0, min(self.top, self._last))
        self.is_read = self.is_read or self.top == self._last
        shown = body[self.top : self.top + self._room]
        status = [_told(columns, len(body) - self.top - self._room)] if rows > 1 else []
        return [
            *shown,
            *status,
            *(self._bottom(columns, "Enter", on=not self.is_read) if stays else []),
        ]

    def step(self, lines: int) -> None:
        """Scroll by *lines*, backward if negative; the next view limits it to the text."""
        self.top += lines

    def turn(self, pages: int) -> None:
        """Scroll by *pages* of the height of the screen, backward if negative."""
        self.top += pages * self._room

    def to(self, *, end: bool) -> None:
        """Scroll to the end, or to the beginning."""
        self.top = self._last if end else 0

    def _bottom(self, columns: int, enter: str, *, on: bool) -> list[Line]:
        """
        Return the lines of the choices.

        Args:
            columns: The columns of the terminal.
            enter: The name of the Enter key if it is the only choice.
            on: Whether Enter only scrolls, because the end was not shown yet.
        """
        form = columns, enter, on
        if form not in self._made:
            name = enter if len(self._choices) == 1 else "Enter"
            texts = [
                f"{key or name}: {effect if key or not on else _READ_ON}"
                for key, effect in self._choices.items()
            ]
            self._made[form] = [
                line for choice in texts for line in layout.wrap("", choice, columns)
            ]
        return self._made[form]


def _told(columns: int, below: int) -> Line:
    """Return a line with the number of lines below, and the keys that scroll, as far as it fits."""
    up, down, dot = layout.mark("↑", "Up"), layout.mark("↓", "Down"), layout.mark("·", "|")
    if below:
        more = f"{layout.mark('↓', 'v')} {below} more {'line' if below == 1 else 'lines'} {dot}"
        tries = [
            f"{more} Space, {down}, PgDn, End: on {dot} PgUp, {up}, Home: back",
            f"{more} Space or {down}: on {dot} PgUp: back",
            f"{more} Space or {down}: on",
            f"{layout.mark('↓', 'v')} {below} {dot} Space: on",
        ]
    else:
        tries = [f"The end {dot} PgUp, {up}, Home: back", f"The end {dot} PgUp"]
    room = layout.text_width(columns)
    status = next(
        (text for text in tries if len(text) <= room), tries[-1][-room:].lstrip(f"{dot} ")
    )
    return "keys", " " * layout.MARGIN + status
