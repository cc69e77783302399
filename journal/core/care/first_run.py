"""The first time: what this is, who could read it, and two questions, before any file is made."""

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
    The person goes on.

    Attributes:
        plain_view: Whether the frame of the cycle is left out from the start.
        locks: Whether a passphrase is to be set before anything is kept.
    """

    plain_view: bool
    locks: bool = False


def first_run(
    person: Person, care: CareBook, country: str, path: str, *, can_lock: bool
) -> Started | None:
    """
    Greet, and ask whether this device is private enough.

    Args:
        path: Where the journal will be kept.
        can_lock: Offer a passphrase; not if there is a journal already.

    Returns:
        None if the person closes; nothing is on disk then.
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
