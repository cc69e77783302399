"""The help lines of a country, as text, as data and on the screen."""

from __future__ import annotations

from dataclasses import asdict

from journal.core.care.care_book import ABUSE, CRISIS, EMERGENCY, OWN, CareBook
from journal.core.dialogue.asks import aside
from journal.core.dialogue.ports import Answered, Person, closing
from journal.core.errors import WrongUseError

_HEADINGS = {
    EMERGENCY: "In danger now",
    ABUSE: "Hurt or scared by a partner",
    OWN: "Worried about what you do yourself",
    CRISIS: "Someone to talk to",
}


def country_code(country: str) -> str:
    """
    Return a country as an ISO 3166 alpha-2 code in capitals; empty stays empty.

    Raises:
        WrongUseError: If the country is no code of two letters.
    """
    if country and not (len(country) == 2 and country.isalpha() and country.isascii()):
        raise WrongUseError("--country: expected a code of two letters, such as GB.")
    wanted = country.upper()
    return "GB" if wanted == "UK" else wanted


def support_text(care: CareBook, country: str) -> str:
    """Return the help lines of a country and the international ones, emergency first."""
    blocks = [
        f"{heading}\n{care.block(purpose, country)}"
        for purpose, heading in _HEADINGS.items()
        if care.for_country(purpose, country)
    ]
    has_emergency = bool(care.for_country(EMERGENCY, country))
    parts = blocks[:1] if has_emergency else []
    parts += [care.support["unreadable"].format(name=name) for name in care.unreadable]
    if not any(line.country == country for line in care.lines):
        parts.append(care.support["no_line"])
    if not country and "no_country" in care.support:
        parts.append(care.support["no_country"])
    parts += blocks[1:] if has_emergency else blocks
    return "\n\n".join([*parts, care.support["no_talk"], care.support["text"].strip()]) + "\n"


def support_data(care: CareBook, country: str) -> dict[str, object]:
    """Return the same lines as JSON data, by purpose."""
    return {
        "country": country or None,
        "lines": {
            purpose: [asdict(line) for line in care.for_country(purpose, country)]
            for purpose in _HEADINGS
        },
    }


def talk(person: Person, care: CareBook, country: str) -> None:
    """Show the help lines on a screen that is cleared, and offer the self-harm question."""
    text = support_text(care, country).strip()
    choices = {"q": closing(person), "y": "thoughts of hurting myself"}
    if person.page(text, choices) != "y":
        return
    reply = person.ask(aside(care.questions["self_harm"]))
    answer = str(reply.value) if isinstance(reply, Answered) else "skip"
    person.page(care.fill(care.self_harm[answer], country), {"q": closing(person)})
