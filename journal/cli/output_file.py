"""Where something written goes: `-o`, `--force`, and the format that the name of a file says."""

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
    The format that the name of a file asks for; without a suffix, the first there is.

    Args:
        suffixes: Suffix -> its format; a format's first suffix is the one that is told.

    Raises:
        WrongUseError: If there is a suffix, but no format of it.
    """
    suffix = output.suffix.lower().lstrip(".") if output and output != STDOUT else ""
    if not suffix:
        return next(iter(suffixes.values()))
    if suffix in suffixes:
        return suffixes[suffix]
    told = {chosen: known for known, chosen in reversed(suffixes.items())}
    expected = ", ".join(known for known in suffixes if known in told.values())
    raise WrongUseError(f"-o: expected a file that ends in {expected}; or --format.")


def show_json(value: object) -> None:
    """Show JSON data, as on a page of its own."""
    from journal.exchange.json_export import as_json
    from journal.screen.output.pager import show

    show(as_json(value) + "\n")


def show_either(format_: TextOrJson, data: Callable[[], object], text: Callable[[], str]) -> None:
    """Show JSON data or a text, as it was asked for; only that one is made."""
    from journal.screen.output.pager import show

    if format_ is TextOrJson.JSON:
        show_json(data())
    else:
        show(text())


def put(target: Path, parts: Iterable[str] | Iterable[bytes], *, force: bool) -> None:
    """
    Write it to a new file for its owner alone and say where that is; or show it.

    Raises:
        OutputError: If the file is there already, or cannot be written.
    """
    if target != STDOUT:
        from journal.core.text import one_line
        from journal.local.atomic_write import write_file

        write_file(target, parts, force=force)
        tell(f"Written to {one_line(str(target))}", err=True)
        return
    if sys.stdout is None or sys.stdout.isatty():
        from journal.screen.output.pager import show

        show("".join(p if isinstance(p, str) else p.decode() for p in parts))
        return
    # In UTF-8, as a file would be: what the terminal's encoding lacks must not get lost.
    sys.stdout.flush()
    for part in parts:
        sys.stdout.buffer.write(part.encode() if isinstance(part, str) else part)
    sys.stdout.buffer.flush()
