"""Comparisons of groups of conflicts, and the tests of their statistical significance."""
