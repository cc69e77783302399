"""
Kept in sight while someone writes, and what holds when a file of help lines is broken:
* twelve minutes are spoken of once, a full page of one answer too; nothing is cut
* words that may point to danger, or to hurting oneself, bring one offer on a page of any sort
* it never stands in the way of what was written, and nothing about it is kept
* with a broken file the program runs, with a line that works across borders, and says which file
"""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from journal.core.care.care_book import signs_in
from journal.core.dialogue.asks import aside
from journal.core.dialogue.ports import Answered
from journal.core.errors import Stopped
from journal.core.flows.flow import Question
from journal.core.model import Other
from journal.local.prompts.loader import packaged
from journal.screen.line_by_line.person import LineByLinePerson

TWELVE = "You have been at this for 12 minutes. It is saved. Go on, or stop here and come back?"
FULL_PAGE = "That is a full page for one answer. You can go on. A short line is often enough."
OFFER = "Some words here can point to danger. See help lines?"
NOTE = "(A simple word match. It is often wrong, and it misses a lot. Nothing about it is kept.)"
PRESS_Y = "If part of this is about hurting yourself, press y. Nothing about it is kept."


def write(house, someone, says, keys=(), command="reflect", **more):
    person = someone({"unsafe": "no", **says}, dict(keys), **more)
    return person, house.run(*command.split(), person=person)


def offers(person):
    return [m.read for m in person.met if OFFER in m.read]


@pytest.mark.parametrize(
    ("seconds", "after"), [(719, "story"), (720, "trigger"), (7200, "trigger")]
)
def test_twelve_minutes(house, someone, seconds, after):
    """It is said once, after the answer that took them past, which is on disk by then."""
    on_disk = []

    def look(met):
        if met.name in ("trigger", "story"):
            house.clock.on(seconds=seconds)
        if TWELVE in met.read:
            on_disk.append(house.answers()[-1][0])

    write(
        house, someone, {"trigger": "tone", "body": ("jaw",), "story": ("failing",)}, watching=look
    )

    assert on_disk == [after]


def test_stopping_after_twelve_minutes(house, someone):
    """The page waits for another time."""
    person, ran = write(
        house, someone, {"trigger": "tone"}, {TWELVE: "s"},
        watching=lambda met: house.clock.on(minutes=4),
    )  # fmt: skip

    assert (ran.code, ran.err) == (130, "Kept. Go on with: journal resume\n")
    assert TWELVE in person.met[-1].read
    assert house.run().out == "0 entries, one not finished. Go on: journal resume\n"


def test_a_clock_set_back_is_not_spoken_of(house, someone):
    """Less than no time has passed."""
    person, ran = write(
        house, someone, {"body": ("jaw",)}, watching=lambda met: house.clock.on(hours=-1)
    )

    assert (ran.code, TWELVE in person.read) == (0, False)


@pytest.mark.parametrize(("characters", "speaks"), [(600, False), (601, True), (9000, True)])
def test_a_full_page_for_one_answer(monkeypatch, capsys, characters, speaks):
    """It is said line by line as well, and no letter is cut."""
    typed = "ä" * characters
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    monkeypatch.setattr("select.select", lambda *_: ([], [], []))
    reply = LineByLinePerson(str).ask(aside(Question("facts", "facts", "text", "What happened?")))

    assert reply == Answered(typed)
    assert (FULL_PAGE in " ".join(capsys.readouterr().out.split())) is speaks


def test_each_sign_is_found_as_whole_words_alone(prompts):
    """In any case, with any apostrophe, in quotes and at the end; not inside a longer word."""
    signs = prompts.care.signs
    everything = {(kind, sign) for kind in signs for sign in signs[kind]}
    assert len(everything) > 40

    for kind, sign in everything:
        typed = sign.replace("'", "’")
        for text in (
            sign,
            f"Then they {sign}.",
            f"«{sign.upper()}», and out",
            f"they said '{sign}'",
            f"so:\n{typed}\n",
            f"{sign} {sign}",
        ):
            assert signs_in(text, prompts.care) == kind, text
        for text in (f"x{sign}", f"{sign}x", f"x{sign}x", sign[1:], sign[:-1] + "_"):
            assert signs_in(text, prompts.care) == "", text


@pytest.mark.parametrize(
    "text", ["", "...", "We sat on the bench.", "a knifeblock", "gun", "quit me"]
)
def test_no_sign(prompts, text):
    """Nothing is read into other words."""
    assert signs_in(text, prompts.care) == ""


def test_hurting_oneself_comes_first(prompts):
    """Where both are named, the offer is the one that also holds the other."""
    assert signs_in("He hit me and I want to die", prompts.care) == "self_harm"


