"""
The terminal: questions and output; the only room that uses questionary, and rich for the progress
bar.
"""
