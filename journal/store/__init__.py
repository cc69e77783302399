"""The storage of entries in one SQLite file; no other package knows SQLite."""

from journal.store.encryption import Cipher, is_locked
from journal.store.opening import empty_store, open_store
from journal.store.sqlite import load_meanwhile
from journal.store.store import Store

__all__ = [
    "Cipher",
    "Store",
    "empty_store",
    "is_locked",
    "load_meanwhile",
    "open_store",
]
