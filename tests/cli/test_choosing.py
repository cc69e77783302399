"""
What a person chooses for themselves:
* settings show each value and where it comes from, and change it
* own words are listed and can be taken out; entries keep them
* a file in the home's prompts is a flow, counts through its themes, and stays readable when gone
* a fault in such a file is told with its line and key
"""

from __future__ import annotations

import pytest
import typer

from journal.cli.main import app
from journal.local.prompts.loader import packaged
from journal.store import open_store

MINE = """\
title = "After a call"
counts = "conflict"

[[question]]
id = "trigger"
kind = "one"
ask = "What set it off on the phone?"
words = "triggers"

[[question]]
id = "loudest"
theme = "surface"
kind = "many"
ask = "What was loud?"
words = "feelings"
limit = 2

[[question]]
id = "how"
kind = "one"
ask = "How did it go?"
choices = [{id = "well", label = "Rather well"}]

[[question]]
id = "unsafe"
kind = "one"
ask = "Was anyone hurt or scared?"
choices = [{id = "no", label = "No"}, {id = "yes", label = "Yes"}]
"""


@pytest.fixture
def own(home):
    """The folder for flows of one's own."""
    folder = home / "prompts" / "flows"
    folder.mkdir(parents=True)
    return folder


def rows(run, **env):
    return {row["name"]: row for row in run("settings", "--format", "json", **env).data}


def test_each_setting_says_where_it_comes_from(run, home):
    """The default, the file, the journal, or the surroundings."""
    given = {"EDITOR": "myeditor -w", "VISUAL": "", "PAGER": "most-unlikely"}
    before = rows(run, **given)

    assert {n: r["from"] for n, r in before.items()} == {
        "view": "default", "plain": "default", "home": "JOURNAL_HOME", "editor": "EDITOR",
        "pager": "default", "keyring": "default",
    }  # fmt: skip
    assert (before["editor"]["value"], before["home"]["value"]) == ("myeditor", str(home))
    assert not home.exists()
    assert run("settings", "plain", "on").err == "plain: on\n"
    assert run("settings", "view", "plain").err == "view: plain\n"
    after = rows(run)
    assert [after["plain"][k] for k in ("value", "from")] == ["on", "settings.toml"]
    assert [after["view"][k] for k in ("value", "from")] == ["plain", "journal"]


def test_the_table_of_settings_is_what_is_shown(run):
    """Text and JSON tell the same."""
    told = run("settings").out.splitlines()

    for row in rows(run).values():
        at = next(i for i, line in enumerate(told) if line.startswith(f"{row['name']} "))
        assert told[at].split() == [row["name"], row["value"], f"({row['from']})"]
        assert told[at + 1].strip() == row["about"]


SHOWING = [
    "summary", "cycle", "list", "show 1", "search asked", "plan", "support", "settings",
    "settings words", "prompts", "prompts show full", "check",
]  # fmt: skip
"""Every command that shows something."""


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("line", SHOWING)
def test_whatever_shows_something_shows_it_as_json(run, line):
    """One JSON value, in a line of its own."""
    result = run(*line.split(), "--format", "json")

    assert (result.code, result.err, result.out.count("\n")) == (0, "", 1)
    assert result.data is not None


def test_the_list_above_is_whole():
    """Every command that takes a format is in it, but for what is written to a file."""
    commands = typer.main.get_command(app).commands.items()
    takes = {n for n, c in commands if any(p.name == "format_" for p in c.params)}

    assert takes - {"export"} == {line.split()[0] for line in SHOWING}


def test_own_words_are_listed_and_taken_out(run, home, written):
    """By number, so that no word is typed; the others keep their place in their list."""
    with open_store(home / "journal.db") as store:
        store.keep_own_word("triggers", "Dishes")
        store.keep_own_word("feelings", "Raw\x1b[1m")
        store.keep_own_word("feelings", "Sore")

    assert run("settings", "words").out == (
        "  1  feelings    Raw␛[1m\n  2  feelings    Sore\n  3  triggers    Dishes\n"
    )
    words = run("settings", "words", "--format", "json").data
    assert words[0] == {"number": 1, "list": "feelings", "text": "Raw\x1b[1m"}
    result = run("settings", "words", "--remove", "2")
    assert (result.code, result.err) == (
        0, "Number 2 is out of the list feelings. Entries keep it.\n",
    )  # fmt: skip
    assert "Sore" not in run("settings", "words").out
    assert b"Sore" not in (home / "journal.db").read_bytes()


