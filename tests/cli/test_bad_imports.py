"""
Files of other journals that are not what they have to be:
* an entry that does not fit is left out, named by its day and the reason, and hinders no other
* broken, in the wrong encoding, or no export at all
* zips that lead out, blow up, are damaged, or hold something else
* input without an end
One sentence with the place, and nothing is changed, for all but the first.
"""

from __future__ import annotations

import json
import re
import struct
import zipfile

import pytest

pytestmark = pytest.mark.slow

CANARY = "zebrafinch"
NOTHING = "Nothing was taken from it."

GOOD = {
    "jrnl": {"title": CANARY, "body": "b", "date": "2026-03-01", "time": "09:00", "tags": []},
    "dayone": {"text": CANARY, "creationDate": "2026-03-01T08:00:00Z", "timeZone": "UTC"},
}

UNDATED, FORM = (
    "without a date and time that can be read",
    "written in a form that can't be read here",
)
EARLY, AHEAD = "dated before 1900", "dated in the future"
SIGNS = "with a sign that can't be kept, such as half an emoji"
EMPTY, NONE = "with nothing written in it", "not an entry at all"
WRITTEN = {"jrnl": "title", "dayone": "text"}
WHOLE = None
"""It is taken all the same."""

ENTRIES = {
    "jrnl": [
        ({"date": ...}, UNDATED),
        ({"time": ...}, UNDATED),
        ({"date": None}, UNDATED),
        ({"date": f"{CANARY}"}, UNDATED),
        ({"date": "2026-02-30"}, UNDATED),
        ({"time": "25:00"}, UNDATED),
        ({"time": 9}, UNDATED),
        ({"date": "1899-12-31"}, EARLY),
        ({"date": "0001-01-01", "time": "00:00"}, EARLY),
        ({"date": "9999-12-31", "time": "23:59"}, AHEAD),
        ({"title": 3}, FORM),
        ({"body": "a\0b"}, SIGNS),
        ({"body": "\ud800"}, SIGNS),
        ({"title": "", "body": None}, EMPTY),
        ({"tags": CANARY}, WHOLE),
        ({"tags": [3]}, WHOLE),
    ],
    "dayone": [
        ({"creationDate": ...}, UNDATED),
        ({"creationDate": 1772397000}, UNDATED),
        ({"creationDate": f"{CANARY}"}, UNDATED),
        ({"creationDate": "2026-03-01\ud80008:00:00Z"}, UNDATED),
        ({"creationDate": "1899-12-31T23:59:59Z"}, EARLY),
        ({"creationDate": "1900-01-01T00:00:00Z", "timeZone": "America/New_York"}, EARLY),
        ({"creationDate": "0001-01-01T00:00:00Z", "timeZone": "America/New_York"}, EARLY),
        ({"creationDate": "9999-12-31T23:59:59Z", "timeZone": "Asia/Tokyo"}, AHEAD),
        ({"text": ["a"]}, FORM),
        ({"text": "a\0b"}, SIGNS),
        ({"text": "\ud83d"}, SIGNS),
        ({"text": None}, EMPTY),
        ({"text": None, "richText": "{"}, FORM),
        ({"tags": {CANARY: 1}}, WHOLE),
        ({"tags": ["a\0"]}, WHOLE),
        ({"photos": [3, None]}, WHOLE),
    ],
}


def file_of(name, *changed):
    entries = [{**GOOD[name], **one} for one in ({}, *changed)]
    kept = [{key: value for key, value in e.items() if value is not ...} for e in entries]
    return json.dumps({"metadata" if name == "dayone" else "tags": {}, "entries": kept}).encode()


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [(name, change, said) for name, rows in ENTRIES.items() for change, said in rows],
)
def test_an_entry_that_does_not_fit(run, name, change, said):
    """It is left out, with its place and the reason, and no other with it; nothing is repeated."""
    third = {WRITTEN[name]: "the third"}
    done = run("import", "-", stdin=file_of(name, {WRITTEN[name]: "another", **change}, third))

    assert (done.code, done.out) == (0, "")
    assert done.err.startswith(f"{2 + (said is WHOLE)} added, 0 updated, 0 here already.\n")
    assert CANARY not in done.err
    if said is not WHOLE:
        assert re.search(rf"Left out, {said}: 1\.\n  entry 2 \([^)]+\)\n", done.err)


