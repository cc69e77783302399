"""
The minimal substitutes for files of `prompts/care/` that cannot be read.

They hold two sentences for danger, one international address, and a word for each text that
the program needs. Their keys also define the tables and texts that a file must hold.
"""

from __future__ import annotations

from typing import Any

_HELP = "In danger now? If you can, get to where other people are, or call {emergency}.\n{lines}"
_NECK = "Hands on the neck can do harm that does not show: that needs a doctor today."
_OKAY = "Okay."
_NOT_HERE = "Then it may be better not to write here. Nothing has been kept."
_FACTS, _NOTHING, _LEAVE = "Keep the facts only.", "Keep nothing.", "Leave the entry as it was."
_CLOSE, _CLOSE_LEAVE = "Close now (keeps nothing", "Close now (leaves the entry as it was"
_CLEARS, _STAYS = ", clears the screen).", "). What is on the screen stays: close this window."

_QUESTIONS = {
    "device": ("Is this computer private enough to write here?", "yes not_sure no"),
    "past_year": (
        "In the past year, were you ever scared of what your partner might do, or they of you?",
        "no not_sure yes rather_not",
    ),
    "safety_kinds": ("What fits?", "physical threats neck pressured_sex watched scared_to_say_no"),
    "safety_by": ("Who did it?", "them me both rather_not"),
    "self_harm": ("Are you having thoughts of hurting yourself?", "no yes"),
}
"""Id of a question -> its wording, and the ids of its choices, which also make their labels."""


def _question(id_: str, ask: str, choices: str) -> dict[str, Any]:
    listed = [{"id": c, "label": c.replace("_", " ").capitalize()} for c in choices.split()]
    kind = "many" if id_ == "safety_kinds" else "one"
    return {"id": id_, "kind": kind, "ask": ask, "choices": listed}


CARE_FILES: dict[str, dict[str, Any]] = {
    "safety.toml": {
        "branch": {
            branch: {"text": _HELP}
            for branch in ("by_them", "by_me", "both", "rather_not", "not_sure", "not_sure_year")
        },
        "addon": [{"when_kind": "neck", "first": True, "text": _NECK}],
        "first_run": {
            "welcome": "A notebook, not for emergencies. What you type is kept in {path}. "
            "Who can read it: anyone who can use this login.",
            "yes": _OKAY,
            "not_sure": _NOT_HERE,
            "no": _NOT_HERE,
            "passphrase": "If you lose a passphrase, nobody can open your entries again.",
        },
        "keep": {
            "ask": "What would you like to do with this entry?",
            "facts": _FACTS,
            "nothing": _NOTHING,
            "close": _CLOSE + _CLEARS,
            "close_line_by_line": _CLOSE + _STAYS,
            "facts_ask": "What happened? Just the facts.",
            "kept": "Kept. It will not show up on its own.",
            "not_kept": "Nothing was kept.",
            "facts_in_a_change": f"{_FACTS} Your other answers go.",
            "nothing_in_a_change": _LEAVE,
            "close_in_a_change": _CLOSE_LEAVE + _CLEARS,
            "close_line_by_line_in_a_change": _CLOSE_LEAVE + _STAYS,
            "whole_in_a_change": "To erase the whole entry: journal delete {call} --now",
            "not_kept_in_a_change": "The entry is as it was.",
        },
        "past_year": {"yes": _OKAY, "rather_not": _OKAY, "no": _OKAY, "again": "One question."},
        "self_harm": {
            "offer": "",
            "yes": "If you might act on it, call {emergency} now. To talk: {crisis}.",
            "in_flow": "",
            "no": _OKAY,
            "skip": _OKAY,
        },
        "free_text": {"offer": "", "note": ""},
        "signs": {"danger": [], "self_harm": []},
        "support": {
            "text": "Numbers change. This program calls no one.",
            "no_talk": "Can't talk? Some have text or chat.",
            "no_line": "No line for this country is on file. These work across borders:",
            "unreadable": "The file {name} could not be read.",
        },
        "question": [_question(id_, *asked) for id_, asked in _QUESTIONS.items()],
    },
    "help_lines.toml": {
        "line": [
            {
                "country": "",
                "for": purpose,
                "name": "Find a Helpline",
                "contact": "findahelpline.com",
                "source": "lifeline-international.com",
                "year": 2024,
            }
            for purpose in ("abuse", "crisis")
        ]
    },
    "grounding.toml": {
        "first_line": "If someone could hurt you, your safety comes first. h: help lines.",
        "body_focus": "Keep your eyes open, if that is better.",
        "after_ask": "How strong is the upset now?",
        "lower": "That will do.",
        "not_lower": "Not yet. That is common.",
        "exercise": [
            {
                "id": "breath",
                "label": "Long breath out",
                "lines": ["Sit or stand.", "In. (4)", "And out, long. (6)", "Again.", "Good."],
            }
        ],
    },
}
