"""
Before a page is written, at a terminal:
* what is wanted, which entry, which parts; all that was typed is shown before it is written
* unticked is not on it; a part for a therapist is not offered for two
* stopped, nothing is written
* the file has a neutral name, and its place is told when the quiet screen is gone
"""

from __future__ import annotations

import json
from datetime import date

import pytest

pytestmark = pytest.mark.slow

PAGE = {
    "trigger": "went_quiet",
    "body": ["chest"],
    "surface": ["unheard"],
    "softer": ["alone"],
    "my_moves": ["ask_again"],
    "their_moves": ["go_quiet"],
    "loop": "The more I ask, the more they go.",
    "heat_before": 7,
}


@pytest.fixture
def at_home(house):
    """Six pages, the second of them marked for therapy."""
    pages = [
        {
            "flow": "full",
            "happened_at": f"2026-03-0{n}T20:00:00+01:00",
            "answers": {**PAGE, **({"for_therapy": "yes"} if n == 2 else {})},
        }
        for n in range(1, 7)
    ]
    done = house.call("import", "-", input="".join(json.dumps(p) + "\n" for p in pages))
    assert done.returncode == 0, done.stderr
    return house


def written(house):
    """The one file that was written, and nothing beside it."""
    [file] = [f for f in house.folder.iterdir() if f.is_file()]
    assert file.stat().st_mode & 0o777 == 0o600
    return file


def test_from_the_first_question_to_the_file(at_home):
    """Every step by keys; the marked entry stands first."""
    term = at_home.start("export")
    term.wait("What do you want from this session?").go("How do I stay?<enter>")
    term.wait("something you would like to ask?").go("What helps?<enter>")
    term.wait("name or initials").go("J.<enter>")
    term.wait("Is there one entry to tell in detail?").wait("marked for therapy")
    assert "2 Mar 2026" in next(line for line in term.screen() if "›" in line)
    term.send("<space>").settle().go("<enter>")
    term.wait("What goes on the page?").go("<enter>")
    term.wait("This page will hold:").wait("Anyone who gets the file can read it.")
    term.send("<down>" * 12).settle()
    seen = "".join(term.seen)
    for typed in ("How do I stay?", "What helps?", "The more I ask, the more they go."):
        assert typed in seen
    term.go("w")
    assert term.close() == 0
    file = written(at_home)
    text = file.read_text()

    assert file.name == f"notes-{date.today()}.md"
    assert term.primary() == f"Written to {file.name}"
    assert "**What I want from this session.** How do I stay?" in text
    assert "**Questions for you.** What helps?" in text
    assert "· J.\n" in text
    assert "picked by the writer: 2 Mar 2026, evening." in text


def test_what_is_unticked_is_not_on_it(at_home):
    """And is told as left out; c leads back to the ticks."""
    term = at_home.start("export", "-o", "x.html")
    term.answer(*[(asked, "<tab>") for asked in ("session?", "to ask?", "initials", "in detail?")])
    term.wait("What goes on the page?").send("<space>").settle().go("<enter>")
    term.wait("Left out: Your loop, in your words; A talk about safety, alone").go("c")
    term.wait("What goes on the page?").wait("[ ] Your loop, in your words").go("<enter>")
    term.wait("This page will hold:").go("w")
    assert term.close() == 0

    text = written(at_home).read_text()
    assert "My loop, in my words" not in text
    assert "<svg" in text


def test_a_wish_to_talk_about_safety_is_seen_on_the_quiet_screen_alone(at_home):
    """Nothing of it stays on the terminal."""
    term = at_home.start("export", "-o", "x.md")
    term.answer(*[(asked, "<tab>") for asked in ("session?", "to ask?", "initials", "in detail?")])
    term.wait("What goes on the page?").send("<up><space>").settle().go("<enter>")
    term.wait("Saying it on the phone is another way.").wait("This page will hold:").go("w")
    assert term.close() == 0

    assert "I'd like to talk about safety, alone." in written(at_home).read_text()
    assert term.primary() == "Written to x.md"


