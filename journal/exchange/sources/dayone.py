"""
The import from the JSON of Day One.

Times are in UTC, with the name of the zone in another key; the text is Markdown with
backslash escapes; media are in separate files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import partial
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from journal.core.errors import InputError
from journal.core.model import Entry
from journal.core.text import keepable
from journal.exchange.imported_notes import (
    GRACE,
    ImportContext,
    MisfitError,
    check_past,
    check_year,
    derived_uid,
    note_entry,
    text_of,
)
from journal.exchange.strict_json import ENTRIES, read_foreign, read_json

_MEDIA = {
    "photos": ("photo", ""),
    "videos": ("video", ""),
    "audios": ("recording", ""),
    "pdfAttachments": ("document", "pdf"),
}
"""Key of an entry -> the noun for the media in its list, and their only file type if fixed."""

# The first match wins: code, which is kept; a media link; an escaped character.
_MARKDOWN = re.compile(
    r"(?P<code>```.*?```|~~~.*?~~~|``(?:[^`\n]|`(?!`))+``|`[^`\n]+`)"
    r"|!\[[^\[\]\n]*\]\(dayone-moment:/*(?:(?P<sort>\w+)/)?(?P<id>[\w-]+)\)"
    r"|\\(?P<mark>[!-/:-@\[-`{-~])",
    re.DOTALL,
)
_SORTS = {"video": "video", "audio": "recording", "pdfAttachment": "document"}

_UUID = re.compile(r"[0-9A-Za-z-]{8,64}")
_FILE = re.compile(r"[0-9A-Za-z]{1,64}\.[0-9A-Za-z]{1,10}")
_OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?")


def entries(
    file: BinaryIO, place: str, context: ImportContext, within: str = ""
) -> Iterator[Entry]:
    """
    Yield the valid entries of an export.

    Args:
        file: The JSON file.
        place: The name of the file, for errors.
        context: The import run, which records what is left out.
        within: A prefix for the place of an entry, such as "journal 2, ".

    Raises:
        InputError: If the file is no export of Day One, truncated, or longer than 64 MiB.
    """
    data = read_foreign(file, place)
    if ENTRIES not in data:
        raise InputError(place, "It is no export of Day One.")
    read = partial(_entry, context)
    for number, value in enumerate(data[ENTRIES], 1):
        yield from context.each(value, f"{within}entry {number}", read)


def _entry(context: ImportContext, data: Mapping[str, Any], left: Counter[str]) -> Entry:
    zone = _zone(data)
    created, has_zone = _moment(data.get("creationDate"), zone or UTC)
    check_past(created, context.now if has_zone else context.now + GRACE)
    day = created.date()
    written = text_of(data.get("text"), day)
    named = _media(data, left)
    text = _plain(written, named) if written.strip() else _rich(data.get("richText"), named, day)
    left["rich"] += bool(text.strip()) and not written.strip() and "richText" in data
    left["star"] += data.get("starred") is True
    left["zone"] += zone is None
    entry = note_entry(
        context,
        left,
        uid=_uid(data) or derived_uid("Day One", str(data["creationDate"]), written or text),
        happened_at=created,
        edited_at=_edited_at(data, created, zone or UTC, context.now),
        text=text_of(text, day),
        tags=data.get("tags"),
    )
    return context.apart(entry)


def _moment(value: Any, zone: tzinfo) -> tuple[datetime, bool]:
    """
    Return a moment in a zone, and whether the file gave its offset from UTC.

    Raises:
        MisfitError: If it cannot be parsed, or its year is outside the supported range.
    """
    try:
        read = datetime.fromisoformat(value if isinstance(value, str) and keepable(value) else "")
        check_year(read)
        there = read.replace(tzinfo=read.tzinfo or UTC).astimezone(zone)
    except (ValueError, OverflowError):
        raise MisfitError("undated") from None
    check_year(there)
    # Only the offset is stored, not the rules of the zone.
    offset = timezone(there.utcoffset() or timedelta())
    return there.replace(tzinfo=offset, fold=0), read.tzinfo is not None


def _edited_at(
    data: Mapping[str, Any], created: datetime, zone: tzinfo, now: datetime
) -> datetime | None:
    """Return the time of the last change; None if it is invalid, which is harmless."""
    try:
        changed, _ = _moment(data.get("modifiedDate"), zone)
    except MisfitError:
        return None
    return changed if created < changed <= now else None


def _zone(data: Mapping[str, Any]) -> tzinfo | None:
    """Return the zone of the entry, else of its location; None if neither is known."""
    location = data.get("location")
    beside = location.get("timeZoneName") if isinstance(location, dict) else None
    for name in (data.get("timeZone"), beside):
        if isinstance(name, str) and name:
            offset = _OFFSET.fullmatch(name)
            try:
                if offset is None:
                    return ZoneInfo(name)
                length = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
                return timezone(-length if offset[1] == "-" else length)
            except (KeyError, ValueError, OSError):
                continue
    return None


def _uid(data: Mapping[str, Any]) -> str | None:
    """Return a uid made from Day One's own, which stays the same when the entry is edited there."""
    uid = data.get("uuid")
    return f"dayone-{uid}" if isinstance(uid, str) and _UUID.fullmatch(uid) else None


def _media(data: Mapping[str, Any], left: Counter[str]) -> dict[str, str]:
    """Return identifier -> the text in place of a medium, which names its file in the export."""
    named: dict[str, str] = {}
    for key, (word, ending) in _MEDIA.items():
        listed = data.get(key)
        for one in listed if isinstance(listed, list) else []:
            left[word] += 1
            about = one if isinstance(one, dict) else {}
            identifier = str(about.get("identifier") or len(named))
            # Files in the export are named by their MD5; without it, use the identifier.
            kind = str(about.get("type") or about.get("format") or ending).lstrip(".")
            file = f"{about.get('md5') or ''}.{kind}"
            named[identifier] = f"[{word}: {file if _FILE.fullmatch(file) else identifier}]"
    return named


def _plain(written: str, named: Mapping[str, str]) -> str:
    """Return the text without escapes, with media named in place, else at the end."""
    used = set()

    def plain(found: re.Match[str]) -> str:
        if found["mark"]:
            return found["mark"]
        if found["code"]:
            return found[0]
        used.add(found["id"])
        word = _SORTS.get(found["sort"] or "", "photo")
        return named.get(found["id"], f"[{word}: {found['id']}]")

    return _with_rest(_MARKDOWN.sub(plain, written), named, used)


def _rich(value: Any, named: Mapping[str, str], day: date) -> str:
    """
    Return the plain text of Day One's rich text JSON, with media named in place.

    Raises:
        MisfitError: If the structure is unknown.
    """
    try:
        data = read_json(value.encode(), "rich text") if isinstance(value, str) else value
        parts = data["contents"] if value else []
        pieces, used = [], set()
        for part in parts:
            for thing in part.get("embeddedObjects", ()):
                used.add(thing["identifier"])
                pieces.append(named.get(thing["identifier"], "") + "\n")
            pieces.append(part.get("text", ""))
        text = "".join(pieces).strip("\n")
    except (InputError, UnicodeEncodeError, TypeError, KeyError, AttributeError):
        raise MisfitError("form", day) from None
    return _with_rest(text, named, used)


def _with_rest(text: str, named: Mapping[str, str], used: set[str]) -> str:
    rest = [name for identifier, name in named.items() if identifier not in used]
    return "\n".join([*([text] if text.strip() else []), *rest]) if rest else text
