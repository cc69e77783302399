"""
Something happens to the journal while a question is open in another window:
* locked, locked otherwise, unlocked, an older copy put back, wiped, its folder removed, or a
  disk that cannot be written
* it is said, and asks for the passphrase where there is one now; the entry goes on there
* all that was typed is in the journal of now afterwards, or was shown to copy, whichever flow
  it was, in a new entry and in a change
* the terminal may go away just then
"""

from __future__ import annotations

import json
import shutil
import signal
from typing import TYPE_CHECKING

import pytest

from journal.store import open_store

if TYPE_CHECKING:
    from support.house import House
    from support.term import Term

pytestmark = pytest.mark.slow

OLD, NEW = "correct zebra battery finch", "finch battery zebra correct"
WORDS = ["first wrenbird", "second wrenbird", "third wrenbird"]
FLOW = 'title = "Mine"\ncounts = "never"\n' + "".join(
    f'[[question]]\nid = "q{n}"\ntheme = "free"\nkind = "text"\nask = "Question {n}?"\n'
    for n in range(3)
)
LOCKED_BEFORE = ("lock --change", "lock --remove")
EVENTS = [
    "lock",
    *LOCKED_BEFORE,
    "backup --restore",
    "wipe",
    "folder gone",
    "disk that is not written",
]

WHERE = {
    "reflect": (["reflect", "--flow", "mine"], "Question 1?"),
    "edit": (["edit", "1"], "Question 1?"),
    "followup": (["followup"], "look different now"),
    "caught": (["caught"], "happened after that"),
    "checkin": (["checkin"], "one good moment"),
    "note": (["note"], "like to note"),
}
"""What is written -> how it is begun, and what a question to type at asks."""

CASES = [(what, event) for what in ("reflect", "edit") for event in EVENTS]
CASES += [("followup", "lock"), ("caught", "wipe"), ("checkin", "backup --restore")]
CASES += [("note", "lock --change")]


@pytest.fixture
def at_home(house: House) -> House:
    """The house, with passphrases in files and questions of one's own."""
    for name, phrase in (("old", OLD), ("new", NEW)):
        (house.folder / name).write_text(phrase)
    flows = house.home / "prompts" / "flows"
    flows.mkdir(parents=True)
    (flows / "mine.toml").write_text(FLOW)
    return house


def run(house: House, phrase: str, *arguments: str, **how: str) -> None:
    """A command in another window, with the passphrase of one of the files."""
    env = {"JOURNAL_PASSPHRASE_FILE": str(house.folder / phrase)} if phrase else {}
    done = house.call(*arguments, env=house.env(**env), **how)
    assert done.returncode == 0, done.stderr


def let_happen(house: House, event: str) -> None:
    """What is done in the other window."""
    match event:
        case "lock" | "lock --remove":
            run(house, "old", *event.split())
        case "lock --change":
            new = str(house.folder / "new")
            run(house, "old", "lock", "--change", "--new-passphrase-file", new)
        case "backup --restore":
            run(house, "", "backup", "--restore", str(house.folder / "copy.db"), "--yes")
        case "wipe":
            run(house, "", "wipe", "--yes")
        case "folder gone":
            shutil.rmtree(house.home)
        case "disk that is not written":
            (house.home / "journal.db-journal").mkdir()  # as for whoever is not root


def begin(house: House, what: str, event: str) -> tuple[Term, list[str]]:
    """Write up to a question with an answer in its field; and what was typed."""
    if what in ("edit", "followup"):
        flow = "mine" if what == "edit" else "quick"
        said = {f"q{n}": "old" for n in range(3)} if what == "edit" else {"heat_before": 6}
        answers = house.folder / "answers.json"
        answers.write_text(json.dumps({"flow": flow, "answers": said}))
        run(house, "", "backup", str(house.folder / "copy.db"))
        run(house, "", "reflect", "--answers", str(answers))
    else:
        run(house, "", "backup", str(house.folder / "copy.db"))
    if event in LOCKED_BEFORE:
        run(house, "old", "lock")
    command, asked = WHERE[what]
    term = house.start(*command)
    if event in LOCKED_BEFORE:
        term.wait("Passphrase:")
        unlock(term, OLD)
    typed = []
    page = term.step()
    while not term.shows(asked):
        assert page, "it ended"
        words = WORDS[0] if "Question 0?" in page else ""
        typed += [words] if words else []
        page = term.step(f"{words}<enter>")
    term.send(WORDS[1]).wait(WORDS[1])
    return term, [*typed, WORDS[1]]


