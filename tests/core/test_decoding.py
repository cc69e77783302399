"""
Text of any encoding that an editor may have saved:
* text in UTF-8 comes back to the letter, with a NUL, an escape or a byte of Latin-1 among it
* the encodings that editors write come back as well
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.core.decoding import decoded

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=60).filter(
    lambda text: not text.endswith("\n") and not text.startswith(("\ufeff", "\ufffe"))
)
ENGLISH = "We talked about Sunday,\nand then it was quiet."


@given(words=WORDS, at=st.integers(0, 60), stray=st.sampled_from(["", "\0", "\x1b[31m", "é"]))
def test_utf_8_comes_back(words, at, stray):
    """Also if something stands in it that no keyboard gives."""
    text = f"{ENGLISH}{words[:at]}{stray}{words[at:]}."

    assert decoded(text.encode()) == text


@pytest.mark.parametrize("stray", [b"\xe9", b"\x93", b"\xff"])
def test_a_byte_that_is_no_utf_8_stands_for_one_letter(stray):
    """The letters around it stay what they are."""
    told = decoded("café ".encode() + stray + " über".encode())

    assert told.startswith("café ")
    assert told.endswith(" über")
    assert len(told) == len("café x über")


@pytest.mark.parametrize("text", [ENGLISH, "Жили-были, долго\n", "静かだった\n話した"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_what_editors_write(text, encoding):
    """With a mark at the beginning or without."""
    assert decoded(text.encode(encoding)) == text.removesuffix("\n")
