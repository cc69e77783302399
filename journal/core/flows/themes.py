"""What a question can be about, for counting: the closed list."""

FREE = "free"
"""A theme that is never counted."""

LIST_OF = {
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
"""Theme -> the packaged list that its choices come from."""

THEMES: dict[str, str] = {
    **dict.fromkeys(
        (
            "trigger topic body surface story my_moves their_moves softer need need_now "
            "their_side ending context repairs nearly instead plan_move unsafe raised_by "
            "could_not raw_spot their_side_sure repair_by repair_helped lean_fits for_therapy "
            "plan_used plan_keep"
        ).split(),
        "picks",
    ),
    **dict.fromkeys(
        (
            "heat_before heat_now heat_peak heat_after hot_minutes okay_minutes closeness "
            "safe_to_speak bracing alone_together hope"
        ).split(),
        "number",
    ),
    **dict.fromkeys(
        (
            "facts like_what story_text quiet_meant hoping afraid_that soft_line loop "
            "plan_cue looks_different after helped_me best_moment text tags"
        ).split(),
        "text",
    ),
}
"""Theme -> what its answers are: picks of a list, a number, or text."""
