"""The loop over many entries: counted, put in words, and what is no part of it."""
