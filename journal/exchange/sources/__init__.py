"""Other journals that entries can come from, one module each."""
