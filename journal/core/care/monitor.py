"""The watch over a person who writes: the time it takes, and words that may point to danger."""

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
class WritingMonitor:
    """
    A watch that offers a break once, and help once for each kind of sign; it stores nothing.

    Attributes:
        person: The person.
        care: The texts, signs and help lines.
        country: The country of the help lines, ISO 3166 alpha-2; may be empty.
        now: The clock.
    """

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

    def check(self, before: Entry, entry: Entry) -> None:
        """
        Offer help after a new sign of danger, and a break after 12 minutes.

        The answer must be on disk by now.

        Args:
            before: The entry before the answer.
            entry: The entry with the answer.

        Raises:
            Stopped: If the person chooses to stop.
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
    """Yield the texts of an answer that the person typed; ids of words are left out."""
    for pick in picks(said.value):
        if isinstance(pick, Other):
            yield pick.text
        elif pick not in said.labels:
            yield pick
