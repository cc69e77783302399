"""
A passphrase, however its letters are made up:
* what was set in any form opens with whatever form a keyboard gives
* one that could never be typed, or shows nothing, is refused when it is set, and changes nothing;
  what was set so before still opens
* of several that are tried the first that fits opens the file
"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from journal.core.errors import PassphraseError, WrongPassphraseError
from journal.core.passphrase import MOST_BYTES, as_set, forms
from journal.store import Cipher, open_store
from journal.store.encryption import fitting_cipher

pytestmark = pytest.mark.slow

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
PHRASES = ("Zoë und José", "İstanbul ßtraße", "각하 한국어", "Å Ω ά", "q\u0307\u0323")


@pytest.mark.parametrize("made", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
@pytest.mark.parametrize("phrase", PHRASES)
def test_what_was_set_opens_in_every_form(path, phrase, made, typed):
    """Also a file from before new ones were set in one form."""
    open_store(path, connect=Cipher(unicodedata.normalize(made, phrase))).close()

    open_store(path, passphrase=lambda: [unicodedata.normalize(typed, phrase)]).close()


def test_one_of_mixed_forms_opens_as_it_was_typed(path):
    """As set by an earlier release."""
    mixed = "e\u0301 é"
    open_store(path, connect=Cipher(mixed)).close()

    open_store(path, passphrase=lambda: [mixed]).close()


@given(st.text(LETTERS, min_size=1, max_size=40))
def test_what_is_set_now_opens_however_it_is_typed(phrase):
    """For any text that can be typed."""
    assume(not set(phrase) & set("\ufeff\u2028\u2029"))
    assume(any(unicodedata.category(c) not in ("Zs", "Cf") for c in phrase))
    kept = as_set(phrase)

    for form in ("NFC", "NFD"):
        assert kept in forms(unicodedata.normalize(form, phrase))
    assert kept in forms(phrase)


@pytest.mark.parametrize(
    "phrase",
    [f"one{sign}two" for sign in [*map(chr, range(32)), "\x7f", "\x85", "\ufeff", "\u2028"]]
    + ["\ufeffone", "x" * (MOST_BYTES + 1), "ä" * (MOST_BYTES // 2 + 1)],
)
def test_what_no_keyboard_gives_cannot_be_set(phrase):
    """Told in a sentence without it."""
    with pytest.raises(PassphraseError) as refused:
        as_set(phrase)

    assert phrase not in str(refused.value)


BLANKS = st.characters(categories=["Zs", "Cf"], exclude_characters="\ufeff")


@given(st.text(BLANKS, min_size=1, max_size=10), st.sampled_from("a1.-ß각"))
def test_one_of_blanks_alone_cannot_be_set(blanks, sign):
    """However many of whatever sort; one sign among them is enough."""
    with pytest.raises(PassphraseError, match="blanks alone"):
        as_set(blanks)

    as_set(f"{blanks}{sign}{blanks}")


@pytest.mark.parametrize("blanks", [" ", "   ", "\u00a0", "\u200b"])
def test_a_lock_of_blanks_from_before_still_opens(path, blanks):
    """It is asked for as any other."""
    open_store(path, connect=Cipher(blanks)).close()

    open_store(path, passphrase=lambda: [blanks]).close()


def test_the_first_that_fits_is_taken(path):
    """Those before it change nothing; those after it are never asked for."""
    open_store(path, connect=Cipher("right")).close()
    before = path.read_bytes()

    def tried():
        yield "wrong"
        yield "right"
        pytest.fail("asked on")

    assert fitting_cipher(path, tried).key == "right"
    with pytest.raises(WrongPassphraseError, match="does not fit"):
        fitting_cipher(path, lambda: ["wrong", "worse"])
    assert path.read_bytes() == before
