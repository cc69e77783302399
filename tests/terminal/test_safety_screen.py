"""
When someone may be in danger, at a terminal:
* nothing said about it reaches a file before the person chose what to keep
* facts, nothing, close: each keeps just that, and Ctrl-C and kill -9 keep nothing of it
* no screen after it speaks of a loop, a part in it or a plan
* the first time, nothing at all is on disk before one has chosen to go on
* the row of the moves that opens these pages is reached on purpose, never by a slip
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from journal.local.prompts.loader import Prompts

pytestmark = pytest.mark.slow

CANARY = "zq7xk9vj3"
"""Like no other word."""

OF_THE_CYCLE = ("The more I", "The more they", "In this one you", "Your plan", "One small plan")

TO_THE_QUESTION = ("How strong is the upset", "7<enter>")
YES = ("Was anyone hit, threatened, or scared of the other?", "<down><down><down><enter>")
KINDS = ("What fits? Pick any, or none.", "<down><down><space><enter>")
BY = ("Who did it?", "<down><enter>")
WORDS = ("Being hurt, forced or scared by a partner is not your fault.", "<enter>")
ADD_ON = "Hands on the neck can do harm that does not show"
CHOICE = "What would you like to do with this entry?"
FACTS = "What happened? Just the facts, with times if you like."


def test_a_yes_with_facts_kept(house, asks_of_the_cycle):
    """Until Enter is pressed on the facts, no file holds any of it; then it is kept apart."""
    term = house.start("reflect", rows=30)
    term.answer(TO_THE_QUESTION).wait(YES[0])
    before = len(term.seen)
    for shows, keys in (YES, KINDS, BY, WORDS, (CHOICE, "1")):
        term.wait(shows)
        assert rows(house) == [("heat_before", None, 7, None)], shows
        term.go(keys)
    term.wait(FACTS).send(CANARY).wait(CANARY)
    assert rows(house) == [("heat_before", None, 7, None)]
    assert house.holds(CANARY) == []

    term.go("<enter>").wait("Kept. It will not show up on its own.").go("<enter>")
    assert (term.close(), term.primary()) == (0, "")
    assert rows(house) == [("unsafe", "yes", None, None), ("facts", None, None, CANARY)]
    assert any(ADD_ON in " ".join(page.split()) for page in term.seen)
    assert of_the_cycle(term.seen[before:], asks_of_the_cycle) == []

    assert CANARY in house.call("list", "--flagged", "--format", "json").stdout
    for command in (["list"], ["show", "last"], ["summary"], ["export", "--format", "json"]):
        told = house.call(*command)
        assert CANARY not in told.stdout + told.stderr, command
        assert "F1" not in told.stdout, command


@pytest.mark.parametrize(("key", "last"), [("2", "Nothing was kept."), ("3", "")])
def test_a_yes_with_nothing_kept(house, asks_of_the_cycle, key, last):
    """What was answered before it goes too; closing clears the screen without a word."""
    term = house.start("reflect", rows=30)
    term.answer(TO_THE_QUESTION).wait(YES[0])
    before = len(term.seen)
    term.answer(YES, KINDS, BY, WORDS, (CHOICE, key))
    if last:
        term.wait(last).go("<enter>")
    assert (term.close(), term.primary()) == (0, "")

    assert rows(house) == []
    assert of_the_cycle(term.seen[before:], asks_of_the_cycle) == []


def test_whoever_leaves_a_safety_page_leaves_nothing_of_it(house):
    """Ctrl-C says no word, kill -9 leaves no trace; going on asks the question again."""
    pages = [YES, KINDS, BY, WORDS, (CHOICE, "1"), (FACTS, "")]
    term = house.start("reflect", rows=30)
    term.answer(TO_THE_QUESTION)
    for deep in range(1, len(pages) - 1):
        term.answer(*pages[:deep]).wait(pages[deep][0])
        if deep % 2:
            term.go("<ctrl-c>")
            assert (term.close(), term.primary()) == (130, "")
        else:
            term.kill()
        assert rows(house) == [("heat_before", None, 7, None)]
        term = house.start("resume", rows=30)
    term.answer(*pages[:-1]).wait(FACTS).send(CANARY).wait(CANARY)
    term.kill()
    assert rows(house) == [("heat_before", None, 7, None)]
    assert house.holds(CANARY) == []


def test_a_stop_while_typing_the_facts_keeps_nothing(house):
    """Only Enter keeps them."""
    term = house.start("reflect", rows=30)
    term.answer(TO_THE_QUESTION, YES, KINDS, BY, WORDS, (CHOICE, "1"))
    term.wait(FACTS).send(CANARY).wait(CANARY).go("<ctrl-c>")

    assert not term.shows("Kept.")
    assert (term.close(), term.primary()) == (130, "")
    assert rows(house) == [("heat_before", None, 7, None)]
    assert house.holds(CANARY) == []


def test_not_sure_goes_on_without_the_loop(house, asks_of_the_cycle):
    """With nothing picked one may go on; loop, plan and guesses about them are left out."""
    term = house.start("reflect", rows=30)
    term.answer(TO_THE_QUESTION, (YES[0], "?"), (KINDS[0], "<tab>"))
    term.wait("It is okay not to be sure.").wait("k: stop and keep what is there")
    assert rows(house) == [("heat_before", None, 7, None)]

    before = len(term.seen)
    term.go("<enter>")
    term.answer(
        ("What was the moment", "quiet<enter>"),
        ("Go on 1 What a camera saw", "<enter>"),
        ("What did your body do first?", "<tick chest><enter>"),
        ("Which feelings were loudest", "<tick sad><enter>"),
        ("what did your mind say it meant?", "<tab>"),
        ("What did you do next?", "<tick asked><enter>"),
        ("What you hoped for", "<enter>"),
        ("And what did you see or hear them do?", "<tick quiet><enter>"),
        ("If the loud feeling was guarding a softer one", "<enter>"),
        ("What you were afraid of", "<enter>"),
        ("What did you most need right then?", "<tick matter><enter>"),
        ("Three slow breaths", "<enter>"),
        ("How did it end", "going<enter>"),
        ("how long did the hot part last?", "<tab>"),
        ("Three quick facts", "<enter>"),
        ("How strong is the upset now?", "5<enter>"),
        ("Would you like to bring this one to therapy?", "<tab>"),
        ("Saved.", "<enter>"),
    )
    assert (term.close(), term.primary()) == (0, "")
    with house.store() as store:
        entry = store.entry("last")
    assert (entry.care, entry.lean) == ("unsure", None)
    assert entry.value("unsafe") == "not_sure"
    left_out = [a for a in asks_of_the_cycle if a.startswith(("A kind friend", "Next time"))]
    assert of_the_cycle(term.seen[before:], left_out) == []


@pytest.mark.parametrize(("key", "kept"), [("k", 1), ("c", 0)])
def test_not_sure_can_stop(house, key, kept):
    """What is there may stay, or nothing."""
    term = house.start("reflect", rows=30)
    term.answer(TO_THE_QUESTION, (YES[0], "?"), (KINDS[0], "<tab>"))
    term.wait("It is okay not to be sure.").go(key)
    if kept:
        term.wait("Kept.").go("<enter>")
    assert (term.close(), term.primary()) == (0, "")

    with house.store() as store:
        entries = list(store.entries(drafts=True, flagged=True))
    assert [("unsure", False)] * kept == [(e.care, e.is_draft) for e in entries]


def test_the_last_row_of_the_moves_opens_the_same_pages(house, asks_of_the_cycle):
    """It is never kept as a move; what was said before it stays in reach until the choice."""
    said = [("heat_before", None, 7, None), ("unsafe", "no", None, None)]
    term = house.start("reflect", "--quick", rows=30)
    term.answer(
        TO_THE_QUESTION,
        (YES[0], "<down><enter>"),
        ("What is your body doing right now?", "<tab>"),
        ("Which feeling is loudest right now?", "<tab>"),
    )
    before = len(term.seen)
    term.answer(("What have you done so far?", "<tick writing><tick scared><enter>"))
    term.wait(KINDS[0])
    assert rows(house) == said

    term.answer((KINDS[0], "<tab>"), (BY[0], "<down><down><enter>"))
    term.wait("It took honesty to write that.").go("<enter>").wait(CHOICE).go("<ctrl-c>")
    assert (term.close(), term.primary()) == (130, "")
    assert rows(house) == said
    assert of_the_cycle(term.seen[before:], asks_of_the_cycle) == []


def test_that_row_beside_an_own_word_is_not_kept_on_a_stop(house):
    """The word that was being typed is; the row was not confirmed yet."""
    term = house.start("reflect", "--quick", rows=30)
    term.answer(
        TO_THE_QUESTION,
        (YES[0], "<down><enter>"),
        ("What is your body doing right now?", "<tab>"),
        ("Which feeling is loudest right now?", "<tab>"),
        ("What have you done so far?", "<tick scared>xyz<enter>"),
        ("In your own words: xyz", " hid the keys<ctrl-c>"),
    )
    assert (term.close(), term.primary()) == (130, "Kept. Go on with: journal resume")
    assert rows(house)[2:] == [("my_moves", "other", None, "xyz hid the keys")]


def test_a_slip_of_the_fingers_does_not_open_them(house):
    """What fits no row points to a word of one's own, not to the row that is always there."""
    term = house.start("reflect", "--quick", rows=30)
    term.answer(
        TO_THE_QUESTION,
        (YES[0], "<down><enter>"),
        ("What is your body doing right now?", "<tab>"),
        ("Which feeling is loudest right now?", "<tab>"),
    )
    term.wait("What have you done so far?").send("xyz").wait("Nothing here fits that.")
    assert term.shows("[ ] Something that scared or hurt")
    assert term.shows("› [ ] Something else")


