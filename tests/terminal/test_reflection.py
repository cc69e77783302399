"""
Writing a page at a terminal:
* from the first key to the last, with steps back, skips, own words and a stop in between
* what was answered before stands there again when one goes back to it
* what is typed survives going back, stopping and a line break
* a page that waits is offered before a new one is begun
* the short entry takes a key or two for each question
* what is shown afterwards is what was answered
"""

from __future__ import annotations

import pytest

from journal.core.model import Other

pytestmark = pytest.mark.slow

KEPT = "Kept. Go on with: journal resume"

PASTED = "\x1b[200~I come last,\rand that it stays so\x1b[201~"
"""A text with a line break, as a terminal hands over what is pasted."""

LOOP = (
    "We got caught in our loop. The more I got louder, the more they went quiet. "
    "The more they went quiet, the more I got louder. "
    "Under mine was feeling alone. I needed to matter."
)

SAID = {
    "heat_before": (7, "7 of 10"),
    "unsafe": ("no", "No"),
    "trigger": (Other("die Spülmaschine"), "die Spülmaschine"),
    "facts": ("I asked twice. Später war es still.",) * 2,
    "body": (("chest", "jaw"), "Tight chest Jaw or fists tight"),
    "surface": (("unheard",), "Unheard"),
    "story": (("not_sure",), "Not sure"),
    "my_moves": (("get_loud", "go_quiet", "ask_again"), "Got louder Went quiet Asked again"),
    "could_not": ("chose", "I chose it"),
    "hoping": ("a plain answer",) * 2,
    "their_moves": (("go_quiet",), "Went quiet"),
    "softer": (("alone",), "Alone"),
    "afraid_that": ("I come last,\nand that it stays so", "I come last, and that it stays so"),
    "need": (("matter",), "To matter"),
    "ending": ("cold_fade", "Faded into silence"),
    "hot_minutes": (90, "1 h 30"),
    "topic": ("chores", "Chores"),
    "context": (("tired", "hungry"), "Tired Hungry"),
    "repair_by": ("both", "Both of us"),
    "repairs": (("lightness",), "Shared humour"),
    "repair_helped": ("a_bit", "A bit"),
    "okay_minutes": (1440, "24 h"),
    "loop": (f"{LOOP} And round again.",) * 2,
    "plan_cue": ("hot ears",) * 2,
    "plan_move": ("ask_plain", "Asked plainly"),
    "lean_fits": ("no", "No"),
    "heat_after": (4, "4 of 10"),
    "for_therapy": ("yes", "Yes"),
}
"""What the story tells, and how it is shown; it skips one question and leaves offers aside."""


