"""The pursue-withdraw cycle in one entry: leans, patterns, and how they are put in words."""
