"""The offer to calm down at high heat: an exercise, then a short entry; all can be declined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from journal.core.care.care_book import CareBook
from journal.core.dialogue import steps as talk
from journal.core.dialogue.exercises import MOST_MINUTES, Exercise, script
from journal.core.dialogue.ports import Person, ask_aside
from journal.core.dialogue.progress import Progress
from journal.core.flows.flow import Flow, Question
from journal.core.model import Answer, Said, picks

HIGH = 8
"""The heat, 0 to 10, from which calming is offered; a convention among couple therapists."""

_HOT = "That is a lot. Settle the body first? The long entry stays open for you."
_STILL_HOT = (
    "Still high, and that is okay. A short entry fits now; the long one will be here when it is "
    "cooler."
)
_MINUTES = {"": "2 minutes", "1": "1 minute"} | {
    str(n): f"{n} minutes" for n in range(2, MOST_MINUTES + 1)
}
_LOWER, _READY = "A bit lower.", "Ready for the first question?"


def settle_first(
    progress: Progress, person: Person, care: CareBook, country: str, short: Flow, plan: str
) -> Progress:
    """
    Offer an exercise, and a short entry, before the long entry goes on.

    Args:
        progress: The progress, at the question of kind `settle`.
        person: The person.
        care: The texts and exercises.
        country: The country of the help lines, ISO 3166 alpha-2; may be empty.
        short: The flow of the short entry.
        plan: The current plan as a sentence; empty if there is none.

    Returns:
        The progress on the long entry, or on the short entry with the answers given so far.
    """
    on = talk.skip(progress)
    choices = {"": "pause", "s": "short entry", "g": "go on here"}
    choice = page_with_help(person, care, country, _HOT, choices)
    if choice == "g":
        return on
    if choice == "s":
        return _shorter(progress, short)
    before = progress.entry.value("heat_before")
    exercise = _choose(person, care, country)
    heat = _do(exercise, person, care) if exercise else None
    if plan:
        person.say(f"Your plan. {plan}")
    if heat is not None and heat >= HIGH:
        choice = person.page(_STILL_HOT, {"": "short entry", "g": "long entry anyway"})
        return on if choice == "g" else _shorter(progress, short)
    person.say(f"{_LOWER} {_READY}" if _is_lower(heat, before) else _READY)
    return on


def pause(person: Person, care: CareBook, country: str) -> None:
    """Run a pause without an entry: an exercise, with the heat asked before and after."""
    exercise = _choose(person, care, country)
    if exercise is None:
        return
    before = _ask_heat(person, "How strong is the upset in you right now?")
    after = _do(exercise, person, care)
    if after is not None:
        texts = care.grounding.texts
        person.say(texts["lower"] if _is_lower(after, before) else texts["not_lower"])


def _do(exercise: Exercise, person: Person, care: CareBook) -> int | None:
    """Run an exercise for the minutes chosen; return the heat afterwards, None if skipped."""
    minutes = person.page("How long?", _MINUTES)
    person.ground(script(exercise, int(minutes or 2)))
    return _ask_heat(person, care.grounding.texts["after_ask"])


def _ask_heat(person: Person, ask: str) -> int | None:
    question = Question("heat", "free", "scale", ask, ends=("calm", "as strong as it gets"))
    heat = ask_aside(person, question)
    return heat if isinstance(heat, int) else None


def _is_lower(heat: int | None, before: Answer | None) -> bool:
    return heat is not None and isinstance(before, int) and heat < before


def _choose(person: Person, care: CareBook, country: str) -> Exercise | None:
    exercises, texts = care.grounding.exercises, care.grounding.texts
    choices = {str(n): e.label for n, e in enumerate(exercises, 1)}
    text = f"{texts['first_line']}\n\n{texts['body_focus']}"
    choices = {"": exercises[0].label, **choices, "q": "no exercise"}
    choice = page_with_help(person, care, country, text, choices)
    return None if choice == "q" else exercises[int(choice or 1) - 1]


def page_with_help(
    person: Person, care: CareBook, country: str, text: str, choices: Mapping[str, str]
) -> str:
    """
    Show a page on which the key h shows the help lines; return the choice.

    Nothing records that the help lines were shown.

    Args:
        person: The person.
        care: The help lines.
        country: The country of the help lines, ISO 3166 alpha-2; may be empty.
        text: The text of the page.
        choices: Key -> label; an empty key is Enter.
    """
    while True:
        choice = person.page(text, {**choices, "h": "help lines"})
        if choice != "h":
            return choice
        person.page(care.help_lines(country), {"": "back"})


def _shorter(progress: Progress, short: Flow) -> Progress:
    """
    Return the progress on the short flow, at its first question without an answer.

    All answers are kept but those with more choices than the short flow takes.
    """
    kept = {
        question: said
        for question, said in progress.entry.answers.items()
        if _fits(short.question(question), said)
    }
    entry = replace(progress.entry, flow=short.name, counts=short.counts, answers=kept)
    on = talk.start(short, replace(entry, draft_at=None), progress.situation)
    waiting = (i for i, q in enumerate(short.questions) if q.id not in kept)
    return replace(on, at=next(waiting, len(short.questions)))


def _fits(question: Question | None, said: Said) -> bool:
    """Return whether an answer fits a question of the short flow: it is unasked or within limit."""
    return question is None or not question.limit or len(picks(said.value)) <= question.limit
