"""How a person is asked and shown things; the only home of questionary and rich."""
