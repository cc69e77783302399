"""Entries in and out of one SQLite file; the only room that knows SQLite."""

from journal.store.opening import empty_store, open_store
from journal.store.store import JSONValue, Store

__all__ = ["JSONValue", "Store", "empty_store", "open_store"]
