"""What keeps coming back: one function and one row each, every sentence with its counts."""
