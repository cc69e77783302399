"""A private journal for the pursue–withdraw cycle, on the command line."""

__version__ = "0.1.0"
