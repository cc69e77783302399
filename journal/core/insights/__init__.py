"""The insights: recurring choices, patterns and changes over many entries, with their counts."""
