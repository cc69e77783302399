"""A page as HTML, Markdown or PDF."""
