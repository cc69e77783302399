"""Reading the files of words, questions and help lines."""
