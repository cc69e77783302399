"""A text on a screen of any size, and how far it was read. Draws nothing: any size can be tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journal.screen import layout
from journal.screen.layout import GAP, Line

_LEAST_ROOM = 3
"""Lines of the text that are seen at least; where the choices leave fewer, they end the text."""

_READ_ON = "read on"


class Pager:
    """
    One text with its choices, turned until its end has been on the screen.

    Attributes:
        top: The first line that is shown; of the text as it is wrapped now.
        fits: Whether all of it stood on the screen when it was last drawn.
        is_read: Whether its last line has been on the screen.
    """

    def __init__(self, lines: Callable[[int], list[Line]], choices: Mapping[str, str]) -> None:
        """
        Begin at the top.

        Args:
            lines: Columns -> the text, wrapped.
            choices: Key -> what it does; the key "" is Enter.
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
        """Return whether this is the text that it was made of."""
        return self._lines is lines

    def view(self, columns: int, rows: int) -> list[Line]:
        """Return what is seen now: at most so many rows, with the keys that turn the page."""
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
        told = [_told(columns, len(body) - self.top - self._room)] if rows > 1 else []
        return [
            *shown,
            *told,
            *(self._bottom(columns, "Enter", on=not self.is_read) if stays else []),
        ]

    def step(self, lines: int) -> None:
        """Go on, or back, by so many lines; the next view ends where the text does."""
        self.top += lines

    def turn(self, pages: int) -> None:
        """Go on, or back, by what fits on the screen."""
        self.top += pages * self._room

    def to(self, *, end: bool) -> None:
        """Go to the end, or to the beginning."""
        self.top = self._last if end else 0

    def _bottom(self, columns: int, enter: str, *, on: bool) -> list[Line]:
        """
        The choices, a line or more each.

        Args:
            enter: What Enter is called where it is the only one.
            on: Whether Enter only reads on, as the end was not seen.
        """
        made = columns, enter, on
        if made not in self._made:
            name = enter if len(self._choices) == 1 else "Enter"
            told = [
                f"{key or name}: {what if key or not on else _READ_ON}"
                for key, what in self._choices.items()
            ]
            self._made[made] = [line for one in told for line in layout.wrap("", one, columns)]
        return self._made[made]


def _told(columns: int, below: int) -> Line:
    """How much is below, and the keys that bring it up: as much of that as fits on a line."""
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
    told = next((one for one in tries if len(one) <= room), tries[-1][-room:].lstrip(f"{dot} "))
    return "keys", " " * layout.MARGIN + told
