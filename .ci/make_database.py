"""The reference of the tables, from a journal that was just made and the steps that made it."""

from __future__ import annotations

import inspect
import re
import sqlite3
from collections.abc import Iterator

from journal.store import schema
from journal.store.migrations import migrate

HEAD = f"""\
# The tables of `journal.db`

Made from the schema; to make it anew: `python .ci/docs.py`.

One SQLite file (3.37 or newer), application id `{schema.APPLICATION_ID:#x}`, schema
{schema.VERSION} (`PRAGMA user_version`). Unlocked, any SQLite tool reads it; locked, any that knows
SQLCipher 4 does. **Read it, and do not write to it**: what is counted, searched and kept apart is
worked out when this program writes. While it is open here, read a copy (`journal backup FILE`).

An entry is a row of `entries`; each value that was given is a row of `answers`, so a list is
several rows. The words as they were asked and shown stand once in `wordings`.
"""

_TABLE = re.compile(r"CREATE TABLE (\w+)")
_COLUMN = re.compile(r"\s*(?:ALTER TABLE (\w+) ADD COLUMN )?([a-z_]+) (?:TEXT|INTEGER)\b")
_COMMENT = re.compile(r"--\s*(.+)$")
SECRET = ("sqlite_", "search_", "_sqlite_migrations")
"""What SQLite and sqlite-utils keep for themselves begins like this."""


def reference() -> str:
    """Return the whole page."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection)
        return "\n".join(
            [HEAD, *(part for name in tables(connection) for part in of(name, connection))]
        )
    finally:
        connection.close()


def tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the tables that are there to be read, in the order they were made."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    return [name for (name,) in rows if not name.startswith(SECRET)]


def of(table: str, connection: sqlite3.Connection) -> Iterator[str]:
    """Yield one table: its columns, their types and what is said of them where they are made."""
    about = comments()
    yield f"## `{table}`\n"
    if table == "search":
        yield "The index of all texts (FTS5), over the view `searchable`.\n"
        return
    yield "| column | type | |\n|---|---|---|"
    for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})"):
        yield f"| `{name}` | {kind} | {about.get((table, name), '')} |"
    yield ""


def comments() -> dict[tuple[str, str], str]:
    """Return what stands beside or over each column in the steps from schema to schema."""
    found, table, over = {}, "", ""
    for line in inspect.getsource(schema).splitlines():
        comment = _COMMENT.search(line)
        if made := _TABLE.match(line):
            table = made[1]
        elif column := _COLUMN.match(line):
            said = comment[1] if comment else over
            found[column[1] or table, column[2]] = said.replace("|", "\\|")
        over = comment[1] if comment and line.startswith("--") else ""
    return found
