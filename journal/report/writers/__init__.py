"""The writers of a report as HTML, Markdown or PDF."""
