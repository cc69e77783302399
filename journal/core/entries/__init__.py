"""Entries read again: in words, on one line, filtered, and what they lead to."""
