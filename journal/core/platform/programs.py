"""
Editors and pagers of the person's own, told to keep no copies elsewhere.

Their own configuration is read at their start and may say otherwise, so each is told what comes
after it. A wrapper may start them too: then a stand-in, first in `PATH`, tells them the same.
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
    # `--cmd` would come before the vimrc, which would then win.
    *("-c", f"set {_NO_COPIES}"),
    *("-c", f"sil! au BufWritePre * set {_NO_COPIES}"),
]
_VIMS = ("vim", "nvim", "gvim", "vimx")
_WINDOWED_VIMS = ("gvim", "gview", "evim", "eview")
"""They return at once, with the text still open, unless told to stay."""

_EMACS = (
    "(progn (setq make-backup-files nil create-lockfiles nil auto-save-list-file-prefix nil "
    "auto-save-file-name-transforms nil undo-tree-auto-save-history nil) "
    "(when (bound-and-true-p savehist-mode) (savehist-mode -1)))"
)
"""Its net under a text, `#name#`, stays: beside the text, which is a folder of ours."""

_BY_NAME = ("vim", "vi", "view", "ex", "nvim", "gvim", "nano", "pico", "emacs")
"""What a wrapper of an editor may start."""


def family_of(program: str) -> str:
    """The program that a name leads to, without its build: `vi` may be a `vim`; empty if none."""
    found = shutil.which(program)
    name = re.match(r"[a-z]+", Path(os.path.realpath(found)).name) if found else None
    return name[0] if name else ""


def with_words(command: list[str], words: list[str]) -> list[str]:
    """A command with more options, before the names of its files."""
    end = command.index("--") if "--" in command else len(command)
    return [*command[:end], *words, *command[end:]]


def discreet(command: list[str], side: Path) -> list[str]:
    """
    An editor's command, told to keep nothing; as it is if it is not known how.

    Args:
        side: A private folder for what it can't be kept from writing.
    """
    program = shutil.which(command[0]) or command[0]
    match family_of(command[0]):
        case name if name in _VIMS:
            stay = ["-f"] if Path(program).stem in _WINDOWED_VIMS else []
            return with_words(command, [*stay, *_VIM])
        case "nano" if not on_windows():
            # Its history of searches would go to the folder for data.
            return ["env", f"XDG_DATA_HOME={side}", *with_words(command, ["-C", str(side)])]
        case "emacs":
            return with_words(command, ["--eval", _EMACS])
    return command


def editors_in_path(folder: Path) -> None:
    """Put stand-ins for the editors that are known into a folder, for wrappers to find."""
    for name in _BY_NAME:
        program = shutil.which(name)
        told = discreet([program], folder.parent) if program else []
        if program and told != [program]:
            stand_in(folder, name, f'exec {shlex.join(told)} "$@"')


def pager(command: list[str], less: list[str]) -> list[str]:
    """
    A pager's command, told to leave nothing; as it is if it is not known how.

    Args:
        less: What takes the place of less with the person's own options, and of what writes on
            the terminal's own screen; empty if there is none.
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
    """The same stand-ins for pagers: they see to a text that comes in by a pipe."""
    for name in (*_BY_NAME[:6], "less", "more", "cat", "bat", "batcat"):
        program = shutil.which(name)
        if program is None:
            continue
        told = pager([program], less)
        last = f'exec {shlex.quote(program)} "$@"'
        if told == less and less:
            stand_in(folder, name, f"[ -t 0 ] || ! [ -t 1 ] || exec {shlex.join(less)}\n{last}")
        elif told not in ([program], []):
            stand_in(folder, name, f'exec {shlex.join(told)} "$@"')


def stand_in(folder: Path, name: str, script: str) -> None:
    """Write a script of a name, which the owner can run."""
    file = folder / name
    with os.fdopen(disk.new_file(file), "w", encoding="utf-8") as opened:
        opened.write(f"#!/bin/sh\n{script}\n")
    file.chmod(0o700)


def with_stand_ins(folder: Path, fill: Callable[[Path], None]) -> dict[str, str]:
    """Make a folder of stand-ins, and return the surroundings in which it comes first."""
    if on_windows():
        return dict(os.environ)
    disk.make_folder(folder)
    fill(folder)
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(folder), os.environ.get("PATH", os.defpath)]),
    }