PLACES = {
    "what a camera saw": ("reflect", {"facts": "He grabbed me."}, ["facts"]),
    "one soft line": ("reflect", {"soft_line": "I was scared of her"}, ["soft_line"]),
    "the loop": ("reflect", {"my_moves": ("stay",), "loop": "he hit me"}, []),
    "an own word": ("reflect", {"trigger": Other("he hit me")}, []),
    "an own word among others": ("reflect --quick", {"body": ("jaw", Other("bruises"))}, []),
    "an own word of the moves": ("reflect", {"their_moves": ("leave", Other("threw me out"))}, []),
    "the second look": ("followup", {"looks_different": "They threatened to go."}, []),
    "a moment caught in time": ("caught", {"after": "He took my phone."}, []),
    "a check-in": ("checkin", {"best_moment": "Nobody locked me in."}, []),
    "a note": ("reflect --flow note", {"text": "she beats me"}, []),
    "a tag": ("reflect --flow note", {"text": "Rain.", "tags": ("a knife", "rain")}, []),
}


@pytest.mark.parametrize(("command", "says", "opens"), PLACES.values(), ids=PLACES)
def test_wherever_it_is_typed(house, someone, page, command, says, opens):
    """One offer, once the words are on disk; the page goes on to its end and is kept."""
    house.keep(page(1))
    seen = []
    person, ran = write(
        house, someone, says, command=command, opens=opens,
        watching=lambda met: seen.append(len(house.answers())) if OFFER in met.read else None,
    )  # fmt: skip

    assert (ran.code, ran.err) == (0, "")
    [offer] = offers(person)
    assert NOTE in offer
    assert PRESS_Y not in offer
    assert seen == [len(house.answers())]
    kept = house.run("list", "--format", "json").data[-1]
    assert (kept["number"], kept["care"]) == (2, None)
    assert house.held(OFFER, "point to danger", "signs", "word match") == []


def test_once_a_page(house, someone):
    """However many such words follow, and also after going back; the next page may ask again."""
    says = {"facts": "he hit me", "soft_line": "he hit me", "trigger": Other("a knife")}
    first, _ = write(house, someone, says, opens=["facts", "soft_line"])
    second, _ = write(house, someone, says, opens=["facts", "soft_line"])

    assert (len(offers(first)), len(offers(second))) == (1, 1)
    assert len(house.run("list", "--format", "json").data) == 2


def test_what_the_offer_shows(house, someone):
    """h shows the lines of the country, and the page goes on from there."""
    says = {"facts": "he hit me", "body": ("jaw",)}
    person, _ = write(house, someone, says, {OFFER: ["h", ""]}, opens=["facts"])

    after = [m for m in person.met if m.what in ("page", "ask")]
    at = next(n for n, m in enumerate(after) if OFFER in m.read)
    assert after[at + 1].text.startswith("  Emergency: 999")
    assert "0808 2000 247" in after[at + 1].text
    assert [OFFER in after[at + 2].text, after[at + 3].name] == [True, "body"]


def test_words_about_hurting_oneself(house, someone):
    """y brings a number to call now and someone to talk to; then the page goes on, and is kept."""
    person, ran = write(
        house, someone, {"facts": "I want to die.", "heat_after": 8},
        {OFFER: ["h", "y"], "deserve a person": "g"}, opens=["facts"],
    )  # fmt: skip

    assert ran.code == 0
    assert [PRESS_Y in offer for offer in offers(person)] == [True, True]
    pages = [m.read for m in person.met if m.what == "page"]
    assert "Samaritans: 116 123" in pages[1]
    assert pages[3].startswith("Thank you for saying it. You deserve a person right now")
    assert "call 999 now. To talk: Samaritans, 116 123 · " in pages[3]
    assert "Your entry is saved; it can wait." in pages[3]
    assert house.answers() == [("unsafe", "no"), ("facts", "I want to die."), ("heat_after", 8)]
    assert house.held("press y", "deserve a person", "self_harm") == []


def test_a_stop_at_the_offer(house, someone):
    """What was typed is kept; nothing tells of the offer, and it does not come back on its own."""
    _, ran = write(house, someone, {"facts": "a gun"}, {OFFER: Stopped("")}, opens=["facts"])
    assert (ran.code, ran.err) == (130, "Kept. Go on with: journal resume\n")
    assert house.answers() == [("unsafe", "no"), ("facts", "a gun")]

    resumed = someone({"body": ("jaw",)})
    house.run("resume", person=resumed)
    assert offers(resumed) == []


COUNTRIES = {
    "GB": ["0808 2000 247", "findahelpline.com"],
    "FR": ["116 016", "116 006", "findahelpline.com"],
    "IE": ["1800 341 900", "116 016", "findahelpline.com"],
    "CH": ["findahelpline.com"],
    "": ["findahelpline.com"],
}


@pytest.mark.parametrize(("country", "contacts"), COUNTRIES.items())
def test_lines_of_a_country_then_of_its_union_then_of_the_world(prompts, country, contacts):
    """Those nearest come first, and nobody is left without one."""
    lines = [line.contact for line in prompts.care.for_country("abuse", country)]

    assert [line for line in lines if line in contacts] == contacts
    assert ("116 016" in lines) is ("116 016" in contacts)


