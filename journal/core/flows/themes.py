"""The packaged word lists of themes."""

from journal.core.terms import Theme

LIST_OF: dict[Theme, str] = {
    "trigger": "triggers",
    "topic": "topics",
    "body": "body",
    "story": "stories",
    "need": "needs",
    "need_now": "needs_now",
    "ending": "endings",
    "context": "context",
    "repairs": "repairs",
    **dict.fromkeys(("surface", "softer", "their_side"), "feelings"),
    **dict.fromkeys(("my_moves", "their_moves", "nearly", "instead", "plan_move"), "moves"),
}
"""Theme -> the name of its word list."""
