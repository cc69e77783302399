"""A person asked on a quiet screen, one page a question."""
