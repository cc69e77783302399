"""
What is gone is gone:
* no byte of an erased entry stays in the file, its index or beside it
* the same for words that were edited away, taken back or set apart
"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from journal.core.model import Other, Said
from journal.store import open_store
from journal.store.retention import LONGEST_STEP

pytestmark = pytest.mark.slow

CANARY = "zq7xk9vj3"
"""Like no other word, so that the index cannot shorten it to its difference from one."""


def telling(entry, uid="secret", **fields):
    """An entry that holds the canary as a text, an own word, a wording and a label."""
    answers = {
        "facts": Said(f"It was {CANARY}.", "facts", "What?"),
        "trigger": Said(Other(CANARY), "trigger", "What was it?"),
        "body": Said(("chest",), "body", f"Where was {CANARY}?", {"chest": f"Chest {CANARY}"}),
    }
    return entry(uid, answers=answers, **fields)


def folder_holds(path, words=CANARY):
    return any(words.encode() in f.read_bytes().lower() for f in path.parent.rglob("*.*"))


@pytest.mark.parametrize("state", [{}, {"care": "flagged"}, {"draft_at": "body"}])
@pytest.mark.parametrize("others", [0, 30])
def test_erasing_leaves_no_trace(store, path, entry, state, others):
    """Neither with others around it nor as the only entry; its versions included."""
    for i in range(others):
        store.put(entry(str(i)))
    kept = store.put(telling(entry, **state))
    store.put(replace(kept, answers=entry().answers))
    kept = store.put(replace(store.find("secret"), answers=telling(entry).answers))
    assert bool(store.versions(kept)) is ("draft_at" not in state)
    assert folder_holds(path)

    store.erase(store.find("secret"))
    assert not folder_holds(path)
    assert store.find("secret") is None
    assert others == store.count()


def test_what_others_need_stays(store, entry):
    """Wordings that another entry was asked with, and words that were kept in a list."""
    store.put(telling(entry, "a"))
    store.put(telling(entry, "b"))
    store.keep_own_word("triggers", CANARY)
    kept = store.find("b")
    store.erase(store.find("a"))

    assert kept == store.find("b")
    assert [e.uid for e, _ in store.search(CANARY)] == ["b"]
    assert store.own_words("triggers") == [CANARY]


@pytest.mark.parametrize(
    "become",
    [
        lambda e, plain: plain,
        lambda e, plain: replace(plain, draft_at="facts"),
        lambda e, plain: replace(plain, care="flagged"),
    ],
)
@pytest.mark.parametrize("state", [{}, {"draft_at": "body"}])
def test_what_is_edited_away_leaves_no_trace(store, path, entry, state, become):
    """A finished entry or a draft, put again without the words; a version has its time."""
    secret = store.put(telling(entry, **state))
    kept = store.put(replace(become(secret, entry("secret")), revision=secret.revision))
    for week in range(8 if store.versions(kept) else 0):
        assert folder_holds(path)
        store.bin.purge(entry().written_at + week * LONGEST_STEP)

    assert not folder_holds(path)


def test_an_import_that_replaces_leaves_no_trace(store, path, entry):
    """Once the time of the version that it replaced is over, or the entry is erased."""
    later = replace(entry("secret", draft_at="body"), edited_at=entry().written_at)
    store.put_all([telling(entry), later])
    assert folder_holds(path)
    store.erase(store.find("secret"))

    assert not folder_holds(path)


def test_a_word_set_apart_is_no_longer_in_the_index(store, path, entry):
    """The index keeps small letters; the answers keep them as they were typed."""
    store.put(entry(said=CANARY.upper()))
    assert CANARY.encode() in path.read_bytes()
    store.put(replace(store.find("a"), care="flagged"))

    assert CANARY.encode() not in path.read_bytes()


def test_a_forgotten_own_word_leaves_no_trace(store, path):
    """It is gone from its list and from the file."""
    store.keep_own_word("triggers", CANARY)
    store.forget_own_word("triggers", CANARY)

    assert not folder_holds(path)


def test_many_forgotten_own_words_leave_no_trace(store, path):
    """Not even as a copy in a page that they were moved out of."""
    chance = random.Random(2)  # noqa: S311 - the same run every time
    words, left = [], []
    for _ in range(80):
        words.append(f"{chance.getrandbits(60):015x}7" + " more" * chance.choice([1, 6, 40, 180]))
        store.keep_own_word("triggers", words[-1])
        if chance.random() < 0.5:
            word = words.pop(chance.randrange(len(words)))
            store.forget_own_word("triggers", word)
            left.append(folder_holds(path, word[4:16]))

    assert [False] * len(left) == left
    assert store.own_words("triggers") == words


@pytest.mark.parametrize("way", ["erased", "taken back"])
def test_many_comings_and_goings_leave_no_trace(path, entry, way):
    """
    Rows move between pages, and SQLite leaves copies of them behind.

    `secure_delete` does not reach those: with it alone, about one in twenty
    of these entries was still in the file.
    """
    chance = random.Random(1)  # noqa: S311 - the same run every time
    living, left = {}, []
    with open_store(path) as store:
        for _ in range(150):
            if chance.random() < 0.6 or len(living) < 3:
                uid, secret = str(chance.randrange(10**6)), f"{chance.getrandbits(60):015x}7"
                store.put(_wordy(entry(uid, draft_at="body"), secret, chance))
                living[uid] = secret
            else:
                uid = chance.choice(sorted(living))
                if way == "erased":
                    store.erase(store.find(uid))
                else:
                    bare = entry(uid, draft_at="body")
                    store.put(replace(bare, revision=store.find(uid).revision))
                secret = living.pop(uid)
                # Without its first letters, which an index may share between words.
                left.append(folder_holds(path, secret[4:]))

    assert [False] * len(left) == left
    assert all(folder_holds(path, secret) for secret in living.values())


def _wordy(entry, secret, chance):
    def some():
        return f"{secret} " + "more " * chance.choice([0, 5, 50, 300])

    count = chance.randrange(1, 12)
    answers = {f"q{i}": Said(some(), "facts", some() + str(i)) for i in range(count)}
    return replace(entry, answers=answers)


def test_there_is_no_side_file(store, path, entry):
    """No write-ahead log, and no journal after a change."""
    store.put(entry())

    assert [path] == list(path.parent.iterdir())
