"""The page to take along: its contents, and the writers of its formats."""