DAYS = {
    ("2026-01-05", "25:99"): "5 Jan 2026",
    ("2026-02-30", "09:00"): "as written: 2026-02-30",
    (CANARY, "09:00"): "no date",
    (f"2026-02-30 {CANARY}", "09:00"): "no date",
    ("\u0662\u0660", "09:00"): "no date",
}


@pytest.mark.parametrize(("when", "said"), DAYS.items(), ids=str)
def test_the_day_of_an_entry_whose_time_cannot_be_read(run, when, said):
    """It is told if it is one; as it was written if that can be no words."""
    day, time = when
    done = run("import", "-", stdin=file_of("jrnl", {"date": day, "time": time}))

    assert f"  entry 2 ({said})\n" in done.err
    assert CANARY not in done.err


UTF8 = "Expected text in UTF-8."
BROKEN = {
    "empty": (lambda _: b"", None),
    "a byte order mark": (lambda _: b"\xef\xbb\xbf", None),
    "truncated": (lambda good: good[:-40], "Expected JSON; it breaks at line 1, column "),
    "truncated by one": (lambda good: good[:-1], "Expected JSON; it breaks at line 1, column "),
    "UTF-16": (lambda good: good.decode().encode("utf-16"), UTF8),
    "Latin-1": (lambda good: good.replace(b'"b"', b'"\xe9"').replace(b"UTC", b"\xe9"), UTF8),
    "no list": (lambda good: good.replace(b"[{", b'{"a": {').replace(b"}]", b"}}"), "entries: "),
    "nested without end": (
        lambda good: good.replace(b"[{", b"[" * 100_000 + b"{"), "nested too deep",
    ),
    "nested in an entry": (
        lambda good: good.replace(b"[{", b'[{"x": ' + b'{"x":' * 100_000), "nested too deep",
    ),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(64), UTF8),
}  # fmt: skip


@pytest.mark.parametrize("insist", [False, True], ids=["recognised", "insisted"])
@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize(("spoil", "said"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_broken(refused, tmp_path, name, spoil, said, insist):
    """One sentence, whether it is recognised or insisted upon."""
    file = tmp_path / "bad.json"
    file.write_bytes(spoil(file_of(name)))
    told = refused("import", *(("--from", name) if insist else ()), file, code=1)

    assert told.startswith("bad.json")
    assert (said or "") in told
    assert told.endswith(NOTHING)


def test_a_byte_order_mark_before_good_words(run):
    """It is passed over."""
    for name in GOOD:
        result = run("import", "-", stdin=b"\xef\xbb\xbf" + file_of(name))

        assert (result.code, result.err.split()[0]) == (0, "1")


def zip_of(path, *, compression=zipfile.ZIP_DEFLATED, **files):
    with zipfile.ZipFile(path, "w", compression) as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "/").replace("_json", ".json"), data)
    return path


LEADS_OUT = "Expected names inside the zip only, found one that leads out."


@pytest.mark.parametrize(
    "name",
    ["../../out.json", "/etc/out.json", "a/../../out.json", "..\\out.json", "C:\\out.json",
     "photos/../../x.jpeg"],
)  # fmt: skip
def test_a_zip_that_leads_out(refused, tmp_path, name):
    """Refused, though nothing is unpacked anyway."""
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("Journal.json", file_of("dayone"))
        made.writestr(name, b"{}")

    assert refused("import", path, code=1) == f"bad.zip: {LEADS_OUT} {NOTHING}"
    assert not list(tmp_path.parent.rglob("out.json"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Journal.json", "photos/a.jpeg"])
def test_a_zip_that_unpacks_to_gigabytes(refused, tmp_path, name):
    """Refused by what it says of itself, before anything is unpacked."""
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr("A.json", file_of("dayone"))
        with made.open(name, "w", force_zip64=True) as member:
            for _ in range(1100):
                member.write(bytes(1 << 20))

    told = refused("import", path, code=1)
    assert told == f"bad.zip: Expected at most 1 GiB of JSON, unpacked. {NOTHING}"


def test_a_zip_that_lies_about_its_size(refused, tmp_path):
    """What is more than it says is not read; what then is missing breaks it."""
    path = zip_of(tmp_path / "bad.zip", Journal_json=file_of("dayone") + b" " * 100_000)
    data = path.read_bytes()
    at = data.rindex(b"PK\x01\x02")
    path.write_bytes(data[: at + 24] + struct.pack("<I", 60) + data[at + 28 :])

    assert refused("import", path, code=1).endswith(NOTHING)


def damaged(data):
    middle = len(data) // 3
    return data[:middle] + bytes(b ^ 0x55 for b in data[middle : middle + 40]) + data[middle + 40 :]


ZIPS = {
    "cut off": lambda data: data[:-30],
    "its beginning": lambda data: data[:4],
    "two letters": lambda _: b"PK",
    "flipped bytes": damaged,
    "a password": lambda data: data.replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    ),
    "another packing": lambda data: data.replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x63"
    ),
}


