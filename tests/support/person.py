"""A scripted person: answers as told, takes the keys they were told, and keeps what they met."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from journal.core.dialogue.asks import Ask, Offer
from journal.core.dialogue.exercises import Cue
from journal.core.dialogue.ports import Answered, Left, Opened, Skipped, WentBack, Wrote
from journal.core.errors import Stopped
from journal.core.flows.flow import Question
from journal.core.model import Answer, Entry

_OWN_WORD = "as a word of your own for next time?"
_REPLIES = Answered | Skipped | WentBack | Left | Wrote


class Disk(Protocol):
    """Where what was said goes."""

    entry: Entry | None


@dataclass(frozen=True)
class Met:
    """
    One thing that a person met.

    Attributes:
        what: `ask`, `offer`, `page`, `say` or `ground`.
        name: The id of the question; the ids offered; the keys of a page.
        text: What it said.
        more: What else was to be read with it: what was said before, and the choices.
        on_disk: What lay on disk at that moment, if that is looked at.
        step: What the conversation had them do; None but for `ask` and `offer`.
    """

    what: str
    name: str
    text: str
    more: tuple[str, ...] = ()
    on_disk: Entry | None = None
    step: Ask | Offer | None = None

    @property
    def read(self) -> str:
        """All that was to be read."""
        return "\n".join([self.text, *self.more])


class ScriptedPerson:
    """
    Someone behind `core.dialogue.ports.Person` who skips what they were told nothing about.

    Args:
        says: By question id: an answer or a reply; a list for one time after the other. An
            error is raised.
        keys: By a piece of the text of a page: the key taken there, in the same way.
            Elsewhere they press Enter, and keep no own word; another page without Enter fails.
        opens: Follow-ups that they open where they are offered, or as more of a question.
        watching: Called before every reply, with what was just met.
        disk: Looked at whenever something is met.
        read: From what was told for a question to its answer.
        enters: Whether they leave what is there as it is, and do not skip it.
        declines: Whether they take `n` on any page without Enter.
    """

    clears = True

    def __init__(
        self,
        says: Mapping[str, Any] = {},
        keys: Mapping[str, Any] = {},
        opens: Sequence[str] = (),
        *,
        watching: Callable[[Met], None] = lambda met: None,
        disk: Disk | None = None,
        read: Callable[[Question, Any], Answer | None] = lambda _question, value: value,
        enters: bool = False,
        declines: bool = False,
    ) -> None:
        self._says = {q: [*v] if isinstance(v, list) else v for q, v in says.items()}
        self._keys = {t: [*v] if isinstance(v, list) else v for t, v in keys.items()}
        self._opens = [*opens]
        self._watching, self._disk, self._read = watching, disk, read
        self._enters, self._declines = enters, declines
        self.met: list[Met] = []
        self.lost = ""
        self.cues: list[tuple[Cue, ...]] = []

    def ask(self, ask: Ask) -> Answered | Skipped | WentBack | Left | Wrote:
        question = ask.question
        words = [*question.choices, *(w for _, w in question.offered_words())]
        shown = words if question.words is None else []
        more = [question.before, *(f"{w.label} {w.description}" for w in shown)]
        text = f"{question.ask}\n{question.hint}\n{ask.draft}"
        self._meet("ask", question.id, text, more, ask)
        leaves = self._enters and ask.default is not None
        reply = _next(self._says, question.id, Answered(ask.default) if leaves else Skipped())
        if isinstance(reply, _REPLIES):
            return reply
        opened = tuple(q.id for q in ask.more if self._wants(q.id))
        answer = self._read(question, reply)
        if isinstance(answer, str) and ask.check(answer):
            return self.ask(replace(ask, typed=answer))
        return Skipped() if answer is None else Answered(answer, opened)

    def offer(self, offer: Offer) -> Opened | Skipped | WentBack:
        ids = " ".join(q.id for q in offer.questions)
        self._meet("offer", ids, "\n".join(q.offered for q in offer.questions), (), offer)
        reply = _next(self._says, "offer", None)
        wanted = next((q.id for q in offer.questions if not reply and self._wants(q.id)), None)
        return reply or (Opened(wanted) if wanted else Skipped())

    def page(self, text: str, choices: Mapping[str, str]) -> str:
        self._meet("page", " ".join(choices), text, [*choices.values()])
        told = next((t for t in self._keys if t in text), None)
        declined = "" not in choices and (self._declines or _OWN_WORD in text)
        key = _next(self._keys, told, "n" if declined else "")
        if key not in choices:
            self.lost = f"They were told no key for this page:\n{text}"
            raise Stopped("")
        return str(key)

    def say(self, text: str) -> None:
        self._meet("say", "", text)

    def ground(self, cues: Sequence[Cue]) -> None:
        self._meet("ground", "", "\n".join(c.text for c in cues))
        self.cues.append(tuple(cues))

    @property
    def asked(self) -> list[str]:
        """The ids of the questions met, in order."""
        return self.names("ask")

    @property
    def read(self) -> str:
        """All that they read."""
        return "\n".join(m.read for m in self.met)

    def names(self, what: str) -> list[str]:
        """What they met of one sort, in order."""
        return [m.name for m in self.met if m.what == what]

    def texts(self, what: str) -> list[str]:
        """What they read of one sort, in order."""
        return [m.text for m in self.met if m.what == what]

    def ask_of(self, question: str) -> Ask:
        """The question as it was asked, the last time that it was."""
        *_, met = (m for m in self.met if (m.what, m.name) == ("ask", question))
        assert isinstance(met.step, Ask)
        return met.step

    def _meet(
        self,
        what: str,
        name: str,
        text: str,
        more: Sequence[str] = (),
        step: Ask | Offer | None = None,
    ) -> None:
        on_disk = self._disk.entry if self._disk is not None else None
        self.met.append(Met(what, name, text, tuple(more), on_disk, step))
        self._watching(self.met[-1])

    def _wants(self, question: str) -> bool:
        return question in self._opens and not self._opens.remove(question)


def _next(told: Mapping[str, Any], key: str | None, otherwise: Any) -> Any:
    value = told.get(key, otherwise)
    if isinstance(value, list):
        value = value.pop(0) if value else otherwise
    if isinstance(value, Exception):
        raise value
    return value
