"""A report as a tagged PDF (PDF/UA-1), set by typst with the fonts that come with it."""

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
"""Arabic, which of typst's own fonts only one has, with letters that are all equally wide."""

_NAMED = 8
"""Characters without a font that are told one by one."""

_TRIES = 3
"""How often what has no glyph is looked for: a box beside it may bring another to light."""


def as_pdf(report: Report, paper: str, tell: Callable[[str], None]) -> bytes:
    """
    The whole file; on one side as long as it fits in letters that can be read.

    A missing glyph is no fault to typst by itself, but one under the standard for readers that
    read aloud, which names it. The fonts of the system, slower to find, are asked only for what
    its own ones lack.

    Args:
        paper: `a4` or `letter`.
        tell: Gets a sentence if no font here has a character; a box stands for it then.

    Raises:
        OutputError: If a text cannot be set; it names the entry, or the heading it is under.
    """
    try:
        return _whole(report, paper, tell)
    except _UnusualError:
        raise OutputError(
            f"A text {_place(report, paper)} is too long or too unusual for a PDF."
            f" As a page to print: --format html."
        ) from None


class _UnusualError(Exception):
    """Some text is more than typst can set."""


def _place(report: Report, paper: str) -> str:
    """Where on the page the text stands that cannot be set: each part is tried by itself."""
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
    made, missing = b"", ""
    own = _JOINED.search(page) is None
    if own:
        made, missing = _compiled(page, own=True)
    if missing or not own:
        made, missing = _compiled(page, own=False)
    lacking: dict[str, None] = {}
    for _ in range(_TRIES):
        lacking |= dict.fromkeys(sign for sign in missing if _shows(sign))
        if not missing:
            break
        page = json.dumps(template_data(report, paper, "".join(lacking)), ensure_ascii=False)
        made, missing = _compiled(page, own=False)
    if lacking:
        tell(_told([*lacking]))
    return made or _compiled(page, own=False, reads_aloud=False)[0]


def template_data(report: Report, paper: str, lacking: str = "") -> dict[str, Any]:
    """
    The page as the template takes it.

    Args:
        lacking: Characters that no font has; in the words of the page a box stands for each.
    """
    words = Words(lacking)
    return {
        "paper": {"a4": "a4", "letter": "us-letter"}[paper],
        "title": words.seen(report.title),
        "about": words.seen(report.about),
        "caution": words.seen(report.caution),
        # A drawing is left out: all it tells stands in the words.
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
            # A column that only names its rows takes what it needs, if there is room for that.
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
    """Whether there is anything to see of a character, so that a box has to stand for it."""
    return unicodedata.category(sign) not in ("Cf", "Zs", "Cc") and sign not in JOINS


def _compiled(page: str, *, own: bool, reads_aloud: bool = True) -> tuple[bytes, str]:
    """
    The PDF, or what it has no glyph for; neither where it is not to be had otherwise.

    Args:
        own: Use the fonts that come with typst alone.
        reads_aloud: Tag it for readers that read aloud.
    """
    import typst

    source = Path(__file__).with_name("page.typ").read_bytes()
    try:
        with _panics_told():
            made: bytes = typst.compile(
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
    return made, ""


@contextmanager
def _panics_told() -> Iterator[None]:
    """
    Tell a panic of typst's code as a text that cannot be set; keep what it prints to itself.

    A panic is no `Exception`, and prints pieces of the text it stumbled over to standard error.

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


def _missing(error: Any) -> str:
    """The characters for which there is no glyph, each once."""
    found = "".join(_MISSING.findall(error.diagnostic))
    return "".join(dict.fromkeys(_ESCAPED.sub(lambda m: chr(int(m[1], 16)), found)))


def _told(missing: list[str]) -> str:
    """By number and name, not as typed."""
    names = [f"U+{ord(s):04X} {unicodedata.name(s, '')}".strip() for s in missing[:_NAMED]]
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    return f"No font here has {', '.join(names)}{more}. A box stands there instead."
