"""
The file read by other tools, sqlite-utils and Datasette:
* its tables tell what is in them
* "my most frequent triggers" is one query, and counts as the summary does
* reading changes nothing
"""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest

from journal.store import open_store

pytestmark = pytest.mark.slow

README = Path(__file__).parents[2] / "README.md"

QUERY = """
select coalesce(min(answers.text), max(labels.text), answers.choice) as trigger,
  count(*) as times
from answers
  join entries on entries.id = answers.entry
  left join wordings as labels on labels.id = answers.label
where answers.theme = 'trigger' and answers.choice <> 'not_sure'
  and entries.counts = 'conflict' and entries.draft_at is null and entries.care is null
group by answers.choice, lower(answers.text)
order by times desc, trigger
"""

COUNTED = [
    {"trigger": "They went quiet", "times": 3},
    {"trigger": "The dishes", "times": 2},
    {"trigger": "Tone or look", "times": 1},
]


@pytest.fixture
def database(home, run, keep, answers):
    """Six pages that count; others that do not: kept apart, unsure, not finished, no conflict."""
    triggers = ["went_quiet", {"other": "The dishes"}, "tone", "went_quiet", "went_quiet"]
    pages = [answers(trigger=t) for t in [*triggers, {"other": "the dishes"}, "not_sure"]]
    pages += [answers(trigger="tone", unsafe=unsafe) for unsafe in ("yes", "not_sure")]
    pages += [answers(flow="caught", trigger="tone"), answers(flow="note", text="tone")]
    keep(*({**page, "uid": f"p{n}"} for n, page in enumerate(pages)))
    return home / "journal.db"


@pytest.fixture
def unfinished(database):
    """One page that someone is still writing."""
    with open_store(database) as store:
        store.put(
            replace(store.entry("3"), uid="draft", number=None, draft_at="body", revision=None)
        )


@pytest.fixture
def tool(shell, database):
    """Run a module of Python as a command, and see that the file stays as it is."""

    def ran(module, *args):
        before = database.read_bytes()
        beside = {f.name for f in database.parent.iterdir()}
        done = shell(f'"$python" -m {module} {" ".join(args)}', python=sys.executable)

        assert (done.code, done.err) == (0, "")
        assert database.read_bytes() == before
        assert {f.name for f in database.parent.iterdir()} == beside
        return done.data

    return ran


def test_my_most_frequent_triggers(tool, run, database, unfinished):
    """The same by sqlite-utils and by Datasette, and the counts are those of the summary."""
    asked = urlencode({"sql": QUERY, "_shape": "array"})
    by_sqlite_utils = tool("sqlite_utils", "query", str(database), f'"{QUERY}"')
    by_datasette = tool("datasette", str(database), "--get", f"'/journal.json?{asked}'")
    findings = run("summary", "--format", "json").data["findings"]

    assert by_sqlite_utils == COUNTED
    assert by_datasette == COUNTED
    assert [(f["label"], f["count"]) for f in findings if f["id"] == "trigger"] == [
        (row["trigger"], row["times"]) for row in COUNTED if row["times"] > 1
    ]


def test_the_command_of_the_readme(shell, run, database, unfinished):
    """To the letter, it counts what recurs as the summary does."""
    [command] = re.findall(r"^```sh\n(sqlite-utils .*?)^```", README.read_text(), re.S | re.M)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    ran = shell(command, PATH=path)
    rows = dict(re.findall(r"^(.+?)\s{2,}(\d+)$", ran.out, re.M))
    findings = run("summary", "--format", "json").data["findings"]

    assert (ran.code, ran.err) == (0, "")
    for finding in findings:
        if finding["id"] == "trigger" and finding["subject"] != "the dishes":
            assert rows[finding["label"]] == str(finding["count"])


def test_an_entry_as_it_was_asked(tool, database):
    """Question, choice and label stand beside each other."""
    sql = (
        "select asked.text as asked, choice, label.text as label, number, answers.text as typed "
        "from answers join wordings as asked on asked.id = wording "
        "left join wordings as label on label.id = answers.label "
        "where entry = 1 and question in ('body', 'facts', 'heat_before') order by answers.rowid"
    )
    rows = tool("sqlite_utils", "query", str(database), f'"{sql}"')
    nothing = dict.fromkeys(("choice", "label", "number", "typed"))

    assert rows == [
        {**nothing, "asked": "How strong is the upset in you right now?", "number": 7},
        {
            **nothing,
            "asked": "What would a camera have seen and heard?",
            "typed": "I asked twice about Sunday.",
        },
        {
            **nothing,
            "asked": "What did your body do first?",
            "choice": "chest",
            "label": "Tight chest",
        },
        {
            **nothing,
            "asked": "What did your body do first?",
            "choice": "restless",
            "label": "Can't sit still",
        },
    ]


def test_every_table_can_be_looked_at(tool, database):
    """Datasette shows each of them, and the view of all that was typed."""
    shown = tool("datasette", str(database), "--get", "/journal.json")
    names = {t["name"]: t["count"] for t in shown["tables"] if not t["hidden"]}

    assert names.keys() >= {"entries", "answers", "wordings", "own_words", "state"}
    assert (names["entries"], names["own_words"]) == (11, 0)
    assert [v["name"] for v in shown["views"]] == ["searchable"]
    rows = tool("datasette", str(database), "--get", "'/journal/searchable.json?_shape=array'")
    assert json.dumps(rows).count("I asked twice about Sunday.") == 8
