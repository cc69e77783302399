"""The contents of the parts of a page."""
