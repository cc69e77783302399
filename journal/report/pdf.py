"""A report as a tagged PDF (PDF/UA-1), set by typst with the fonts that come with it."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from journal.core.errors import OutputError
from journal.core.text import visible
from journal.report.page import Bullets, Paragraph, Picture, Report, Section, Table

_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_BOX = "\u25a1"
_NAMED = 8
"""Characters without a font that are told one by one."""

_BREAK = "\u200b"
_ROOM, _ROOM_IN_CELLS = 40, 14
"""Characters without a blank after which a line may break; fewer in a narrow cell."""


def as_pdf(report: Report, paper: str, tell: Callable[[str], None]) -> bytes:
    """
    The whole file; on one side as long as it fits in letters that can be read.

    Args:
        paper: `a4` or `letter`.
        tell: Gets a sentence if no font here has a character; a box stands for it then.
    """
    page = {
        "paper": {"a4": "a4", "letter": "us-letter"}[paper],
        "title": _seen(report.title),
        "about": _seen(report.about),
        "caution": _seen(report.caution),
        "sections": [_section(section) for section in report.sections],
    }
    return _compiled(json.dumps(page, ensure_ascii=False), tell)


def _section(section: Section) -> dict[str, Any]:
    # A drawing is left out: all it tells stands in the words.
    blocks = [_block(b) for b in section.blocks if not isinstance(b, Picture)]
    return {"heading": _seen(section.heading), "blocks": blocks}


def _block(block: Paragraph | Bullets | Table) -> dict[str, Any]:
    match block:
        case Bullets(items):
            return {"kind": "bullets", "items": [_seen(item) for item in items]}
        case Table(header, rows):
            room = _ROOM_IN_CELLS if len(header) > 3 else _ROOM
            # A column that only names its rows takes what it needs, if there is room for that.
            first = 1.0 if header[0] else 1.5 if len(header) > 3 else 0.0
            widths = [first, *(1.0 for _ in header[1:])]
            return {
                "kind": "table",
                "widths": widths,
                "header": [_seen(cell, room) for cell in header],
                "rows": [[_seen(cell, room) for cell in row] for row in rows],
            }
        case Paragraph(text, lead):
            return {"kind": "paragraph", "text": _seen(text), "lead": _seen(lead)}


def _seen(text: str, room: int = _ROOM) -> str:
    """What can be shown, with places to break in what has no blank for very long."""
    return re.sub(rf"\S{{{room}}}(?=\S)", rf"\g<0>{_BREAK}", visible(text))


def _compiled(page: str, tell: Callable[[str], None]) -> bytes:
    """
    The PDF; tagged for readers that read aloud.

    A missing glyph is no fault to typst by itself, but one under this standard, which names
    it. The fonts of the system, slower to find, are asked only for what its own ones lack.
    """
    import typst

    source = Path(__file__).with_name("page.typ").read_bytes()

    def compiled(text: str, *, own: bool, reads_aloud: bool = True) -> bytes:
        with _panics_told():
            made: bytes = typst.compile(
                source,
                sys_inputs={"page": text},
                pdf_standards="ua-1" if reads_aloud else None,
                ignore_system_fonts=own,
            )
        return made

    try:
        return compiled(page, own=True)
    except typst.TypstError as error:
        if not _missing(error):
            raise
    try:
        return compiled(page, own=False)
    except typst.TypstError as error:
        missing = _missing(error)
    for characters in sorted(missing, key=len, reverse=True):
        page = page.replace(characters, _BOX)
    tell(_told(missing))
    try:
        return compiled(page, own=False)
    except typst.TypstError:
        return compiled(page, own=False, reads_aloud=False)


@contextmanager
def _panics_told() -> Iterator[None]:
    """
    Turn a panic of typst's own code into a sentence; keep what it prints off the screen.

    A panic is no `Exception`, and prints pieces of the text it stumbled over to standard error.

    Raises:
        OutputError: If typst panicked.
    """
    try:
        with _silent_errors():
            yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise OutputError(
            "A text is too long or too unusual for a PDF. As a page to print: --format html."
        ) from None


@contextmanager
def _silent_errors() -> Iterator[None]:
    """Send what is written to standard error, by whatever code, nowhere for a while."""
    try:
        kept = os.dup(2)
    except OSError:  # it is closed
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _missing(error: Any) -> list[str]:
    """The pieces of text for which there is no glyph, each once."""
    found = _MISSING.findall(error.diagnostic)
    return [_ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) for text in dict.fromkeys(found)]


def _told(missing: list[str]) -> str:
    """By number and name, not as typed."""
    signs = list(dict.fromkeys("".join(missing)))
    names = [f"U+{ord(s):04X} {unicodedata.name(s, '')}".strip() for s in signs[:_NAMED]]
    more = f" and {len(signs) - _NAMED} more" if len(signs) > _NAMED else ""
    return f"No font here has {', '.join(names)}{more}. A box stands there instead."