def test_for_two(at_home):
    """The warning comes first; what is never for two is not offered."""
    term = at_home.start("export", "--for", "couple", "-o", "x.md")
    term.wait("Take this version only if you would be fine with them reading every line")
    term.wait("What would you like the two of you to look at?").go("<tab>")
    term.answer(*[(asked, "<tab>") for asked in ("to ask the two of you?", "initials", "detail?")])
    term.wait("What goes on the page?")
    assert not [w for w in ("safety", "saw them", "picture") if w in term.text()]
    term.go("<enter>").wait("Left out:").go("w")
    assert term.close() == 0

    assert "# Notes for a session together" in written(at_home).read_text()


@pytest.mark.parametrize(("key", "title"), [("a", "session\n"), ("g", "session together\n")])
def test_a_talk_alone_first(at_home, key, title):
    """With the plain view, the page for that is one key away; going on is one too."""
    assert at_home.call("settings", "view", "plain").returncode == 0
    term = at_home.start("export", "--for", "couple", "-o", "x.md")
    term.wait("A talk with the therapist alone first may be better.").go(key)
    while not term.shows("This page will hold:"):
        term.step("<tab>")
    term.go("w")
    assert term.close() == 0

    assert written(at_home).read_text().startswith(f"# Notes for a {title}")


def test_a_talk_alone_first_where_i_froze_under_sharp_words(house):
    """Told with its count, whatever the view; what is left out then is named, and not there."""
    said = {"trigger": "tone", "my_moves": ["stuck"], "their_moves": ["criticise"]}
    days = [f"2026-03-0{n}T20:00:00+01:00" for n in range(1, 6)]
    pages = [{"flow": "full", "happened_at": day, "answers": said} for day in days]
    done = house.call("import", "-", input="".join(json.dumps(p) + "\n" for p in pages))
    assert done.returncode == 0, done.stderr
    term = house.start("export", "--for", "couple", "-o", "x.md")
    term.wait("In 5 of 5 entries you froze or went along with sharp words. A talk").go("g")
    while not term.shows("This page will hold:"):
        term.step("<tab>")
    term.wait("When you froze or went along").go("w")
    assert term.close() == 0

    assert "Froze" not in written(house).read_text()


@pytest.mark.parametrize("pages", range(6))
def test_stopped_nothing_is_written(at_home, pages):
    """At whichever page Ctrl-C is pressed."""
    term = at_home.start("export").wait("session?")
    for _ in range(min(pages, 4)):
        term.step("<tab>")
    if pages == 5:
        term.go("<enter>").wait("This page will hold:")
    term.send("<ctrl-c>")
    assert term.close() == 130

    assert [f for f in at_home.folder.iterdir() if f.is_file()] == []
    assert term.primary() == ""


def test_a_file_that_is_there_is_told_before_anything_is_asked(at_home):
    """So that nobody answers for nothing."""
    (at_home.folder / "x.md").write_text("mine")
    term = at_home.start("export", "-o", "x.md")
    assert term.close() == 1

    assert term.primary() == "x.md is there already. Choose another name, or give --force."


def test_on_a_narrow_terminal(at_home):
    """Forty columns: every row is told by its beginning, nothing runs over."""
    term = at_home.start("export", "--format", "pdf", columns=40)
    for asked in ("session?", "to ask?", "initials", "in detail?"):
        term.wait(asked).go("<tab>")
    term.wait("What goes on the page?").settle()
    assert "…" not in term.text()
    term.go("<enter>").wait("This page will hold:").go("w")
    assert term.close() == 0

    assert written(at_home).read_bytes().startswith(b"%PDF-")


def test_line_by_line(at_home):
    """For screen readers: numbers and Enter."""
    term = at_home.start("export", "--plain", "-o", "x.md", rows=120)
    term.wait_after("What do you want from this session?").send("Stay.<enter>")
    for asked in ("something you would like to ask?", "initials", "in detail?", "on the page?"):
        term.wait_after(asked).send("<enter>")
    term.wait_after("w: write it.").send("w<enter>")
    assert term.close() == 0

    assert "Stay." in written(at_home).read_text()
