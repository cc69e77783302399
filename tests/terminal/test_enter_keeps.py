"""
Enter through a whole change, with real keys, on a screen and line by line:
* it ends in one sentence, and the export is the same to the byte
* whatever was answered: all, one, answers whose questions do not apply, texts with breaks
"""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.slow

NOTHING, MOST_PAGES = "Nothing changed.", 90

MANY = {
    "heat_before": 7, "unsafe": "no", "trigger": "went_quiet", "facts": " blanks \n",
    "body": ["chest", "restless"], "heat_peak": 9, "surface": ["frustrated", {"other": "Tea"}],
    "my_moves": ["ask_again", "get_loud", "go_quiet"], "could_not": "chose",
    "their_moves": ["go_quiet", "leave", "criticise"], "softer": ["alone"], "need": ["matter"],
    "hot_minutes": 45, "heat_after": 4,
}  # fmt: skip
WRITTEN = {
    "many answers": {"flow": "full", "answers": MANY},
    "one answer": {"flow": "full", "answers": {"facts": "only"}},
    "what does not apply": {
        "flow": "full",
        "lean_overruled": "both",
        "answers": {
            "could_not": "chose",
            "hot_minutes": 5270400,
            "lean_fits": "no",
            "my_moves": ["go_quiet"],
        },
    },
    "blanks and breaks": {
        "flow": "note",
        "answers": {"text": "a\r\nb ", "tags": ["a b", "c, d"]},
    },
}


@pytest.mark.parametrize("plain", [False, True], ids=["screen", "line by line"])
@pytest.mark.parametrize("entry", WRITTEN.values(), ids=WRITTEN)
def test_enter_through_a_change_changes_no_byte(house, entry, plain):
    """Page after page, to the end."""
    times = {"happened_at": "2026-03-01T21:30:00+01:00", "written_at": "2026-03-01T22:30:00+01:00"}
    done = house.call("import", "-", input=json.dumps({"uid": "a", **times, **entry}) + "\n")
    assert done.returncode == 0, done.stderr
    export = ("export", "--format", "json", "--for", "self", "--flagged")
    before = house.call(*export).stdout
    term = house.start("edit", "1", *(["--plain"] if plain else [])).wait("Enter")
    for _ in range(MOST_PAGES):
        if term.shows(NOTHING):
            break
        term.step("<enter>")
    term.wait(NOTHING)
    if not plain:
        term.send("<enter>")

    assert term.close() == 0
    assert house.call(*export).stdout == before != ""