FILES = ("safety.toml", "help_lines.toml", "grounding.toml")
BREAKS = {
    "gone": lambda file: file.unlink(),
    "no TOML": lambda file: file.write_text(file.read_text() + "\n[["),
    "no UTF-8": lambda file: file.write_bytes(b"\xff" + file.read_bytes()),
    "empty": lambda file: file.write_text(""),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "half of it": lambda file: file.write_text(half(file.read_text())),
    "texts that are numbers": lambda file: file.write_text(
        file.read_text().replace('"', "0 #").replace("'''", "0 #")
    ),
}  # fmt: skip


def half(text):
    """A file cut off between two tables, so that it is TOML still."""
    tables = text.split("\n[")
    return "\n[".join(tables[: len(tables) // 3])


@pytest.fixture
def care_folder(house, folder, monkeypatch):
    """The packaged prompts in a folder of their own, to break them there."""
    copied = folder / "prompts"
    shutil.copytree(Path(str(packaged())), copied)
    monkeypatch.setattr("journal.local.prompts.loader.packaged", lambda: copied)
    house.prompts = None
    return copied / "care"


def test_files_that_are_whole(house, care_folder):
    """Nothing is said of them."""
    assert "could not be read" not in house.run("support").out


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("break_it", BREAKS.values(), ids=BREAKS)
def test_a_broken_file_of_help(house, care_folder, someone, name, break_it):
    """Help lines, a page with danger on it and a pause still work; the file is named."""
    break_it(care_folder / name)
    support = house.run("support")

    assert (support.code, support.err) == (0, "")
    assert f"The file {name} could not be read." in support.out
    assert support.out.count("could not be read") == 1
    assert "findahelpline.com" in support.out
    assert ("0808 2000 247" in support.out) is (name != "help_lines.toml")
    assert ("No line for this country is on file." in support.out) is (name == "help_lines.toml")
    through_danger(house, someone)


def through_danger(house, someone):
    """A yes, its words, facts kept; and a pause."""
    person = someone(
        {"unsafe": "yes", "safety_kinds": ("neck", "watched"), "safety_by": "them", "facts": "So."},
        {"What would you like to do with this entry?": "1"},
    )
    ran = house.run("reflect", person=person)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert person.asked == ["heat_before", "unsafe", "safety_kinds", "safety_by", "facts"]
    assert "Find a Helpline: findahelpline.com" in person.read
    assert "Hands on the neck can do harm that does not show" in person.read
    assert "{" not in person.read
    assert house.answers() == [("unsafe", "yes"), ("facts", "So.")]
    person = someone({"heat": [9, 4]})
    assert house.run("pause", person=person).code == 0
    assert 40 < sum(cue.seconds for cue in person.cues[0]) <= 130


PARTS_MISSING = {
    "a question": ("safety.toml", 'id = "safety_by"', 'id = "by"'),
    "a branch": ("safety.toml", "[branch.both]", "[branch.all]"),
    "a text": ("safety.toml", "not_kept =", "kept_not ="),
    "the words of an add-on": ("safety.toml", 'when_kind = "neck"', "when_kind = 3"),
    "whom a line is for": ("help_lines.toml", 'for = "own"', 'four = "own"'),
    "the number of a line": ("help_lines.toml", 'contact = "999"', "contact = 999"),
    "a field that there is not": ("help_lines.toml", "also =", "too ="),
    "what works across borders": ("help_lines.toml", 'country = ""', 'country = "XX"'),
    "the lines of an exercise": ("grounding.toml", "lines = [", "steps = ["),
}


@pytest.mark.parametrize(("name", "part", "instead"), PARTS_MISSING.values(), ids=PARTS_MISSING)
def test_a_part_that_is_missing(house, care_folder, someone, name, part, instead):
    """The file is read as TOML, and yet it is not what it has to be."""
    file = care_folder / name
    assert part in file.read_text()
    file.write_text(file.read_text().replace(part, instead))

    assert f"The file {name} could not be read." in house.run("support").out
    through_danger(house, someone)


def test_all_of_them_broken(house, care_folder, someone):
    """Also the first time, and when the past year is asked about."""
    shutil.rmtree(care_folder)
    support = house.run("support")
    assert [f"The file {name} could not be read." in support.out for name in FILES] == [True] * 3
    through_danger(house, someone)

    shutil.rmtree(house.home)
    for year, more in (("yes", {"safety_by": "me"}), ("not_sure", {}), ("no", {})):
        person = someone({"device": "no", "past_year": year, "unsafe": "no", **more}, {
            "not to write here": "g",
        })  # fmt: skip
        assert house.run("reflect", person=person).code == 0
        assert "past_year" in person.asked
        assert "{" not in person.read
        shutil.rmtree(house.home)