@pytest.mark.parametrize(
    "typed", ["settings words --remove 1", "settings words --remove 0", "settings --remove 1",
              "settings view --remove 1", "settings words on"],
)  # fmt: skip
def test_what_cannot_be_changed_is_said(refused, typed):
    """One sentence."""
    refused(*typed.split(), code=2)


def test_without_own_words_it_says_so(run, home):
    """And makes nothing."""
    assert run("settings", "words").out.startswith("No words of your own yet.")
    assert not home.exists()


def test_flows_and_where_each_comes_from(run, own):
    """Packaged ones in their order, then one's own; one with a fault is told to be so."""
    (own / "mine.toml").write_text(MINE)
    (own / "broken.toml").write_text("title = ")
    listed = run("prompts", "--format", "json").data

    assert [f["name"] for f in listed][:3] == ["full", "quick", "followup"]
    assert listed[-1] == {
        "name": "mine", "title": "After a call", "counts": "conflict", "questions": 4,
        "from": str(own / "mine.toml"),
    }  # fmt: skip
    text = "".join(run("prompts").out.split())
    for told in (
        "full The long entry · counts: conflict packaged quick",
        f"It can't be used as it is: journal prompts check {own}/broken.toml",
        f"Your own go to {own} An example to copy: journal prompts show caught",
    ):
        assert told.replace(" ", "") in text


def test_the_example_can_be_copied(run, own):
    """`prompts show caught` is the file itself, comments and all; a copy is a flow."""
    shown = run("prompts", "show", "caught").out
    assert shown == (packaged() / "flows" / "caught.toml").read_text(encoding="utf-8")
    (own / "mine.toml").write_text(shown)

    assert run("prompts", "check", own / "mine.toml").out == "mine: 7 questions, all well.\n"
    data = run("prompts", "show", "mine", "--format", "json").data
    assert [q["id"] for q in data["questions"]][:2] == ["trigger", "body"]


FAULTS = {
    "title =": "mine.toml: the file: expected valid TOML (Invalid value (at end of document)).",
    MINE + "x =\n":
        "mine.toml: the file: expected valid TOML (Invalid value (at line 29, column 4)).",
    MINE.replace('id = "unsafe"', 'id = "hurt"\ntheme = "free"'):
        "flows/mine.toml, line 2: the flow, counts: expected beside \"conflict\" a "
        'question with theme = "unsafe" and no when, of kind one, with a choice yes.',
    MINE.replace('{id = "yes", label = "Yes"}', '{id = "perhaps", label = "Perhaps"}'):
        "flows/mine.toml, line 2: the flow, counts: expected beside \"conflict\" a ",
    MINE + 'offered = "was anyone hurt"\n':
        "flows/mine.toml, line 2: the flow, counts: expected beside \"conflict\" a ",
    MINE + 'when = [{question = "how", is = ["well"]}]\n':
        "flows/mine.toml, line 2: the flow, counts: expected beside \"conflict\" a ",
    MINE.replace('counts = "conflict"', 'counts = "some"'):
        "flows/mine.toml, line 2: the flow, counts: expected one of conflict, apart, never.",
    MINE.replace('"surface"', '"surfing"'):
        "flows/mine.toml, line 12: question loudest, theme: expected one that fits kind many: ",
    MINE.replace("limit = 2", 'limit = "two"'):
        "flows/mine.toml, line 16: question loudest, limit: expected a whole number.",
    MINE.replace("ask = \"How did it go?\"\n", ""):
        "flows/mine.toml, line 18: question how, ask: expected the words of the question.",
    MINE.replace('id = "how"', 'id = "trigger"'):
        "flows/mine.toml, line 18: question trigger: expected an id that stands only once.",
    MINE.replace('id = "loudest"', 'id = "Loudest"'):
        "flows/mine.toml, line 11: question 2, id: expected small letters, digits and _.",
    MINE.replace("limit = 2", "limits = 2"):
        "flows/mine.toml, line 16: question 2, limits: expected only the keys",
    MINE.replace('label = "Rather well"', 'name = "Rather well"'):
        "flows/mine.toml, line 22: question how, name: expected only the keys",
}  # fmt: skip
"""What a file holds -> the first fault that is told."""


