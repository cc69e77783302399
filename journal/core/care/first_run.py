"""The dialogue of the first run, before any file is created."""

from __future__ import annotations

from dataclasses import dataclass

from journal.core.care.care_book import CareBook
from journal.core.care.screening import ask_past_year
from journal.core.dialogue.asks import aside
from journal.core.dialogue.ports import Answered, Person

_NOW_OR_LATER = {"p": "set a passphrase now (recommended)", "": "later, with journal lock"}


@dataclass(frozen=True, slots=True)
class Started:
    """
    The choices of a person who goes on after the first run.

    Attributes:
        plain_view: True if the view is `plain` from the start.
        locks: True if a passphrase is to be set before anything is kept.
    """

    plain_view: bool
    locks: bool = False


def first_run(
    person: Person, care: CareBook, country: str, path: str, *, can_lock: bool
) -> Started | None:
    """
    Welcome the person; ask about the privacy of the device, a passphrase and the past year.

    Args:
        person: The person.
        care: The texts and questions.
        country: The country of the help lines, ISO 3166 alpha-2; may be empty.
        path: The folder of the journal, as shown.
        can_lock: Offer a passphrase; False if there is a journal already.

    Returns:
        The choices; None if the person closes, with nothing on disk.
    """
    texts = care.first_run
    person.page(care.fill(texts["welcome"], country).replace("{path}", path), {"": "go on"})
    reply = person.ask(aside(care.questions["device"]))
    device = reply.value if isinstance(reply, Answered) else "skipped"
    if device in ("no", "not_sure"):
        choices = {"": "close and leave nothing", "g": "go on here"}
        if person.page(texts[str(device)], choices) == "":
            return None
    locks = can_lock and person.page(texts["passphrase"], _NOW_OR_LATER) == "p"
    if device == "yes":
        person.say(texts["yes"])
    return Started(ask_past_year(person, care, country, again=False), locks)
