"""The command line: thin Typer commands; no other package imports Typer."""
