"""The loader of `prompts/`: packaged words, flows and help lines, and the person's own flows."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journal.core.errors import PromptFileError, UnknownFlowError
from journal.core.terms import FREE, Counts
from journal.local.prompts.fault_lines import line_of
from journal.local.toml_files import TomlError, read_text, read_toml

if TYPE_CHECKING:
    from journal.core.care.care_book import CareBook
    from journal.core.flows.flow import Flow, Question
    from journal.core.flows.word_lists import WordList

_FIRST_FLOWS = ("full", "quick", "followup", "caught", "checkin", "note")
"""The packaged flows in the order they are listed; others follow by name."""


class Prompts:
    """
    The words and questions, each file read on first use.

    Args:
        own_flows: The folder of the person's own flows; it may not exist.
    """

    def __init__(self, own_flows: Path | None = None) -> None:
        self._own = own_flows
        self._flows: dict[str, Flow] = {}

    @cached_property
    def lists(self) -> dict[str, WordList]:
        """The word lists, by name."""
        from journal.core.flows.word_lists import build_words

        files = _toml_files(packaged() / "words")
        return {n: build_words(n, _read(f), f"words/{f.name}") for n, f in files.items()}

    @cached_property
    def care(self) -> CareBook:
        """
        The texts and help lines for someone who may be in danger.

        This never fails: built-in texts replace an invalid file.
        """
        # Imported late: most commands do not need it, and it is slow to load.
        from journal.local.prompts.care_loader import read_care

        return read_care(lambda name: _read(packaged() / "care" / name))

    def flow_names(self) -> list[str]:
        """Return the names of the packaged flows in their order, then of the own ones by name."""
        return [
            *self._packaged_files,
            *(n for n in self.own_files if n not in self._packaged_files),
        ]

    def flow(self, name: str) -> Flow:
        """
        Return a flow; an own file cannot replace a packaged one.

        Raises:
            UnknownFlowError: If there is no file for it.
            PromptFileError: If its file is invalid.
        """
        if name not in self._flows:
            is_packaged = name in self._packaged_files
            self._flows[name] = self._build(name, self.file(name), packaged=is_packaged)
        return self._flows[name]

    def file(self, name: str) -> Path:
        """
        Return the path of a flow's file.

        Raises:
            UnknownFlowError: If there is none.
        """
        file = self._packaged_files.get(name) or self.own_files.get(name)
        if file is None:
            raise UnknownFlowError(self.flow_names())
        return file

    def text(self, name: str) -> str:
        """
        Return the content of a flow's file.

        Raises:
            UnknownFlowError: If there is none.
            PromptFileError: If it cannot be read.
        """
        file = self.file(name)
        try:
            return read_text(file)
        except TomlError as error:
            raise PromptFileError(file.name, "the file", str(error)) from None

    def is_packaged(self, name: str) -> bool:
        """Return whether a flow is packaged with the program."""
        return name in self._packaged_files

    def check(self, file: Path) -> Flow:
        """
        Parse a file of a flow in any folder.

        Raises:
            PromptFileError: With the line and key of the first fault.
        """
        name = file.name.removesuffix(".toml")
        if name == file.name:
            raise PromptFileError(file.name, "the name", "an ending in .toml")
        if name in self._packaged_files and not file.samefile(self.file(name)):
            raise PromptFileError(file.name, "the name", "one that no packaged flow has")
        return self._build(name, file, packaged=name in self._packaged_files)

    def _build(self, name: str, file: Path, *, packaged: bool) -> Flow:
        # Imported late: a list of entries needs no flow.
        from journal.core.flows.parser import build_flow

        where = f"flows/{file.name}"
        data = _read(file)
        try:
            return build_flow(name, data, where, self.lists, packaged=packaged)
        except PromptFileError as error:
            line = _line_of(file, error)
            if line is None:
                raise
            raise error.at_line(where, line) from None

    def counts(self) -> dict[str, Counts]:
        """Return flow name -> what its entries count as, without invalid own files."""
        by_name: dict[str, Counts] = {}
        for name in self.flow_names():
            try:
                by_name[name] = self.flow(name).counts
            except PromptFileError:
                if name in self._packaged_files:
                    raise
        return by_name

    def by_theme(self) -> dict[str, Question]:
        """Return theme -> the first packaged question about it, without the free theme."""
        questions: dict[str, Question] = {}
        for name in self._packaged_files:
            for question in self.flow(name).questions:
                questions.setdefault(question.theme, question)
        questions.pop(FREE, None)
        return questions

    def flow_if_any(self, name: str) -> Flow | None:
        """
        Return a flow, or None without a file for it.

        Raises:
            PromptFileError: If its file is invalid.
        """
        try:
            return self.flow(name)
        except UnknownFlowError:
            return None

    def known_flow(self, name: str) -> Flow | None:
        """Return a flow, or None if its file is missing or invalid."""
        try:
            return self.flow(name)
        except (UnknownFlowError, PromptFileError):
            return None

    @cached_property
    def _packaged_files(self) -> dict[str, Path]:
        files = _toml_files(packaged() / "flows")
        return dict(sorted(files.items(), key=lambda f: _place(f[0])))

    @cached_property
    def own_files(self) -> dict[str, Path]:
        """The person's own files by flow name, including names that packaged flows have."""
        try:
            return _toml_files(self._own) if self._own is not None and self._own.is_dir() else {}
        except OSError:
            return {}  # an unreadable folder must not break anything else


def packaged() -> Path:
    """
    Return the folder of packaged prompts: in the installed package, else beside the source.

    Raises:
        PromptFileError: If neither exists.
    """
    package = Path(__file__).resolve().parents[2]
    for folder in (package / "_prompts", package.parent / "prompts"):
        if folder.is_dir():
            return folder
    raise PromptFileError("prompts", "the folder", "the files of this installation, which are gone")


def _place(name: str) -> tuple[int, str]:
    return (_FIRST_FLOWS.index(name) if name in _FIRST_FLOWS else len(_FIRST_FLOWS), name)


def _toml_files(folder: Path) -> dict[str, Path]:
    files = (f for f in folder.iterdir() if f.name.endswith(".toml"))
    return {f.name.removesuffix(".toml"): f for f in sorted(files, key=lambda f: f.name)}


def _line_of(file: Path, fault: PromptFileError) -> int | None:
    """Return the line of a fault; None if it has none, or the file is gone."""
    try:
        return line_of(read_text(file), fault.question, fault.key)
    except TomlError:
        return None


def _read(file: Path) -> dict[str, Any]:
    try:
        return read_toml(file)
    except TomlError as error:
        raise PromptFileError(file.name, "the file", str(error)) from None
