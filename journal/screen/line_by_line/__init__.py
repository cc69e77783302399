"""A person asked line by line: no cursor movement, no colour."""
