"""
Searching for a part of what was typed:
* any part of any text finds its entry, in every script: one sign of Chinese, Japanese, Korean or
  Thai, three letters of an alphabet
* a compound is found by what it is made of, beside the entries that have that word alone
* what is kept apart, deleted or not finished is found by no part of it
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from journal.core.model import Entry, Said
from journal.store import open_store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

BY_SIGNS = (
    "我们又为星期天争吵了。他没有回答", "電話に出なかった。静かだったカフェ", "เขาไม่ตอบเลย น้ำเสียง",
    "우리는 또 싸웠다", "យើងឈ្លោះគ្នា", "😀🙂🏳️‍🌈💔",
)  # fmt: skip
"""Texts of which one sign alone can be looked for."""

BY_LETTERS = (
    "Urlaubsstreit Straße Café naïve", "ТИХО сказал", "Γιατί σιωπή ς", "לא ענה לי", "لم يرد على",
    "हम फिर लड़े", "İstanbul ﬁnally e\u0301a\u0308 Ångström x² 3½", "ABC def-ghi 12.30 \u0323\u0301",
)  # fmt: skip

SIGNS = frozenset("".join(BY_SIGNS)) - {"。", " ", "\u200d", "\ufe0f"}

TEXTS = st.lists(
    st.text(st.sampled_from("".join(BY_SIGNS)))
    | st.text(st.sampled_from("".join(BY_LETTERS)))
    | st.sampled_from([*BY_SIGNS, *BY_LETTERS, '"', "\n", " \t ", "\x02", "\u3000"])
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
    min_size=1,
    max_size=6,
).map("".join)


@pytest.fixture(scope="module")
def journal(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("parts") / "journal.db") as store:
        yield store


def entry(uid, text, **fields):
    said = {"text": Said(text, "text", "What is on your mind?")}
    return Entry(uid, "note", "never", NOON, NOON, said, **fields)


def found(store, typed):
    return {e.uid for e, _ in store.search(typed, limit=10**6)}


def is_enough(term):
    """Whether a part says enough to be looked for."""
    return any(sign in SIGNS for sign in term) or (len(term) >= 3 and any(map(str.isalnum, term)))


UIDS = count()


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("محمد", "قال مُحَمَّد"),
        ("מִלָּה", "מלה אחת"),
        ("שלום", "שָׁלוֹם לך"),
        ("احمد", "أحمد هنا"),
        ("سلام", "ســلام"),
        ("lodz", "to Łódź by train"),
        ("Łódź", "to lodz by train"),
        ("smorrebrod", "two smørrebrød"),
        ("softhyphen", "a soft\u00adhyphen in it"),
        ("soft\u00adhyphen", "a softhyphen in it"),
        ("zerowidth", "zero\u200bwidth"),
    ],
)
def test_marks_on_letters_and_what_is_not_seen_keep_nothing_hidden(journal, typed, text):
    """Typed with or without them; the hit is marked as it was written."""
    uid = f"e{next(UIDS)}"
    journal.put(entry(uid, text))
    pieces = {e.uid: piece for e, piece in journal.search(typed, limit=10**6)}

    assert "\x02" in pieces[uid]
    assert pieces[uid].replace("\x02", "").replace("\x03", "") == text


@pytest.mark.parametrize("sign", ["\u0e34", "\U000e0100", "\u0e31"])
def test_a_sign_of_which_nothing_is_left_finds_not_all(journal, sign):
    """Only where it stands."""
    uid = f"e{next(UIDS)}"
    journal.put(entry(uid, "quite without"))

    assert uid not in found(journal, sign)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(data=st.data(), text=TEXTS)
def test_any_part_of_any_text_finds_it(journal, data, text):
    """As it was typed, between quotes or word by word; and never what may not be found."""
    assume(text.strip())
    begin = data.draw(st.integers(0, len(text) - 1))
    part = text[begin : data.draw(st.integers(begin + 1, len(text)))].replace('"', " ").strip()
    assume(part in text)
    uid = f"e{next(UIDS)}"
    hidden = [entry(f"{uid} apart", text, care="flagged"), entry(f"{uid} begun", text, draft_at="")]
    deleted = entry(f"{uid} deleted", text)
    journal.put_all([entry(uid, text), *hidden, deleted])
    journal.bin.put(journal.find(deleted.uid), NOON)

    queries = [f'"{part}"'] if is_enough(part) else []
    queries += [part] if part and all(map(is_enough, part.split())) else []
    for typed in queries:
        assert uid in found(journal, typed)
        assert not {f"{uid} {how}" for how in ("apart", "begun", "deleted")} & found(journal, typed)


WORDS = {
    "Urlaubsstreit": ["streit", "STREIT", "urlaub", "laubs"],
    "Wir hatten Streit.": ["streit"],
    "我们又为星期天争吵了": ["争吵", "天", "我们 争吵"],
    "電話に出なかった": ["電話", "なかった"],
    "เขาไม่ตอบเลย": ["ตอบ", "เขา"],
    "Das Café schließt um zwölf": ["cafe", "schliess", "zwolf", "um zwö"],
    "Seventeen teens": ["ven tee"],
}


LONG = "长" * 5000 + "吵闹" + "短" * 5000


@pytest.fixture(scope="module")
def some(tmp_path_factory):
    """A journal with these words, a newer entry and a long one."""
    newer = replace(entry("newer", "Ehestreit"), happened_at=NOON.replace(hour=13))
    with open_store(tmp_path_factory.mktemp("some") / "journal.db") as store:
        store.put_all([*(entry(text, text) for text in WORDS), newer, entry("long", LONG)])
        yield store


@pytest.mark.parametrize(("text", "typed"), [(t, w) for t, words in WORDS.items() for w in words])
def test_compounds_and_scripts_without_blanks(some, text, typed):
    """Whatever else has the word alone; accents and capitals do not matter."""
    assert text in found(some, typed)


def test_whole_words_come_first_and_none_twice(some):
    """Then the parts, newest first; each entry once, and no more than asked for."""
    order = [e.uid for e, _ in some.search("streit")]

    assert order == ["Wir hatten Streit.", "newer", "Urlaubsstreit"]
    assert [e.uid for e, _ in some.search("streit", limit=2)] == order[:2]


def test_two_letters_are_no_part(some):
    """They stand in nearly every text; as a word of their own they are found."""
    assert found(some, "um") == {"Das Café schließt um zwölf"}
    assert found(some, "st") == set()


@pytest.mark.parametrize(
    ("typed", "piece"),
    [
        ("streit", "Urlaubs\x02streit\x03"),
        ("schliess", "Das Café \x02schließ\x03t um zwölf"),
        ("CAF zwö", "Das \x02Caf\x03é schließt um \x02zwö\x03lf"),
        ("争", "我们又为星期天\x02争\x03吵了"),
    ],
)
def test_the_part_is_marked(some, typed, piece):
    """As it stands in the text, however it was typed."""
    assert piece in [p for _, p in some.search(typed)]


def test_only_the_part_around_a_hit_is_shown(some):
    """Of a long text without a blank as well."""
    [piece] = [p for _, p in some.search("吵闹")]

    assert piece == "…" + "长" * 60 + "\x02吵闹\x03" + "短" * 60 + "…"
