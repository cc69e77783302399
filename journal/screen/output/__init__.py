"""The output of entries, search results, the summary, the loop and messages."""