@pytest.mark.slow
def test_a_long_page_from_the_first_key_to_the_last(house):
    """Every answer is kept as it was given last, and is shown again just so."""
    term = house.start("reflect")
    term.answer(
        ("1 of 13 That was hard. Let's slow one moment down", "7<enter>"),
        ("Was anyone hit, threatened, or scared of the other?", "<down><enter>"),
        ("What was the moment it turned for you?", "quiet<enter>"),
        ("Go on 1 What a camera saw", "1"),
        ("What would a camera have seen and heard?", "I asked twice. Später war es still.<enter>"),
        # Back, by either key: what was said stands there again.
        ("4 of 13 What did your body do first?", "<f2>"),
        ("I asked twice. Später war es still. Enter: go on", "<shift-tab>"),
        ("› • They went quiet", "something else<enter>"),
        ("In your own words:", "die Spülmaschine<enter>"),
        ("Keep “die Spülmaschine” as a word of your own", "n"),
        ("4 of 13 What did your body do first?", "<shift-tab>"),
        ("I asked twice. Später war es still. Enter: go on", "<f2>"),
    )
    # An own word can be found by any of its letters.
    term.wait("› • die Spülmaschine").send("ü").wait("/ü").wait_gone("No reply").go("<enter>")
    term.answer(
        ("What did your body do first?", "<tick chest><tick jaw><enter>"),
        ("Which feelings were loudest", "<tick unheard><enter>"),
        ("Go on 1 What that was like inside", "<enter>"),
        ("In that second, what did your mind say it meant?", "?"),
        ("What did you do next?", "<tick again><tick louder><tick quiet><enter>"),
        ("Which came first? Asked again Got louder Went quiet", "<down><down><enter>"),
        ("Which did you end on? Asked again Went quiet", "<down><enter>"),
        ("Did you choose that, or did it just happen?", "<down><down><enter>"),
        ("Go on 1 What the quiet meant 2 What you hoped for", "2"),
        ("Were you hoping", "a plain answer<enter>"),
        ("Go on 1 What the quiet meant", "<enter>"),
        ("And what did you see or hear them do?", "<tick quiet><enter>"),
        ("Now back to you.", "<tick alone><enter>"),
        ("Go on 1 What you were afraid of 2 If it is an old feeling", "1"),
        ("I was afraid that…", f"{PASTED}<enter>"),
        ("Go on 1 If it is an old feeling", "<enter>"),
    )
    term.wait("10 of 13 What did you most need right then?").go("<ctrl-c>")
    assert (term.close(), term.primary()) == (130, KEPT)

    term = house.start("resume")
    term.answer(
        ("10 of 13 What did you most need right then?", "<shift-tab>"),
        (
            "I was afraid that… One line. It can be small, and it can be old. I come last, and",
            "<f2>",
        ),
        ("[x] Alone", "<enter>"),
        ("Go on 1 If it is an old feeling", "<enter>"),
        ("10 of 13 What did you most need right then?", "<tick matter><enter>"),
        ("Go on 1 One soft line", "<enter>"),
        ("Three slow breaths before the wider view.", "x"),
        ("Good. Now from a little further away. A little more", "<enter>"),
        ("How did it end, or where is it now?", "faded<enter>"),
    )
    term.wait("About how long did the hot part last?").send("soon<enter>").wait("Like 10m, 1h30")
    term.answer(
        ("About how long did the hot part last?", "<backspace>" * 4 + "1h30<enter>"),
        ("Go on 1 Three quick facts for your summary", "1"),
        ("What was it about, on the surface?", "chores<enter>"),
        ("Who brought the subject up?", "<tab>"),
        ("Was anything else making it harder?", "<tick tired><tick hungry><enter>"),
        ("Did anyone try to mend it, even in a small way?", "b<enter>"),
        ("What was tried?", "<tick humour><enter>"),
        ("Did it help?", "<down><down><enter>"),
        ("How long until you felt okay together?", "1d<enter>"),
        (f"{LOOP} Leave it for now Keep it Change it", "change<enter>"),
        (f"{LOOP} Enter: go on", " And round again.<enter>"),
        ("Go on 1 One small plan", "1"),
        ("what will you notice first?", "hot ears<enter>"),
        ("what is one small thing you would like to do?", "kind ask<enter>"),
        ("Your plan. When I notice: hot ears. Then I will ask for one thing.", "<enter>"),
        ("Does that fit?", "n<enter>"),
        ("How would you put it?", "b<enter>"),
        ("How strong is the upset now?", "4<enter>"),
        ("Would you like to bring this one to therapy?", "<down><enter>"),
        ("Saved. The upset is a little lower than when you began.", "<enter>"),
    )
    assert (term.close(), term.primary()) == (0, "")

    with house.store() as store:
        entry = store.entry("last")
    assert {q: value for q, (value, _) in SAID.items()} == values(entry)
    assert entry.lean_overruled == "both"
    asked = [entry.answers[q].wording for q in SAID]
    shown = pairs(house.call("show", "last").stdout)
    assert list(zip(asked, (words for _, words in SAID.values()), strict=True)) == shown


def test_a_stop_in_the_middle_of_a_text_keeps_it(house):
    """Neither Ctrl-C nor going back costs a word; it stands there again afterwards."""
    term = house.start("reflect")
    term.answer(
        ("How strong is the upset", "<tab>"),
        ("Was anyone hit", "<down><enter>"),
        ("What was the moment", "quiet<enter>"),
        ("Go on 1 What a camera saw", "1"),
        ("What would a camera have seen and heard?", "First I<shift-tab>"),
        ("› • They went quiet", "<ctrl-c>"),
    )
    assert (term.close(), term.primary()) == (130, KEPT)
    assert values(draft(house)) == {"unsafe": "no", "trigger": "went_quiet", "facts": "First I"}

    term = house.start("resume")
    term.answer(
        ("› • They went quiet", "<enter>"),
        ("What did your body do first?", "<shift-tab>"),
        ("First I Enter: go on", " asked, and th<ctrl-c>"),
    )
    assert (term.close(), term.primary()) == (130, KEPT)
    assert values(draft(house))["facts"] == "First I asked, and th"


