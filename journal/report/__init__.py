"""A page to take along: what it holds, and how it is written."""
