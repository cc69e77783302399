"""
How a person is asked and shown things; the only home of questionary, and of rich, which draws how
far an import is.
"""
