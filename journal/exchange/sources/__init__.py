"""The other journals that entries can be imported from, one module each."""
