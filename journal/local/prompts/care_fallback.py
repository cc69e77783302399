"""
What stands in for a file of `prompts/care/` that cannot be read, file by file.

Few words, but enough to stop, to be told of help lines and to keep nothing. They also say
which tables and texts a file itself has to hold.
"""

from __future__ import annotations

from typing import Any

_DANGER_NOW = "In danger now? If you can, get to where other people are, or call {emergency}."
_ANOTHER_DEVICE = "If you can, use a phone or computer they can't check."
_NOT_SURE = "It is okay not to be sure. You can ask someone who knows, without giving a name:"


def _branch(*lines: str) -> dict[str, str]:
    return {"text": "\n".join(lines)}


def _question(id_: str, kind: str, ask: str, **choices: str) -> dict[str, Any]:
    listed = [{"id": choice, "label": label} for choice, label in choices.items()]
    return {"id": id_, "kind": kind, "ask": ask, "choices": listed}


_SAFETY: dict[str, Any] = {
    "branch": {
        "by_them": _branch(
            "Thank you for saying so. Being hurt or scared by a partner is not your fault.",
            _DANGER_NOW,
            "{lines}",
            _ANOTHER_DEVICE,
        ),
        "by_me": _branch(
            "It took honesty to write that. Stopping is your job, and there is help for it.",
            "If anyone is hurt, call {emergency}.",
            "{own_lines}",
        ),
        "both": _branch(
            "Thank you for saying so. When people get hurt or scared, safety comes first.",
            _DANGER_NOW,
            "{lines}",
            _ANOTHER_DEVICE,
        ),
        "rather_not": _branch(
            "That is fine. You don't have to say more.", _DANGER_NOW, "{lines}", _ANOTHER_DEVICE
        ),
        "not_sure": _branch(_NOT_SURE, "{lines}"),
        "not_sure_year": _branch(_NOT_SURE, "{lines}"),
    },
    "addon": [
        {
            "when_kind": "neck",
            "first": True,
            "text": "Hands on the neck can do harm that does not show, and it can come days later. "
            "Whoever was held needs a doctor today, even with no marks. "
            "In danger, call {emergency}.",
        }
    ],
    "first_run": {
        "welcome": "A notebook for the hours after an argument. "
        "It is not therapy, and not for emergencies.\n\n"
        "What it keeps: what you type, with the date. Where: {path}, on this computer only.\n"
        "Who can read it: anyone who can use this login.",
        "yes": "Good. One more question that everyone gets, then you can start.",
        "not_sure": "Then it may be better not to write here yet. "
        "Go on here, or close and leave nothing?",
        "no": "Then it is better not to write here. Nothing has been kept. "
        "Close now, or go on anyway?",
        "passphrase": "A passphrase locks what you write; it does not hide that it is here. "
        "If you lose it, nobody can open your entries again.",
    },
    "keep": {
        "ask": "What would you like to do with this entry?",
        "facts": "Keep the facts only. They stay out of every list, count and page.",
        "nothing": "Keep nothing.",
        "close": "Close now (keeps nothing, clears the screen).",
        "close_line_by_line": "Close now (keeps nothing). "
        "What is on the screen stays: close this window.",
        "facts_ask": "What happened? Just the facts, with times if you like.",
        "kept": "Kept. It will not show up on its own.",
        "not_kept": "Nothing was kept.",
        "facts_in_a_change": "Keep the facts only; your other answers go. "
        "They stay out of every list, count and page.",
        "nothing_in_a_change": "Leave the entry as it was.",
        "close_in_a_change": "Close now (leaves the entry as it was, clears the screen).",
        "close_line_by_line_in_a_change": "Close now (the entry stays as it was). "
        "What is on the screen stays: close this window.",
        "whole_in_a_change": "To erase the whole entry: journal delete {call} --now",
        "not_kept_in_a_change": "The entry is as it was.",
    },
    "past_year": {
        "yes": "From here on this notebook asks about feelings, body and facts only.",
        "rather_not": "That is fine.",
        "no": "Okay. Thank you.",
        "again": "A question that everyone gets from time to time.",
    },
    "self_harm": {
        "offer": "If part of this is about hurting yourself, press y. Nothing about it is kept.",
        "yes": "Thank you for saying it. You deserve a person right now, not a program. "
        "If you might act on it, call {emergency} now. To talk: {crisis}.",
        "in_flow": "Your entry is saved; it can wait.",
        "no": "Okay.",
        "skip": "Okay.",
    },
    "free_text": {
        "offer": "Some words here can point to danger. See help lines?",
        "note": "(A simple word match. It is often wrong, and it misses a lot. Nothing is kept.)",
    },
    "signs": {"danger": [], "self_harm": []},
    "support": {
        "text": "Numbers change. This program calls no one.",
        "no_talk": "Can't talk? Some have text or chat.",
        "no_line": "No line for this country is on file. These work across borders:",
        "unreadable": "The file {name} could not be read.",
    },
    "question": [
        _question(
            "device",
            "one",
            "Is this computer private enough to write about your relationship?",
            yes="Yes",
            not_sure="Not sure",
            no="No",
        ),
        _question(
            "past_year",
            "one",
            "In the past year, were you ever scared of what your partner might do, or they of you?",
            no="No",
            not_sure="Not sure",
            yes="Yes",
            rather_not="Rather not say",
        ),
        _question(
            "safety_kinds",
            "many",
            "What fits? Pick any, or none.",
            physical="Hit, grabbed, shoved or blocked; things broken",
            threats="Threats: to a person, a child, a pet, to money, or to end a life",
            neck="Hands on the neck, or trouble breathing",
            pressured_sex="Pressed or forced into sex",
            watched="Phone, money, friends or steps watched or held back",
            scared_to_say_no="Scared to say no",
        ),
        _question(
            "safety_by",
            "one",
            "Who did it?",
            them="They did",
            me="I did",
            both="Both of us",
            rather_not="Rather not say",
        ),
        _question(
            "self_harm", "one", "Are you having thoughts of hurting yourself?", no="No", yes="Yes"
        ),
    ],
}

_HELP_LINES: dict[str, Any] = {
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
}

_GROUNDING: dict[str, Any] = {
    "first_line": "If someone could hurt you, your safety comes first. h: help lines.",
    "body_focus": "Keep your eyes open, if that is better.",
    "after_ask": "How strong is the upset now?",
    "lower": "A bit lower. That will do.",
    "not_lower": "Not yet. That is common.",
    "exercise": [
        {
            "id": "breath",
            "label": "Long breath out",
            "lines": [
                "Sit or stand, as you like. Eyes open or closed.",
                "In through the nose. (4)",
                "And out, long and slow. (6)",
                "Again. No need to do it well.",
                "Last one. Good. Feel where your feet are.",
            ],
        }
    ],
}

CARE_FILES: dict[str, dict[str, Any]] = {
    "safety.toml": _SAFETY,
    "help_lines.toml": _HELP_LINES,
    "grounding.toml": _GROUNDING,
}
