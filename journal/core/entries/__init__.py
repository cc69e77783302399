"""The entries as read again: in words, on one line, filtered; and their plans and follow-ups."""
