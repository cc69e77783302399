"""The page of help lines."""

from __future__ import annotations

from journal.core.care import ABUSE, CRISIS, EMERGENCY, OWN, CareBook
from journal.core.errors import WrongUseError
from journal.settings.places import find_country

_HEADINGS = {
    EMERGENCY: "In danger now",
    ABUSE: "Hurt or scared by a partner",
    OWN: "Worried about what you do yourself",
    CRISIS: "Someone to talk to",
}


def support_text(care: CareBook, country: str | None) -> str:
    """
    The lines of a country, else of the locale's, and those that work across borders.

    Raises:
        WrongUseError: If the country is no code of two letters.
    """
    if country is not None and not (len(country) == 2 and country.isalpha() and country.isascii()):
        raise WrongUseError("--country: expected a code of two letters, such as GB.")
    wanted = (country or find_country()).upper()
    code = "GB" if wanted == "UK" else wanted
    parts = [care.support["text"].strip()]
    if not any(line.country == code for line in care.lines):
        parts.append(care.support["no_line"])
    parts += [
        f"{heading}\n{care.block(purpose, code)}"
        for purpose, heading in _HEADINGS.items()
        if care.for_country(purpose, code)
    ]
    return "\n\n".join([*parts, care.support["no_talk"]]) + "\n"
