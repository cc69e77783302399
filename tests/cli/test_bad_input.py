"""
Bad input, as it is typed or stands on disk:
* options that cannot be read, or that do not go together
* files and homes that cannot be read or written
* a database that is none, or newer; settings and flows of one's own with a fault
Each time: the exit code, one line on standard error without a word that was typed,
and not a byte changed on disk.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

import pytest

from journal.app.export import PageFormat
from journal.local.prompts.loader import Prompts

CANARY = "zebrafinch"

NO_ENTRY = "There is no entry of that number. See: journal list"
ONE_OR_MORE = "-n: expected a number of 1 or more. See: journal list --help"
FORMATS = ", ".join(PageFormat)
TEXT_OR_JSON = "--format: expected one of text, json. See: journal {} --help"
NO_OPTION = "There is no option of that name. See: journal --help"
TOO_MANY = "There is a word too many. See: journal {} --help"
NO_TERMINAL = "There is no terminal to ask on. {}"
BY_FILE = "To hand in answers from a file: journal reflect --answers FILE"
FILE_SAYS = "With --answers, the file itself says the flow and the time."
WHEN = "--when: expected a time such as 2026-03-01T21:30 or yesterday 21:30."
SINCE_1900 = "--when: expected a time since 1900 that is not in the future."
COUNTRY = "--country: expected a code of two letters, such as GB."

NO_SETTING = "There is no setting of that name. Settings: view, plain, keyring, words."

OPTIONS: dict[tuple[int, str], list[str]] = {
    (1, NO_ENTRY): [
        *("show 99", "show 0", "show F1", "show f1", "show 1.0", "show １"),
        *(f"show {CANARY}", "show 99999999999999999999999"),
    ],
    (2, TOO_MANY.format("show")): [f"show 1 {CANARY}"],
    (2, TEXT_OR_JSON.format("show")): [f"show 1 --format {CANARY}"],
    (2, NO_OPTION.replace("journal", "journal show")): ["show -1"],
    (2, ONE_OR_MORE): [
        "list -n 0",
        "list -n -5",
        "list -n 1.5",
        "list -n NaN",
        f"list -n {CANARY}",
    ],
    (2, NO_OPTION.replace("journal", "journal list")): [f"list --{CANARY}"],
    (2, TEXT_OR_JSON.format("list")): ["list --format md", "list --format JSONL"],
    (2, "--until: expected a day that is not before --since."): [
        "list --since 2026-03-02 --until 2026-03-01"
    ],
    (2, "--last: expected a length such as 30d, 8w, 6m or 1y."): [
        "list --until 0001-02-01 --last 36500d"
    ],
    (2, "--last: expected either --since or --last, not both."): [
        "summary --since 2026-03-02 --last 3d"
    ],
    (2, TEXT_OR_JSON.format("summary")): [f"summary --format {CANARY}"],
    (2, TOO_MANY.format("summary")): [f"summary {CANARY}"],
    (2, f"--format: expected one of {FORMATS}. See: journal export --help"): [
        "export --format docx",
        f"export --format {CANARY}",
    ],
    (2, "--for: expected one of therapist, couple, self. See: journal export --help"): [
        f"export --for {CANARY}"
    ],
    (2, "json holds the entries themselves: it is --for self alone."): [
        *("export --format json --for therapist", "export -o x.json --for couple")
    ],
    (2, "csv holds the entries themselves: it is --for self alone."): [
        "export --format csv --for therapist"
    ],
    (2, "csv holds every entry: --entry and --want-file are for a page."): [
        *("export --format csv --entry 1", "export --format csv --want-file -")
    ],
    (2, "--paper: expected one of a4, letter. See: journal export --help"): [
        f"export --paper {CANARY}"
    ],
    (2, f"-o: expected a file that ends in {FORMATS}; or --format."): [f"export -o {CANARY}.docx"],
    (2, "FILE: it is needed here. See: journal import --help"): ["import"],
    (2, TOO_MANY.format("import")): [f"import - {CANARY}"],
    (2, NO_TERMINAL.format(BY_FILE)): ["reflect", "reflect --quick"],
    (2, f"There is no flow of that name. Flows: {', '.join(Prompts().flow_names())}."): [
        f"reflect --flow {CANARY}",
        "reflect --flow ../full",
    ],
    (2, "Give --quick or --flow, not both."): ["reflect --quick --flow note"],
    (2, FILE_SAYS): [
        *("reflect --answers - --flow note", "reflect --answers - --quick"),
        "reflect --answers - --when 2026-03-01",
    ],
    (2, WHEN): [f"reflect --when {CANARY}", "reflect --when 2026-02-30", "reflect --when 0"],
    (2, SINCE_1900): [
        *("reflect --when 2999-01-01", "reflect --when 9999-12-31T23:59-23:59"),
        *("reflect --when 1066-10-14", "reflect --when 0001-01-01T00:00+23:59"),
    ],
    (2, TOO_MANY.format("reflect")): [f"reflect {CANARY}"],
    (2, NO_TERMINAL.format("To go on with an entry, use a terminal.")): ["resume"],
    (2, "view: expected loop or plain."): [f"settings view {CANARY}", "settings view"],
    (2, "plain: expected on or off."): [f"settings plain {CANARY}", "settings plain true"],
    (2, NO_SETTING): [f"settings {CANARY} on"],
    (2, COUNTRY): [f"support --country {c}" for c in (CANARY, "G", "G1", "ÄÖ", "=")],
    (2, "There is no command of that name. See: journal --help"): [CANARY, "journal_"],
    (2, "There is no command of that name. Did you mean summary?"): ["sumary"],
    (2, NO_OPTION): [f"--{CANARY}", "-x"],
}
"""Exit code and sentence -> what is typed after `journal`."""

PERIODS = {
    ("--since", "expected a day such as 2026-03-01 or last friday."): [
        CANARY,
        "2026-02-30",
        "2026-3-1",
        "NaN",
        "",
    ],
    ("--until", "expected a day such as 2026-03-01 or last friday."): [
        CANARY,
        "2026-13-01",
        "03/04/2026",
        "-5",
    ],
    ("--last", "expected a length such as 30d, 8w, 6m or 1y."): [
        *(CANARY, "0d", "-3d", "3", "1.5d", "NaNd", "36501d", "99999999d", "")
    ],
}

NOT_READ = "It can't be read: {}. Nothing was taken from it."
GONE, FOLDER = NOT_READ.format("No such file or directory"), NOT_READ.format("Is a directory")
IS_THERE = "is there already. Choose another name, or give --force."

FILES = {
    "import {there}/gone.jsonl": f"gone.jsonl: {GONE}",
    "import ~nobody_of_that_name/x": f"x: {GONE}",
    "import {there}/\x1b[31mred": f"␛[31mred: {GONE}",
    "import {there}": f"there: {FOLDER}",
    "reflect --answers {there}/gone.json": f"gone.json: {GONE}",
    "reflect --answers {there}": f"there: {FOLDER}",
    "export -o {there}/here.md": f"here.md {IS_THERE}",
    "export -o {there}/folder.md": f"folder.md {IS_THERE}",
    "export --force -o {there}/folder.md": f"folder.md {IS_THERE}",
    "export -o {there}/gone/x.json": "x.json can't be written there: No such file or directory.",
    "export -o {there}/here.md/x.md": "x.md can't be written there: Not a directory.",
    "export -o {there}/{long}.md": "{long}.md can't be written: File name too long.",
}

NO_HOMES = {
    "below a file": ("{there}/here.md/home", "Not a directory"),
    "a file": ("{there}/here.md", "File exists"),
    "in a device": ("/dev/null/home", "Not a directory"),
    "in a folder of another": ("/proc/self/home", "No such file or directory"),
    "a name that is too long": ("{there}/{long}", "File name too long"),
}
"""Homes that root cannot write either, and the reason that is told."""

READING = ("list", "show", "summary", "export", "export --format json")
WRITING = ("reflect --answers -", "import -")


def _another_program(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE entries (text)")


def _newer(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")


def _folder(path):
    path.unlink()
    path.mkdir()


def _link(path):
    path.unlink()
    path.symlink_to(path.with_name("gone"))


def _link_to_one(path):
    path.symlink_to(path.rename(path.with_name("elsewhere.db")))


LINK = (
    "{path} is a link. Move the file that it leads to here, "
    "or set JOURNAL_HOME to the folder of that file."
)

DATABASES = {
    "no database": (
        lambda path: path.write_bytes(CANARY.encode() * 1000),
        "This file is no journal, or the passphrase does not fit.",
    ),
    "an empty file": (
        lambda path: path.write_bytes(b""),
        "{path} is empty, so it is no journal. Move it away to begin a new one.",
    ),
    "half of it": (
        lambda path: os.truncate(path, path.stat().st_size // 2 + 100),
        "The file of the journal is damaged. Please go back to a backup.",
    ),
    "a folder": (_folder, "{path} is not a file, so it cannot be a journal."),
    "a link to nowhere": (_link, LINK),
    "a link to a journal": (_link_to_one, LINK),
    "another program's": (
        _another_program,
        "{path} is no journal of this program. It was left as it is.",
    ),
    "a newer one": (_newer, "{path} was made by a newer version of journal. It was left as it is."),
}

LONG_NUMBER = b"9" * 5000

CORRECT = "Correct it in {path}, or remove that file."
SETTINGS = {
    b"plain": f"settings.toml, line 1: expected valid TOML. {CORRECT}",
    b"\nzebra = ": f"settings.toml, line 2: expected valid TOML. {CORRECT}",
    b"# caf\xe9": f"settings.toml: expected text in UTF-8. {CORRECT}",
    b"x = %s"
    % LONG_NUMBER: f"settings.toml: expected numbers and dates that can be read. {CORRECT}",
    b"x = " + b"[" * 5000: f"settings.toml: expected lists that are nested less deeply. {CORRECT}",
    b"#" * (2 << 20): f"settings.toml: expected at most 1 MiB. {CORRECT}",
}
"""What only a person can correct."""

NO_SWITCH = "expected true or false. To set it: journal settings plain off"
SWITCHES = {
    b"plain = ": 1,
    b"# one\nplain=maybe # two": 2,
    b'\xef\xbb\xbf"plain" = "yes"\n': 1,
    b"keyring = false\n\n  plain = 1": 3,
}
"""Settings that are none -> the line they stand in."""

OWN_FLOWS = {
    b"title =": "own.toml: the file: expected valid TOML (Invalid value (at end of document)).",
    b'title = "Mine"': "flows/own.toml: question: expected at least one [[question]].",
    b"# caf\xe9": "own.toml: the file: expected text in UTF-8.",
    b"x = %s" % LONG_NUMBER: "own.toml: the file: expected numbers and dates that can be read.",
    b"#" * (2 << 20): "own.toml: the file: expected at most 1 MiB.",
}


def _short(value):
    return ascii(value)[:60]


@pytest.fixture
def there(tmp_path):
    """A folder with a file and a folder in it."""
    folder = tmp_path / "there"
    folder.mkdir()
    (folder / "here.md").write_text(CANARY)
    (folder / "folder.md").mkdir()
    return folder


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [(line, code, said) for (code, said), lines in OPTIONS.items() for line in lines],
)
def test_words_of_a_command_that_do_not_fit(refused, line, code, said):
    """What would fit is said; what was typed is not repeated."""
    assert said == refused(*line.split(), code=code)


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [(option, value, said) for (option, said), values in PERIODS.items() for value in values],
)
def test_a_period_that_cannot_be_read(refused, option, value, said):
    """Wherever it is given, the option is named, and what it takes."""
    for command in ("list", "summary", "export"):
        assert refused(command, f"{option}={value}", code=2) == f"{option}: {said}"


@pytest.mark.parametrize(("line", "said"), FILES.items())
def test_a_file_that_cannot_be_read_or_written(refused, snapshot, there, line, said):
    """The file is named without its folder, and stays as it is."""
    before = snapshot(there)
    given = {"there": there, "long": "x" * 300}
    told = refused(*line.format(**given).split(" "), code=1)

    assert said.format(**given) == told
    assert snapshot(there) == before


@pytest.mark.parametrize(("where", "reason"), NO_HOMES.values(), ids=NO_HOMES)
def test_a_home_that_cannot_be_written(refused, answers, snapshot, there, where, reason):
    """Every command names the folder, and what to do about it."""
    before = snapshot(there)
    place = where.format(there=there, long="x" * 300)
    for line in (*READING, *WRITING):
        told = refused(*line.split(), code=1, stdin=answers(facts=CANARY), JOURNAL_HOME=place)

        assert told == (
            f"Can't make or use the folder {place}: {reason}. "
            "Set JOURNAL_HOME to a folder that can be written."
        )
    assert snapshot(there) == before


@pytest.mark.parametrize(("spoil", "said"), DATABASES.values(), ids=DATABASES)
def test_a_database_that_is_none_or_newer(refused, answers, written, spoil, said):
    """Every command says so and leaves it as it is."""
    path = written / "journal.db"
    spoil(path)
    for line in (*READING, *WRITING):
        told = refused(*line.split(), code=1, stdin=answers(facts=CANARY))

        assert (line, told) == (line, said.format(path=path))


def looked_at(run):
    """What the check says of the settings, and its exit code."""
    assert run("check", "--repair").code in (0, 1)  # rights of the file that was written here
    result = run("check", "--format", "json")
    return [f["text"] for f in result.data if f["text"].startswith("settings.toml")], result.code


@pytest.mark.parametrize(("data", "said"), SETTINGS.items(), ids=_short)
def test_settings_that_cannot_be_read(run, refused, written, data, said):
    """The file, the line and what ends it are told, by the check too; it stays as it is."""
    file = written / "settings.toml"
    file.write_bytes(data)
    said = said.format(path=file)

    for line in ("settings", "settings plain on", "summary"):
        assert said == refused(*line.split(), code=1)
    assert looked_at(run) == ([said], 1)
    assert file.read_bytes() == data


@pytest.mark.parametrize(("data", "line"), SWITCHES.items(), ids=_short)
def test_a_setting_that_is_none(run, refused, written, data, line):
    """What needs it says how to set it, and that does set it; what needs it not goes on."""
    file = written / "settings.toml"
    file.write_bytes(data)
    said = f"settings.toml, line {line}, plain: {NO_SWITCH}"

    assert said == refused("summary", code=1)
    assert looked_at(run) == ([said], 1)
    assert run("list").code == run("summary", "--plain").code == run("support").code == 0
    assert run("settings", "plain", "on").code == 0
    assert run("summary").code == 0
    assert looked_at(run)[0] == []
    assert file.read_text().count("plain") == 1


def test_a_setting_that_is_none_hinders_no_other(run, refused, written):
    """A command needs of the file what it uses."""
    (written / "settings.toml").write_text("keyring = 3\n")

    assert run("summary").code == 0
    assert "line 1, keyring: expected" in refused("settings", code=1)


def test_names_in_the_settings_that_are_none(run, written):
    """Each is told with its line, and hinders nothing."""
    names = '# mine\nview = "plain"\n\n[foo]\nplain = 1\n'
    (written / "settings.toml").write_bytes(b"\xef\xbb\xbf" + names.encode())
    told = [
        "settings.toml, line 2: no setting in this file is called view.",
        "settings.toml, line 4: no setting in this file is called foo.",
    ]

    assert looked_at(run) == (told, 0)
    assert "\n".join(told) in run("settings").out
    assert run("summary").code == 0


@pytest.mark.parametrize(("data", "said"), OWN_FLOWS.items(), ids=_short)
def test_a_flow_of_ones_own_with_a_fault(refused, answers, written, data, said):
    """The file, the place in it and what was expected are told."""
    folder = written / "prompts" / "flows"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_bytes(data)
    for line in WRITING:
        assert said == refused(*line.split(), code=1, stdin=answers(flow="own", facts=CANARY))


def test_a_flow_with_a_fault_hinders_nothing_else(run, written):
    """Looking back goes on without it."""
    folder = written / "prompts" / "flows"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text("title =")
    (folder / "number.toml").write_bytes(b"x = " + LONG_NUMBER)
    os.mkfifo(folder / "pipe.toml")

    assert [run(line).code for line in ("summary", "list", "export")] == [0, 0, 0]


def test_a_pipe_for_a_flow_is_not_waited_for(run, written):
    """Nobody may ever write into it."""
    folder = written / "prompts" / "flows"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "pipe.toml")

    said = "pipe.toml: the file: expected a readable file (it is a folder, a pipe or a device).\n"
    for line in ("prompts show pipe", f"prompts check {folder / 'pipe.toml'}"):
        ran = run(*line.split())
        assert (ran.code, ran.out, ran.err) == (1, "", said)


def test_bad_options_make_no_home(run, home):
    """A first command that is refused leaves no trace of a journal."""
    for line in ("list --last 3", "reflect", "export --format docx", "resume", CANARY):
        assert (line, 2) == (line, run(*line.split()).code)
        assert (line, False) == (line, home.exists())
