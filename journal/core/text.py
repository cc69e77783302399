"""What a person typed, kept as it is and shown without harm."""

from __future__ import annotations

import re

_HARMFUL = re.compile(
    "[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def keepable(text: str) -> bool:
    """Whether every character can be kept: no NUL, no half of a surrogate pair."""
    return _UNKEEPABLE.search(text) is None


def without_unkeepable(text: str) -> str:
    """The text but for the characters that can't be kept."""
    return _UNKEEPABLE.sub("", text)


def visible(text: str) -> str:
    """
    Text that a terminal or a page can show without being steered by it.

    Control characters become pictures or `<U+202E>`; line breaks and tabs stay.
    """
    return _HARMFUL.sub(_picture, text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Visible text on one line, runs of blanks and breaks as one blank."""
    return " ".join(visible(text).split())


def json_safe(text: str) -> str:
    """JSON text whose strings hold no character that steers a terminal; the same data."""
    return _HARMFUL.sub(lambda m: f"\\u{ord(m[0]):04x}" if m[0] not in "\n\r" else m[0], text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