@pytest.mark.parametrize("spoil", ZIPS.values(), ids=ZIPS)
def test_a_zip_that_is_damaged(refused, tmp_path, spoil):
    """Cut off, flipped, locked, or packed as nobody knows."""
    entries = file_of("dayone", *({"text": f"{CANARY} {n}" * n} for n in range(60)))
    path = zip_of(tmp_path / "bad.zip", Journal_json=entries)
    spoilt = spoil(path.read_bytes())
    assert spoilt != path.read_bytes()
    path.write_bytes(spoilt)

    assert refused("import", path, code=1).startswith("bad.zip: ")


NO_JOURNAL = "bad.zip: No JSON file in the zip is an export of Day One."


@pytest.mark.parametrize("insist", [False, True], ids=["recognised", "insisted"])
@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "bad.zip: Expected a JSON file in the zip, found none."),
        ({"notes": b"words"}, "bad.zip: Expected a JSON file in the zip, found none."),
        ({"Journal_json": b""}, NO_JOURNAL),
        ({"Journal_json": b"{}"}, NO_JOURNAL),
        ({"package_json": b'{"name": "x", "version": "1.0.0"}'}, NO_JOURNAL),
        (
            {"1_json": b'{"id": "1", "date_journal": 1, "text": "<p>a</p>"}', "2_json": b"[]"},
            NO_JOURNAL,
        ),
        (
            {f"{CANARY}_json": file_of("dayone"), "b_json": file_of("dayone")[:-1]},
            "bad.zip, journal 2: Expected JSON; it breaks at line 1, column ",
        ),
    ],
)
def test_a_zip_without_what_is_needed(refused, tmp_path, files, said, insist):
    """A journal in it is named by its place, for its name was typed by someone."""
    path = zip_of(tmp_path / "bad.zip", **files)
    told = refused("import", *(("--from", "dayone") if insist else ()), path, code=1)

    assert told.startswith(said)
    assert told.endswith(NOTHING)


def test_a_zip_with_something_else_in_it(run, tmp_path):
    """The journals in it are taken; how many other files there were is told."""
    path = zip_of(tmp_path / "a.zip", tags_json=b'["a"]', Journal_json=file_of("dayone"))

    assert run("import", path).err == (
        "1 added, 0 updated, 0 here already.\nOther JSON files in the zip, not read: 1.\n"
    )


NO_EXPORT = {
    "an object": b'{"name": "x", "version": "1.0.0"}',
    "over lines": b'{\n  "name": "x"\n}\n',
    "a list": b'["a", {"flow": "note"}]',
    "nothing": b"{}",
    "a Jupyter notebook": b'{"cells": [], "metadata": {}}',
    "other entries": b'{"entries": [{"name": "x"}, 3]}',
    "metadata alone": b'{"metadata": {"a": 1}}',
    "tags alone": b'{"tags": {"a": 1}}',
    "a title": b'{"title": "zebrafinch", "items": []}',
}


@pytest.mark.parametrize("data", NO_EXPORT.values(), ids=NO_EXPORT)
@pytest.mark.parametrize("name", [None, "jrnl", "dayone"])
def test_json_that_is_no_export(refused, data, name):
    """It is told so, whatever it was said to be; never that nothing was added."""
    told = refused("import", *(("--from", name) if name else ()), "-", code=1, stdin=data)

    said = ("It is no export", "Nothing in it is an entry of", "Expected a JSON object")
    assert any(one in told for one in said)


