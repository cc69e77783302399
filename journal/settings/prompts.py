"""Reading `prompts/`: the packaged words, flows and help lines, and flows of one's own."""

from __future__ import annotations

import importlib.resources
import tomllib
from collections.abc import Callable
from datetime import date
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from journal.core.care import AddOn, CareBook, HelpLine
from journal.core.errors import PromptFileError, UnknownFlowError
from journal.core.flows import Flow, Question
from journal.core.grounding import Exercise, Grounding, script
from journal.core.reading import build_flow
from journal.core.themes import FREE
from journal.core.words import WordList, build_words
from journal.settings.built_in import CARE_FILES
from journal.settings.lines import line_of

_FIRST_FLOWS = ("full", "quick", "followup", "caught", "checkin", "note")
"""The order in which a person meets them; others follow by name."""


class Prompts:
    """
    All words and questions, read when they are first needed.

    Args:
        own_flows: The folder of the person's own flows; it may not exist.
    """

    def __init__(self, own_flows: Path | None = None) -> None:
        self._own = own_flows
        self._flows: dict[str, Flow] = {}

    @cached_property
    def lists(self) -> dict[str, WordList]:
        """All lists of words, by name."""
        files = _toml_files(packaged() / "words")
        return {n: build_words(n, _read(f), f"words/{f.name}") for n, f in files.items()}

    @cached_property
    def care(self) -> CareBook:
        """
        The words and lines for someone who may be in danger.

        Never an error: built-in ones stand in for a file that is not what it has to be.
        """
        parts: dict[str, Any] = {}
        unreadable = []
        for name, build in _CARE.items():
            try:
                data = _read(packaged() / "care" / name)
                _need(data, CARE_FILES[name])
                parts |= build(data)
            except (PromptFileError, LookupError, TypeError, ValueError, AttributeError):
                unreadable.append(name)
                parts |= build(CARE_FILES[name])
        this_year = date.today().year
        return CareBook(**parts, this_year=this_year, unreadable=tuple(unreadable))

    def flow_names(self) -> list[str]:
        """The packaged flows in their own order, then one's own by name."""
        return [
            *self._packaged_files,
            *(n for n in self._own_files if n not in self._packaged_files),
        ]

    def flow(self, name: str) -> Flow:
        """
        One flow. A packaged name cannot be taken by an own file.

        Raises:
            UnknownFlowError: If no file describes it.
            PromptFileError: If its file is not what it has to be.
        """
        if name not in self._flows:
            is_packaged = name in self._packaged_files
            self._flows[name] = self._build(name, self.file(name), packaged=is_packaged)
        return self._flows[name]

    def file(self, name: str) -> Traversable:
        """
        The file that describes a flow.

        Raises:
            UnknownFlowError: If there is none.
        """
        file = self._packaged_files.get(name) or self._own_files.get(name)
        if file is None:
            raise UnknownFlowError(self.flow_names())
        return file

    def is_packaged(self, name: str) -> bool:
        """Whether a flow came with the program."""
        return name in self._packaged_files

    def check(self, file: Path) -> Flow:
        """
        The flow that a file describes, wherever it lies.

        Raises:
            PromptFileError: Naming the line and the key of its first fault.
        """
        name = file.name.removesuffix(".toml")
        if name == file.name:
            raise PromptFileError(file.name, "the name", "an ending in .toml")
        if name in self._packaged_files and not file.samefile(Path(str(self.file(name)))):
            raise PromptFileError(file.name, "the name", "one that no packaged flow has")
        return self._build(name, file, packaged=False)

    def _build(self, name: str, file: Traversable, *, packaged: bool) -> Flow:
        where = f"flows/{file.name}"
        data = _read(file)
        try:
            return build_flow(name, data, where, self.lists, packaged=packaged)
        except PromptFileError as error:
            line = line_of(file.read_text(encoding="utf-8"), error.place)
            if line is None:
                raise
            raise PromptFileError(f"{where}, line {line}", error.place, error.expected) from None

    def counts(self) -> dict[str, str]:
        """Flow name -> whether its entries are conflicts; own files with a fault are left out."""
        known: dict[str, str] = {}
        for name in self.flow_names():
            try:
                known[name] = self.flow(name).counts
            except PromptFileError:
                if name in self._packaged_files:
                    raise
        return known

    def by_theme(self) -> dict[str, Question]:
        """Theme -> the first packaged question about it."""
        known: dict[str, Question] = {}
        for name in self._packaged_files:
            for question in self.flow(name).questions:
                known.setdefault(question.theme, question)
        known.pop(FREE, None)
        return known

    def flow_if_any(self, name: str) -> Flow | None:
        """
        One flow, or None if no file describes it.

        Raises:
            PromptFileError: If its file is not what it has to be.
        """
        try:
            return self.flow(name)
        except UnknownFlowError:
            return None

    def known_flow(self, name: str) -> Flow | None:
        """One flow, or None if no file describes it any more, or one that can't be used."""
        try:
            return self.flow(name)
        except (UnknownFlowError, PromptFileError):
            return None

    @cached_property
    def _packaged_files(self) -> dict[str, Traversable]:
        files = _toml_files(packaged() / "flows")
        return dict(sorted(files.items(), key=lambda f: _place(f[0])))

    @cached_property
    def _own_files(self) -> dict[str, Traversable]:
        return _toml_files(self._own) if self._own is not None and self._own.is_dir() else {}


