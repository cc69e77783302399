"""The loop over many entries: its counts, its sentences, and the arguments left out of it."""
