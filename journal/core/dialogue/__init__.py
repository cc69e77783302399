"""The order of the questions, and the handling of each answer."""
