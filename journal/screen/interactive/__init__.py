"""The questions on the alternate screen, one page each."""
