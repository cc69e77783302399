"""The PDF format: tagged for accessibility (PDF/UA-1, ISO 14289-1) and typeset by typst."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from journal.core.errors import OutputError
from journal.core.text import one_line
from journal.report.document import Bullets, Paragraph, Picture, Report, Table
from journal.report.writers.typst_text import JOINS, ROOM, ROOM_IN_CELLS, Words

_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_JOINED = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
"""Arabic letters: of the fonts in typst only a monospaced one has them."""

_NAMED = 8
"""The most missing characters that the message names."""

_TRIES = 3
"""The most compilations in search of missing glyphs: replacing one may reveal another."""


def as_pdf(report: Report, paper: str, tell: Callable[[str], None]) -> bytes:
    """
    Return a report as a PDF file, on one side of paper if it fits in a readable size.

    A missing glyph is an error only under PDF/UA-1, whose message names it. The fonts of the
    system, which take longer to load, are used only for glyphs that the fonts in typst lack.

    Args:
        report: The report.
        paper: `a4` or `letter`.
        tell: Receives a sentence if no font has a character; the PDF shows a box for it.

    Raises:
        OutputError: If a text cannot be typeset; it names the entry, or the heading.
    """
    try:
        return _whole(report, paper, tell)
    except _UnusualError:
        raise OutputError(
            f"A text {_place(report, paper)} is too long or too unusual for a PDF."
            f" As a page to print: --format html."
        ) from None


class _UnusualError(Exception):
    """A text that typst cannot typeset."""


def _place(report: Report, paper: str) -> str:
    """Return the place of the text that cannot be typeset, by compiling each section alone."""
    for section in report.sections:
        try:
            _whole(replace(report, sections=(section,)), paper, lambda _: None)
        except _UnusualError:
            if section.entry:
                return f"in entry {section.entry}"
            return f'under "{one_line(section.heading)}"'
    return "on the page"


def _whole(report: Report, paper: str, tell: Callable[[str], None]) -> bytes:
    page = json.dumps(template_data(report, paper), ensure_ascii=False)
    pdf, missing = b"", ""
    own = _JOINED.search(page) is None
    if own:
        pdf, missing = _compiled(page, own=True)
    if missing or not own:
        pdf, missing = _compiled(page, own=False)
    lacking: dict[str, None] = {}
    for _ in range(_TRIES):
        lacking |= dict.fromkeys(sign for sign in missing if _shows(sign))
        if not missing:
            break
        page = json.dumps(template_data(report, paper, "".join(lacking)), ensure_ascii=False)
        pdf, missing = _compiled(page, own=False)
    if lacking:
        tell(_told([*lacking]))
    return pdf or _compiled(page, own=False, reads_aloud=False)[0]


def template_data(report: Report, paper: str, lacking: str = "") -> dict[str, Any]:
    """
    Return the data of the typst template `page.typ`.

    Args:
        report: The report.
        paper: `a4` or `letter`.
        lacking: The characters that no font has; the texts show a box for each.

    Returns:
        JSON data: `paper`, `title`, `about`, `caution` and `sections`.
    """
    words = Words(lacking)
    return {
        "paper": {"a4": "a4", "letter": "us-letter"}[paper],
        "title": words.seen(report.title),
        "about": words.seen(report.about),
        "caution": words.seen(report.caution),
        # The drawing is left out: the text holds the same facts.
        "sections": [
            {
                "heading": words.seen(section.heading),
                "blocks": [_block(b, words) for b in section.blocks if not isinstance(b, Picture)],
            }
            for section in report.sections
        ],
    }


def _block(block: Paragraph | Bullets | Table, words: Words) -> dict[str, Any]:
    match block:
        case Bullets(items):
            return {"kind": "bullets", "items": [words.seen(item) for item in items]}
        case Table(header, rows):
            room = ROOM_IN_CELLS if len(header) > 3 else ROOM
            # Widths are fractions; 0 means automatic, for a column that only names its rows.
            first = 1.0 if header[0] else 1.5 if len(header) > 3 else 0.0
            widths = [first, *(1.0 for _ in header[1:])]
            return {
                "kind": "table",
                "widths": widths,
                "header": [words.seen(cell, room) for cell in header],
                "rows": [[words.seen(cell, room) for cell in row] for row in rows],
            }
        case Paragraph(text, lead):
            return {"kind": "paragraph", "text": words.seen(text), "lead": words.seen(lead)}


def _shows(sign: str) -> bool:
    """Return whether a character is visible, so that a box has to replace it."""
    return unicodedata.category(sign) not in ("Cf", "Zs", "Cc") and sign not in JOINS


def _compiled(page: str, *, own: bool, reads_aloud: bool = True) -> tuple[bytes, str]:
    """
    Compile a page.

    Args:
        page: The data of the template, as JSON.
        own: Use only the fonts that come with typst.
        reads_aloud: Conform to PDF/UA-1, for screen readers.

    Returns:
        The PDF and an empty text; or no bytes and the characters without a glyph.

    Raises:
        _UnusualError: If typst panicked.
        TypstError: If the page cannot be compiled for any reason but missing glyphs.
    """
    import typst

    source = Path(__file__).with_name("page.typ").read_bytes()
    try:
        with _panics_told():
            pdf: bytes = typst.compile(
                source,
                sys_inputs={"page": page},
                pdf_standards="ua-1" if reads_aloud else None,
                ignore_system_fonts=own,
            )
    except typst.TypstError as error:
        missing = _missing(error)
        if not reads_aloud or not missing:
            raise
        return b"", missing
    return pdf, ""


@contextmanager
def _panics_told() -> Iterator[None]:
    """
    Turn a panic inside of typst into an `_UnusualError`, and discard its output.

    A panic is no `Exception`, and prints parts of the private text to standard error.

    Raises:
        _UnusualError: If typst panicked.
    """
    try:
        with _silent_errors():
            yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise _UnusualError from None


@contextmanager
def _silent_errors() -> Iterator[None]:
    """Redirect the file descriptor of standard error to the null device for a while."""
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


def _missing(error: Any) -> str:
    """Return the characters without a glyph that an error names, without duplicates."""
    found = "".join(_MISSING.findall(error.diagnostic))
    return "".join(dict.fromkeys(_ESCAPED.sub(lambda m: chr(int(m[1], 16)), found)))


def _told(missing: list[str]) -> str:
    """Return the message about missing characters, which names them by code point."""
    names = [f"U+{ord(s):04X} {unicodedata.name(s, '')}".strip() for s in missing[:_NAMED]]
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    return f"No font here has {', '.join(names)}{more}. A box stands there instead."
