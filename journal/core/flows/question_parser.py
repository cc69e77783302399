"""The parser of one question of a flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar

from journal.core.errors import PromptFileError
from journal.core.flows.conditions import Clause, build_clause
from journal.core.flows.flow import ListSection, Order, Question, Variant
from journal.core.flows.kinds import KINDS
from journal.core.flows.word_lists import ID, Word, WordList
from journal.core.model import NOT_SURE, OTHER
from journal.core.terms import FREE, LEANS, THEMES, Kind, LeanName, Theme, one_of

T = TypeVar("T")


_TEXTS = "ask hint before after offered bundle overrule".split()


_SWITCHES = ["always", "opened", "framed"]


_QUESTION_KEYS = {
    *_TEXTS,
    *_SWITCHES,
    *"id theme kind words choices extra limit ends only sections short about".split(),
    *"draft prefill order when variant".split(),
}


_PICKING = ("one", "many")


class PlaceInFile:
    """A place in a file, named in errors, with checked access to tables."""

    def __init__(self, file: str, question: str = "") -> None:
        self.file = file
        self.question = question

    def fail(self, key: str, expected: str) -> PromptFileError:
        """Return the error for a key at this place; an empty key is for the whole table."""
        part = f"question {self.question}" if self.question else "the flow"
        return PromptFileError(self.file, part, expected, key=key, question=self.question)

    def only_keys(self, row: object, known: set[str]) -> None:
        """
        Check that a value is a table with known keys only.

        Raises:
            PromptFileError: If it is not.
        """
        if not isinstance(row, dict):
            raise self.fail("", "a table")
        unknown = sorted(set(row) - known)
        if unknown:
            raise self.fail(unknown[0], f"only the keys {', '.join(sorted(known))}")

    def text(self, row: Mapping[str, Any], key: str) -> str:
        """
        Return the text of a key; empty if it is missing.

        Raises:
            PromptFileError: If the value is no text.
        """
        value = row.get(key, "")
        if not isinstance(value, str):
            raise self.fail(key, "a text")
        return value

    def one_of(
        self, row: Mapping[str, Any], key: str, allowed: Sequence[T], default: T | None = None
    ) -> T:
        """
        Return the value of a key, or the default if it is missing.

        Raises:
            PromptFileError: If the value is not one of *allowed*.
        """
        value = one_of(row.get(key, default), allowed)
        if value is None:
            raise self.fail(key, f"one of {', '.join(str(one) for one in allowed if one)}")
        return value


class QuestionReader(PlaceInFile):
    """A reader of one `[[question]]` table."""

    def __init__(
        self,
        file: str,
        position: int,
        row: object,
        lists: Mapping[str, WordList],
        kinds: tuple[Kind, ...],
    ) -> None:
        super().__init__(file, str(position))
        self.only_keys(row, _QUESTION_KEYS)
        assert isinstance(row, dict)  # noqa: S101 - only_keys refused the rest
        self.row: dict[str, Any] = row
        self.lists = lists
        self.kinds = kinds

    def read(self) -> Question:
        """
        Return the question.

        Raises:
            PromptFileError: If a key or value is invalid.
        """
        row = self.row
        question_id = self.text(row, "id")
        if not ID.fullmatch(question_id):
            raise self.fail("id", "small letters, digits and _")
        self.question = question_id
        kind = self.one_of(row, "kind", self.kinds)
        if not self.text(row, "ask").strip():
            raise self.fail("ask", "the words of the question")
        words, choices = self._words(kind)
        return Question(
            id=question_id,
            theme=self._theme(question_id, kind),
            kind=kind,
            words=words,
            choices=choices,
            limit=self._limit(),
            ends=self._ends(),
            only=self._section(row["only"]) if "only" in row else None,
            sections=tuple(self._section(s) for s in self._list("sections")),
            short=tuple(str(s) for s in self._list("short")),
            about=self.one_of(row, "about", ("me", "them"), "me"),
            draft=self.one_of(row, "draft", ("", "loop"), ""),
            prefill=self._prefill(kind),
            order=self._order(kind),
            when=self._clauses(row, "when"),
            variants=tuple(self._variant(v) for v in self._list("variant")),
            ask=self.text(row, "ask"),
            hint=self.text(row, "hint"),
            before=self.text(row, "before"),
            after=self.text(row, "after"),
            offered=self.text(row, "offered"),
            bundle=self.text(row, "bundle"),
            overrule=self.text(row, "overrule"),
            always=self._switch("always", default=False),
            opened=self._switch("opened", default=False),
            framed=self._switch("framed", default=True),
        )

    def _theme(self, question_id: str, kind: Kind) -> Theme:
        named, sort = self.text(self.row, "theme"), KINDS[kind].themed
        theme = one_of(named or question_id, (*THEMES, FREE)) or (None if named else FREE)
        if theme is None or THEMES.get(theme, sort) != sort:
            fitting = [t for t, of in THEMES.items() if of == sort]
            raise self.fail("theme", f"one that fits kind {kind}: {', '.join(fitting)}, free")
        return theme

    def _words(self, kind: Kind) -> tuple[WordList | None, tuple[Word, ...]]:
        row, name = self.row, self.text(self.row, "words")
        if name and name not in self.lists:
            raise self.fail("words", f"one of {', '.join(sorted(self.lists))}")
        choices = tuple(self._choice(c) for key in ("choices", "extra") for c in self._list(key))
        if kind in _PICKING and not (name or choices):
            raise self.fail("words", "words or choices, since there is something to pick")
        if kind not in _PICKING and ("words" in row or choices):
            raise self.fail("words", f"neither words nor choices for kind {kind}")
        words = self.lists[name] if name else None
        ids = [c.id for c in choices] + ([*words.words, NOT_SURE] if words else [])
        if len(set(ids)) < len(ids):
            raise self.fail("choices", "ids that stand only once, also in its list of words")
        return words, choices

    def _choice(self, row: object) -> Word:
        self.only_keys(row, {"id", "label", "description"})
        assert isinstance(row, dict)  # noqa: S101
        if not ID.fullmatch(self.text(row, "id")) or not self.text(row, "label").strip():
            raise self.fail("choices", "an id and a label for each choice")
        if row["id"] == OTHER:
            raise self.fail("choices", f"ids other than {OTHER}, which means words of one's own")
        return Word(row["id"], row["label"], self.text(row, "description"))

    def _section(self, row: object) -> ListSection:
        if not isinstance(row, dict):
            raise self.fail("sections", "tables")
        facts = {k: v for k, v in row.items() if k != "heading"}
        if not all(
            isinstance(v, list) and all(isinstance(x, str) for x in v) for v in facts.values()
        ):
            raise self.fail("sections", "a list of texts for each fact")
        return ListSection({k: frozenset(v) for k, v in facts.items()}, self.text(row, "heading"))

    def _prefill(self, kind: Kind) -> Clause | None:
        if "prefill" not in self.row:
            return None
        [clause] = self._clauses({"prefill": [self.row["prefill"]]}, "prefill")
        if kind != "many" or not clause.fact or clause.test != "is":
            raise self.fail("prefill", "a question, a fact and is, for kind many")
        return clause

    def _order(self, kind: Kind) -> Order | None:
        row = self.row.get("order")
        if row is None:
            return None
        self.only_keys(row, {"when", "first", "last"})
        when = self.one_of(row, "when", ("several", "both_sides"), "several")
        first, last = self.text(row, "first"), self.text(row, "last")
        if kind != "many" or not (first.strip() and last.strip()):
            raise self.fail("order", "two questions, first and last, for kind many")
        return Order(when, first, last)

    def _variant(self, row: object) -> Variant:
        self.only_keys(row, {"lean", "when", "ask", "hint"})
        assert isinstance(row, dict)  # noqa: S101
        allowed: tuple[LeanName | Literal[""], ...] = ("", *LEANS)
        lean = self.one_of(row, "lean", allowed, "")
        return Variant(
            lean, self._clauses(row, "when"), self.text(row, "ask"), self.text(row, "hint")
        )

    def _clauses(self, row: Mapping[str, Any], key: str) -> tuple[Clause, ...]:
        rows = row.get(key, [])
        if not isinstance(rows, list):
            raise self.fail(key, "a list of conditions")
        try:
            return tuple(build_clause(r) for r in rows)
        except ValueError as error:
            raise self.fail(key, str(error)) from None

    def _limit(self) -> int:
        limit = self.row.get("limit", 0)
        if isinstance(limit, bool) or not isinstance(limit, int) or limit < 0:
            raise self.fail("limit", "a whole number")
        return limit

    def _ends(self) -> tuple[str, str]:
        match self._list("ends"):
            case [str(low), str(high)]:
                return low, high
            case []:
                return "", ""
            case _:
                raise self.fail("ends", "two texts, for 0 and for 10")

    def _list(self, key: str) -> list[Any]:
        value = self.row.get(key, [])
        if not isinstance(value, list):
            raise self.fail(key, "a list")
        return value

    def _switch(self, key: str, *, default: bool) -> bool:
        value = self.row.get(key, default)
        if not isinstance(value, bool):
            raise self.fail(key, "true or false")
        return value
