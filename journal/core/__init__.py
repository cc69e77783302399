"""The cycle itself, with the standard library alone: no user interface and no database."""
