"""
Locked files: SQLCipher in its default format, so that its other tools open them too.

Two builds of SQLite in one process do not see each other's locks on a file. Whoever needs two
connections to the same file at once makes both with `Cipher`, locked or not.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from journal.core.errors import PassphraseError, StoreError, WrongPassphraseError
from journal.core.passphrase import Passphrase, forms
from journal.core.text import keepable
from journal.store.sqlite import BUSY_TIMEOUT, Connect, address, connect_plain, foreign, translated

MAGIC = b"SQLite format 3\0"

_SIDE_MAGIC = bytes.fromhex("d9d505f920a163d7")
"""Begins SQLite's journal of a write: https://www.sqlite.org/fileformat.html."""

PAGE = 4096
"""Bytes; what SQLCipher 4 writes. A locked file is a whole number of pages."""

_SALT, _KEY = 16, 32
"""Bytes at the start of a locked file; bytes of its key."""

ROUNDS = 256_000
"""Iterations of PBKDF2 that SQLCipher 4 derives a key with."""

_salts: dict[str, bytes] = {}
"""Passphrase -> the salt that new files get under it in this process."""


def is_locked(path: Path) -> bool:
    """
    Whether a file can only be read with a passphrase, as far as can be told from outside.

    Opens the file by itself: not to be asked while this process has it open; see `_salt_of`.

    Raises:
        OSError: If it cannot be read.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        header = file.read(len(MAGIC))
    if len(header) < len(MAGIC) or header == MAGIC:
        return False
    # A write that was cut off may have left part of a page, which its journal takes back.
    return path.stat().st_size % PAGE == 0 or path.with_name(f"{path.name}-journal").exists()


@dataclass(frozen=True, slots=True)
class Cipher:
    """
    How to connect to a file with the build of SQLite that encrypts.

    Attributes:
        key: The passphrase; None for a file that is not locked.

    Raises:
        PassphraseError: If no passphrase can be like that.
    """

    key: str | None = field(repr=False)

    def __post_init__(self) -> None:
        if self.key is not None and not (self.key and keepable(self.key)):
            raise PassphraseError(
                "A passphrase needs at least one character, and none that is no text."
            )

    def __call__(self, path: Path) -> sqlite3.Connection:
        """Connect, as `Connect` tells; a passphrase that does not fit shows at the first read."""
        return self._connected(path, address(path))

    def peek(self, path: Path) -> sqlite3.Connection:
        """
        Connect to look at a file that may be anyone's: nothing is done to it, nor to a journal
        of a write that stands beside it.
        """
        return self._connected(path, f"{path.absolute().as_uri()}?mode=ro&immutable=1")

    def _connected(self, path: Path, uri: str) -> sqlite3.Connection:
        connection: sqlite3.Connection = _driver().connect(
            uri, uri=True, isolation_level=None, factory=_connection()
        )
        # Else it tells of a wrong key in lines of its own on standard error.
        connection.execute("PRAGMA cipher_log_level = NONE")
        if self.key is not None:
            salt = _salt_of(connection) if path.stat().st_size else _salt_of_new_files(self.key)
            _salts.setdefault(self.key, salt)
            connection.execute(f'PRAGMA key = "{_as_key(self.key, salt)}"')
        return connection

    def for_new(self) -> str:
        """What SQLCipher is given for a new file; empty if it is not to be locked."""
        return "" if self.key is None else _as_key(self.key, _salt_of_new_files(self.key))


def connect_to(path: Path, passphrase: Passphrase | None) -> Connect:
    """
    How to connect to a file that is there, locked or not.

    Raises:
        StoreError: If it is locked and nobody knows the passphrase.
    """
    if not is_locked(path):
        return connect_plain
    if passphrase is None:
        raise StoreError("The journal is locked.")
    return fitting_cipher(path, passphrase)


def fitting_cipher(path: Path, passphrase: Passphrase) -> Cipher:
    """
    Return what opens a locked file: the first passphrase that fits, in the form that fits.

    Raises:
        WrongPassphraseError: If none does.
        JournalError: If there is none to be had, or the file cannot be read.
        OSError: If it is gone.
    """
    for known in passphrase():
        for form in forms(known):
            if _fits(path, cipher := Cipher(form)):
                return cipher
    raise WrongPassphraseError


def _fits(path: Path, cipher: Cipher) -> bool:
    # Looked at first without touching it, since a file that does not open may be anyone's.
    seen = os.stat(path).st_mtime_ns
    try:
        with closing(cipher.peek(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except foreign():  # asked only now: before it connected, its driver was not loaded
        if not _is_written_to(path) and os.stat(path).st_mtime_ns == seen:
            return False
    else:
        return True
    with translated(), closing(cipher(path)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except foreign() as error:
            if "not a database" in str(error):
                return False
            raise
    return True


def _is_written_to(path: Path) -> bool:
    """Whether a journal of a write stands beside a file, cut off or going on."""
    try:
        with path.with_name(f"{path.name}-journal").open("rb") as side:
            return side.read(len(_SIDE_MAGIC)) == _SIDE_MAGIC
    except OSError:
        return False


def _salt_of(connection: sqlite3.Connection) -> bytes:
    """
    The salt at the start of a file.

    Asked of SQLCipher. To look for it in the file would let go of every lock that another
    connection of this process has on it: by POSIX, closing a file does that.
    """
    connection.execute(
        f"PRAGMA key = \"x'{bytes(_KEY).hex()}'\""
    )  # any: it reads the salt only for a file that has one
    [salt] = connection.execute("PRAGMA cipher_salt").fetchone()
    return bytes.fromhex(salt)


def _salt_of_new_files(key: str) -> bytes:
    """The journal and its copies share theirs, so that their key is derived once."""
    return _salts.setdefault(key, os.urandom(_SALT))


def _as_key(key: str, salt: bytes) -> str:
    """
    A passphrase as SQLCipher is given it: the key, derived once for all files of a run.

    It would derive the same by itself, but at every connection anew, a tenth of a second each.
    """
    return f"x'{_derived(key, salt, ROUNDS).hex()}{salt.hex()}'"


@cache
def _derived(key: str, salt: bytes, rounds: int) -> bytes:
    import hashlib  # only here, because loading it takes longer than to read a list

    # As SQLCipher 4 does: https://www.zetetic.net/sqlcipher/design/
    return hashlib.pbkdf2_hmac("sha512", key.encode(), salt, rounds, _KEY)


def broken_pages(connection: sqlite3.Connection) -> int:
    """How many pages of a locked file are not as they were written."""
    connection.execute("BEGIN")  # a reader keeps writers from changing pages meanwhile
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        connection.execute("ROLLBACK")


@cache
def _driver() -> ModuleType:
    driver: ModuleType = import_module("sqlcipher3.dbapi2")
    return driver


@cache
def _connection() -> type:
    class Connection(_driver().Connection):  # type: ignore[misc]
        """Has room for `has_moved`."""

    return Connection
