"""The cycle itself: no terminal, no files, no database; only the standard library."""
