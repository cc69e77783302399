"""A list to pick from: what is shown, filtered by typing, and what is ticked. Draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from journal.core.model import OTHER
from journal.screen.page import Head

_NOTHING_FITS = "Nothing here fits that. Enter: say it in your own words."
_NOTHING_TICKED = "Nothing is ticked. Space ticks a row; Enter again goes on without."


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
        rests: Whether Enter picks no row until the pointer was moved, but leaves all as it is.
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
    rests: bool = False
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
    """The list of a `ListPage`: where the pointer is, what is typed, what is ticked."""

    def __init__(self, list_page: ListPage) -> None:
        self.page = list_page
        self.ticked = list(list_page.ticked)
        self.typed = list_page.typed
        self.note = ""
        self._told = False
        self.all_shown = not list_page.short or not set(self.ticked) <= set(list_page.short)
        self.at = 0
        self.rests = list_page.rests
        if self.typed:
            self._after_typing()
        elif self.ticked:
            self._point_at(self.ticked[0])

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
    def has_no_pointer(self) -> bool:
        """Whether no row is pointed at yet, because Enter leaves all as it is."""
        return self.rests and self.page.limit == 1 and self.pointed not in self.ticked

    @property
    def pointed(self) -> str:
        """The value of the row under the pointer."""
        return self.rows[self.at].value

    def _point_at(self, value: str) -> None:
        values = [r.value for r in self.rows]
        self.at = values.index(value) if value in values else 0

    def move(self, step: int) -> None:
        """Up or down by so many rows; past the end it starts again."""
        self.note = ""
        if self.has_no_pointer:
            self.at = 0 if step > 0 else len(self.rows) - 1
        else:
            self.at = (self.at + step) % len(self.rows)
        self.rests = False

    def type(self, character: str) -> None:
        """Filter by one more character."""
        self.typed += character
        self._after_typing()

    def jump(self, letter: str) -> None:
        """To the first row whose label begins with a letter, if one does."""
        starts = [r.label[:1].casefold() for r in self.rows]
        if letter.casefold() in starts:
            self.at = starts.index(letter.casefold())
            self.rests = False

    def clear(self) -> None:
        """Show all rows again."""
        self.typed = ""
        self._after_typing()

    def untype(self) -> None:
        """Take the last typed character back."""
        self.typed = self.typed[:-1]
        self._after_typing()

    def _after_typing(self) -> None:
        self.note = ""
        self.at = 0
        self.rests = False
        if not self.fits:
            self.note = _NOTHING_FITS
            self._point_at(OTHER)  # not at one that is there whatever is typed

    def open_all(self) -> None:
        """Show the whole list instead of the short one."""
        value = self.pointed
        self.all_shown = True
        self._point_at(value)

    def toggle(self) -> None:
        """Tick or untick the row under the pointer, within the limit."""
        value = self.pointed
        self.note = ""
        self.rests = False
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
        picks_pointed = self.page.limit == 1 and not self.rests
        return [self.pointed] if picks_pointed else list(self.ticked)

    def enter(self) -> Picked | None:
        """
        What Enter does.

        Words that find nothing become an own word, never the row that happens to be under
        the pointer. In a list to tick, Enter ticks what was found; and with nothing ticked
        it says so once, since going on without an answer is another thing than taking one.

        Returns:
            What was picked; None to stay.
        """
        if self.typed and not self.fits:
            takes_own = any(r.value == OTHER for r in self.page.rows)
            if takes_own and self.page.limit != 1 and self._is_full():
                self.note = f"{self._too_many} Esc shows the list again."
                return None
            ticked = [] if self.page.limit == 1 else self._counted()
            return Picked([*ticked, OTHER], self.typed) if takes_own else None
        if self.page.limit == 1:
            return Picked(self.picked())
        if self.typed:
            self.toggle()
            self.typed, self.at = "", 0
            return None
        if not self.ticked and not self._told and not self.rests:
            self._told, self.note = True, _NOTHING_TICKED
            return None
        if self._is_full(0):
            self.note = self._too_many
            return None
        return Picked(self.picked())