@pytest.mark.parametrize(("text", "told"), FAULTS.items())
def test_a_fault_is_told_with_line_and_key(run, own, text, told):
    """By the check, and when the flow is started."""
    (own / "mine.toml").write_text(text)
    checked = run("prompts", "check", own / "mine.toml")

    assert (checked.code, checked.out, checked.err.count("\n")) == (1, "", 1)
    assert checked.err.startswith(told)
    assert run("reflect", "--flow", "mine").err == checked.err


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nowhere.toml", "nowhere.toml: the file: expected a readable file"),
        ("mine.txt", "mine.txt: the name: expected an ending in .toml."),
        ("quick.toml", "quick.toml: the name: expected one that no packaged flow has."),
        ("Big One.toml", "flows/Big One.toml: the name: expected small letters, digits and _."),
    ],
)
def test_a_file_that_cannot_be_a_flow(run, own, name, told):
    """By its name, or because it is not there."""
    if "nowhere" not in name:
        (own / name).write_text(MINE)

    assert run("prompts", "check", own / name).err.startswith(told)


def test_all_flows_of_ones_own_are_checked_together(run, own):
    """Without a file: a line for each that is well, one sentence for each that is not."""
    assert run("prompts", "check").out.startswith("No flows of your own yet. An example to copy:")
    (own / "mine.toml").write_text(MINE)
    assert run("prompts", "check").out == "mine: 4 questions, all well.\n"
    (own / "broken.toml").write_text("title = ")
    (own / "quick.toml").write_text(MINE)
    checked = run("prompts", "check")

    assert (checked.code, checked.out) == (1, "mine: 4 questions, all well.\n")
    first, second = checked.err.splitlines()
    assert first.startswith("broken.toml: the file: expected valid TOML")
    assert second == "quick.toml: the name: expected one that no packaged flow has."
    data = run("prompts", "check", "--format", "json").data
    assert data == [{"name": "mine", "questions": 4}]


def test_a_flow_is_checked_by_its_name(run, own):
    """As it is started by; a packaged one as well."""
    (own / "evening.toml").write_text(MINE)

    assert run("prompts", "check", "evening").out == "evening: 4 questions, all well.\n"
    assert run("prompts", "check", "checkin").out.startswith("checkin: ")
    assert run("prompts", "check", "full").code == 0


def test_a_file_with_a_packaged_name_is_told(run, own):
    """It is not used, and the check of it says why."""
    (own / "quick.toml").write_text(MINE)
    last = run("prompts", "--format", "json").data[-1]

    assert (last["name"], last["title"], last["from"]) == ("quick", None, str(own / "quick.toml"))
    text = "".join(run("prompts").out.split())
    assert f"journalpromptscheck{own}/quick.toml" in text


@pytest.mark.parametrize("typed", ["prompts show", "prompts check zebrafinch",
                                   "prompts show zebrafinch", "prompts zebrafinch"])  # fmt: skip
def test_words_that_do_not_fit(refused, typed):
    """Exit 2, and nothing repeated."""
    refused(*typed.split(), code=2)


@pytest.fixture
def three(own, keep):
    """Three pages of a flow of one's own."""
    (own / "mine.toml").write_text(MINE)
    answers = {"trigger": "no_reply", "loudest": ["angry", {"other": "Raw"}], "how": "well"}
    keep(
        *(
            {"flow": "mine", "happened_at": f"2026-03-0{day}T21:30:00+01:00", "answers": answers}
            for day in (1, 2, 3)
        )
    )


@pytest.mark.usefixtures("three")
def test_a_flow_of_ones_own_counts_through_its_themes(run):
    """Its entries are arguments, its questions count as what their themes say."""
    data = run("summary", "--format", "json").data

    assert data["entries"]["mine"] == 3
    found = {(f["id"], f["subject"]): (f["count"], f["of"]) for f in data["findings"]}
    assert found["trigger", "no_reply"] == (3, 3)
    assert found["surface", "angry"] == (3, 3)


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("gone", ["flow", "question of harm", "word"])
def test_what_is_gone_is_shown_as_it_was_asked(run, own, gone):
    """The flow's file, a choice in it, or what makes it fit to use: everywhere."""
    before = run("show", "1").out
    assert "How did it go?\n  Rather well" in before
    said = [e["answers"] for e in run("list", "--format", "json").data]
    if gone == "flow":
        (own / "mine.toml").unlink()
    elif gone == "question of harm":  # a flow of before it was asked for
        (own / "mine.toml").write_text(MINE.replace('id = "unsafe"', 'id = "hurt"'))
    else:
        (own / "mine.toml").write_text(MINE.replace("well", "badly"))
    after = run("show", "1").out

    assert after == (before if gone == "word" else before.replace("After a call", "mine"))
    assert [e["answers"] for e in run("list", "--format", "json").data] == said
    assert run("summary", "--format", "json").data["entries"]["mine"] == 3
    assert len(run("list", "--flow", "mine", "--format", "json").data) == 3
