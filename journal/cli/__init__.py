"""What a person types: thin commands; the only home of typer."""