@pytest.mark.parametrize("data", [b'{"entries": []}', b'{"tags": {}, "entries": []}',
                                  b'{"metadata": {}, "entries": []}'])  # fmt: skip
def test_an_export_without_entries(refused, tmp_path, data):
    """Is told so, in a zip as well."""
    for file in (tmp_path / "bad.json", zip_of(tmp_path / "bad.zip", Journal_json=data)):
        if b"tags" in data and file.suffix == ".zip":
            continue  # jrnl makes no zips
        if not file.exists():
            file.write_bytes(data)

        said = f"{file.name}: There are no entries in it. {NOTHING}"
        assert refused("import", file, code=1) == said


@pytest.mark.parametrize("trial", [(), ("--dry-run",)], ids=["real", "trial"])
@pytest.mark.parametrize("name", GOOD)
def test_an_export_of_which_all_is_left_out(run, home, name, trial):
    """It could not be taken: told first, then each with its reason; nothing is made."""
    written = {WRITTEN[name]: "a\0b"}
    data = json.loads(file_of(name, written, written))
    data["entries"] = data["entries"][1:]
    done = run("import", *trial, "-", stdin=json.dumps(data).encode())

    assert (done.code, done.out) == (1, "")
    assert "Nothing was taken: each entry in it was left out.\nLeft out, with a sign" in done.err
    assert "0 added" not in done.err
    assert not home.exists()


NO_JSON = {
    "a table": b"a,b\n1,2\n",
    "a calendar": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "a text": f"2026-03-01 09:00 {CANARY} \u00e9\n".encode() * 9999,
    "a database": b"SQLite format 3\0" + bytes(range(256)),
}


@pytest.mark.parametrize("data", NO_JSON.values(), ids=NO_JSON)
def test_a_file_that_is_no_json(refused, data):
    """It is told what could be taken, not where it breaks."""
    known = "It is no export that is known here: of this journal, jrnl or Day One."
    told = refused("import", "-", code=1, stdin=data)

    assert told == f"standard input: {known} {NOTHING}"


@pytest.mark.parametrize("name", GOOD)
def test_a_key_that_stands_twice(run, name):
    """The last one holds, as for most readers; it hinders no other entry."""
    key = WRITTEN[name]
    data = file_of(name).replace(b'{"%s"' % key.encode(), b'{"%s": 3, "%s"' % (2 * (key.encode(),)))
    done = run("import", "-", stdin=data)

    assert (done.code, done.err.split(",")[0]) == (0, "1 added")


def test_a_zip_by_a_pipe(shell, tmp_path):
    """A zip has its contents at the end, so it takes a file."""
    zip_of(tmp_path / "good.zip", Journal_json=file_of("dayone"))
    result = shell("cat good.zip | $journal import -")

    assert result.err == f"standard input: A zip can only be read from a file. {NOTHING}\n"


ENDLESS = {
    "zeros": ("$journal import /dev/zero", "/dev/zero"),
    "zeros by a pipe": ("cat /dev/zero | $journal import -", "standard input"),
    "blank lines": ("yes '' | $journal import -", "standard input"),
    "zeros for answers": ("$journal reflect --answers /dev/zero", "zero"),
    "letters for answers": ("yes | tr -d '\\n' | $journal reflect --answers -", "standard input"),
    "a text": ('(printf \'{"entries": ["\'; yes) | $journal import -', "standard input"),
    "blanks": ("(printf '{\"entries\": ['; yes ' ') | $journal import -", "standard input"),
    "a note": ("yes | tr -d '\\n' | $journal note", "standard input"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("line", "place"), ENDLESS.values(), ids=ENDLESS)
def test_input_without_an_end(shell, home, line, place):
    """It is given up at a bound, in memory that does not matter, and makes no home."""
    result = shell(f"ulimit -v 1500000; {line}")

    assert (result.code, result.out) == (1, "")
    assert result.err.endswith(f"{NOTHING}\n")
    assert result.err.count("\n") == 1
    assert not home.exists()
