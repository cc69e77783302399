"""The command `settings`."""

from __future__ import annotations

from typing import Annotated

import typer

from journal.app.journal import open_journal
from journal.cli.options import Format, TextOrJson
from journal.cli.output_file import show_json
from journal.cli.program import program
from journal.core.errors import WrongUseError
from journal.core.text import one_line
from journal.screen.output.messages import tell

_NO_WORDS = "No words of your own yet. Under “Something else” you can keep some."


def settings_(
    name: Annotated[str | None, typer.Argument(help="Which one; words for your own words.")] = None,
    value: Annotated[str | None, typer.Argument(help="What to change it to.")] = None,
    remove: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="With words: take this one out.")
    ] = None,
    format_: Format = TextOrJson.TEXT,
) -> None:
    """
    Show the settings and where each comes from, or change one.

    Example: journal settings view plain
    """
    from journal.app.settings import change_setting

    if remove is not None and (name, value) != ("words", None):
        raise WrongUseError("--remove goes with: journal settings words")
    if name is None:
        _show(format_)
    elif remove is not None:
        _forget(remove)
    elif name == "words" and value is None:
        _show_words(format_)
    else:
        change_setting(program(), name, value)


def _show(format_: TextOrJson) -> None:
    from journal.app.settings import all_settings, unknown_settings

    rows = all_settings(program())
    if format_ is TextOrJson.JSON:
        keys = ("name", "value", "from", "about")
        show_json([dict(zip(keys, row, strict=True)) for row in rows])
        return
    longest = max(len(row.name) for row in rows)
    for row in rows:
        tell(f"{row.name.ljust(longest)}  {row.value}  ({row.origin})\n  {row.about}")
    for notice in unknown_settings(program()):
        tell(notice)
    tell("Your own words: journal settings words · Your own flows: journal prompts")


def _show_words(format_: TextOrJson) -> None:
    from journal.app.settings import own_words
    from journal.screen.output.pager import show_paged

    with open_journal(program(), to_read=True) as j:
        words = list(enumerate(own_words(j), 1))
    if format_ is TextOrJson.JSON:
        show_json([{"number": n, "list": word.list, "text": word.text} for n, word in words])
    elif words:
        show_paged("".join(f"{n:3}  {word.list:10}  {one_line(word.text)}\n" for n, word in words))
    else:
        tell(_NO_WORDS)


def _forget(number: int) -> None:
    from journal.app.settings import forget_own_word

    with open_journal(program(), to_read=not program().is_there()) as j:
        message = forget_own_word(j, number)
    tell(message, err=True)
