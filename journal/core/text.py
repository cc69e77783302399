"""Texts that a person typed: stored unchanged, shown without control characters."""

from __future__ import annotations

import re

ISOLATE_BEGINS, ISOLATE_ENDS = "\u2068", "\u2069"
"""The marks around a text whose writing direction does not affect its surroundings (FSI, PDI)."""

_STEERS = "\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
_HARMFUL = re.compile(f"[{_STEERS}]")
_ISOLATED = re.compile(f"{ISOLATE_BEGINS}([^\n{_STEERS}]+){ISOLATE_ENDS}")
_FROM_THE_RIGHT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BREAK = re.compile("\r\n?|[\u2028\u2029]")
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def keepable(text: str) -> bool:
    """Return whether a text can be stored: it has no NUL and no lone surrogate."""
    return _UNKEEPABLE.search(text) is None


def without_unkeepable(text: str) -> str:
    """Return a text without the characters that cannot be stored."""
    return _UNKEEPABLE.sub("", text)


def visible(text: str) -> str:
    """
    Return a text that is safe to show: it cannot control a terminal or change directions.

    Control characters become control pictures or text such as `<U+202E>`. Tabs stay; line breaks
    of all kinds become LF; parts from `isolated` stay as they are.
    """
    text = _with_line_breaks(text)
    if ISOLATE_BEGINS not in text:
        return _pictured(text)
    # The parts at odd indexes are those between two marks.
    parts = [_pictured(part) for part in _ISOLATED.split(text)]
    parts[1::2] = [f"{ISOLATE_BEGINS}{part}{ISOLATE_ENDS}" for part in parts[1::2]]
    return "".join(parts)


def isolated(text: str) -> str:
    """
    Return the visible text, with isolate marks around lines with right-to-left letters.

    So numbers beside it keep their order. Use it for one label or one answer as typed, not for
    a sentence that contains one.

    Source:
        Unicode Standard Annex 9 (bidirectional algorithm), explicit directional isolates.
    """
    if _FROM_THE_RIGHT.search(text) is None:
        return visible(text)
    lines = _pictured(_with_line_breaks(unisolated(text))).split("\n")
    return "\n".join(line.join(marks_around(line)) for line in lines)


def marks_around(line: str) -> tuple[str, str]:
    """Return the isolate marks for a line; two empty texts if it has no right-to-left letters."""
    return (ISOLATE_BEGINS, ISOLATE_ENDS) if _FROM_THE_RIGHT.search(line) else ("", "")


def unisolated(text: str) -> str:
    """Return a text without the marks of `isolated`, for data and for comparing."""
    return _ISOLATED.sub(r"\1", text)


def capitalised(text: str) -> str:
    """Return a text with its first letter in upper case, the rest unchanged."""
    return text[:1].upper() + text[1:]


def one_line(text: str) -> str:
    """Return the visible text on one line, with each run of white space as one blank."""
    return " ".join(visible(text).split())


def json_safe(text: str) -> str:
    """Return equivalent JSON text with control characters in strings escaped."""
    return _HARMFUL.sub(lambda m: f"\\u{ord(m[0]):04x}" if m[0] not in "\n\r" else m[0], text)


def _with_line_breaks(text: str) -> str:
    """Return a text with all line breaks as LF."""
    return _BREAK.sub("\n", text)


def _pictured(text: str) -> str:
    return _HARMFUL.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
