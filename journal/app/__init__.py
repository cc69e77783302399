"""What the program does, whoever shows it: the open journal, its writes and their rules."""
