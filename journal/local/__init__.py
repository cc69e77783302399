"""Where things live, with which rights, and reading the files of words and questions."""