def test_an_own_word_survives_a_look_at_the_list_and_a_stop(house):
    """It is typed like any other text; what was ticked beside it stays as well."""
    term = house.start("reflect")
    term.answer(
        ("How strong is the upset", "<tab>"),
        ("Was anyone hit", "<down><enter>"),
        ("What was the moment", "<tab>"),
        ("Go on 1 What a camera saw", "<enter>"),
        ("What did your body do first?", "<tick jaw><tick else><enter>"),
        ("In your own words:", "cold fe<f2>"),
        ("[x] Jaw or fists tight", "<tick else><enter>"),
        ("In your own words: cold fe", "et<ctrl-c>"),
    )
    assert (term.close(), term.primary()) == (130, KEPT)
    assert values(draft(house)) == {"unsafe": "no", "body": ("jaw", Other("cold feet"))}


def test_a_stop_before_the_first_answer_leaves_nothing(house):
    """There is nothing to go on with, and that is said."""
    term = house.start("reflect")
    term.wait("How strong is the upset").go("<ctrl-c>")

    assert (term.close(), term.primary()) == (130, "Nothing was written.")
    assert draft(house) is None


@pytest.mark.slow
def test_a_page_that_waits_is_offered_first(house):
    """Going on with it is one key, a new page is another; neither is lost."""
    term = house.start("reflect")
    term.wait("How strong is the upset").go("6<enter>").wait("Was anyone hit").go("<ctrl-c>")
    assert (term.close(), term.primary()) == (130, KEPT)

    term = house.start("reflect")
    term.wait("There is an entry you did not finish, from").wait(
        "Enter: go on with it n: new entry"
    )
    term.go("<enter>").wait("2 of 13 Was anyone hit").go("<shift-tab>")
    term.wait("[6]").go("<ctrl-c>")
    assert (term.close(), term.primary()) == (130, KEPT)

    term = house.start("reflect")
    term.wait("There is an entry you did not finish").go("n")
    term.wait("1 of 13 That was hard. Let's slow one moment down").go("2<enter>")
    term.wait("Was anyone hit").go("<ctrl-c>")
    assert (term.close(), term.primary()) == (130, KEPT)
    with house.store() as store:
        waiting = [values(e) for e in store.entries(drafts=True)]
    assert waiting == [{"heat_before": 6}, {"heat_before": 2}]


def test_a_short_page(house):
    """A key or two for each of its questions, from a short list that can be opened."""
    term = house.start("reflect", "--quick")
    term.answer(
        ("1 of 6 Just a few keys. It is enough.", "6<enter>"),
        ("Was anyone hit, threatened, or scared of the other?", "<down><enter>"),
        ("What is your body doing right now?", "hot<enter>"),
    )
    term.wait("Which feeling is loudest right now?").wait("+: the whole list")
    assert not term.shows("Resentful")
    term.send("+").wait("Resentful")
    term.answer(
        ("Which feeling is loudest right now?", "panicky<enter>"),
        ("What have you done so far?", "<tick writing><enter>"),
        ("The phone in another room can help.", "later<enter>"),
        ("When would you like to look at this again?", "<tab>"),
        ("That is enough for now. It is saved. The next word can wait till then.", "<enter>"),
    )
    assert (term.close(), term.primary()) == (0, "")
    with house.store() as store:
        said = values(store.entry("last"))
    assert said == {
        "heat_before": 6,
        "unsafe": "no",
        "body": ("heat",),
        "surface": ("panicky",),
        "my_moves": ("follow",),
        "need_now": "talk_later",
    }


def draft(house):
    with house.store() as store:
        return store.draft()


def values(entry):
    return {question: said.value for question, said in entry.answers.items()}


def pairs(shown):
    """The questions of `journal show` and their answers, each on one line."""
    found = []
    for block in shown.split("\n\n"):
        lines = block.splitlines()
        asked = " ".join(line for line in lines if not line.startswith(" "))
        told = " ".join(line.strip() for line in lines if line.startswith(" "))
        found += [(asked, told)] if told else []
    return found


def test_more_of_an_answer_needs_an_answer(house):
    """F3 with nothing ticked says so; with a row ticked it opens the line that it names."""
    term = house.start("reflect")
    term.answer(("How strong is the upset", "6<enter>"), ("Was anyone hit", "<down><enter>"))
    term.answer(("What was the moment it turned", "<tab>"), ("What a camera saw", "<enter>"))
    term.answer(("your body do first", "<tab>"), ("feelings were loudest", "<tab>"))
    term.wait("In that second").send("<f3>").wait("Nothing is ticked yet.")
    term.send("<space>").wait("[x]").go("<f3>")
    term.wait("the story in my head was").send("<ctrl-c>")

    assert term.close() == 130
    with house.store() as store:
        assert store.draft().value("story") is not None
