"""Objects of our own format, read and written by way of a real database."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from journal.core.entries.merged import Taken
from journal.core.model import Entry
from journal.exchange.json_export import FlowOf, as_lines
from journal.exchange.json_import import EntryReader
from journal.local.prompts.loader import Prompts
from journal.store import Store, open_store

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

OWN_FLOW = """
title = "After the phone"
counts = "conflict"
lean_from = "did"

[[question]]
id = "harm"
theme = "unsafe"
kind = "one"
ask = "Was anyone hurt?"
choices = [{id = "no", label = "No"}, {id = "yes", label = "Yes"}]

[[question]]
id = "how_long"
kind = "minutes"
ask = "How long was it in your hand?"

[[question]]
id = "felt"
theme = "surface"
kind = "many"
ask = "What was there, with the phone in your hand?"
words = "feelings"

[[question]]
id = "did"
theme = "my_moves"
kind = "many"
ask = "And then you …"
words = "moves"

[[question]]
id = "they_did"
theme = "their_moves"
kind = "many"
ask = "And they …"
words = "moves"

[[question]]
id = "instead_of"
kind = "one"
ask = "What was it instead of, after {felt.inside}?"
choices = [{id = "talk", label = "A talk"}, {id = "sleep", label = "Sleep"}]

[[question]]
id = "strength"
kind = "scale"
ask = "How strong?"

[[question]]
id = "words"
kind = "text"
ask = "In your words?"

[[question]]
id = "marks"
kind = "tags"
ask = "Marks?"
"""


@pytest.fixture(scope="session")
def prompts(tmp_path_factory: pytest.TempPathFactory) -> Prompts:
    """All packaged words and flows, and one flow of one's own, `phone`."""
    folder = tmp_path_factory.mktemp("flows")
    (folder / "phone.toml").write_text(OWN_FLOW)
    return Prompts(folder)


@pytest.fixture(scope="session")
def packaged() -> Prompts:
    """Words and flows of a home without any of its own."""
    return Prompts()


def lines_of(objects: object) -> bytes:
    """Objects as JSON, one a line; bytes as they are."""
    if isinstance(objects, bytes):
        return objects
    listed = objects if isinstance(objects, list) else [objects]
    return "".join(json.dumps(one) + "\n" for one in listed).encode()


Read = Callable[..., list[Entry]]


@pytest.fixture(scope="session")
def read(packaged: Prompts) -> Read:
    """Read objects, or bytes, as the import does."""

    def entries(objects: object, prompts: Prompts = packaged) -> list[Entry]:
        reader = EntryReader(prompts.known_flow, NOW)
        return list(reader.read_lines(io.BytesIO(lines_of(objects)), "file"))

    return entries


class Home:
    """A journal as far as the exchange needs it: a database, and the flows that are known."""

    def __init__(self, store: Store, flow_of: FlowOf) -> None:
        self.store = store
        self.flow_of = flow_of

    def take(self, objects: object) -> Taken:
        """Import; what became of how many."""
        reader = EntryReader(self.flow_of, NOW)
        entries = reader.read_lines(io.BytesIO(lines_of(objects)), "file")
        return self.store.put_all(entries, now=NOW)

    def give(self, *, flagged: bool = True) -> bytes:
        """Export."""
        return "".join(as_lines(self.store.entries(flagged=flagged), self.flow_of)).encode()

    def objects(self) -> list[dict[str, Any]]:
        """The export as data."""
        return [json.loads(line) for line in self.give().decode().split("\n")[:-1]]


@pytest.fixture(scope="session")
def new_home(
    tmp_path_factory: pytest.TempPathFactory, prompts: Prompts, packaged: Prompts
) -> Callable[..., AbstractContextManager[Home]]:
    """Open an empty home; with the flow of one's own, or without."""
    empty = tmp_path_factory.mktemp("empty") / "journal.db"
    open_store(empty).close()

    class Opened(AbstractContextManager[Home]):
        def __init__(self, *, own_flow: bool = True) -> None:
            self.flow_of = (prompts if own_flow else packaged).known_flow

        def __enter__(self) -> Home:
            self.folder = TemporaryDirectory()
            path = Path(self.folder.name) / "journal.db"
            shutil.copy(empty, path)
            self.store = open_store(path)
            return Home(self.store, self.flow_of)

        def __exit__(self, *_: object) -> None:
            self.store.close()
            self.folder.cleanup()

    return Opened


def with_said(**said: Any) -> dict[str, Any]:
    """A long entry of one evening, with the answers given."""
    return {"flow": "full", "happened_at": "2026-03-01T21:30:00+01:00", "answers": said}


@pytest.fixture(scope="session")
def page() -> Callable[..., dict[str, Any]]:
    return with_said
