"""The encryption of backups, which follows that of the journal."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from journal.core.errors import StoreError
from journal.core.platform import disk
from journal.store import database_file
from journal.store.backups import (
    SET_ASIDE,
    all_of,
    copies_of,
    copy_bytes,
    keep_copy,
    may_hold,
    new_place,
    opens,
)
from journal.store.convert import convert
from journal.store.encryption import MAGIC, Cipher, is_locked
from journal.store.sqlite import (
    BUSY_TIMEOUT,
    foreign,
    is_unreadable,
    refusals,
    transaction,
    translated,
)
from journal.store.state import State


def copies_due_after(before: Cipher, now: Cipher) -> str | bool:
    """Return the value of `State.copies_due` for a journal whose lock is being changed."""
    return True if now.key is None else before.key or True


def what_is_due(connection: sqlite3.Connection) -> list[Cipher] | None:
    """Return the ciphers that may open backups left by an interrupted change; None without one."""
    before = State(connection).copies_due
    if before is None:
        return None
    return [Cipher(before)] if isinstance(before, str) else []


def relock(path: Path, now: Cipher, *before: Cipher) -> list[Path]:
    """
    Re-encrypt all backups with the present passphrase of the journal.

    A backup that no known passphrase opens stays encrypted as it is, under another name, so
    that it does not count towards the number of backups kept. None is removed.

    Args:
        path: The database.
        now: The present cipher of the journal.
        before: Other known ciphers, such as the previous one.

    Returns:
        The backups that still have another lock, or cannot be read.
    """
    left, is_done = [], True
    for copy in all_of(path):
        if opens(copy, now):
            continue
        cipher = next((key for key in (Cipher(None), *before) if opens(copy, key)), None)
        try:
            if cipher is None or not _rewritten(copy, cipher, now):
                left += [_put_aside(path, copy)] if may_hold(copy) else []
        except refusals():  # such as a full disk: the next start tries again
            is_done = False
            left.append(copy)
    with suppress(StoreError, OSError), translated():
        if not any(opens(copy, now) for copy in copies_of(path)):
            keep_copy(path, now)
    if is_done:
        with suppress(StoreError), translated(), closing(now(path)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
            with transaction(connection):
                connection.execute("PRAGMA secure_delete = ON")
                State(connection).copies_due = None
    return left


def strangers(path: Path, now: Cipher) -> list[Path]:
    """Return the possible backups that do not open as the journal does, set-aside ones too."""
    return [copy for copy in all_of(path) if not opens(copy, now) and may_hold(copy)]


def to_mend(path: Path, now: Cipher) -> list[Path]:
    """Return the strangers with a name of ours, or unencrypted beside an encrypted journal."""
    count = copies_of(path)
    return [
        copy
        for copy in strangers(path, now)
        if copy in count or (now.key is not None and not is_locked(copy))
    ]


def _rewritten(copy: Path, known: Cipher, now: Cipher) -> bool:
    """Re-encrypt a backup, and return whether that worked; False if it is damaged."""
    try:
        with disk.beside(copy.parent) as made:
            convert(copy, known, made, now)
            database_file.put_in_its_place(made, copy)
    except foreign() as error:
        if is_unreadable(error):
            return False
        raise
    return True


def _put_aside(path: Path, copy: Path) -> Path:
    """Rename a backup of ours as set aside, with its rollback journal; return its final path."""
    if copy not in copies_of(path) or copy.is_symlink() or not _looks_like_ours(copy):
        return copy
    target = copy.with_name(copy.name.replace("journal", SET_ASIDE, 1))
    if os.path.lexists(target):
        target = new_place(path, SET_ASIDE)
    side = database_file.side_file(copy)
    if side.exists():  # first, so that the backup is never without its rollback journal
        copy_bytes(side, database_file.side_file(target))
    disk.put(copy, target)
    disk.erase(side)
    return target


def _looks_like_ours(copy: Path) -> bool:
    """Return whether a file is encrypted or has the header of SQLite."""
    with copy.open("rb") as file:
        return is_locked(copy) or file.read(len(MAGIC)) == MAGIC
