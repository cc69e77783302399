"""The application layer: the open journal, its writes and their rules, free of any interface."""
