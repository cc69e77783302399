"""
What is in the hand when it ends, or when it is refused:
* typed, ticked, moved or half a word of one's own: `resume` begins with it, whatever the question
  and whatever ended it
* what is refused stays in the field, with the reason beside it, and goes along on every way out
* the same line by line, where the terminal hands it over; there what is refused is on disk before
  it is asked again, and one key gives it back to be changed
"""

from __future__ import annotations

import signal
from dataclasses import dataclass

import pytest

from journal.core.model import IN_HAND, Answer, Other

pytestmark = pytest.mark.slow

KEPT = "Kept. Go on with: journal resume"


@dataclass(frozen=True)
class Hand:
    """
    Something in the hand.

    Attributes:
        question: As it stands in a file of one's own questions.
        keys: What is pressed, on the terminal; or typed, line by line.
        shows: What the screen shows of it, also after `resume`.
        value: The answer that it is.
        text: What it is, if it is no answer.
    """

    question: str
    keys: str
    shows: str
    value: Answer | None = None
    text: str | None = None


SCALE = 'theme = "heat_before"\nkind = "scale"'
MINUTES = 'theme = "hot_minutes"\nkind = "minutes"'
TEXT = 'theme = "free"\nkind = "text"'
TAGS = 'theme = "tags"\nkind = "tags"'
ONE = 'theme = "trigger"\nkind = "one"\nwords = "triggers"'
MANY = 'theme = "surface"\nkind = "many"\nlimit = 2\nwords = "feelings"'
SHORT = (
    'theme = "free"\nkind = "many"\nchoices = [{ id = "a", label = "Tea" }, '
    '{ id = "b", label = "Bread" }]'
)

ON_A_TERMINAL = {
    "a scale moved": Hand(SCALE, "7", "[7]", 7),
    "minutes": Hand(MINUTES, "90m", "90m", 90),
    "minutes that can't be read": Hand(MINUTES, "ages", "ages", None, "ages"),
    "a text": Hand(TEXT, "half a wrenbird", "half a wrenbird", "half a wrenbird"),
    "tags": Hand(TAGS, "one two", "one two", ("one", "two")),
    "a filter that finds": Hand(ONE, "quie", "/quie", None, "quie"),
    "a filter that finds nothing": Hand(ONE, "wrenbird", "/wrenbird", None, "wrenbird"),
    "a word of one's own": Hand(
        ONE, "wrenbird<enter> song", "wrenbird song", Other("wrenbird song")
    ),
    "ticks": Hand(MANY, "<tick frustrated>", "[x] Frustrated", ("frustrated",)),
    "ticks and a filter": Hand(MANY, "<tick frustrated>wren", "/wren", ("frustrated",), "wren"),
    "ticks and a word": Hand(
        MANY, "<tick frustrated>wren<enter>bird", "wrenbird", ("frustrated", Other("wrenbird"))
    ),
    "ticks of a short list": Hand(SHORT, "<down><space>", "[x] Bread", ("b",)),
}

LINE_BY_LINE = {
    "a scale": Hand(SCALE, "7", "(said", 7),
    "a scale refused": Hand(SCALE, "eleven", "You typed: eleven", None, "eleven"),
    "minutes": Hand(MINUTES, "1h30", "as before", 90),
    "minutes refused": Hand(MINUTES, "ages", "You typed: ages", None, "ages"),
    "a text": Hand(TEXT, "half a wrenbird", "Said before: half a wrenbird", "half a wrenbird"),
    "tags": Hand(TAGS, "one two", "as before", ("one", "two")),
    "a list refused": Hand(ONE, "he went off", "You typed: he went off", None, "he went off"),
    "numbers": Hand(MANY, "1 2 3", "You typed: 1 2 3", None, "1 2 3"),
    "numbers of a short list": Hand(SHORT, "1 9", "You typed: 1 9", None, "1 9"),
}


def flow(house, hand):
    """A flow that asks this one question, after one to go back to."""
    folder = house.home / "prompts" / "flows"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mine.toml").write_text(
        'title = "Mine"\ncounts = "never"\n'
        '[[question]]\nid = "before"\ntheme = "free"\nkind = "text"\nask = "Ready so far?"\n'
        f'[[question]]\nid = "this"\nask = "What is it now?"\n{hand.question}\n'
    )


