"""
Entries of other journals, from files as those write them:
* jrnl: complete, by the clock that was written down, its text to the character, its tags
* Day One: the same, in the zone it was written in; marks without their backslash, code as it
  stood, pictures named where they were
* what is not taken is counted
"""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import pytest

from journal.cli.commands.import_ import From
from journal.exchange.imported_notes import ImportContext
from journal.exchange.sources.catalog import LEFT, SOURCES, entries_of, peek, recognise

from .conftest import NOW

SAMPLES = Path(__file__).parent / "samples"
JRNL, DAYONE = (SAMPLES / f"{name}.json" for name in ("jrnl", "dayone"))


@pytest.fixture
def take(packaged):
    """The entries of a file, and what was left out of it."""

    def taken(data, name=None):
        context = ImportContext(packaged.known_flow, NOW)
        head, file = peek(
            io.BytesIO(data if isinstance(data, bytes) else json.dumps(data).encode())
        )
        found = list(entries_of(name or recognise(head, "file"), file, "file", context))
        return found, {key: n for key, n in context.skipped.items() if n}

    return taken


def test_each_source_can_be_named():
    """With `--from`, by the name that it has in the table."""
    named = [name.value for name in From]

    assert named == list(SOURCES), "cli/commands/import_.py: give it a row in From"


@pytest.fixture
def new_york(monkeypatch):
    """The clock of this place is the one of New York."""
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def in_short(entry):
    return entry.happened_at.isoformat(), entry.value("text"), entry.value("tags") or ()


@pytest.mark.usefixtures("new_york")
def test_all_of_jrnl(take):
    """Every entry: its minute on the clock it was written by, title and body, tags."""
    written = json.loads(JRNL.read_text())["entries"]
    found, left = take(JRNL.read_bytes())

    assert [(e.value("text"), e.value("tags") or ()) for e in found] == [
        ("\n".join(filter(None, (w["title"], w["body"]))), tuple(w["tags"])) for w in written
    ]
    assert [e.happened_at.strftime("%Y-%m-%d %H:%M") for e in found] == [
        f"{w['date']} {w['time']}" for w in written
    ]
    assert {e.flow for e in found} == {"note"}
    assert left == {"star": 2, "no zone": 13}


@pytest.mark.usefixtures("new_york")
def test_the_clock_of_this_place(take):
    """Winter, summer, and the hour that spring leaves out, which stays as it was written."""
    days = ["2024-01-05", "2024-07-07", "2024-03-10", "2024-11-03"]
    found, _ = take({"entries": [{"title": d, "date": d, "time": "02:30"} for d in days]})

    assert [e.happened_at.isoformat() for e in found] == [
        "2024-01-05T02:30:00-05:00",
        "2024-07-07T02:30:00-04:00",
        "2024-03-10T02:30:00-05:00",
        "2024-11-03T02:30:00-05:00",
    ]


def test_one_entry_in_a_file_of_its_own(take):
    """As jrnl writes them into a folder: the same entry as from the whole journal."""
    one = json.loads(JRNL.read_text())["entries"][1]

    assert take(one)[0] == take(JRNL.read_bytes())[0][1:2]


def test_all_of_day_one(take):
    """Every entry: its minute and its offset, its text, its tags."""
    found, left = take(DAYONE.read_bytes())

    assert list(map(in_short, found)) == [
        (
            "2024-03-30T22:30:00+00:00",
            '# We talked\n\nIt was late. (Very late!) I said: "wait" - and C:\\temp_1 stays.\n\n'
            "`a \\. in code`\n\n```\n\\# in a block\\.\n```\n\n"
            "[photo: abcdef0123456789abcdef0123456789.jpeg]\n\nAfter it.\n"
            "[photo: fedcba9876543210fedcba9876543210.png]",
            ("late reply", "repair"),
        ),
        ("2024-03-31T00:30:00+00:00", "Half an hour before the clocks go on 🙂 e\u0301", ()),
        ("2025-01-01T08:30:00+09:00", "Here it is next year already.", ()),
        ("2024-05-01T08:30:00-03:30", "By an offset", ()),
        ("2024-05-02T14:00:00+02:00", "By the place", ()),
        ("2024-05-03T12:00:00+00:00", "By neither", ()),
        (
            "2024-05-04T12:00:00+00:00",
            "[video: 00000000000000000000000000000003.mp4]\n\n"
            "[recording: 00000000000000000000000000000004.aac]\n"
            "[document: 00000000000000000000000000000005.pdf]",
            (),
        ),
    ]
    assert left == {
        "photo": 2, "video": 1, "recording": 1, "document": 1, "star": 1, "zone": 1,
    }  # fmt: skip
    assert set(left) <= set(LEFT)


def test_when_it_was_changed_over_there(take):
    """The time of the change comes along, so that a later export brings the newer text."""
    found, _ = take(DAYONE.read_bytes())

    assert found[0].edited_at.isoformat() == "2024-04-02T09:00:00+01:00"
    assert {e.edited_at for e in found[1:]} == {None}
    assert found[0].uid == "dayone-0A1B2C3D4E5F60718293A4B5C6D7E8F9"


@pytest.mark.parametrize("file", [JRNL, DAYONE], ids=["jrnl", "dayone"])
def test_the_same_entry_whatever_the_order_of_its_tags(take, file):
    """Its uid comes from source, time and text, not from tags or keys."""
    data = json.loads(file.read_text())
    turned = [
        dict(reversed({**e, "tags": e.get("tags", [])[::-1]}.items())) for e in data["entries"]
    ]

    assert [e.uid for e in take({"entries": turned}, file.stem)[0]] == [
        e.uid for e in take(file.read_bytes())[0]
    ]


def test_a_day_one_entry_without_a_uuid(take):
    """It still is the same entry twice, and another one with another text or time."""
    one = {"creationDate": "2024-05-03T12:00:00Z", "text": "a"}
    others = [{**one, "text": "b"}, {**one, "creationDate": "2024-05-03T12:00:01Z"}]
    found, _ = take({"entries": [one, one, *others]}, "dayone")

    assert found[0].uid == found[1].uid
    assert len({e.uid for e in found}) == 3


RECOGNISED = {
    "dayone": [
        '{"metadata": {}, "entries": []}',
        '\ufeff \n{"entries": [{"text": "", "creationDate": "2024-05-03T12:00:00Z"}]}',
        '{"entries": [], "metadata": {}}',
        "PK\x03\x04",
    ],
    "jrnl": [
        '{\n  "tags": {},\n  "entries": []}',
        '{"entries": [{"title": "a \\"creationDate\\": b", "date": "2024-05-03"}]}',
        '{"title": "", "body": "", "date": "2024-05-03", "time": "09:00"}',
        '{"entries": []}',
    ],
    "journal": [
        '{"flow": "note", "answers": {"text": "\\"entries\\""}}',
        '{"uid": "1", "answers": {"creationDate": 1, "entries": 2}}',
        '{"answers": {}, "flow": "full"}',
        "",
    ],
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in RECOGNISED.items() for text in texts]
)
def test_a_file_is_recognised_by_how_it_begins(name, text):
    """Never by its name; what is empty is taken for one of ours."""
    assert recognise(text.encode(), "file") == name
    assert name in SOURCES
