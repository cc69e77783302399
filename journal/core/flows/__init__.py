"""The flows, their questions and their word lists, as values; and their parsers."""
