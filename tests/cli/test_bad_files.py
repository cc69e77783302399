"""
Bad input, handed in as a file or on standard input:
* an object that does not fit: the place, the question and what was expected
* bytes that are no JSON, no UTF-8, nothing, or only half valid
Nothing of it is taken, and no word of it comes back in what is said.
"""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.slow

CANARY = "zebrafinch"
NOTHING = "Nothing was taken from it."
GONE = {"flow": "gone", "asked": {"x": "X?"}}

KNOWN = "expected a known question, or its wording in asked."
UNKNOWN_FLOW = "expected a question of a flow that is known here, or its wording in asked."
NAME = "flow: expected the name of a flow."
NO_FLOW = "flow: expected a flow that is known here."
EMPTY = "answers: expected at least one answer."
NO_OBJECT = "answers: expected an object of answers by question."
WORDINGS = "asked: expected an object of wordings by question."
FUTURE = "happened_at: expected a time that is not in the future."
CARE = "care: expected one of unsure, flagged."
LEANS = "expected one of toward, away, both, engaged, unknown."
UID = "expected letters, digits and . _ : - only."
TIME = "expected a time such as 2026-03-01T21:30:00+01:00."
ZONE = "expected a time with its zone, such as +01:00."
SCALE = "expected a whole number from 0 to 10."
MINUTES = "expected whole minutes, ten years at most."
ONE = "expected one of its choices."
PICK = 'expected one of its choices, or {"other": "your own word"}.'
ONCE = "expected each choice only once."
TEXT = "expected a text."
HALF = "expected a text without the NUL character or half characters."
ANY = "expected a text, a number, an own word or a list of them."
KEYS = (
    "Expected only the keys uid, flow, happened_at, written_at, edited_at, about, care, lean, "
    "lean_detail, their_lean, lean_overruled, answers, asked."
)

