"""The output of commands: `-o`, `--force`, and the format by the suffix of a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from journal.cli.options import TextOrJson, new_file
from journal.core.errors import WrongUseError
from journal.screen.output.messages import tell

Format = TypeVar("Format")

STDOUT = Path("-")

Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        parser=new_file,
        metavar="FILE",
        help="A new file; - for standard output.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]


def by_suffix(output: Path | None, suffixes: dict[str, Format]) -> Format:
    """
    Return the format for the suffix of a file; the first format without a suffix.

    Args:
        output: The output file; None or `-` for standard output.
        suffixes: Suffix without dot -> its format; errors name the first suffix of each format.

    Raises:
        WrongUseError: If the suffix is unknown.
    """
    suffix = output.suffix.lower().lstrip(".") if output and output != STDOUT else ""
    if not suffix:
        return next(iter(suffixes.values()))
    if suffix in suffixes:
        return suffixes[suffix]
    first_suffixes = {chosen: known for known, chosen in reversed(suffixes.items())}
    expected = ", ".join(known for known in suffixes if known in first_suffixes.values())
    raise WrongUseError(f"-o: expected a file that ends in {expected}; or --format.")


def show_json(value: object) -> None:
    """Show data as JSON, through the pager on a terminal."""
    from journal.exchange.json_export import as_json
    from journal.screen.output.pager import show_paged

    show_paged(as_json(value) + "\n")


def show_either(format_: TextOrJson, data: Callable[[], object], text: Callable[[], str]) -> None:
    """Show either JSON data or text; only the one asked for is computed."""
    from journal.screen.output.pager import show_paged

    if format_ is TextOrJson.JSON:
        show_json(data())
    else:
        show_paged(text())


def put(target: Path, parts: Iterable[str] | Iterable[bytes], *, force: bool) -> None:
    """
    Write content to a file with mode 0600 and tell its path, or show it.

    Args:
        target: The file; `-` for the pager on a terminal, else for standard output.
        parts: The content, as text or UTF-8 bytes.
        force: Replace an existing file.

    Raises:
        OutputError: If the file exists already, or cannot be written.
    """
    if target != STDOUT:
        from journal.core.text import one_line
        from journal.local.atomic_write import write_file

        write_file(target, parts, force=force)
        tell(f"Written to {one_line(str(target))}", err=True)
        return
    if sys.stdout is None or sys.stdout.isatty():
        from journal.screen.output.pager import show_paged

        show_paged("".join(p if isinstance(p, str) else p.decode() for p in parts))
        return
    # In UTF-8, as in a file, so that no character is lost to the locale's encoding.
    sys.stdout.flush()
    for part in parts:
        sys.stdout.buffer.write(part.encode() if isinstance(part, str) else part)
    sys.stdout.buffer.flush()