def packaged() -> Traversable:
    """
    The folder of packaged prompts: inside an installed package, else beside the source.

    Raises:
        PromptFileError: If neither is there.
    """
    installed = importlib.resources.files("journal") / "_prompts"
    if installed.is_dir():
        return installed
    beside = Path(__file__).resolve().parents[2] / "prompts"
    if beside.is_dir():
        return beside
    raise PromptFileError("prompts", "the folder", "the files of this installation, which are gone")


def _place(name: str) -> tuple[int, str]:
    return (_FIRST_FLOWS.index(name) if name in _FIRST_FLOWS else len(_FIRST_FLOWS), name)


def _toml_files(folder: Traversable) -> dict[str, Traversable]:
    files = (f for f in folder.iterdir() if f.name.endswith(".toml"))
    return {f.name.removesuffix(".toml"): f for f in sorted(files, key=lambda f: f.name)}


def _read(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PromptFileError(file.name, "the file", f"valid TOML ({error})") from None
    except RecursionError:
        raise PromptFileError(file.name, "the file", "lists that are nested less deeply") from None
    except UnicodeDecodeError:
        raise PromptFileError(file.name, "the file", "text in UTF-8") from None
    except OSError as error:
        raise PromptFileError(
            file.name, "the file", f"a readable file ({error.strerror})"
        ) from None


def _need(data: Any, needed: object) -> None:
    """Raise `KeyError` or `TypeError` unless all tables, lists and texts needed are there."""
    if isinstance(needed, dict):
        for name, part in needed.items():
            _need(data[name], part)
    elif not isinstance(data, type(needed)):
        raise TypeError


def _build_words(safety: dict[str, Any]) -> dict[str, Any]:
    built = build_flow("safety", {"question": safety["question"]}, "care/safety.toml", {})
    questions = {q.id: q for q in built.questions}
    if not {row["id"] for row in CARE_FILES["safety.toml"]["question"]} <= questions.keys():
        raise KeyError
    for row in safety["addon"]:
        _need(row, {"when_kind": "", "text": ""})
    return {
        "branches": {name: branch["text"] for name, branch in safety["branch"].items()},
        "add_ons": [
            AddOn(row["when_kind"], row["text"], frozenset(row.get("by", ())))
            for row in safety["addon"]
        ],
        "signs": {kind: tuple(words) for kind, words in safety["signs"].items()},
        "questions": questions,
        **{texts: safety[texts] for texts in _TEXTS},
    }


def _build_lines(help_lines: dict[str, Any]) -> dict[str, Any]:
    for row in help_lines["line"]:
        _need(row, {"country": "", "for": "", "name": "", "contact": "", "source": "", "year": 0})
    rows = [{"purpose": row["for"], **row} for row in help_lines["line"]]
    lines = [HelpLine(**{k: v for k, v in row.items() if k != "for"}) for row in rows]
    if "" not in {line.country for line in lines if line.shown()}:
        raise ValueError  # someone elsewhere would be left without any
    return {"lines": lines}


def _build_grounding(grounding: dict[str, Any]) -> dict[str, Any]:
    for row in grounding["exercise"]:
        _need(row, {"id": "", "label": "", "lines": []})
    exercises = [Exercise(e["id"], e["label"], tuple(e["lines"])) for e in grounding["exercise"]]
    if not (exercises and all(script(exercise, 1) for exercise in exercises)):
        raise ValueError  # there has to be one, and something to say in each
    texts = {key: text for key, text in grounding.items() if isinstance(text, str)}
    return {"grounding": Grounding(exercises, texts)}


_TEXTS = ("keep", "support", "past_year", "first_run", "self_harm", "free_text")

_CARE: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "safety.toml": _build_words,
    "help_lines.toml": _build_lines,
    "grounding.toml": _build_grounding,
}
"""File of `prompts/care/` -> the parts of the care book that are made from it."""
