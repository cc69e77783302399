"""The import of entries from files, and their export to files."""
