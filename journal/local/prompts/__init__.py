"""The reading of the files with words, questions and help lines."""
