"""
What a filter finds is what is counted by that name:
* every choice of the summary, by the name it is shown by: as many entries as counted
* by its id too; an own word that reads like an id is found in other capitals
"""

from __future__ import annotations

from random import Random

import pytest

from journal.core.dates.periods import Period
from journal.core.entries.filters import FILTERS
from journal.core.flows.themes import LIST_OF
from journal.core.insights.conflicts import look_back
from journal.core.insights.tally import column, tally
from journal.local.prompts.loader import Prompts
from journal.store.opening import open_store

PROMPTS = Prompts()
ONE = ("trigger",)
THEMES = (*ONE, "surface", "softer", "my_moves", "their_moves")


def picks_of(theme):
    """Picked, typed like a label or like an id, in other capitals and blanks, and one's own."""
    first, second = list(PROMPTS.lists[LIST_OF[theme]].words.values())[:2]
    typed = (first.label, f" {first.label.upper()}  ", first.id, second.id, "the Aunt", "The  aunt")
    return [first.id, second.id, *({"other": text} for text in typed)]


def entries(seed):
    """Arguments with one or two picks under each theme."""
    chance = Random(seed)  # noqa: S311 - made up, and the same every time
    for n in range(1, 13):
        picked = {theme: chance.sample(picks_of(theme), 2) for theme in THEMES}
        answers = {t: p[0] if t in ONE else p for t, p in picked.items()}
        at = f"2026-01-{n:02}T20:00:00+01:00"
        yield {"flow": "full", "happened_at": at, "answers": answers}


def counted(home):
    """By filter and name: the entries, from all themes of the filter; and the id of the name."""
    with open_store(home / "journal.db") as store:
        looking = look_back(store.entries(), PROMPTS.counts(), Period(), PROMPTS.lists)
    found = {}
    for what, f in FILTERS.items():
        for theme in set(f.themes) & set(THEMES):
            words = PROMPTS.lists[LIST_OF[theme]]
            for one in tally(column(looking, theme), theme, words):
                known = words.words.get(one.subject)
                is_word = known is not None and known.label == one.label
                key = (what, one.label if is_word else one.label.casefold(), is_word)
                found.setdefault(key, (one.subject, set()))[1].update(one.entries)
    return found


@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in (2, 3, 4))])
def test_a_filter_finds_as_many_as_are_counted(run, keep, home, seed):
    """By the name that is shown, in any capitals, and by the id of a word."""
    keep(*entries(seed))
    told, chance = counted(home), Random(seed)  # noqa: S311 - the same every time

    assert len(told) >= 12
    for (what, name, is_word), (subject, numbers) in told.items():
        typed = chance.choice((subject, name, name.upper())) if is_word else name.upper()
        listed = run("list", f"--{what}", typed, "--format", "json", "-n", "99").data
        assert {e["number"] for e in listed} == numbers, (what, typed)
