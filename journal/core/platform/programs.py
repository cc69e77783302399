"""
The command lines of editors and pagers, with options against copies and histories.

The options must take effect after the person's own configuration. For wrappers that start an
editor, a script of the same name first in `PATH` (a stand-in) adds the options.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

from journal.core.platform import disk
from journal.core.platform.system import on_windows

_NO_COPIES = (
    "undodir=. backupdir=. directory=. noundofile nobackup nowritebackup noswapfile viminfo="
)
_VIM = [
    *("-n", "-i", "NONE"),
    # `--cmd` runs before the vimrc, which would override it.
    *("-c", f"set {_NO_COPIES}"),
    *("-c", f"sil! au BufWritePre * set {_NO_COPIES}"),
]
_VIMS = ("vim", "nvim", "gvim", "vimx")
_WINDOWED_VIMS = ("gvim", "gview", "evim", "eview")
"""The programs that return at once while the text is open, unless given `-f`."""

_EMACS = (
    "(progn (setq make-backup-files nil create-lockfiles nil auto-save-list-file-prefix nil "
    "auto-save-file-name-transforms nil undo-tree-auto-save-history nil) "
    "(when (bound-and-true-p savehist-mode) (savehist-mode -1)))"
)
"""Auto-save to `#name#` stays on: it is beside the text, which is in a private folder."""

_BY_NAME = ("vim", "vi", "view", "ex", "nvim", "gvim", "nano", "pico", "emacs")
"""The editors that a wrapper may start."""


def family_of(program: str) -> str:
    """Return the name of the program behind a command, links resolved; empty if it is not found."""
    found = shutil.which(program)
    name = re.match(r"[a-z]+", Path(os.path.realpath(found)).name) if found else None
    return name[0] if name else ""


def with_words(command: list[str], words: list[str]) -> list[str]:
    """Return a command with words added before `--`, or at the end without it."""
    end = command.index("--") if "--" in command else len(command)
    return [*command[:end], *words, *command[end:]]


def discreet(command: list[str], side: Path) -> list[str]:
    """
    Return the command of an editor with options against copies; unknown editors unchanged.

    Args:
        command: The program and its arguments.
        side: A private folder for files that it writes nevertheless.
    """
    program = shutil.which(command[0]) or command[0]
    match family_of(command[0]):
        case name if name in _VIMS:
            stay = ["-f"] if Path(program).stem in _WINDOWED_VIMS else []
            return with_words(command, [*stay, *_VIM])
        case "nano" if not on_windows():
            # Its search history is written to the XDG data folder.
            return ["env", f"XDG_DATA_HOME={side}", *with_words(command, ["-C", str(side)])]
        case "emacs":
            return with_words(command, ["--eval", _EMACS])
    return command


def editors_in_path(folder: Path) -> None:
    """Write stand-ins for the known editors into a folder."""
    for name in _BY_NAME:
        program = shutil.which(name)
        with_options = discreet([program], folder.parent) if program else []
        if program and with_options != [program]:
            stand_in(folder, name, f'exec {shlex.join(with_options)} "$@"')


def pager(command: list[str], less: list[str]) -> list[str]:
    """
    Return the command of a pager with options against traces; unknown pagers unchanged.

    Args:
        command: The program and its arguments.
        less: The command that replaces `less`, and programs that write to the main screen; empty
            if there is none.
    """
    match family_of(command[0]) or Path(command[0]).stem:
        case "less" | "more" | "cat" | "tac" | "head" | "tail" | "busybox":
            return less
        case name if name in _VIMS:
            return with_words(command, _VIM)
        case "bat" | "batcat":
            return with_words(command, ["--paging=always", f"--pager={shlex.join(less)}"])
    return command


def pagers_in_path(folder: Path, less: list[str]) -> None:
    """
    Write stand-ins for the known pagers into a folder.

    One for `less` or a program like `cat` takes effect only between a pipe and a terminal.
    """
    for name in (*_BY_NAME[:6], "less", "more", "cat", "bat", "batcat"):
        program = shutil.which(name)
        if program is None:
            continue
        with_options = pager([program], less)
        plain = f'exec {shlex.quote(program)} "$@"'
        if with_options == less and less:
            stand_in(folder, name, f"[ -t 0 ] || ! [ -t 1 ] || exec {shlex.join(less)}\n{plain}")
        elif with_options not in ([program], []):
            stand_in(folder, name, f'exec {shlex.join(with_options)} "$@"')


def stand_in(folder: Path, name: str, script: str) -> None:
    """Write an executable shell script into a folder, mode 0700."""
    file = folder / name
    with os.fdopen(disk.new_file(file), "w", encoding="utf-8") as opened:
        opened.write(f"#!/bin/sh\n{script}\n")
    file.chmod(0o700)


def with_stand_ins(folder: Path, fill: Callable[[Path], None]) -> dict[str, str]:
    """
    Create a folder of stand-ins; return the environment with it first in `PATH`.

    Args:
        folder: The folder to create.
        fill: Writes the stand-ins into it.

    Returns:
        The environment; unchanged on Windows, where no folder is created.

    Raises:
        OSError: If the folder or a stand-in cannot be written.
    """
    if on_windows():
        return dict(os.environ)
    disk.make_folder(folder)
    fill(folder)
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(folder), os.environ.get("PATH", os.defpath)]),
    }
