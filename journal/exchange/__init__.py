"""Entries from files and to files."""
