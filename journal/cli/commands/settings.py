"""What a person chooses for themselves: settings, own words, flows of their own."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from journal.app.journal import open_journal
from journal.cli.completion import flows
from journal.cli.options import Format, TextOrJson
from journal.cli.output_file import show_json
from journal.cli.program import program
from journal.core.errors import EditorError, PromptFileError, WrongUseError
from journal.core.model import VIEWS, one_of
from journal.core.platform.system import expanded
from journal.core.text import one_line
from journal.screen.output.messages import tell

_SWITCHES = {"on": True, "off": False}
_ABOUT_VIEW = "What is shown: loop, or plain for feelings, body and facts only."
_ABOUT_EDITOR = "Opens with Ctrl-E in a longer answer; not when you are asked line by line."
_NO_FLOWS = "No flows of your own yet. An example to copy: journal prompts show caught"
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
    if remove is not None and (name, value) != ("words", None):
        raise WrongUseError("--remove goes with: journal settings words")
    if name is None:
        _show(format_)
    elif name == "words" and value is None:
        _words(remove, format_)
    elif name == "view":
        view = one_of(value, VIEWS)
        if view is None:
            raise WrongUseError(f"view: expected {' or '.join(VIEWS)}.")
        with open_journal(program()) as j:
            j.store.state.view = view
        tell(f"view: {value}", err=True)
    else:
        _switch(name, value)


def _switch(name: str, value: str | None) -> None:
    from journal.app.safeguards import claim
    from journal.local.settings_file import SETTINGS, write_choice

    if name not in {setting.name for setting in SETTINGS}:
        known = ", ".join(["view", *(s.name for s in SETTINGS), "words"])
        raise WrongUseError(f"There is no setting of that name. Settings: {known}.")
    if value not in _SWITCHES:
        raise WrongUseError(f"{name}: expected on or off.")
    home = program().home
    if home.mark is None and program().is_there():
        with open_journal(program()):  # whether they are our pages shows when they open
            pass
    claim(home)
    write_choice(home.settings, name, _SWITCHES[value])
    tell(f"{name}: {value}", err=True)


def _show(format_: TextOrJson) -> None:
    from journal.local.settings_file import unknown

    rows = list(_rows())
    if format_ is TextOrJson.JSON:
        keys = ("name", "value", "from", "about")
        show_json([dict(zip(keys, row, strict=True)) for row in rows])
        return
    longest = max(len(row[0]) for row in rows)
    for name, value, origin, about in rows:
        tell(f"{name.ljust(longest)}  {value}  ({origin})\n  {about}")
    for said in unknown(program().home.settings):
        tell(said)
    tell("Your own words: journal settings words · Your own flows: journal prompts")


def _rows() -> Iterator[tuple[str, str, str, str]]:
    """Name, value, where it comes from, and what it does."""
    from journal.local.settings_file import SETTINGS, chosen, read_choices

    home, view = program().home, None
    if program().is_there():
        with open_journal(program(), to_read=True) as j:
            view = j.store.state.view
    yield "view", view or "loop", "journal" if view else "default", _ABOUT_VIEW
    known, set_there = read_choices(home.settings), chosen(home.settings)
    for setting in SETTINGS:
        state = "on" if known[setting.name] else "off"
        origin = home.settings.name if setting.name in set_there else "default"
        yield setting.name, state, origin, setting.about
    yield from _of_the_system(home.path)


def _of_the_system(home: Path) -> Iterator[tuple[str, str, str, str]]:
    """What the surroundings decide: changed there, not here."""
    from journal.local.editor import editor_command
    from journal.local.home import origin_of
    from journal.screen.output.pager import pager_command

    try:
        editor = editor_command()[0]
    except EditorError:
        editor = "none"
    pager = (pager_command() or ["none"])[0]
    yield "home", str(home), origin_of("JOURNAL_HOME"), "Where everything of this journal lives."
    yield "editor", editor, origin_of("VISUAL", "EDITOR"), _ABOUT_EDITOR
    from_where = origin_of("PAGER") if pager != "less" else "default"
    yield "pager", pager, from_where, "Shows your entries."


def _words(remove: int | None, format_: TextOrJson) -> None:
    from journal.screen.output.pager import show

    with open_journal(program(), to_read=remove is None or not program().is_there()) as j:
        words = [(name, text) for name in j.prompts.lists for text in j.store.own_words(name)]
        if remove is not None:
            if not 1 <= remove <= len(words):
                raise WrongUseError("--remove: expected a number of: journal settings words")
            j.store.forget_own_word(*words[remove - 1])
            told = f"Number {remove} is out of the list {words[remove - 1][0]}. Entries keep it."
            tell(told, err=True)
            return
    numbered = list(enumerate(words, 1))
    if format_ is TextOrJson.JSON:
        show_json([{"number": n, "list": name, "text": text} for n, (name, text) in numbered])
    elif words:
        show("".join(f"{n:3}  {name:10}  {one_line(text)}\n" for n, (name, text) in numbered))
    else:
        tell(_NO_WORDS)


class About(StrEnum):
    """What to do with a flow."""

    SHOW = "show"
    CHECK = "check"


def prompts_(
    what: Annotated[About | None, typer.Argument(help="Else: all flows.")] = None,
    name: Annotated[
        str | None,
        typer.Argument(help="A flow to show; a flow or a file to check.", autocompletion=flows),
    ] = None,
    format_: Format = TextOrJson.TEXT,
) -> None:
    """
    Show the flows and where they are from, or check yours.

    Example: journal prompts show caught
    """
    if what is About.CHECK:
        _check(name, format_)
    elif what is None and name is None:
        _flows(format_)
    elif name is not None:
        _flow(name, format_)
    else:
        raise WrongUseError("journal prompts, prompts show NAME, or prompts check [FILE].")


def _check(name: str | None, format_: TextOrJson) -> None:
    """One flow by its name or its file, or all of one's own: the first fault of each."""
    from journal.core.flows.word_lists import ID

    known = program().prompts
    if name is None:
        files = list(known.own_files.values())
    else:
        file = expanded(name)
        is_name = ID.fullmatch(name) and not file.exists()
        files = [known.file(name) if is_name else file]
    found: list[dict[str, object]] = []
    faults = []
    for file in files:
        try:
            flow = known.check(file)
        except PromptFileError as fault:
            faults.append(fault)
            continue
        found.append({"name": flow.name, "questions": len(flow.questions)})
    if format_ is TextOrJson.JSON:
        for data in [found] if name is None else found:
            show_json(data)
    else:
        for row in found:
            number = row["questions"]
            many = "1 question" if number == 1 else f"{number} questions"
            tell(f"{row['name']}: {many}, all well.")
        if not files:
            tell(_NO_FLOWS)
    for told in faults[:-1]:
        tell(one_line(str(told)), err=True)
    if faults:
        raise faults[-1]


