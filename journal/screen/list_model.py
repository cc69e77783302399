"""A list to pick from: what is shown, filtered by typing, and what is ticked. Draws nothing."""

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
    """One choice: its value, label and description, and the heading it stands under."""

    value: str
    label: str
    description: str = ""
    heading: str = ""
    always: bool = False
    """Whether it stays when the list is filtered."""


@dataclass(slots=True)
class ListPage:
    """
    A page with a list.

    Attributes:
        limit: Most picks; 0 for any number; 1 picks at once.
        unpicked: What Enter does at once as long as no row is picked, by its name; empty where
            it first tells that none is, since going on without is another thing.
        alone: A row that cannot stand beside others, such as "not sure".
        short: Values shown first; the rest opens by typing or with the last row.
        finds: Whether typing finds rows; not in a short list, where a typed sentence
            must not turn into an answer.
        jumps: Whether a letter leads to the row that begins with it.
        typed: What is typed already.
        keys: Further keys, for the foot of the page.
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
    What a list ended with.

    Attributes:
        values: In the order they were ticked.
        typed: Words that found nothing; the beginning of an own word.
        more: Whether to open what the question does not offer.
    """

    values: list[str]
    typed: str = ""
    more: bool = False


class Picker:
    """
    The list of a `ListPage`: which row is pointed at, what is typed, what is ticked.

    Attributes:
        at: The row pointed at, among those that are shown. None in a list that takes one row and
            has no answer yet, until a key points at one: so a held Enter picks nothing.
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
        if self.typed:  # as it was left; but a row that it finds is not taken by a held Enter
            self._after_typing()
            self.at = None if self.fits else self.at

    @property
    def rows(self) -> list[Row]:
        """The rows shown now: those that fit what was typed, or the short list."""
        rows = self.page.rows
        if not self.all_shown and not self.typed:
            rank = {value: i for i, value in enumerate(self.page.short)}
            kept = [replace(r, heading="") for r in rows if r.value in rank or r.always]
            return sorted(kept, key=lambda r: rank.get(r.value, len(rank)))
        fitting = [r for r in rows if r.always or self._fits(r)]
        return fitting or list(rows)

    @property
    def pointed(self) -> str | None:
        """The value of the row under the pointer; None if there is none."""
        return None if self.at is None else self.rows[self.at].value

    def point(self, at: int) -> None:
        """Point at a row, by its place among those shown; -1 is the last."""
        self.note = ""
        self._rests = False
        self.at = at % len(self.rows)

    def move(self, step: int) -> None:
        """Up or down by so many rows; past the end it starts again."""
        if self.at is None:
            self.point(0 if step > 0 else -1)
        else:
            self.point(self.at + step)

    def type(self, character: str) -> None:
        """Filter by one more character."""
        self.typed += character
        self._after_typing()

    def jump(self, letter: str) -> None:
        """To the first row whose label begins with a letter, if one does."""
        starts = [r.label[:1].casefold() for r in self.rows]
        if letter.casefold() in starts:
            self.point(starts.index(letter.casefold()))

    def clear(self) -> None:
        """Show all rows again, as the list came: on the answer it had, if it had one."""
        self.typed = self.note = ""
        self._rests = True
        self._point_at_answer()

    def untype(self) -> None:
        """Take the last typed character back."""
        if len(self.typed) > 1:
            self.typed = self.typed[:-1]
            self._after_typing()
        elif self.typed:
            self.clear()

    def _after_typing(self) -> None:
        self.point(0)
        if not self.fits:
            self._point_at(OTHER)  # not at one that is there whatever is typed
            self.note = _NOTHING_FITS

    def _point_at_answer(self) -> None:
        """Point at the answer it has; else at no row if it takes one, at the first if several."""
        self.at = None if self.page.limit == 1 else 0
        if self.ticked:
            self._point_at(self.ticked[0])

    def _point_at(self, value: str | None) -> None:
        values = [r.value for r in self.rows]
        self.at = values.index(value) if value in values else self.at

    def open_all(self) -> None:
        """Show the whole list instead of the short one."""
        value = self.pointed
        self.all_shown = True
        self._point_at(value)

    def toggle(self) -> None:
        """Tick or untick the row under the pointer, within the limit."""
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
        """Whether what was typed finds anything."""
        return any(self._fits(r) for r in self.page.rows)

    def finds(self, value: str) -> bool:
        """Whether what was typed finds the row of a value."""
        row = next((r for r in self.page.rows if r.value == value), None)
        return bool(self.typed) and row is not None and self._fits(row)

    def _fits(self, row: Row) -> bool:
        return self.typed.casefold() in f"{row.label} {row.description}".casefold()

    def picked(self) -> list[str]:
        """What is picked now: the row under the pointer, or the ticked ones."""
        if self.page.limit != 1:
            return list(self.ticked)
        return [] if self.pointed is None else [self.pointed]

    def enter(self) -> Picked | None:
        """
        What Enter does.

        Words that find nothing become an own word, never the row that happens to be under
        the pointer. In a list to tick, Enter ticks what was found; and with nothing picked
        it says so once, since going on without an answer is another thing than taking one.

        Returns:
            What was picked; None to stay.
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