def unlock(term: Term, phrase: str) -> str:
    """Type a passphrase where one is asked for; returns the page after that."""
    asked = term.wait("Passphrase:").text().count("Passphrase:")
    page = term.step(f"{phrase}<enter>")
    while page.count("Passphrase:") == asked:
        page = term.step()
    return page


def lead_on(term: Term, page: str) -> str:
    """Go on from whatever comes to the end; returns the words that were shown to copy."""
    shown = ""
    while page:
        keys = "<enter>"
        if "Passphrase:" in page.splitlines()[-1]:
            page = unlock(term, OLD if "does not fit" not in page else NEW)
            continue
        if "try again" in page:
            keys = "q"
        elif "keep mine as an entry of its own" in page:
            keys = "o"
        elif "These are your words" in page:
            shown += page
        page = term.step(keys)
    return shown


def kept(house: House) -> str:
    """All that stands in the journal of now."""
    path, blocked = house.home / "journal.db", house.home / "journal.db-journal"
    if blocked.is_dir():
        blocked.rmdir()
    if not path.exists():
        return ""
    with open_store(path, passphrase=lambda: iter([OLD, NEW])) as store:
        return repr([e.answers for e in store.entries(flagged=True, drafts=True)])


@pytest.mark.parametrize(("what", "event"), CASES)
def test_nothing_typed_is_lost(at_home: House, what: str, event: str) -> None:
    """Every word is in the journal of now, or on a page to copy; and not in the scrollback."""
    term, typed = begin(at_home, what, event)
    let_happen(at_home, event)
    shown = lead_on(term, term.step("<enter>"))

    there = kept(at_home)
    assert [w for w in typed if w not in there and w not in shown] == []
    assert "wrenbird" not in term.primary()
    if event != "disk that is not written":
        assert shown == ""


@pytest.mark.parametrize("event", ["wipe", "lock"])
def test_only_to_be_copied(at_home: House, event: str) -> None:
    """Who wants no new journal, or knows no passphrase, sees every word; nothing is made."""
    term, typed = begin(at_home, "reflect", event)
    let_happen(at_home, event)
    page = term.step("<enter>")
    if event == "lock":
        assert "locked in another window" in page
        term.send("<enter>")
        for turn in range(3):
            term.wait("Passphrase:", times=turn + 1).send("wrong<enter>")
        term.wait("open it again")
    page = term.step("q")

    assert [word for word in typed if word not in page] == []
    assert term.send("<enter>").close() == 1
    assert "wrenbird" not in term.primary()
    if event == "wipe":
        assert not (at_home.home / "journal.db").exists()


@pytest.mark.parametrize(
    ("what", "event"),
    [
        ("reflect", "backup --restore"),
        ("reflect", "lock --remove"),
        ("edit", "lock --remove"),
        ("edit", "backup --restore"),
    ],
)
def test_the_terminal_goes_away_then(at_home: House, what: str, event: str) -> None:
    """With nobody left to ask, what needs no passphrase is opened by itself."""
    term, typed = begin(at_home, what, event)
    let_happen(at_home, event)
    term.hang_up()

    there = kept(at_home)
    with at_home.store() as store:
        waiting = [store.aside(e.uid) for e in store.entries()] if what == "edit" else []
        there += repr([copy.answers for copy in waiting if copy])
    assert [word for word in typed if word not in there] == []


@pytest.mark.parametrize("event", ["lock", "lock --change"])
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP])
def test_a_polite_kill_at_the_passphrase(at_home: House, event: str, how: int) -> None:
    """It ends at once; the journal is as the other window left it, with what was kept before."""
    term, typed = begin(at_home, "reflect", event)
    let_happen(at_home, event)
    term.step("<enter>")
    term.send("<enter>")
    term.wait("Passphrase:", times=1)
    term.settle()
    before = (at_home.home / "journal.db").read_bytes()
    term.signal(how)

    assert term.close() == 1
    assert (at_home.home / "journal.db").read_bytes() == before
    assert typed[0] in kept(at_home)
    assert "wrenbird" not in term.primary()


@pytest.mark.parametrize("event", ["lock", "wipe"])
def test_the_end_comes_also_then(at_home: House, event: str) -> None:
    """With nobody left, and no way to open it, the program ends."""
    term, _ = begin(at_home, "reflect", event)
    let_happen(at_home, event)
    term.hang_up()
