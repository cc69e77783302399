"""
Entries of Day One, from its JSON.

Its times are in UTC with the name of the zone beside them, its text is Markdown in which
marks that were typed stand behind a backslash, and its pictures stand in files of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from journal.core.errors import InputError
from journal.core.model import Entry
from journal.core.moments import EARLIEST_YEAR
from journal.core.text import keepable
from journal.exchange.json_stream import members
from journal.exchange.notes import Taking, as_object, derived_uid, is_ahead, note

_ENTRIES = "entries"

_MEDIA = {
    "photos": "photo",
    "videos": "video",
    "audios": "recording",
    "pdfAttachments": "document",
}
"""Key of an entry -> what to call what stands in its list."""

# Whichever comes first: code, which stays as it is; a picture; a mark behind a backslash.
_MARKDOWN = re.compile(
    r"(?P<code>```.*?```|`[^`\n]+`)"
    r"|!\[[^\]\n]*\]\(dayone-moment:/*(?:(?P<sort>\w+)/)?(?P<id>[\w-]+)\)"
    r"|\\(?P<mark>[!-/:-@\[-`{-~])",
    re.DOTALL,
)
_SORTS = {"video": "video", "audio": "recording", "pdfAttachment": "document"}

_UUID = re.compile(r"[0-9A-Za-z-]{8,64}")
_FILE = re.compile(r"[0-9A-Za-z]{1,64}\.[0-9A-Za-z]{1,10}")
_OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?")


def entries(file: BinaryIO, place: str, taking: Taking) -> Iterator[Entry]:
    """
    The entries of an export.

    Raises:
        InputError: At the first one that does not fit.
    """
    count = 0
    keys = set()
    for key, value in members(file, place, _ENTRIES):
        keys.add(key)
        if key == _ENTRIES:
            count += 1
            where = f"{place}, entry {count}"
            made = _entry(as_object(value, where), where, taking)
            if made is not None:
                yield made
    if not keys:
        raise InputError(place, "Expected a list of entries.")


def _entry(data: Mapping[str, Any], place: str, taking: Taking) -> Entry | None:
    zone = _zone(data)
    created = _moment(data, "creationDate", place, zone or UTC)
    if is_ahead(created, place, taking):
        return None
    written = data.get("text", "")
    if not isinstance(written, str) or not keepable(written):
        raise InputError(place, "text: expected a text without the NUL character.")
    named = _media(data, taking)
    made = note(
        taking,
        place,
        uid=_uid(data) or derived_uid("Day One", str(data["creationDate"]), written),
        happened_at=created,
        edited_at=_edited_at(data, place, created, zone or UTC, taking.now),
        text=_plain(written, named),
        tags=data.get("tags", []),
    )
    if made is not None:
        taking.left["star"] += data.get("starred") is True
        taking.left["zone"] += zone is None
        made = taking.apart(made)
    return made


def _moment(data: Mapping[str, Any], key: str, place: str, zone: tzinfo) -> datetime:
    value = data.get(key)
    try:
        read = datetime.fromisoformat(value if isinstance(value, str) else "")
        if read.year < EARLIEST_YEAR:
            raise InputError(place, f"{key}: expected a time after {EARLIEST_YEAR}.")
        there = read.replace(tzinfo=read.tzinfo or UTC).astimezone(zone)
    except (ValueError, OverflowError):
        raise InputError(place, f"{key}: expected a time such as 2026-03-01T20:30:00Z.") from None
    # Its offset alone is kept; what the zone does later does not matter to this moment.
    return there.replace(tzinfo=timezone(there.utcoffset() or timedelta()), fold=0)


def _edited_at(
    data: Mapping[str, Any], place: str, created: datetime, zone: tzinfo, now: datetime
) -> datetime | None:
    """When it was changed last; None if that cannot be read, for nothing hangs on it."""
    try:
        changed = _moment(data, "modifiedDate", place, zone)
    except InputError:
        return None
    return changed if created < changed <= now else None


def _zone(data: Mapping[str, Any]) -> tzinfo | None:
    """The zone it was written in, else that of the place; None if neither is known here."""
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
    """Its own one, so that an entry changed over there is the same entry here."""
    found = data.get("uuid")
    return f"dayone-{found}" if isinstance(found, str) and _UUID.fullmatch(found) else None


def _media(data: Mapping[str, Any], taking: Taking) -> dict[str, str]:
    """Identifier -> what the text says in its place; it names the file in the export."""
    named: dict[str, str] = {}
    for key, word in _MEDIA.items():
        listed = data.get(key)
        for one in listed if isinstance(listed, list) else []:
            if not isinstance(one, dict):
                continue
            taking.left[word] += 1
            identifier = str(one.get("identifier") or len(named))
            # So its file is called in the export; where that is not told, by its own name.
            file = f"{one.get('md5') or ''}.{one.get('type') or one.get('format')}"
            named[identifier] = f"[{word}: {file if _FILE.fullmatch(file) else identifier}]"
    return named


def _plain(written: str, named: Mapping[str, str]) -> str:
    """The text as it was typed, pictures named where they stood, else at the end."""
    used = set()

    def plain(found: re.Match[str]) -> str:
        if found["mark"]:
            return found["mark"]
        if found["code"]:
            return found[0]
        used.add(found["id"])
        word = _SORTS.get(found["sort"] or "", "photo")
        return named.get(found["id"], f"[{word}: {found['id']}]")

    text = _MARKDOWN.sub(plain, written)
    rest = [name for identifier, name in named.items() if identifier not in used]
    return "\n".join([*([text] if text.strip() else []), *rest]) if rest else text