def _flows(format_: TextOrJson) -> None:
    known, own = program().prompts, program().home.own_flows
    rows = []
    names = known.flow_names()
    # A file of one's own with a packaged name is a flow that can't be used.
    taken = [(name, False) for name in known.own_files if known.is_packaged(name)]
    for name, is_used in [*((name, True) for name in names), *taken]:
        flow = known.known_flow(name) if is_used else None
        is_packaged = is_used and known.is_packaged(name)
        origin = "packaged" if is_packaged else str(own / f"{name}.toml")
        rows.append(
            {
                "name": name,
                "title": flow.title if flow else None,
                "counts": flow.counts if flow else None,
                "questions": len(flow.questions) if flow else None,
                "from": origin,
            }
        )
    if format_ is TextOrJson.JSON:
        show_json(rows)
        return
    from journal.screen.output.pager import show
    from journal.screen.output.search_results import flows_text

    show(flows_text(rows, str(own)))


def _flow(name: str, format_: TextOrJson) -> None:
    from journal.core.text import visible
    from journal.screen.output.pager import show

    known = program().prompts
    if format_ is TextOrJson.TEXT:
        show(visible(known.text(name)))
        return
    flow = known.flow(name)
    questions = [
        {
            "id": q.id,
            "theme": q.theme,
            "kind": q.kind,
            "ask": q.ask,
            "words": q.words.name if q.words else None,
            "choices": {c.id: c.label for c in q.choices},
        }
        for q in flow.questions
    ]
    show_json({"name": name, "title": flow.title, "counts": flow.counts, "questions": questions})
