"""
Encrypted databases, in the default format of SQLCipher 4, which its other tools open too.

Two builds of SQLite in one process do not see each other's file locks. Two simultaneous
connections to one file must both be made with `Cipher`, whether it is encrypted or not.
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
"""The first bytes of a rollback journal: https://www.sqlite.org/fileformat.html."""

PAGE = 4096
"""Bytes of a page of SQLCipher 4; the size of an encrypted file is a multiple of it."""

_SALT, _KEY = 16, 32
"""Bytes of the salt, at the start of an encrypted file, and bytes of its key."""

ROUNDS = 256_000
"""PBKDF2 iterations of SQLCipher 4: https://www.zetetic.net/sqlcipher/design/."""

_salts: dict[str, bytes] = {}
"""Passphrase -> the salt that new files get with it in this process."""


def is_locked(path: Path) -> bool:
    """
    Return whether a file looks encrypted, by its header and size.

    This opens and closes the file, so it must not be called while this process has a connection
    to it; see `_salt_of`.

    Raises:
        OSError: If the file cannot be read.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        header = file.read(len(MAGIC))
    if len(header) < len(MAGIC) or header == MAGIC:
        return False
    # An interrupted write may have left part of a page, which its journal rolls back.
    return path.stat().st_size % PAGE == 0 or path.with_name(f"{path.name}-journal").exists()


@dataclass(frozen=True, slots=True)
class Cipher:
    """
    A way to connect with the build of SQLite that encrypts.

    Attributes:
        key: The passphrase; None for a file that is not encrypted.

    Raises:
        PassphraseError: If the passphrase is empty or cannot be encoded.
    """

    key: str | None = field(repr=False)

    def __post_init__(self) -> None:
        if self.key is not None and not (self.key and keepable(self.key)):
            raise PassphraseError(
                "A passphrase needs at least one character, and none that is no text."
            )

    def __call__(self, path: Path) -> sqlite3.Connection:
        """Connect as described at `Connect`; a wrong passphrase fails at the first read only."""
        return self._connected(path, address(path))

    def peek(self, path: Path) -> sqlite3.Connection:
        """
        Connect to a file read-only, without applying its rollback journal.

        The file may be another program's.
        """
        return self._connected(path, f"{path.absolute().as_uri()}?mode=ro&immutable=1")

    def _connected(self, path: Path, uri: str) -> sqlite3.Connection:
        connection: sqlite3.Connection = _driver().connect(
            uri, uri=True, isolation_level=None, factory=_connection()
        )
        # Otherwise SQLCipher reports a wrong key on standard error.
        connection.execute("PRAGMA cipher_log_level = NONE")
        if self.key is not None:
            salt = _salt_of(connection) if path.stat().st_size else _salt_of_new_files(self.key)
            _salts.setdefault(self.key, salt)
            connection.execute(f'PRAGMA key = "{_as_key(self.key, salt)}"')
        return connection

    def for_new(self) -> str:
        """Return the key for SQLCipher of a new file; empty for one without encryption."""
        return "" if self.key is None else _as_key(self.key, _salt_of_new_files(self.key))


def connect_to(path: Path, passphrase: Passphrase | None) -> Connect:
    """
    Return the way to connect to an existing file, encrypted or not.

    Args:
        path: The database.
        passphrase: Returns passphrases to try; None if there are none.

    Raises:
        StoreError: If the file is encrypted and no passphrase fits.
    """
    if not is_locked(path):
        return connect_plain
    if passphrase is None:
        raise StoreError("The journal is locked.")
    return fitting_cipher(path, passphrase)


def fitting_cipher(path: Path, passphrase: Passphrase) -> Cipher:
    """
    Return the cipher of an encrypted file, from the first passphrase and form that fits.

    Raises:
        WrongPassphraseError: If no passphrase fits.
        JournalError: If no passphrase can be obtained, or the file cannot be read.
        OSError: If the file is gone.
    """
    for candidate in passphrase():
        for form in forms(candidate):
            if _fits(path, cipher := Cipher(form)):
                return cipher
    raise WrongPassphraseError


def _fits(path: Path, cipher: Cipher) -> bool:
    # First read-only and immutable, since a file that does not open may be another program's.
    seen = os.stat(path).st_mtime_ns
    try:
        with closing(cipher.peek(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except foreign():  # evaluated only now: connecting loads the driver and its exceptions
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
    """Return whether a file has a rollback journal, of an interrupted or a running write."""
    try:
        with path.with_name(f"{path.name}-journal").open("rb") as side:
            return side.read(len(_SIDE_MAGIC)) == _SIDE_MAGIC
    except OSError:
        return False


def _salt_of(connection: sqlite3.Connection) -> bytes:
    """
    Return the salt of a file, as SQLCipher reads it.

    Reading the file directly would release every lock that another connection of this process
    has on it: under POSIX, closing any descriptor of a file does that.
    """
    connection.execute(
        f"PRAGMA key = \"x'{bytes(_KEY).hex()}'\""
    )  # any key: SQLCipher reads the salt only once a key is set
    [salt] = connection.execute("PRAGMA cipher_salt").fetchone()
    return bytes.fromhex(salt)


def _salt_of_new_files(key: str) -> bytes:
    """Return the salt of new files, shared by the journal and its backups to derive one key."""
    return _salts.setdefault(key, os.urandom(_SALT))


def _as_key(key: str, salt: bytes) -> str:
    """
    Return the raw key and salt in the syntax of `PRAGMA key`.

    SQLCipher would derive the same key itself, but anew at every connection, which takes a
    tenth of a second each.
    """
    return f"x'{_derived(key, salt, ROUNDS).hex()}{salt.hex()}'"


@cache
def _derived(key: str, salt: bytes, rounds: int) -> bytes:
    import hashlib  # imported late: loading it takes longer than reading a list of entries

    # As SQLCipher 4 does: https://www.zetetic.net/sqlcipher/design/
    return hashlib.pbkdf2_hmac("sha512", key.encode(), salt, rounds, _KEY)


def broken_pages(connection: sqlite3.Connection) -> int:
    """Return the number of pages of an encrypted file that fail their HMAC."""
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
        """A connection with a `__dict__`, for `sqlite.watch`."""

    return Connection
