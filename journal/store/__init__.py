"""Entries in and out of one SQLite file; the only room that knows SQLite."""

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
