"""The draft of the loop sentence, from the answers of one entry."""

from __future__ import annotations

from dataclasses import dataclass

from journal.core import lean as leans
from journal.core.flows.flow import Flow
from journal.core.flows.word_lists import Word
from journal.core.lean import AWAY_GROUPS, ENGAGE, TOWARD_GROUPS, Lean
from journal.core.model import Answer, Entry, picks

_YIELDING = ("freeze", "placate")
_SWITCHED = ("pursue_then_withdraw", "withdraw_then_pursue")
_GROUPS_BEHIND = {
    "mostly_pursue": TOWARD_GROUPS,
    "mostly_withdraw": AWAY_GROUPS,
    "engaged": (ENGAGE,),
    "both": (*TOWARD_GROUPS, *AWAY_GROUPS),
}
_ROUND = "We got caught in our loop. The more {a}, the more {b}. The more {b}, the more {a}."


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of the loop: its lean and its moves, in order."""

    lean: Lean
    moves: tuple[Word, ...]

    @property
    def main(self) -> str:
        """The phrase of the first move of the groups behind the lean; empty if there is none."""
        return self._main.facts["phrase"] if self._main else ""

    @property
    def yielded(self) -> bool:
        """True if the main move is freezing or going along."""
        return self._main is not None and self._main.facts["group"] in _YIELDING

    @property
    def _main(self) -> Word | None:
        detail = self.lean.detail
        groups = _GROUPS_BEHIND.get(detail if self.lean.name != "both" else "both", (detail,))
        return next((w for w in self.moves if w.facts["group"] in groups), None)

    @property
    def first(self) -> str:
        """The phrase of the first move outside the group `engage`."""
        return next(w.facts["phrase"] for w in self.moves if w.facts["group"] != ENGAGE)

    @property
    def last(self) -> str:
        return self.moves[-1].facts["phrase"]

    @property
    def passing(self) -> str:
        """The phrase of a move of the group `engage` before the last move; empty if none."""
        if self.lean.name == "engaged":
            return ""
        return next((w.facts["phrase"] for w in self.moves[:-1] if w.facts["group"] == ENGAGE), "")


def loop_draft(flow: Flow, entry: Entry) -> str:
    """
    Draft the loop sentence from the moves, the softer feeling and the need.

    A loop is told in both directions, so that neither side alone begins it. If someone froze or
    went along, no loop is told.

    Returns:
        A few sentences; an empty text if there are too few answers.

        Source:
            The form "the more I …, the more they …" is that of the cycle in emotionally focused
            therapy (Johnson).
    """
    mine, theirs = (_side(flow, entry, q) for q in ("my_moves", "their_moves"))
    body = _body(mine, theirs, _phrase(flow, "trigger", entry.value("trigger")))
    if not body:
        return ""
    softer = _phrase(flow, "softer", entry.value("softer"))
    need = _phrase(flow, "need", entry.value("need"))
    parts = [
        body,
        f"For a moment I {mine.passing}." if mine.passing else "",
        f"For a moment they {theirs.passing}." if theirs.passing else "",
        f"Under mine was {softer}." if softer else "",
        f"I needed {need}." if need else "",
    ]
    return " ".join(p for p in parts if p)


def _body(mine: _Side, theirs: _Side, trigger: str) -> str:
    my, their = mine.main, theirs.main
    if not my:
        return f"When {trigger}, something in me gave way." if trigger else ""
    if mine.lean.name == "engaged":
        return f"It began to spin. I {my}."
    if not their:
        return f"When {trigger}, I {my}." if trigger else ""
    if mine.lean.detail in _SWITCHED:
        return f"First I {mine.first}. They {their}. Then I {mine.last}."
    if mine.yielded and theirs.lean.sharp:
        return f"They {their}. I {my}."
    if mine.lean.sharp and theirs.yielded:
        return f"I {my}. They {their}."
    if mine.lean.ended_engaged:
        return f"It began to spin: I {mine.first}, they {their}. Then I {mine.last}."
    if mine.yielded:  # nobody freezes or gives in "the more" for anything
        return f"They {their}. I {my}."
    if theirs.yielded:
        return f"I {my}. They {their}."
    return _by_leans(mine, theirs)


def _by_leans(mine: _Side, theirs: _Side) -> str:
    i, they = f"I {mine.main}", f"they {theirs.main}"
    match mine.lean.name, theirs.lean.name:
        case "toward", "away":
            return _ROUND.format(a=i, b=they)
        case "away", "toward":
            return _ROUND.format(a=they, b=i)
        case "toward", "toward":
            return f"We got caught in our loop. {i}, {they}, and it climbed."
        case "away", "away":
            return f"We got caught in our loop. {i}, {they}, and the gap grew."
        case _, "engaged":
            return f"It began to spin: {i}, {they}."
    if mine.first == mine.last:
        return f"{i}. They {theirs.main}. Round it went."
    return f"I {mine.first} and I {mine.last}. They {theirs.main}. Round it went."


def _side(flow: Flow, entry: Entry, question: str) -> _Side:
    words = _words(flow, question, entry.value(question))
    moves = tuple(w for w in words if "group" in w.facts and "phrase" in w.facts)
    return _Side(leans.lean_of([w.facts["group"] for w in moves]), moves)


def _phrase(flow: Flow, question: str, value: Answer | None) -> str:
    words = _words(flow, question, value)
    return next((w.facts["phrase"] for w in words if "phrase" in w.facts), "")


def _words(flow: Flow, question: str, value: Answer | None) -> list[Word]:
    found = (flow.word_of(question, p) for p in picks(value))
    return [w for w in found if w is not None]
