"""Reading `prompts/`: the packaged words, flows and help lines, and flows of one's own."""

from __future__ import annotations

import importlib.resources
import tomllib
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from journal.core.care import AddOn, CareBook, HelpLine
from journal.core.errors import PromptFileError, UnknownFlowError
from journal.core.flows import Flow
from journal.core.grounding import Exercise, Grounding
from journal.core.reading import build_flow
from journal.core.words import WordList, build_words

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
        """The words and lines for someone who may be in danger."""
        return _build_care(
            _read(packaged() / "care" / "safety.toml"),
            _read(packaged() / "care" / "help_lines.toml"),
            _read(packaged() / "care" / "grounding.toml"),
        )

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
            file = self._packaged_files.get(name) or self._own_files.get(name)
            if file is None:
                raise UnknownFlowError(self.flow_names())
            where = f"flows/{file.name}"
            self._flows[name] = build_flow(
                name, _read(file), where, self.lists, packaged=is_packaged
            )
        return self._flows[name]

    def known_flow(self, name: str) -> Flow | None:
        """One flow, or None if there is no file for it any more."""
        try:
            return self.flow(name)
        except UnknownFlowError:
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
    except UnicodeDecodeError:
        raise PromptFileError(file.name, "the file", "text in UTF-8") from None
    except OSError as error:
        raise PromptFileError(
            file.name, "the file", f"a readable file ({error.strerror})"
        ) from None


def _build_care(
    safety: dict[str, Any], lines: dict[str, Any], grounding: dict[str, Any]
) -> CareBook:
    try:
        rows = [{"purpose": row["for"], **row} for row in lines["line"]]
        questions = build_flow("safety", {"question": safety["question"]}, "care/safety.toml", {})
        return CareBook(
            branches={name: branch["text"] for name, branch in safety["branch"].items()},
            add_ons=[
                AddOn(row["when_kind"], row["text"], frozenset(row.get("by", ())))
                for row in safety["addon"]
            ],
            keep=safety["keep"],
            support=safety["support"],
            past_year=safety["past_year"],
            first_run=safety["first_run"],
            self_harm=safety["self_harm"],
            free_text=safety["free_text"],
            signs={kind: tuple(words) for kind, words in safety["signs"].items()},
            grounding=Grounding(
                [Exercise(e["id"], e["label"], tuple(e["lines"])) for e in grounding["exercise"]],
                {key: text for key, text in grounding.items() if isinstance(text, str)},
            ),
            questions={q.id: q for q in questions.questions},
            lines=[HelpLine(**{k: v for k, v in row.items() if k != "for"}) for row in rows],
        )
    except (KeyError, TypeError) as error:
        raise PromptFileError("care", "the files of help lines", f"its tables ({error})") from None