OBJECTS = {
    # flows and questions
    "unknown question": ({"colour": 3}, f"colour: {KNOWN}"),
    "question without a name": ({"": 3}, f"a question: {KNOWN}"),
    "sentence for a question": ({f"the {CANARY} sang": 3}, f"a question: {KNOWN}"),
    "half a character for a question": ({"\ud800": 3}, f"a question: {KNOWN}"),
    "unknown flow": ({"flow": CANARY, "trigger": "tone"}, f"trigger: {UNKNOWN_FLOW}"),
    "unknown flow, nothing said": ({"flow": CANARY}, NO_FLOW),
    "path for a flow": ({"flow": "../flows/full"}, NO_FLOW),
    "no flow": ({"flow": None}, NAME),
    "number for a flow": ({"flow": 3}, NAME),
    "NUL in a flow": ({"flow": "full\0"}, NAME),
    "no answers": ({"answers": {}}, EMPTY),
    "nothing but skips": ({"answers": {"facts": None, "body": [], "soft_line": " "}}, EMPTY),
    "list for answers": ({"answers": [CANARY]}, NO_OBJECT),
    "text for wordings": ({"asked": CANARY}, WORDINGS),
    "number for a wording": ({"asked": {"facts": 3}}, WORDINGS),
    "half a character in a wording": ({"asked": {"facts": "\ud800"}}, WORDINGS),
    # choices
    "unknown word": ({"trigger": CANARY}, f"trigger: {PICK}"),
    "unknown word in a list": ({"body": ["chest", CANARY]}, f"body: {PICK}"),
    "word of another list": ({"trigger": "chest"}, f"trigger: {PICK}"),
    "move that does not fit": ({"flow": "caught", "nearly": "stay"}, f"nearly: {PICK}"),
    "other without a word": ({"trigger": "other"}, f"trigger: {PICK}"),
    "own word without a letter": (
        {"trigger": {"other": " "}},
        "trigger: expected a text in other.",
    ),
    "own word that is a number": ({"trigger": {"other": 3}}, f"trigger: {TEXT}"),
    "own word with more": ({"trigger": {"other": CANARY, "label": "x"}}, f"trigger: {PICK}"),
    "own word where none fits": ({"unsafe": {"other": CANARY}}, f"unsafe: {ONE}"),
    "list for one choice": ({"trigger": ["went_quiet"]}, f"trigger: {PICK}"),
    "one choice for a list": ({"body": "chest"}, "body: expected a list."),
    "own word for a list": ({"body": {"other": CANARY}}, "body: expected a list."),
    "too many choices": ({"body": ["chest", "heat", "jaw", "throat"]}, "body: expected 3 at most."),
    "one choice twice": ({"body": ["chest", "chest"]}, f"body: {ONCE}"),
    "number for a choice": ({"body": [3]}, f"body: {PICK}"),
    "boolean for a choice": ({"unsafe": True}, f"unsafe: {ONE}"),
    # numbers
    "11 of 10": ({"heat_before": 11}, f"heat_before: {SCALE}"),
    "less than 0 of 10": ({"heat_before": -1}, f"heat_before: {SCALE}"),
    "boolean of 10": ({"heat_before": True}, f"heat_before: {SCALE}"),
    "text of 10": ({"heat_before": "7"}, f"heat_before: {SCALE}"),
    "a half of 10": ({"heat_before": 6.5}, f"heat_before: {SCALE}"),
    "7.0 of 10": ({"heat_before": 7.0}, f"heat_before: {SCALE}"),
    "list of 10": ({"heat_before": [7]}, f"heat_before: {SCALE}"),
    "eleven years": ({"hot_minutes": 11 * 366 * 24 * 60}, f"hot_minutes: {MINUTES}"),
    "more than any clock": ({"hot_minutes": 10**300}, f"hot_minutes: {MINUTES}"),
    "less than no time": ({"hot_minutes": -5}, f"hot_minutes: {MINUTES}"),
    "boolean for minutes": ({"hot_minutes": False}, f"hot_minutes: {MINUTES}"),
    "minutes as text": ({"hot_minutes": "45m"}, f"hot_minutes: {MINUTES}"),
    # texts
    "number for a text": ({"facts": 3}, f"facts: {TEXT}"),
    "list for a text": ({"facts": [CANARY]}, f"facts: {TEXT}"),
    "NUL in a text": ({"facts": f"{CANARY}\0"}, f"facts: {HALF}"),
    "half a character in a text": ({"facts": f"{CANARY}\ud83d"}, f"facts: {HALF}"),
    "half a character in an own word": ({"trigger": {"other": "\udc00"}}, f"trigger: {HALF}"),
    "answer to a pause": ({"breaths": CANARY}, "breaths: expected no answer, it is a pause."),
    "text for tags": ({"flow": "note", "tags": CANARY}, "tags: expected a list of texts."),
    "tag twice": ({"flow": "note", "tags": ["a", "a"]}, "tags: expected each tag only once."),
    "number for a tag": ({"flow": "note", "tags": [3]}, f"tags: {TEXT}"),
    # times
    "some day": ({"happened_at": "2999-01-01T00:00:00+00:00"}, FUTURE),
    "end of all days": ({"happened_at": "9999-12-31T23:59:59-23:59"}, FUTURE),
    "long ago": (
        {"happened_at": "1899-12-31T23:59:59+00:00"},
        "happened_at: expected a time after 1900.",
    ),
    "no zone": ({"happened_at": "2026-03-01T21:30:00"}, f"happened_at: {ZONE}"),
    "day alone": ({"happened_at": "2026-03-01"}, f"happened_at: {ZONE}"),
    "30 February": ({"happened_at": "2026-02-30T21:30:00+01:00"}, f"happened_at: {TIME}"),
    "words for a time": ({"happened_at": f"{CANARY} evening"}, f"happened_at: {TIME}"),
    "number for a time": ({"happened_at": 1772397000}, f"happened_at: {TIME}"),
    "half a character in a time": (
        {"happened_at": "2026-03-01\ud80021:30:00+01:00"},
        f"happened_at: {TIME}",
    ),
    "written without a zone": ({"written_at": "2026-03-01T21:30:00"}, f"written_at: {ZONE}"),
    "edited at words": ({"edited_at": CANARY}, f"edited_at: {TIME}"),
    # the rest of the object
    "uid with blanks": ({"uid": f"{CANARY} 1"}, f"uid: {UID}"),
    "empty uid": ({"uid": ""}, f"uid: {UID}"),
    "number for a uid": ({"uid": 3}, f"uid: {UID}"),
    "uid of a working copy": ({"uid": f"edit:{CANARY}"}, f"uid: {UID}"),
    "uid too long": ({"uid": "a" * 101}, f"uid: {UID}"),
    "about a sentence": ({"about": f"the {CANARY}"}, f"about: {UID}"),
    "about itself": ({"uid": "a", "about": "a"}, "about: expected the uid of another entry."),
    "unknown care": ({"care": CANARY}, CARE),
    "list for care": ({"care": ["flagged"]}, CARE),
    "unknown lean": ({"lean_overruled": CANARY}, f"lean_overruled: {LEANS}"),
    "detail for a lean": ({"their_lean": "attack"}, f"their_lean: {LEANS}"),
    # what is known by its wording alone
    "own word in an own word": ({**GONE, "x": {"other": {"other": CANARY}}}, f"x: {ANY}"),
    "boolean for anything": ({**GONE, "x": True}, f"x: {ANY}"),
    "fraction for anything": ({**GONE, "x": 0.5}, f"x: {ANY}"),
    "number beyond 2^53": ({**GONE, "x": 2**53 + 1}, f"x: {ANY}"),
    "blanks for anything": ({**GONE, "x": " "}, f"x: {ANY}"),
    "half a character in anything": ({**GONE, "x": ["\ud800"]}, f"x: {ANY}"),
    "anything twice": ({**GONE, "x": ["a", "a"]}, f"x: {ONCE}"),
}
"""What is wrong -> changes to a valid object, and what is said."""

