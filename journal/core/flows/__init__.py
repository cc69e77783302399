"""Flows, their questions and their lists of words, as values."""
