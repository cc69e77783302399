"""
Files of other journals in which entries do not fit, whatever is in them:
* each entry that went in is in the journal, or listed with its place and the reason
* the counts add up: added, here already and left out are as many as there were
* nothing that was written is in what is told of it; nothing ends in another error
"""

from __future__ import annotations

import io
import json
from datetime import UTC, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.core.errors import InputError
from journal.exchange.imported_notes import ImportContext
from journal.exchange.sources.catalog import REASONS, entries_of, what_was_left

from .conftest import NOW

MISSING = object()
ODD = [MISSING, None, 3, "", "x", [], ["a"], {"a": 1}, "\ud83d", True, 1e99]
"""What may stand under any key."""

PAST = ["2024-01-05T20:15:00Z", "1900-01-02T00:00:00Z", "2024-02-29T10:00:00+05:30", "2024-01-05"]
BEYOND = [
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59", "1815-06-18T10:00:00Z",
    "1899-12-31T23:59:59Z", "2031-01-01T10:00:00Z", "2024-02-30T00:00:00Z", "0000-00-00",
    "2024-01-05\ud80020:15:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
]  # fmt: skip
ZONES = [
    "Europe/Berlin", "Asia/Tokyo", "Pacific/Kiritimati", "GMT-0330", "GMT+99", "Europe",
    "../../etc/passwd", "\ud800",
]  # fmt: skip

MARK = "zebrafinch"
TEXTS = [
    f"{MARK} %d", f"{MARK} %d\ud83d", f"{MARK} %d\0", "`" * 7 + f" {MARK} %d \\. ~~~ \\!",
    f"![](dayone-moment://P1) {MARK} %d",
]  # fmt: skip
RICH = [
    '{"contents": [{"text": "MARK %d"}]}',
    '{"contents": [{"embeddedObjects": [{"identifier": 1}]}]}',
    '{"contents": [3]}', '{"contents": 3}', '{"contents": [{"text": 3}]}', "{", "[" * 9999, "{}",
]  # fmt: skip
MEDIA = [[{}], [{"identifier": "P1"}], [{"identifier": ["a"], "md5": 3, "type": None}], [3, None]]


def field(*values):
    return st.sampled_from([*values, *ODD])


ENTRY = {
    "dayone": {
        "creationDate": st.sampled_from(PAST) | st.sampled_from(PAST) | field(*BEYOND),
        "timeZone": field(*ZONES),
        "text": st.sampled_from(TEXTS) | field(*TEXTS),
        "richText": field(*RICH),
        "uuid": field("A" * 32, "B" * 32, "../../x"),
        "modifiedDate": field(*PAST, *BEYOND),
        "location": field({"timeZoneName": "Asia/Tokyo"}, {"timeZoneName": 3}),
        "tags": field(["a", "a", 3, "\0"]),
        "photos": field(*MEDIA),
        "pdfAttachments": field(*MEDIA),
        "starred": field(),
    },
    "jrnl": {
        "date": st.sampled_from(["2024-01-05", "1900-01-01"])
        | field("0001-01-01", "9999-12-31", "1815-06-18", "2031-01-01", "2024-02-30"),
        "time": st.sampled_from(["20:15", "00:00", "23:59"]) | field("25:00", "20:15:00"),
        "title": st.sampled_from(TEXTS) | field(*TEXTS),
        "body": field(*TEXTS),
        "tags": field(["a", "a", 3, "\0"]),
        "starred": field(),
    },
}


def entries(name):
    """Lists of entries as they may stand in a file; each text says which one it is of."""
    made = st.fixed_dictionaries(ENTRY[name]) | st.sampled_from([3, None, "x", []])
    return st.lists(made, min_size=1, max_size=6).map(
        lambda found: [_numbered(one, n) for n, one in enumerate(found, 1)]
    )


def _numbered(one, number):
    if not isinstance(one, dict):
        return one
    said = {key: value for key, value in one.items() if value is not MISSING}
    return {
        key: value.replace("MARK", MARK).replace("%d", f"<{number}>")
        if isinstance(value, str) else value
        for key, value in said.items()
    }  # fmt: skip


@pytest.mark.parametrize("name", ENTRY)
@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_each_is_taken_or_listed(packaged, name, data):
    """By the reader of that source: no third way, and no other error."""
    there = data.draw(entries(name))
    context = ImportContext(packaged.known_flow, NOW)
    file = io.BufferedReader(io.BytesIO(json.dumps({"entries": there}).encode()))
    try:
        taken = list(entries_of(name, file, "file", context))
    except InputError:  # nothing in it that has a date
        taken = []

        assert {one.reason for one in context.out} <= {"undated", "no entry"}
    places = {one.place for one in context.out}
    said = " ".join(what_was_left(context))

    assert len(taken) + len(context.out) == len(there)
    assert len(places) == len(context.out)
    assert all(f"{p} (" in said for p in places)
    assert {one.reason for one in context.out} <= set(REASONS)
    assert MARK not in said
    for number, one in enumerate(there, 1):
        if f"entry {number}" not in places and f"<{number}>" in _written(one):
            assert any(f"<{number}>" in str(entry.value("text")) for entry in taken)


def _written(one):
    """What was written in an entry, wherever it stands; rich text only where there is no other."""
    there = [v for key in ("text", "title", "body") if isinstance(v := one.get(key), str)]
    return " ".join(there) if "".join(there).strip() else str(one.get("richText"))


@pytest.mark.parametrize("name", ENTRY)
def test_a_day_of_grace_without_a_zone(packaged, name):
    """A time that no zone belongs to may be that of a place where it is later than here."""
    ahead = [NOW + timedelta(hours=hours) for hours in (-1, 23, 25)]
    dated = {
        "jrnl": lambda at: {"date": f"{at:%Y-%m-%d}", "time": f"{at:%H:%M}", "title": "a"},
        "dayone": lambda at: {"creationDate": f"{at:%Y-%m-%dT%H:%M:%S}", "text": "a"},
    }[name]
    context = ImportContext(packaged.known_flow, NOW)
    data = json.dumps({"entries": [dated(at) for at in ahead]}).encode()
    taken = list(entries_of(name, io.BufferedReader(io.BytesIO(data)), "file", context))

    assert len(taken) == 2
    assert [(o.place, o.reason) for o in context.out] == [("entry 3", "ahead")]


def test_no_grace_with_a_zone(packaged):
    """Then it is known that it lies ahead."""
    context = ImportContext(packaged.known_flow, NOW)
    at = (NOW + timedelta(hours=1)).astimezone(UTC)
    one = {"creationDate": f"{at:%Y-%m-%dT%H:%M:%SZ}", "text": "a"}
    data = json.dumps({"entries": [one]}).encode()

    assert list(entries_of("dayone", io.BufferedReader(io.BytesIO(data)), "file", context)) == []
    assert [(o.place, o.day, o.reason) for o in context.out] == [("entry 1", at.date(), "ahead")]
