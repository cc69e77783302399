"""
The screening question about the past year, and the rule for asking it again.

A question about fear right now misses most of the cases that one about the past year finds, and
that one still misses about a third (Signorelli 2020): a "no" never means "safe".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from journal.core.care.calming import HIGH
from journal.core.care.care_book import CareBook, branch_for
from journal.core.dialogue.ports import Person, ask_aside
from journal.core.entries.arguments import arguments
from journal.core.model import Answer, Entry, picks

EVERY = timedelta(days=91)
_LAST_FIVE, _LAST_THREE = 5, 3
_GO_ON = {"": "go on", "b": "back, that was a slip"}
_EVERYONE = "Everyone is asked this at the start and from time to time."


def ask_past_year(person: Person, care: CareBook, country: str, *, again: bool) -> bool:
    """
    Ask the screening question, and show help lines after `yes` and `not_sure`.

    Args:
        person: The person.
        care: The texts, questions and help lines.
        country: The country of the help lines, ISO 3166 alpha-2; may be empty.
        again: True if it was asked before. The reason for asking again is never stated.

    Returns:
        True if the view is to be `plain` from now on.
    """
    person.say(care.past_year["again"] if again else _EVERYONE)
    match _ask(person, care, "past_year"):
        case "yes":
            if _after_yes(person, care, country, []):
                return True
            return ask_past_year(person, care, country, again=again)  # it was a slip
        case "not_sure":
            person.page(care.words("not_sure_year", [], "", country), {"": "go on"})
            kinds = [str(p) for p in picks(_ask(person, care, "safety_kinds"))]
            if not kinds or _after_yes(person, care, country, kinds):
                return bool(kinds)
            return ask_past_year(person, care, country, again=again)
        case "rather_not":
            person.say(care.past_year["rather_not"])
        case "no":
            person.say(care.past_year["no"])
    return False


def is_due_again(last_asked: datetime | None, now: datetime, newest_first: Sequence[Entry]) -> bool:
    """
    Return whether the screening question is due.

    It is due after 91 days; and earlier after two arguments kept apart, or if entries since then
    repeatedly have high heat, doubts about safety, yielding to attack, or low `safe_to_speak`.

    Args:
        last_asked: The time of the last question; None if there was none.
        now: The current time.
        newest_first: The finished entries written since then, including those kept apart.
    """
    if last_asked is None or not timedelta() <= now - last_asked < EVERY:
        return True  # also after a clock that was ahead, or it would not be asked for years
    conflicts = [e for e in newest_first if e.counts == "conflict"][:_LAST_FIVE]
    checkins = [e for e in newest_first if e.flow == "checkin"][:_LAST_THREE]
    heats = [e.value("heat_before") for e in conflicts]
    speak = [e.value("safe_to_speak") for e in checkins]
    return (
        len(arguments({e.uid: e.about for e in newest_first if e.is_apart})) >= 2
        or sum(isinstance(h, int) and h >= HIGH for h in heats) >= 3
        or sum(e.argument_care == "unsure" for e in conflicts) >= 2
        or sum(
            e.lean_detail in ("freeze", "placate") and e.their_detail == "attack" for e in conflicts
        )
        >= 2
        or sum(isinstance(s, int) and s <= 2 for s in speak) >= 2
    )


def _after_yes(person: Person, care: CareBook, country: str, kinds: Sequence[str]) -> bool:
    """Show help, then what changes in the journal; return False if the answer was a slip."""
    by = str(_ask(person, care, "safety_by") or "")
    words = care.words(branch_for("yes", kinds, by), kinds, by, country)
    return "b" not in (person.page(text, _GO_ON) for text in (words, care.past_year["yes"]))


def _ask(person: Person, care: CareBook, question: str) -> Answer | None:
    return ask_aside(person, care.questions[question])