def at_it(house, hand):
    """On the terminal, with something in the hand; all of it is on the screen."""
    flow(house, hand)
    term = house.start("reflect", "--flow", "mine")
    term.answer(("Ready so far?", "yes<enter>")).wait("What is it now?")
    return term.send(hand.keys).wait(hand.shows)


def at_it_line_by_line(house, hand):
    """The same line by line, with nothing typed yet."""
    flow(house, hand)
    term = house.start("reflect", "--flow", "mine", "--plain", rows=400)
    term.wait_after("Ready so far?").send("yes<enter>")
    return term.wait_after("What is it now?")


def in_hand(house):
    """The answer and the text that the draft holds."""
    with house.store() as store:
        draft = store.draft()
    assert draft is not None
    return draft.value("this"), draft.value(IN_HAND + "this")


def end(term, how):
    if how == "hang up":
        term.hang_up()
        return
    if how == "ctrl-c":
        term.send("<ctrl-c>")
    else:
        term.signal(how)
    assert term.close() == 130
    assert KEPT in term.primary()


@pytest.mark.parametrize("how", ["hang up", "ctrl-c", signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("name", ON_A_TERMINAL)
def test_whatever_ends_it(house, name, how):
    """It is on disk, and stands there again."""
    hand = ON_A_TERMINAL[name]
    end(at_it(house, hand), how)

    assert in_hand(house) == (hand.value, hand.text)
    if how == "ctrl-c":
        again = house.start("resume").wait("What is it now?").wait(hand.shows)
        again.send("<ctrl-c>").close()
        assert in_hand(house) == (hand.value, hand.text)


def test_the_help_lines_are_over_it(house):
    """A polite kill while they are read keeps what is under them."""
    hand = ON_A_TERMINAL["ticks and a filter"]
    end(at_it(house, hand).send("<f1>").wait("any key: back"), signal.SIGTERM)

    assert in_hand(house) == (hand.value, hand.text)


def test_refused_it_stays(house):
    """In the field with the reason, back and forth as well, until it fits."""
    term = at_it(house, ON_A_TERMINAL["minutes that can't be read"])
    term.send("<enter>").wait("Like 10m, 1h30 or 2d.").wait("ages").go("<shift-tab>")
    term.wait("Ready so far?").go("<enter>")
    term.wait("What is it now?").wait("Like 10m, 1h30 or 2d.").wait("ages")
    term.send("<backspace>" * 4 + "10m").go("<enter>").close()
    with house.store() as store:
        [entry] = store.entries()
    assert {q: s.value for q, s in entry.answers.items()} == {"before": "yes", "this": 10}


def test_too_many_words(house):
    """One more than the list takes is refused, and stays where it is typed."""
    term = at_it(house, ON_A_TERMINAL["ticks"])
    term.send("<tick angry>wrenbird<enter>").wait("2 at most.").wait("/wrenbird")
    end(term, "hang up")

    assert in_hand(house) == (("frustrated", "angry"), "wrenbird")


def at_the_time(house, *options):
    """At the question when to come back, the last one of the short entry."""
    term = house.start("reflect", "--quick", *options, rows=400 if options else 24)
    if options:
        for asked, typed in zip(QUICK, ("5", "1", "", "", "", ""), strict=True):
            term.wait_after(asked).send(f"{typed}<enter>")
        return term.wait_after("When would you like to look")
    term.answer((QUICK[0], "5<enter>"), (QUICK[1], "<down><enter>"), (QUICK[2], "<tab>"))
    for asked in QUICK[3:]:
        term.wait(asked).go("<tab>")
    return term.wait("When would you like to look")


QUICK = (
    "How strong is the upset", "Was anyone hit", "your body", "feeling", "have you done so far",
    "would help you most",
)  # fmt: skip


def test_a_time_that_can_not_be_read(house):
    """It stays in the field with the reason, as often as it takes."""
    term = at_the_time(house)
    for turn in range(4):
        term.send("x" if turn else "soon").send("<enter>")
        term.wait("no time that can be read here").wait("soon" + "x" * turn)
    term.go("<tab>")
    term.leave()


@pytest.mark.parametrize(
    ("how", "plain"),
    [("hang up", ()), ("ctrl-c", ()), (signal.SIGTERM, ("--plain",)), ("ctrl-c", ("--plain",))],
)
def test_half_a_time(house, how, plain):
    """It stands there again, and then the entry is finished with it."""
    term = at_the_time(house, *plain).send("20:4").wait("> 20:4" if plain else "20:4")
    end(term, how)
    with house.store() as store:
        assert store.draft().value(IN_HAND + "return_time") == "20:4"
    again = house.start("resume", *plain, rows=400 if plain else 24)
    if plain:
        again.wait_after("You typed: 20:4").send("20:45<enter>")
    else:
        again.wait("20:4").send("5").go("<enter>").wait("enough for now").send("<enter>")

    assert again.close() == 0
    with house.store() as store:
        [entry] = store.entries()
        assert {*entry.answers} == {"heat_before", "unsafe"}
        assert f"{store.state.return_at:%H:%M}" == "20:45"


@pytest.mark.parametrize("how", ["ctrl-c", signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("name", LINE_BY_LINE)
def test_a_line_without_its_end(house, name, how):
    """Line by line, what is typed and not sent is kept as well."""
    hand = LINE_BY_LINE[name]
    term = at_it_line_by_line(house, hand).send(hand.keys).wait(f"> {hand.keys}")
    end(term, how)

    assert in_hand(house) == (hand.value, hand.text)


REFUSED = {n: hand for n, hand in LINE_BY_LINE.items() if hand.text}
FITS = {SCALE: "7", MINUTES: "10m", ONE: "1", MANY: "1 2", SHORT: "1"}


def refused(house, hand):
    """Line by line, where something was sent and refused."""
    term = at_it_line_by_line(house, hand).send(f"{hand.keys}<enter>")
    return term.wait_after("What you typed is kept until you answer or skip.")


@pytest.mark.parametrize("how", ["ctrl-c", "back", "kill -9"])
@pytest.mark.parametrize("name", REFUSED)
def test_a_line_refused(house, name, how):
    """It is on disk before it is asked again, whatever ends it, and told then."""
    hand = REFUSED[name]
    term = refused(house, hand)
    if how == "back":
        term.send("<\r")
        term.wait_after("Ready so far?").send("\r")
        term.wait_after(hand.shows)
        how = "ctrl-c"
    if how == "kill -9":
        term.kill()
    else:
        end(term, how)

    assert in_hand(house) == (hand.value, hand.text)


@pytest.mark.parametrize(
    ("name", "then"),
    [(name, "changed") for name in REFUSED]
    + [("minutes refused", then) for then in ("taken as it is", "dropped", "stopped")],
)
def test_a_line_refused_comes_back(house, name, then):
    """To be changed, by one key and without a redraw; or it goes with the skip."""
    hand = REFUSED[name]
    term = refused(house, hand)
    if then == "dropped":
        term.send("<enter>")
    else:
        term.send("=<enter>").wait(f"> {hand.keys}", times=2)
    if then == "taken as it is":
        term.send("<enter>").wait_after("What you typed is kept").send("<enter>")
    elif then == "changed":
        term.send("\x15").send(f"{FITS[hand.question]}<enter>")
    elif then == "stopped":
        term.send("zz").wait(f"> {hand.keys}zz")
        end(term, "ctrl-c")
        assert in_hand(house) == (None, f"{hand.text}zz")
        return

    assert term.close() == 0
    assert b"\x1b" not in term.bytes
    with house.store() as store:
        [entry] = store.entries()
    assert {*entry.answers} == ({"before", "this"} if then == "changed" else {"before"})


def test_what_is_typed_ahead_goes_nowhere(house):
    """Lines typed before a stop are no commands for the shell that comes back."""
    flow(house, LINE_BY_LINE["a text"])
    shell = (
        'python=$0; "$python" -m journal reflect --flow mine --plain; echo over; read -r x; '
        'echo "got:$x"'
    )
    term = house.start_in_shell(shell)
    term.wait_after("Ready so far?").send("yes<enter>")
    term.wait_after("What is it now?").send("half<ctrl-c>").wait("over")
    term.send("mine<enter>").wait("got:mine")
    assert term.close() == 0
