"""
The table of insights, in the order they are read.

To add one: write a function from a look back and the word lists to a `Result`, define an
`Insight` at the foot of its module, and place it in a section here. An insight that only counts
needs no function but a row of a table: a choice in `recurring.py`, an amount in `measured.py`,
a pair of choices in `pairs.py`.

Insights read choices, own words and numbers, never free texts.
"""

from __future__ import annotations

from journal.core.insights.finding import Insight, SummarySection
from journal.core.insights.rules.change import CHANGE
from journal.core.insights.rules.checkins import CHECKIN
from journal.core.insights.rules.distance_or_pressure import CUE
from journal.core.insights.rules.lean_by_subject import LEAN_BY
from journal.core.insights.rules.lean_counts import LEAN
from journal.core.insights.rules.measured import HEAT_PEAK, HOT_MINUTES, OKAY_MINUTES
from journal.core.insights.rules.pairs import FIRST_LAST_MOVE, LOUD_SOFT
from journal.core.insights.rules.pattern_counts import PATTERN
from journal.core.insights.rules.plan_use import PLAN_USE
from journal.core.insights.rules.recurring import (
    BODY,
    ENDING,
    MY_MOVES,
    NEED,
    SOFTER,
    STORY,
    SURFACE,
    THEIR_MOVES,
    TOPIC,
    TRIGGER,
)
from journal.core.insights.rules.repair import REPAIR
from journal.core.insights.rules.softening import SOFTENED
from journal.core.insights.rules.writing_effect import WRITING_EFFECT

SECTIONS: tuple[SummarySection, ...] = (
    SummarySection("Your part", (LEAN, MY_MOVES, FIRST_LAST_MOVE, PATTERN, LEAN_BY), bars=6),
    SummarySection("What sets it off", (TRIGGER, CUE, TOPIC, THEIR_MOVES)),
    SummarySection(
        "What is under it, and the need",
        (SOFTER, LOUD_SOFT, SURFACE, STORY, BODY, NEED),
        plain_title="What you felt, and the need",
    ),
    SummarySection("What helps", (REPAIR, SOFTENED, ENDING, PLAN_USE, WRITING_EFFECT)),
    SummarySection("What changes", (HEAT_PEAK, HOT_MINUTES, OKAY_MINUTES, CHECKIN, CHANGE)),
)
"""The sections, the most important to the person first."""

INSIGHTS: tuple[Insight, ...] = tuple(row for section in SECTIONS for row in section.rows)
