"""What is shown and not asked: entries, the summary, the loop, messages."""
