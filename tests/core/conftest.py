"""Flows from a few lines, answers that fit, and a scripted person, for the tests of the core."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from journal.core.conversation import Conversation
from journal.core.dialogue.exercises import Cue
from journal.core.dialogue.ports import Answered, Left, Moved, Opened, Skipped, WentBack, Wrote
from journal.core.dialogue.steps import Ask, Offer, start
from journal.core.errors import Stopped, StoreError
from journal.core.flows.flow import Flow, Question
from journal.core.flows.kinds import TEN_YEARS, read_answer
from journal.core.flows.parser import build_flow
from journal.core.flows.word_lists import WordList
from journal.core.model import NOT_SURE, Answer, Entry
from journal.local.prompts.loader import Prompts

EVENING = datetime(2026, 3, 4, 20, tzinfo=UTC)

FlowOf = Callable[[str], Flow]
SomeAnswer = Callable[[Question, int], Answer]


@pytest.fixture(scope="session")
def prompts() -> Prompts:
    """What comes with the program."""
    return Prompts()


@pytest.fixture(scope="session")
def full(prompts: Prompts) -> Flow:
    """The long entry."""
    return prompts.flow("full")


@pytest.fixture(scope="session")
def lists(prompts: Prompts) -> Mapping[str, WordList]:
    """All packaged lists of words."""
    return prompts.lists


@pytest.fixture(scope="session")
def flow_of(lists: Mapping[str, WordList]) -> FlowOf:
    """Makes a flow named `own` from TOML, as if it stood in `own.toml`."""
    return lambda toml: build_flow("own", tomllib.loads(toml), "own.toml", lists, packaged=False)


def _some_answer(question: Question, number: int) -> Answer:
    chance = Random(number)  # noqa: S311 - one answer for each number
    words = [w.id for w in question.choices] + [w.id for _, w in question.offered_words()]
    own = [NOT_SURE, {"other": "Tea"}, {"other": "tea "}, {"other": "  a\n\u202eb"}]
    listed = [*dict.fromkeys(words), *(own if question.takes_own else [])]
    value: Any
    match question.kind:
        case "one":
            value = chance.choice(listed)
        case "many":
            value = chance.sample(listed, chance.randint(1, min(question.limit or 5, len(listed))))
        case "scale":
            value = chance.randint(0, 10)
        case "minutes":
            value = chance.choice([0, 1, 90, TEN_YEARS])
        case "tags":
            value = chance.sample(["late", "a b", "É"], chance.randint(1, 3))
        case _:
            value = chance.choice(["I waited.", "{surface} {x.y}", "…\n\t ", "no"])
    answer = read_answer(question, value)
    assert answer is not None
    return answer


@pytest.fixture(scope="session")
def some_answer() -> SomeAnswer:
    """An answer that fits a question; another one for another number."""
    return _some_answer


@dataclass(frozen=True)
class Met:
    """
    One thing that a person met.

    Attributes:
        what: `ask`, `offer`, `page` or `say`.
        name: The id of the question; the ids offered; the keys of a page.
        text: What was to be read.
        on_disk: What lay on disk at that moment.
        step: What the conversation had them do; None but for `ask` and `offer`.
    """

    what: str
    name: str
    text: str
    on_disk: Entry | None
    step: Ask | Offer | None = None


class Disk:
    """
    Where entries go, behind `core.dialogue.ports.Keep`.

    Attributes:
        entry: What lies there now.
        writes: All that ever did.
        troubles: What goes wrong, write by write; None where nothing does.
    """

    def __init__(self, entry: Entry | None = None) -> None:
        self.entry = entry
        self.writes: list[Entry | None] = []
        self.troubles: list[StoreError | None] = []
        self.returns: list[datetime] = []
        self.own: dict[str, list[str]] = {}

    def save(self, entry: Entry) -> Entry:
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble
        self.entry = entry
        self.writes.append(entry)
        return entry

    def erase(self, entry: Entry) -> None:
        self.entry = None
        self.writes.append(None)

    def moved(self) -> Moved | None:
        return None

    def reopen(self, entry: Entry) -> Entry:
        return entry

    def come_back(self, at: datetime) -> None:
        self.returns.append(at)

    def own_words(self, list_name: str) -> list[str]:
        return list(self.own.get(list_name, ()))

    def keep_own_word(self, list_name: str, text: str) -> None:
        self.own.setdefault(list_name, []).append(text)


class ScriptedPerson:
    """
    Someone behind `core.dialogue.ports.Person` who answers as told and skips all else.

    Args:
        disk: Looked at whenever something is met.
        says: By question id: answers as JSON or as replies, one time after the other; an
            error is raised.
        keys: By a piece of the text of a page: the key taken there, in the same way. Enter
            on every other page.
        opens: The follow-ups opened, where they are offered or as "more".
    """

    clears = True

    def __init__(
        self, disk: Disk, says: Mapping[str, Any], keys: Mapping[str, Any], opens: Sequence[str]
    ) -> None:
        self.met: list[Met] = []
        self._disk = disk
        self._says = {q: [*v] if isinstance(v, tuple) else [v] for q, v in says.items()}
        self._keys = {t: [*v] if isinstance(v, tuple) else [v] for t, v in keys.items()}
        self._opens = [*opens]

    def ask(self, ask: Ask) -> Answered | Skipped | WentBack | Left | Wrote:
        text = f"{ask.question.ask}\n{ask.question.hint}\n{ask.draft}"
        self._meet("ask", ask.question.id, text, ask)
        reply = self._next(self._says.get(ask.question.id), Skipped())
        if isinstance(reply, Answered | Skipped | WentBack | Left | Wrote):
            return reply
        more = tuple(q.id for q in ask.more if self._wants(q.id))
        answer = read_answer(ask.question, reply)
        if isinstance(answer, str) and ask.check(answer):
            return self.ask(replace(ask, typed=answer))
        return Skipped() if answer is None else Answered(answer, more)

    def offer(self, offer: Offer) -> Opened | Skipped | WentBack:
        self._meet("offer", " ".join(q.id for q in offer.questions), "", offer)
        reply = self._next(self._says.get("offer"), None)
        wanted = next((q.id for q in offer.questions if not reply and self._wants(q.id)), None)
        return reply or (Opened(wanted) if wanted else Skipped())

    def page(self, text: str, choices: Mapping[str, str]) -> str:
        self._meet("page", " ".join(choices), text)
        told = next((t for t in self._keys if t in text), "")
        key = str(self._next(self._keys.get(told), "" if "" in choices else "n"))
        assert key in choices, f"no key was told for the page: {text}"
        return key

    def say(self, text: str) -> None:
        self._meet("say", "", text)

    def ground(self, cues: Sequence[Cue]) -> None:
        self._meet("ground", "", "\n".join(c.text for c in cues))

    def names(self, what: str) -> list[str]:
        """What they met of one sort, in order."""
        return [m.name for m in self.met if m.what == what]

    def texts(self, what: str) -> list[str]:
        """What they read of one sort, in order."""
        return [m.text for m in self.met if m.what == what]

    def asked(self, question: str) -> Ask:
        """The question as it was asked, the last time that it was."""
        *_, met = (m for m in self.met if (m.what, m.name) == ("ask", question))
        assert isinstance(met.step, Ask)
        return met.step

    def _meet(self, what: str, name: str, text: str, step: Ask | Offer | None = None) -> None:
        self.met.append(Met(what, name, text, self._disk.entry, step))

    def _wants(self, question: str) -> bool:
        return question in self._opens and not self._opens.remove(question)

    @staticmethod
    def _next(told: list[Any] | None, otherwise: Any) -> Any:
        value = told.pop(0) if told else otherwise
        if isinstance(value, Exception):
            raise value
        return value


@dataclass(frozen=True)
class Meeting:
    """
    How a conversation went.

    Attributes:
        entry: What it returned.
        stopped: The sentence that a person who stopped was left with; None if they did not.
    """

    person: ScriptedPerson
    disk: Disk
    entry: Entry | None
    stopped: str | None


Meet = Callable[..., Meeting]


@pytest.fixture(scope="session")
def meet(prompts: Prompts) -> Meet:
    """Lead a scripted person through a flow."""

    def lead(
        flow: str | Flow = "full",
        says: Mapping[str, Any] = {},
        keys: Mapping[str, Any] = {},
        opens: Sequence[str] = (),
        *,
        draft: Entry | None = None,
        short: Flow | None = None,
        troubles: Sequence[StoreError | None] = (),
        **situation: str | int,
    ) -> Meeting:
        asked = prompts.flow(flow) if isinstance(flow, str) else flow
        entry = draft or Entry("u1", asked.name, asked.counts, EVENING, EVENING, {})
        disk = Disk(draft)
        disk.troubles = [*troubles]
        person = ScriptedPerson(disk, says, keys, opens)
        conversation = Conversation(
            start(asked, entry, situation),
            person,
            disk,
            prompts.care,
            country="GB",
            short=short,
            now=lambda: EVENING,
        )
        try:
            return Meeting(person, disk, conversation.run(), None)
        except Stopped as stop:
            return Meeting(person, disk, None, str(stop))

    return lead
