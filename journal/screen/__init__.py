"""
The terminal: its questions and its output.

This is the only room that uses questionary, and rich, which draws the progress bar.
"""
