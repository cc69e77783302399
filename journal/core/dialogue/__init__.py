"""Which question comes next, and what becomes of each answer."""
