"""The clock, and the reading of moments and periods."""
