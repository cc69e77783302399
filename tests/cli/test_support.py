"""
When someone may be in danger, without a terminal:
* an unsafe answer in a file is kept apart, with thanks and help lines
* help lines of the country, without opening anything, even if nothing else works
"""

from __future__ import annotations

import pytest


def test_an_unsafe_answer_in_a_file(run, answers):
    """It is kept apart; the thanks and the help lines go to standard error, exit 0."""
    result = run("reflect", "--answers", "-", stdin=answers(unsafe="yes"), LANG="en_GB.UTF-8")

    assert (result.code, result.out) == (0, "")
    assert result.err.startswith(
        "Thank you for saying so. Kept apart: it shows in no list or count.\n"
    )
    assert "0808 2000 247" in result.err
    assert run("list").out == "Nothing to list here. To write: journal reflect\n"


def test_many_unsafe_answers_in_a_file(run, answers):
    """A log may keep what an import says, so it says how many and no more."""
    pages = [answers(uid=u, unsafe=s) for u, s in (("a", "yes"), ("b", "no"), ("c", "yes"))]
    result = run("import", "-", stdin=pages)

    assert (result.code, result.out) == (0, "")
    assert result.err == (
        "3 added, 0 updated, 0 here already.\n"
        "2 entries are kept apart: they are in no list and no count. Help lines: journal support\n"
    )


@pytest.mark.parametrize(
    ("country", "lang", "line", "has_own"),
    [
        ("GB", "C", "0808 2000 247", True),
        ("uk", "C", "0808 2000 247", True),
        (None, "en_GB.UTF-8", "0808 2000 247", True),
        ("GB", "en_US.UTF-8", "0808 2000 247", True),
        ("ZZ", "en_GB.UTF-8", "findahelpline.com", False),
        (None, "C.UTF-8", "findahelpline.com", False),
    ],
)
def test_help_lines(run, home, country, lang, line, has_own):
    """Of the country, else of the locale, else those that work anywhere; nothing is opened."""
    result = run("support", *(["--country", country] if country else []), LANG=lang)

    assert (result.code, result.err) == (0, "")
    assert line in result.out
    assert ("999" in result.out) == has_own
    assert not home.exists()


def test_help_lines_when_nothing_else_works(run, written):
    """A journal that cannot be opened is no reason to show none."""
    (written / "journal.db").write_bytes(b"broken")
    (written / "settings.toml").write_bytes(b"= broken")
    result = run("support", "--country", "GB")

    assert (result.code, result.err) == (0, "")
    assert "0808 2000 247" in result.out


@pytest.mark.parametrize("country", ["US", "CA", "AU", "NZ"])
def test_text_and_chat_come_first(run, country):
    """A call can be overheard: where a line can be reached without a word, that stands before."""
    lines = [x for x in run("support", "--country", country).out.splitlines() if "text " in x[3:]]
    told = [line for line in lines if " · call " in line]

    assert told
    assert all(line.index("text ") < line.index(" · call ") for line in told)
