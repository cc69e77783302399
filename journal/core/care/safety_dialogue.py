"""The dialogue for someone who may be in danger; nothing of it is kept without their consent."""

from __future__ import annotations

from dataclasses import replace

from journal.core.care.care_book import CareBook, branch_for, facts_only
from journal.core.dialogue.asks import aside
from journal.core.dialogue.finishing import as_finished
from journal.core.dialogue.ports import Answered, Left, Person, WentBack, ask_aside, closing
from journal.core.dialogue.progress import Progress, filled, labels
from journal.core.dialogue.saving import Keeping
from journal.core.errors import ClosedForSafety, Stopped
from journal.core.flows.flow import Question
from journal.core.model import Answer, Entry, Said, picks

_A_DAY = 24 * 60
"""The minutes after which a backup may contain the draft."""

_OTHERWISE_IN_A_CHANGE = ("facts", "nothing", "close", "close_line_by_line", "not_kept")
"""The keys of `CareBook.keep` with another text, `…_in_a_change`, for an entry kept before."""

_SLIP = {"b": "back, that was a slip"}


class _SlippedError(Exception):
    """The person took the answer about danger back."""


def see_to_safety(
    progress: Progress,
    question: str,
    slip: Progress,
    person: Person,
    keeping: Keeping,
    care: CareBook,
    country: str,
) -> Progress | Entry | None:
    """
    Lead the safety dialogue: the questions, the texts and help lines, the choice what to keep.

    Args:
        progress: The progress, with the answer about danger.
        question: The id of the question with that answer.
        slip: The progress to return if the answer was a slip.
        person: The person.
        keeping: The writer of the entry.
        care: The texts and help lines.
        country: The country of the help lines, ISO 3166 alpha-2; may be empty.

    Returns:
        The progress, to go on (after a slip, or not sure and no kind of harm named); the entry
        that was kept; or None if none was.

        Raises:
            ClosedForSafety: If the person closes; nothing more is kept.
    """
    try:
        unsafe = progress.entry.value(question)
        unsafe = unsafe if unsafe in ("yes", "not_sure") else "yes"
        kinds = [str(p) for p in picks(_ask(person, care.questions["safety_kinds"]))]
        by = ""
        if unsafe == "yes" or kinds:
            by = str(_ask(person, care.questions["safety_by"]) or "")
        branch = branch_for(unsafe, kinds, by)
        words = care.words(branch, kinds, by, country)
        if branch == "not_sure":
            return _not_sure(progress, words, person, keeping, care)
        _read(words, person)
        return _choose_what_to_keep(progress, person, keeping, care)
    except _SlippedError:
        return slip
    except Stopped:
        raise ClosedForSafety from None


def _ask(person: Person, question: Question) -> Answer | None:
    """
    Ask a question about the danger and return the answer; None if it was skipped.

    Raises:
        Stopped: If the person leaves; the answers about danger are not kept.
        _SlippedError: If the person goes back.
    """
    reply = person.ask(replace(aside(question), can_go_back=True))
    if isinstance(reply, Left):
        raise Stopped()
    if isinstance(reply, WentBack):
        raise _SlippedError
    return reply.value if isinstance(reply, Answered) else None


def _read(words: str, person: Person) -> None:
    choice = person.page(words, {"": "go on", **_SLIP, "q": closing(person)})
    if choice == "b":
        raise _SlippedError
    if choice == "q":
        raise Stopped()


def _not_sure(
    progress: Progress, words: str, person: Person, keeping: Keeping, care: CareBook
) -> Progress | Entry | None:
    close = "close and leave the entry as it was" if progress.again else "close and keep nothing"
    choices = {"": "go on", "k": "stop and keep what is there", "c": close}
    choice = person.page(_with_way_out(words, progress, care), choices)
    if choice == "c":
        keeping.erase(progress.entry)
        return None
    if choice == "k":
        entry = as_finished(progress)
        entry = keeping.put(entry)
        person.say("Kept.")
        return entry
    return progress


def _choose_what_to_keep(
    progress: Progress, person: Person, keeping: Keeping, care: CareBook
) -> Entry | None:
    keep = dict(care.keep)
    if progress.again:
        keep |= {part: care.keep[f"{part}_in_a_change"] for part in _OTHERWISE_IN_A_CHANGE}
    close = keep["close" if person.clears else "close_line_by_line"]
    choice = person.page(
        _with_way_out(keep["ask"], progress, care),
        {"1": keep["facts"], "2": keep["nothing"], "3": close, **_SLIP},
    )
    if choice == "b":
        raise _SlippedError
    if choice == "1":
        entry = _with_facts(progress, person, care)
        entry = keeping.put(entry)
        person.say(care.keep["kept"])
        if progress.again or _is_from_another_day(progress):
            person.say(care.keep.get("older", ""))
        return entry
    keeping.erase(progress.entry)
    if choice == "2":
        person.say(keep["not_kept"])
    return None


def _with_way_out(words: str, progress: Progress, care: CareBook) -> str:
    """Return a text, with how to erase the whole entry if the entry is being edited."""
    if not progress.again:
        return words
    return f"{words}\n\n{filled(progress, care.keep['whole_in_a_change'])}"


def _is_from_another_day(progress: Progress) -> bool:
    minutes = progress.situation.get("minutes_since")
    return isinstance(minutes, int) and minutes >= _A_DAY


def _with_facts(progress: Progress, person: Person, care: CareBook) -> Entry:
    entry = progress.entry
    if not any(said.theme == "facts" for said in entry.answers.values()):
        question = Question("facts", "facts", "text", care.keep["facts_ask"])
        told = ask_aside(person, question)
        if told is not None:
            said = Said(told, "facts", question.ask)
            entry = replace(entry, answers={**entry.answers, "facts": said})
    return facts_only(entry)


def ask_unsafe_again(progress: Progress, person: Person) -> tuple[Progress, str]:
    """
    Ask the question about danger of the flow once more.

    Returns:
        The progress, and the id of the question, if the answer is `yes` or `not_sure`; it is then
        recorded. Else the progress unchanged and an empty text.
    """
    question = next((q for q in progress.flow.questions if q.theme == "unsafe"), None)
    if question is None:
        return progress, ""
    value = ask_aside(person, question)
    if value not in ("yes", "not_sure"):
        return progress, ""
    said = Said(value, question.theme, question.ask, labels(question, value))
    answers = {**progress.entry.answers, question.id: said}
    return replace(progress, entry=replace(progress.entry, answers=answers)), question.id
