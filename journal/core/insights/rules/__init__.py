"""The insights, one module each."""
