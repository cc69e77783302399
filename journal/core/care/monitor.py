"""Kept in sight while someone writes: the time it takes, and words that may point to danger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from journal.core.care.calming import page_with_help
from journal.core.care.care_book import CareBook, signs_in
from journal.core.dialogue.ports import Person
from journal.core.errors import Stopped
from journal.core.model import Entry, Other, Said, picks

LONG = timedelta(minutes=12)
_TWELVE_MINUTES = (
    "You have been at this for 12 minutes. It is saved. Go on, or stop here and come back?"
)


@dataclass(slots=True)
class Watch:
    """Speaks up once about the time, once about each kind of words; keeps nothing."""

    person: Person
    care: CareBook
    country: str
    now: Callable[[], datetime]
    _began: datetime = field(init=False)
    _spoke_of_time: bool = False
    _spoke_of: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Start the clock."""
        self._began = self.now()

    def over(self, before: Entry, entry: Entry) -> None:
        """
        Look at what was just said; it is on disk by now.

        Raises:
            Stopped: If the person would rather stop here.
        """
        self._look_for_signs(before, entry)
        if not self._spoke_of_time and self.now() - self._began >= LONG:
            self._spoke_of_time = True
            if self.person.page(_TWELVE_MINUTES, {"": "go on", "s": "stop here"}) == "s":
                raise Stopped()

    def _look_for_signs(self, before: Entry, entry: Entry) -> None:
        for question, said in entry.answers.items():
            if said != before.answers.get(question):
                kinds = {signs_in(text, self.care) for text in _typed(said)} - {"", *self._spoke_of}
                if kinds:
                    self._spoke_of |= kinds
                    self._offer_help(self_harm="self_harm" in kinds)
                    return

    def _offer_help(self, *, self_harm: bool) -> None:
        texts = self.care.free_text
        offer, choices = f"{texts['offer']}\n{texts['note']}", {"": "go on"}
        if self_harm:
            offer = f"{offer}\n\n{self.care.self_harm['offer']}"
            choices["y"] = "yes"
        if page_with_help(self.person, self.care, self.country, offer, choices) == "y":
            yes = f"{self.care.self_harm['yes']}\n\n{self.care.self_harm['in_flow']}"
            self.person.page(self.care.fill(yes, self.country), {"g": "go on"})


def _typed(said: Said) -> Iterator[str]:
    """What a person put in words of their own; the ids of what they picked have labels."""
    for pick in picks(said.value):
        if isinstance(pick, Other):
            yield pick.text
        elif pick not in said.labels:
            yield pick