@pytest.mark.parametrize("keys", ["<down><down><down><enter>", "?"])
def test_the_first_time_closing_leaves_nothing(new_house, keys):
    """Where the computer is not private enough, there is not even a folder afterwards."""
    term = new_house.start("reflect")
    term.answer(
        ("A notebook for the hours after an argument.", "<enter>"),
        ("Is this computer private enough", keys),
        ("Enter: close and leave nothing g: go on here", "<enter>"),
    )
    assert (term.close(), term.primary()) == (0, "")
    assert new_house.is_untouched()


def test_the_first_time_a_yes_about_the_past_year(new_house, asks_of_the_cycle):
    """Nothing is on disk until it is answered, and then no loop is asked about."""
    term = new_house.start("reflect")
    first = (
        ("A notebook for the hours after an argument.", "<enter>"),
        ("Is this computer private enough", "<down><enter>"),
        ("set a passphrase now", "<enter>"),
        ("In the past year, were you ever scared", "<down><down><down><enter>"),
        (BY[0], "<down><enter>"),
        (WORDS[0], "<enter>"),
        ("It leaves the loop out", "<enter>"),
    )
    for shows, keys in first:
        term.wait(shows)
        assert new_house.is_untouched(), shows
        term.go(keys)
    term.answer(
        TO_THE_QUESTION,
        (YES[0], "<down><enter>"),
        ("Go on 1 What a camera saw", "<enter>"),
        ("What did your body do first?", "<tick jaw><enter>"),
        ("Which feelings were loudest", "<tick unheard><enter>"),
        ("What did you most need right then?", "<tick calm><enter>"),
        ("How strong is the upset now?", "4<enter>"),
        ("Would you like to bring this one to therapy?", "<tab>"),
        ("Saved.", "<enter>"),
    )
    assert (term.close(), term.primary()) == (0, "")
    assert of_the_cycle(term.seen, asks_of_the_cycle) == []


@pytest.fixture
def asks_of_the_cycle(tmp_path):
    """Every question that is left out where the frame of the cycle is the wrong picture."""
    flow = Prompts(tmp_path).flow("full")
    asks = [a for q in flow.questions if q.framed for a in (q.ask, *(v.ask for v in q.variants))]
    return [a for a in asks if a and "{" not in a]


def of_the_cycle(screens, asks):
    """What the screens told of the cycle."""
    told = [" ".join(screen.split()) for screen in screens]
    return [words for words in (*OF_THE_CYCLE, *asks) if any(words in t for t in told)]


def rows(house):
    """The answers in the file: question, choice, number, text."""
    place = f"file:{house.home / 'journal.db'}?mode=ro"
    with closing(sqlite3.connect(place, uri=True)) as db:
        found = db.execute("SELECT question, choice, number, text FROM answers ORDER BY rowid")
        return found.fetchall()
