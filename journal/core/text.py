"""What a person typed, kept as it is and shown without harm."""

from __future__ import annotations

import re

ISOLATE_BEGINS, ISOLATE_ENDS = "\u2068", "\u2069"
"""Between them a text has a direction of its own, and gives none to what is around it."""

_STEERS = "\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
_HARMFUL = re.compile(f"[{_STEERS}]")
_ISOLATED = re.compile(f"{ISOLATE_BEGINS}([^\n{_STEERS}]+){ISOLATE_ENDS}")
_FROM_THE_RIGHT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BREAK = re.compile("\r\n?|[\u2028\u2029]")
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

    Control characters become pictures or `<U+202E>`; line breaks, of any kind, and tabs stay,
    and so does what is `isolated`, which steers nothing around it.
    """
    text = _with_line_breaks(text)
    if ISOLATE_BEGINS not in text:
        return _pictured(text)
    # Every second part stands between the two marks.
    parts = [_pictured(part) for part in _ISOLATED.split(text)]
    parts[1::2] = [f"{ISOLATE_BEGINS}{part}{ISOLATE_ENDS}" for part in parts[1::2]]
    return "".join(parts)


def isolated(text: str) -> str:
    """
    Visible text that keeps its direction to itself: what has letters from right to left stands
    in marks, line by line, so that it turns no count of ours around. All else stays as it is.

    For one label or one answer as it was typed, not for a sentence that holds one.
    """
    if _FROM_THE_RIGHT.search(text) is None:
        return visible(text)
    lines = _pictured(_with_line_breaks(unisolated(text))).split("\n")
    return "\n".join(line.join(marks_around(line)) for line in lines)


def marks_around(line: str) -> tuple[str, str]:
    """Return what has to stand before and after a line so that it is isolated; maybe nothing."""
    return (ISOLATE_BEGINS, ISOLATE_ENDS) if _FROM_THE_RIGHT.search(line) else ("", "")


def unisolated(text: str) -> str:
    """Text without the marks of `isolated`: for data, and to compare."""
    return _ISOLATED.sub(r"\1", text)


def capitalised(text: str) -> str:
    """Return a text with a capital at its beginning, and nothing else changed."""
    return text[:1].upper() + text[1:]


def one_line(text: str) -> str:
    """Visible text on one line, runs of blanks and breaks as one blank."""
    return " ".join(visible(text).split())


def json_safe(text: str) -> str:
    """JSON text whose strings hold no character that steers a terminal; the same data."""
    return _HARMFUL.sub(lambda m: f"\\u{ord(m[0]):04x}" if m[0] not in "\n\r" else m[0], text)


def _with_line_breaks(text: str) -> str:
    """Text with one sign for a new line, whatever the program it was copied from has for it."""
    return _BREAK.sub("\n", text)


def _pictured(text: str) -> str:
    return _HARMFUL.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
