"""
The first try at the loop:
* each row of the table, as a person would read it
* both directions or none: no sentence puts the beginning on one side alone
* nobody who froze or went along under sharp words is told of a loop
* whatever was done, the sentences are whole: nothing left unfilled, no gap, no lost end
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import permutations, product
from typing import Any

import pytest

from journal.core.cycle.loop_draft import loop_draft
from journal.core.flows.flow import Flow
from journal.core.model import Entry, Other, Said

pytestmark = pytest.mark.slow

MOMENT = datetime(2026, 3, 1, 21, tzinfo=UTC)
YIELDING = {"freeze", "placate"}
UNDER = "Under mine was feeling alone. I needed to matter."

ROWS = {
    "toward × away": (
        ["ask_again"], ["leave"],
        "We got caught in our loop. The more I asked, the more they pulled away. "
        f"The more they pulled away, the more I asked. {UNDER}",
    ),
    "away × toward": (
        ["leave"], ["ask_again"],
        "We got caught in our loop. The more they asked, the more I pulled away. "
        f"The more I pulled away, the more they asked. {UNDER}",
    ),
    "toward × toward": (
        ["ask_again"], ["get_loud"],
        f"We got caught in our loop. I asked, they got louder, and it climbed. {UNDER}",
    ),
    "away × away": (
        ["go_quiet"], ["shut_down"],
        f"We got caught in our loop. I went quiet, they shut down, and the gap grew. {UNDER}",
    ),
    "pursue then withdraw": (
        ["ask_again", "leave"], ["defend"],
        f"First I asked. They defended. Then I pulled away. {UNDER}",
    ),
    "withdraw then pursue": (
        ["go_quiet", "criticise"], ["ask_again"],
        f"First I went quiet. They asked. Then I criticised. {UNDER}",
    ),
    "mine mixed": (
        ["ask_again", "go_quiet", "leave", "follow"], ["defend"],
        "I asked and I followed or kept writing. They defended. Round it went. " + UNDER,
    ),
    "theirs both": (
        ["ask_again", "seek_sure"], ["go_quiet", "get_loud"],
        "I asked and I asked if we were okay. They went quiet. Round it went. " + UNDER,
    ),
    "theirs both, one move of mine": (
        ["ask_again"], ["go_quiet", "get_loud"],
        f"I asked. They went quiet. Round it went. {UNDER}",
    ),
    "mine ends on staying": (
        ["get_loud", "own_part"], ["defend"],
        f"It began to spin: I got louder, they defended. Then I owned a part. {UNDER}",
    ),
    "mine begins and ends on staying": (
        ["stay", "ask_again", "slow_down"], ["leave"],
        "It began to spin: I asked, they pulled away. Then I slowed down. "
        f"For a moment I stayed with it. {UNDER}",
    ),
    "engaged": (
        ["stay", "soft_feel"], ["get_loud"],
        f"It began to spin. I stayed with it. {UNDER}",
    ),
    "they were engaged": (
        ["ask_again"], ["stay"],
        f"It began to spin: I asked, they stayed with it. {UNDER}",
    ),
    "theirs missing": (
        ["ask_again"], [],
        f"When they went quiet, I asked. {UNDER}",
    ),
    "mine missing": (
        [], ["leave"],
        f"When they went quiet, something in me gave way. {UNDER}",
    ),
    "freeze × attack": (
        ["blank"], ["get_loud"],
        f"They got louder. I went blank. {UNDER}",
    ),
    "placate × attack": (
        ["give_in"], ["criticise", "sarcasm"],
        f"They criticised. I gave in. {UNDER}",
    ),
    "attack × freeze": (
        ["get_loud"], ["stuck"],
        f"I got louder. They froze. {UNDER}",
    ),
    "attack × placate": (
        ["sarcasm"], ["over_sorry"],
        f"I used sharp words. They said sorry. {UNDER}",
    ),
    "freeze × mostly sharp": (
        ["blank"], ["get_loud", "go_quiet", "criticise"],
        f"They got louder. I went blank. {UNDER}",
    ),
    "freeze × sharp now and then": (
        ["blank"], ["ask_again", "get_loud"],
        f"They asked. I went blank. {UNDER}",
    ),
    "a moment of staying, mine": (
        ["ask_again", "listen_back", "press_case"], ["go_quiet"],
        "We got caught in our loop. The more I asked, the more they went quiet. "
        "The more they went quiet, the more I asked. "
        f"For a moment I listened. {UNDER}",
    ),
    "a moment of staying, theirs": (
        ["go_quiet"], ["stay", "ask_again"],
        "We got caught in our loop. The more they asked, the more I went quiet. "
        "The more I went quiet, the more they asked. "
        f"For a moment they stayed with it. {UNDER}",
    ),
    "the move behind the lean, not the first": (
        ["go_quiet", "ask_again", "follow", "press_case", "stay"], ["defend", "get_loud", "leave"],
        "It began to spin: I went quiet, they defended. Then I stayed with it. " + UNDER,
    ),
    "mostly toward": (
        ["ask_again", "leave", "get_loud"], ["shut_down", "defend"],
        "We got caught in our loop. The more I asked, the more they shut down. "
        f"The more they shut down, the more I asked. {UNDER}",
    ),
}  # fmt: skip

Draft = Callable[..., str]


@pytest.fixture(scope="session")
def draft(full: Flow) -> Draft:
    """The draft of a long entry with these answers, ids of words, in order."""

    def drafted(
        mine: Iterable[Any] = (),
        theirs: Iterable[Any] = (),
        trigger: Any = "went_quiet",
        softer: Iterable[Any] = ("alone",),
        need: Iterable[Any] = ("matter",),
    ) -> str:
        values = {
            "trigger": trigger,
            "my_moves": tuple(mine),
            "their_moves": tuple(theirs),
            "softer": tuple(softer),
            "need": tuple(need),
        }
        answers = {q: Said(value, q, "?") for q, value in values.items() if value}
        return loop_draft(full, Entry("u", "full", "conflict", MOMENT, MOMENT, answers))

    return drafted


@pytest.mark.parametrize(("mine", "theirs", "expected"), ROWS.values(), ids=ROWS)
def test_each_meeting_has_its_sentences(
    draft: Draft, mine: list[str], theirs: list[str], expected: str
) -> None:
    """My moves and theirs, the softer feeling and the need make the draft of the table."""
    assert draft(mine, theirs) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ""),
        ({"softer": ["alone"]}, ""),
        ({"mine": ["ask_again"], "theirs": []}, ""),
        ({"mine": ["ask_again"], "theirs": ["ask_again"]}, "loop. I asked, they asked, and it"),
        ({"mine": ["scary"], "theirs": ["scary"]}, ""),
        ({"mine": ["not_sure"], "theirs": ["leave"]}, ""),
        ({"mine": [Other("Hummed")], "theirs": ["leave"]}, ""),
        ({"trigger": "tone"}, "When I heard that tone, something in me gave way."),
        ({"trigger": Other("A slammed lid"), "mine": ["leave"]}, ""),
        ({"trigger": "not_sure", "mine": ["leave"]}, ""),
        ({"trigger": "tone", "mine": ["leave"]}, "When I heard that tone, I pulled away."),
        (
            {"trigger": "tone", "softer": ["sad", "hurt"], "need": ["calm_safe", "team"]},
            "Under mine was sadness. I needed some calm.",
        ),
        (
            {"trigger": "tone", "softer": [Other("Grey"), "hurt"], "need": [Other("Tea")]},
            "Under mine was hurt.",
        ),
        ({"trigger": "tone", "softer": ["angry"], "need": ["not_sure"]}, "gave way."),
    ],
)
def test_a_part_that_is_missing_falls_away_whole(
    draft: Draft, answers: dict[str, Any], expected: str
) -> None:
    """Without a part there is no sentence about it, and without any there is no draft."""
    said = draft(**{"trigger": None, "softer": (), "need": (), **answers})

    assert expected in said
    assert bool(expected) is bool(said)


def sequences(words: Iterable[str], longest: int = 2) -> Iterator[tuple[str, ...]]:
    """Every order of up to so many of the words, none included."""
    words = list(words)
    for length in range(longest + 1):
        yield from permutations(words, length)


def check(said: str, mine: list[str], theirs: list[str]) -> None:
    """What holds of every draft; *mine* and *theirs* are the groups, in order."""
    assert "{" not in said
    assert "  " not in said
    assert said == said.strip()
    assert said == "" or said.endswith(".")
    assert all(sentence[0].isupper() for sentence in re.split(r"(?<=\.) ", said) if said)

    ways = re.findall(r"[Tt]he more (I|they) ([^,.]+), the more (?:I|they) ([^,.]+)\.", said)
    assert len(ways) == said.lower().count("the more") / 2
    assert [(b, a) for _, a, b in ways] == [(a, b) for _, a, b in reversed(ways)]
    assert {who for who, *_ in ways} in (set(), {"I", "they"})

    froze_under_sharp_words = ({*mine} & YIELDING and not {*mine} - YIELDING - {"engage"}) and (
        "attack" in theirs
    )
    froze_at_mine = ({*theirs} & YIELDING and not {*theirs} - YIELDING - {"engage"}) and (
        "attack" in mine
    )
    if froze_under_sharp_words or froze_at_mine:
        assert "the more" not in said.lower()
        assert "our loop" not in said
        assert "Round" not in said


def test_whatever_the_two_of_them_did_the_draft_is_whole(draft: Draft, full: Flow) -> None:
    """Every move of mine beside every move of theirs, and any two of mine beside each kind."""
    groups = {
        w.id: w.facts.get("group", "") for w in full.question("my_moves").words.words.values()
    }
    each = {group: word for word, group in reversed(groups.items())}
    meetings = {
        *product(sequences(groups, 1), sequences(groups, 1)),
        *product(sequences(groups), sequences(each.values(), 1)),
        *product(sequences(each.values(), 1), sequences(groups)),
    }
    for mine, theirs in meetings:
        check(draft(mine, theirs), [groups[m] for m in mine], [groups[m] for m in theirs])


def test_whatever_the_order_of_it_the_draft_is_whole(draft: Draft, full: Flow) -> None:
    """One move of each kind, up to three in any order, beside up to two of theirs; and reversed."""
    groups = {
        w.id: w.facts.get("group", "") for w in full.question("my_moves").words.words.values()
    }
    each = {group: word for word, group in reversed(groups.items()) if group}.values()
    for some, few in product(sequences(each, 3), sequences(each)):
        for mine, theirs in ((some, few), (few, some)):
            check(draft(mine, theirs), [groups[m] for m in mine], [groups[m] for m in theirs])


@pytest.mark.parametrize(("word_list", "before"), [("needs", "I needed "), ("feelings", "was ")])
def test_every_word_fits_its_sentence(
    draft: Draft, lists: Any, word_list: str, before: str
) -> None:
    """Each need, and each soft feeling, stands in the draft in its own words."""
    theme = {"needs": "need", "feelings": "softer"}[word_list]
    for word in lists[word_list].words.values():
        said = draft(["ask_again"], ["leave"], **{"softer": (), "need": (), theme: [word.id]})

        check(said, ["pursue"], ["withdraw"])
        if "phrase" in word.facts:
            assert said.endswith(f"{before}{word.facts['phrase']}.")
    soft = [w for w in lists["feelings"].words.values() if w.facts["layer"] == "U"]
    assert all("phrase" in w.facts for w in [*soft, *lists["needs"].words.values()])


def test_every_trigger_fits_its_sentence(draft: Draft, lists: Any) -> None:
    """Each moment can begin a draft, where only my side is known."""
    for word in lists["triggers"].words.values():
        said = draft(["leave"], trigger=word.id, softer=(), need=())

        assert said == f"When {word.facts['phrase']}, I pulled away."