NO_JSON = "Expected JSON, found nothing."
NO_LINE = "Expected one entry a line, found nothing."
NO_NUMBER = "Expected JSON, found NaN or Infinity for a number."

BYTES = {
    "nothing": (b"", NO_JSON, NO_LINE),
    "blanks": (b" \t\r\n\n", NO_JSON, NO_LINE),
    "a byte order mark": (b"\xef\xbb\xbf", NO_JSON, NO_LINE),
    "words": (CANARY.encode(), "Expected JSON; it breaks at line 1, column 1."),
    "half an object": (b'{"answers": {', "Expected JSON; it breaks at line 1, column 14."),
    "two on a line": (b'{"flow": "full"} {}', "Expected JSON; it breaks at line 1, column 18."),
    "single quotes": (b"{'flow': 'full'}", "Expected JSON; it breaks at line 1, column 2."),
    "a bare control": (b'{"flow": "fu\x01ll"}', "Expected JSON; it breaks at line 1, column 13."),
    "Latin-1": (f'{{"flow": "café {CANARY}"}}'.encode("latin-1"), "Expected text in UTF-8."),
    "UTF-16": ('{"flow": "full"}'.encode("utf-16"), "Expected text in UTF-8."),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "Expected text in UTF-8."),
    "a list": (b'[{"flow": "full"}]', "Expected a JSON object."),
    "a text": (f'"{CANARY}"'.encode(), "Expected a JSON object."),
    "null": (b"null", "Expected a JSON object."),
    "an unknown key": (f'{{"flow": "full", "{CANARY}": 1}}'.encode(), KEYS),
    "a doubled key": (
        b'{"flow": "full", "flow": "note"}',
        "Expected JSON, found a key that stands twice.",
    ),
    "NaN": (b'{"answers": {"heat_before": NaN}}', NO_NUMBER),
    "minus Infinity": (b'{"answers": {"heat_before": -Infinity}}', NO_NUMBER),
    "1e999": (b'{"flow": "full", "answers": {"heat_before": 1e999}}', f"heat_before: {SCALE}"),
    "5000 digits": (
        b'{"x": %s}' % (b"9" * 5000),
        "Expected JSON, found a number that is too long.",
    ),
    "endless nesting": (b"[" * 100_000, "Expected JSON, found it nested too deep."),
}
"""What the file holds, what `reflect` says, and what `import` says if that is different."""


@pytest.mark.parametrize(("changes", "said"), OBJECTS.values(), ids=OBJECTS)
def test_an_object_that_does_not_fit(refused, answers, tmp_path, changes, said):
    """By either way in the same is said, with the place."""
    file = tmp_path / "bad.json"
    typed = {} if {"flow", "answers"} & set(changes) else {"facts": CANARY}
    file.write_text(json.dumps(answers(**{**typed, **changes})))

    assert refused("reflect", "--answers", file, code=1) == f"bad.json: {said} {NOTHING}"
    assert refused("import", file, code=1) == f"bad.json, line 1: {said} {NOTHING}"


@pytest.mark.parametrize(("data", "said"), [(b[0], b[1:]) for b in BYTES.values()], ids=BYTES)
def test_bytes_that_are_no_entry(refused, tmp_path, data, said):
    """They are refused, from a file and from standard input."""
    file = tmp_path / "bad.json"
    file.write_bytes(data)
    place = "standard input" if NO_LINE in said else "standard input, line 1"

    assert refused("reflect", "--answers", file, code=1) == f"bad.json: {said[0]} {NOTHING}"
    # Told what it is, it says what is wrong; else a list of something is no export at all.
    told = refused("import", "--from", "journal", "-", code=1, stdin=data)
    # The place says the line.
    assert told == f"{place}: {said[-1]} {NOTHING}".replace("breaks at line 1, ", "breaks at ")


def test_a_file_that_is_half_valid(refused, answers):
    """Not even its good half is taken; the line is named."""
    lines = [answers(uid=f"new-{n}", facts=CANARY) for n in range(250)]
    told = refused("import", "-", code=1, stdin=[*lines, {"flow": "full"}])

    assert told == f"standard input, line 251: {NO_OBJECT} {NOTHING}"


def test_an_entry_that_is_here_already(refused, run, answers):
    """A page cannot be written over by a file of answers."""
    uid = run("show", "--format", "json").data["uid"]
    told = refused("reflect", "--answers", "-", code=1, stdin=answers(uid=uid, facts=CANARY))

    assert told == f"standard input: An entry with this uid is here already. {NOTHING}"


def test_a_bad_file_makes_no_home(run, home):
    """A first command that is refused leaves no trace of a journal."""
    for args in (
        ("reflect", "--answers", "-"),
        ("reflect", "--answers", "gone.json"),
        ("import", "gone.jsonl"),
    ):
        assert (args, 1) == (args, run(*args, stdin=b"{}").code)
        assert (args, False) == (args, home.exists())
