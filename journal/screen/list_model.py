"""The model of a list to pick from: filter, pointer and ticks, without any drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from journal.core.model import OTHER
from journal.screen.layout import Head

_NOTHING_FITS = "Nothing here fits that. Enter: say it in your own words."
_NOTHING_TICKED = "Nothing is ticked. Space ticks a row; Enter again goes on without."
_NOTHING_CHOSEN = "Nothing is picked. ↓ picks a row; Esc shows the whole list."
_NOTHING_PICKED = "Nothing is picked. ↓ picks one; Enter again goes on without."


@dataclass(frozen=True, slots=True)
class Row:
    """A choice: its value, label and description, and the heading above it."""

    value: str
    label: str
    description: str = ""
    heading: str = ""
    always: bool = False
    """True for a row that stays when the list is filtered or shortened."""


@dataclass(slots=True)
class ListPage:
    """
    A page with a list.

    Attributes:
        rows: The choices, in order.
        head: The head of the page.
        limit: The most picks; 0 for any number; 1 for a list without ticks.
        unpicked: The name of the Enter key if it may go on without a pick at once; empty if it
            first shows a note that nothing is picked.
        alone: The value of a row that excludes all others, such as "not sure".
        short: The values shown first; typing or the + key shows the others. Empty to show all.
        finds: Whether typing filters the rows; not for lists where a typed sentence must not
            become an answer.
        jumps: Whether a letter moves to the row that begins with it.
        ticked: The values ticked at the start.
        typed: The filter at the start.
        keys: The names of further keys, for the last lines of the page.
    """

    rows: Sequence[Row]
    head: Head
    limit: int = 1
    unpicked: str = ""
    alone: str = ""
    short: Sequence[str] = ()
    finds: bool = False
    jumps: bool = False
    ticked: list[str] = field(default_factory=list)
    typed: str = ""
    keys: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Picked:
    """
    The result of a list.

    Attributes:
        values: The picked values, in the order they were ticked.
        typed: The filter that matched nothing, as the beginning of an own word.
        more: Whether to open the follow-up questions afterwards.
    """

    values: list[str]
    typed: str = ""
    more: bool = False


class Picker:
    """
    The state of a `ListPage`: its pointer, filter and ticks.

    Attributes:
        page: The page.
        ticked: The ticked values, in the order of ticking.
        typed: The filter; empty for none.
        note: The message under the list; empty for none.
        all_shown: Whether the whole list is shown, not the short one.
        at: The index of the current row among `rows`. None in a list with one pick and no answer
            yet, until a key selects a row, so that a held Enter key picks nothing.
    """

    def __init__(self, list_page: ListPage) -> None:
        self.page = list_page
        self.ticked = list(list_page.ticked)
        self.typed = list_page.typed
        self.note = ""
        self._told = False
        self.all_shown = not list_page.short or not set(self.ticked) <= set(list_page.short)
        self.at: int | None = None
        self._rests = True
        self._point_at_answer()
        if self.typed:  # filtered from the start, but without a row for a held Enter key
            self._after_typing()
            self.at = None if self.fits else self.at

    @property
    def rows(self) -> list[Row]:
        """Return the rows shown now: the matches of the filter, or the short list."""
        rows = self.page.rows
        if not self.all_shown and not self.typed:
            rank = {value: i for i, value in enumerate(self.page.short)}
            kept = [replace(r, heading="") for r in rows if r.value in rank or r.always]
            return sorted(kept, key=lambda r: rank.get(r.value, len(rank)))
        fitting = [r for r in rows if r.always or self._fits(r)]
        return fitting or list(rows)

    @property
    def pointed(self) -> str | None:
        """Return the value of the current row; None without one."""
        return None if self.at is None else self.rows[self.at].value

    def point(self, at: int) -> None:
        """Select a row by its index among `rows`; -1 for the last."""
        self.note = ""
        self._rests = False
        self.at = at % len(self.rows)

    def move(self, step: int) -> None:
        """Move the pointer by *step* rows, wrapping around at both ends."""
        if self.at is None:
            self.point(0 if step > 0 else -1)
        else:
            self.point(self.at + step)

    def type(self, character: str) -> None:
        """Add a character to the filter."""
        self.typed += character
        self._after_typing()

    def jump(self, letter: str) -> None:
        """Select the first row whose label begins with a letter, if there is one."""
        starts = [r.label[:1].casefold() for r in self.rows]
        if letter.casefold() in starts:
            self.point(starts.index(letter.casefold()))

    def clear(self) -> None:
        """Clear the filter and move the pointer back to its start."""
        self.typed = self.note = ""
        self._rests = True
        self._point_at_answer()

    def untype(self) -> None:
        """Remove the last character of the filter."""
        if len(self.typed) > 1:
            self.typed = self.typed[:-1]
            self._after_typing()
        elif self.typed:
            self.clear()

    def _after_typing(self) -> None:
        self.point(0)
        if not self.fits:
            self._point_at(OTHER)  # not at a row that no filter hides
            self.note = _NOTHING_FITS

    def _point_at_answer(self) -> None:
        """Select the first ticked row; else none in a list with one pick, the first in others."""
        self.at = None if self.page.limit == 1 else 0
        if self.ticked:
            self._point_at(self.ticked[0])

    def _point_at(self, value: str | None) -> None:
        values = [r.value for r in self.rows]
        self.at = values.index(value) if value in values else self.at

    def open_all(self) -> None:
        """Show the whole list instead of the short one, keeping the pointer."""
        value = self.pointed
        self.all_shown = True
        self._point_at(value)

    def toggle(self) -> None:
        """Tick or untick the current row, within the limit."""
        value = self.pointed
        if value is None:
            return
        self.note = ""
        self._rests = False
        if value in self.ticked:
            self.ticked.remove(value)
        elif value == self.page.alone:
            self.ticked = [value]
        elif self._is_full():
            self.note = self._too_many
        else:
            self.ticked = [*self._counted(), value]

    def _is_full(self, more: int = 1) -> bool:
        return bool(self.page.limit) and len(self._counted()) + more > self.page.limit

    @property
    def _too_many(self) -> str:
        return f"{self.page.limit} at most. Untick one first."

    def _counted(self) -> list[str]:
        return [t for t in self.ticked if t != self.page.alone]

    @property
    def fits(self) -> bool:
        """Return whether any row matches the filter."""
        return any(self._fits(r) for r in self.page.rows)

    def finds(self, value: str) -> bool:
        """Return whether there is a filter that matches the row of a value."""
        row = next((r for r in self.page.rows if r.value == value), None)
        return bool(self.typed) and row is not None and self._fits(row)

    def _fits(self, row: Row) -> bool:
        return self.typed.casefold() in f"{row.label} {row.description}".casefold()

    def picked(self) -> list[str]:
        """Return the picked values: the current row, or the ticked ones in a list with ticks."""
        if self.page.limit != 1:
            return list(self.ticked)
        return [] if self.pointed is None else [self.pointed]

    def enter(self) -> Picked | None:
        """
        Handle the Enter key.

        A filter without a match becomes an own word, never the current row. In a list with
        ticks, Enter ticks the row found by a filter. Without a pick, the first Enter shows a
        note and the second goes on, unless `ListPage.unpicked` allows it at once.

        Returns:
            The result; None to stay on the page.
        """
        if self.typed and self.at is not None:
            return self._enter_typed()
        if self.typed:
            self.note = _NOTHING_CHOSEN
            return None
        picked = self.picked()
        if not picked and not self._told and not (self.page.unpicked and self._rests):
            self._told = True
            self.note = _NOTHING_PICKED if self.page.limit == 1 else _NOTHING_TICKED
            return None
        if self.page.limit != 1 and self._is_full(0):
            self.note = self._too_many
            return None
        return Picked(picked)

    def _enter_typed(self) -> Picked | None:
        if not self.fits:
            takes_own = any(r.value == OTHER for r in self.page.rows)
            if takes_own and self.page.limit != 1 and self._is_full():
                self.note = f"{self._too_many} Esc shows the list again."
                return None
            ticked = [] if self.page.limit == 1 else self._counted()
            return Picked([*ticked, OTHER], self.typed) if takes_own else None
        if self.page.limit == 1:
            return Picked(self.picked())
        self.toggle()
        self.typed, self.at = "", 0
        return None
