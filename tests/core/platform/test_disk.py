"""
Names in folders:
* nothing puts a name into a folder, moves it or takes it out but the one room that waits for it
* a file that is erased is under its name as it was, or not at all, wherever that is cut off
* what was left unfinished goes; what another program called nearly so stays
* a folder that cannot be waited for is no fault; a disk that cannot be written is
"""

from __future__ import annotations

import ast
import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

import journal
from journal.core.platform import disk
from journal.local import atomic_write

PACKAGE = Path(journal.__file__).parent
ROOM = Path(disk.__file__)

OF_PATHS = set(
    "unlink rmdir mkdir rename touch symlink_to hardlink_to write_text write_bytes".split()
)
OF_OS = OF_PATHS | set(
    "link symlink remove removedirs renames makedirs mkfifo mknod truncate fsync fdatasync".split()
)
WHOLE_MODULES = ("tempfile", "shutil")
HARMLESS = {"which", "get_terminal_size", "copyfileobj"}
"""Of these modules: they make no names."""

MAY = {
    (Path(atomic_write.__file__), "os.open"): "a file without a name, which goes by itself",
}
"""Where a name is made, or seems to be, outside of the room -> why it may be."""


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def makes_a_file(call: ast.Call, name: str) -> bool:
    """Whether an `open` could put a name into a folder; any doubt counts as yes."""
    given = [*call.args, *(k.value for k in call.keywords if k.arg in ("mode", "flags"))]
    if name == "os.open":
        return any(
            isinstance(n, ast.Attribute) and n.attr in ("O_CREAT", "O_TMPFILE")
            for argument in given
            for n in ast.walk(argument)
        )
    if call.args and isinstance(call.args[0], ast.Attribute) and call.args[0].attr == "devnull":
        return False  # where goes what nobody reads
    modes = [a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return any(set(mode) <= set("rwaxbt+") and set(mode) & set("wax") for mode in modes)


def puts_names(file: Path) -> Iterator[str]:
    """The calls of a file that put a name into a folder, or take one out."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ImportFrom) and node.module in ("os", *WHOLE_MODULES):
            yield from (f"{node.module}.{n.name}" for n in node.names if n.name not in HARMLESS)
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Name("open"):
                name = "open"
            case ast.Attribute(ast.Name(("os" | "shutil" | "tempfile") as module), attr):
                name = f"{module}.{attr}"
            case ast.Attribute(_, attr):
                name = attr
            case _:
                continue
        last = name.rpartition(".")[2]
        # A text is given two things to replace, a moment names of its parts, a path its place.
        moves = last == "replace" and len(node.args) == (2 if name == "os.replace" else 1)
        of_a_module = name.startswith(("shutil.", "tempfile.")) and last not in HARMLESS
        opens = last == "open" and makes_a_file(node, name)
        if moves or of_a_module or opens or name in {f"os.{n}" for n in OF_OS} | OF_PATHS:
            yield name


def test_names_are_put_and_taken_in_one_room():
    """So that none is, without its folder being waited for."""
    elsewhere = {
        (file, name) for file in PACKAGE.rglob("*.py") if file != ROOM for name in puts_names(file)
    }

    assert elsewhere == MAY.keys()
    assert set(puts_names(ROOM)) >= {"os.replace", "os.link", "os.rename", "unlink", "mkdir"}


def test_what_was_left_unfinished_goes(tmp_path):
    """Also under the names of earlier versions; not what runs, nor what is not ours."""
    ours = [
        ".journal-999999999-0a1b2c.part",
        ".journal-999999999-whole.part-journal",
        ".journal.db-999999999-k3_x8abc",
        ".journal.db-999999999-k3_x8abc-journal",
        ".journal-20260101-120000_002.db-999999999-abcdefgh",
        ".set-aside-20260101-120000.db-999999999-abcdefgh",
    ]
    theirs = [
        f".journal-{os.getpid()}-0a1b2c.part",
        ".journal-99999999999999999999-0a.part",
        ".journal-x-0a.part",
        ".journal",
        ".notes.db-999999999-abcdefgh",
        "journal-999999999-0a1b2c.part",
    ]
    for name in ours + theirs:
        (tmp_path / name).write_text("x")
    disk.sweep(tmp_path)

    assert {f.name for f in tmp_path.iterdir()} == set(theirs)


class CutOffError(BaseException):
    """Nothing tidies up after it."""


@pytest.mark.parametrize("step", ["rename", "pwrite", "fsync", "unlink"])
@pytest.mark.parametrize("after", range(3))
def test_erasing_is_cut_off(tmp_path, monkeypatch, step, after):
    """At any step: under its name it is whole or gone, and the next sweep takes what is left."""
    file = tmp_path / "letter.md"
    file.write_text("all of it")
    owner, calls = (Path, "unlink") if step == "unlink" else (os, step), []
    really = getattr(*owner)

    def cut(*given, **more):
        calls.append(given)
        if len(calls) > after:
            raise CutOffError
        return really(*given, **more)

    with monkeypatch.context() as patch:
        patch.setattr(*owner, cut)
        with suppress(CutOffError):
            disk.erase(file)

    assert not file.exists() or file.read_text() == "all of it"
    monkeypatch.setattr(disk.system, "is_process_running", lambda process: process != os.getpid())
    disk.sweep(tmp_path)
    assert set(tmp_path.iterdir()) <= {file}


def test_a_file_of_two_names_keeps_what_it_holds(tmp_path):
    """Only the name goes, and of a link only the link."""
    (tmp_path / "mine").write_text("x")
    os.link(tmp_path / "mine", tmp_path / "other")
    os.symlink("mine", tmp_path / "link")
    disk.erase(tmp_path / "other")
    disk.erase(tmp_path / "link")
    disk.erase(tmp_path / "was never there")

    assert [(f.name, f.read_text()) for f in tmp_path.iterdir()] == [("mine", "x")]


def test_a_folder_goes_with_all_that_is_in_it(tmp_path):
    """Pipes and broken links as well; where a link leads to stays."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "mine").write_text("x")
    folder = tmp_path / "folder"
    assert disk.make_folder(folder)
    assert not disk.make_folder(folder)
    disk.make_folder(folder / "inner")
    (folder / "inner" / "file").write_text("x")
    os.mkfifo(folder / "pipe")
    (folder / "out").symlink_to(outside)
    (folder / "nowhere").symlink_to("nothing")
    disk.erase_folder(folder)

    assert [f.name for f in tmp_path.rglob("*")] == ["outside", "mine"]


def test_a_folder_is_for_its_owner_whatever_the_umask(tmp_path):
    """And what is not a folder is refused."""
    before = os.umask(0o277)
    try:
        disk.make_folder(tmp_path / "folder")
    finally:
        os.umask(before)
    (tmp_path / "file").touch()

    assert stat.S_IMODE((tmp_path / "folder").stat().st_mode) == 0o700
    with pytest.raises(FileExistsError):
        disk.make_folder(tmp_path / "file")


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EIO])
def test_a_folder_that_cannot_be_waited_for(tmp_path, monkeypatch, number):
    """Some disks have no such thing, which is no fault; a broken one is."""
    made, place = tmp_path / "made", tmp_path / "place"
    made.write_text("x")
    really = os.fsync

    def fsync(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, os.strerror(number))
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    if number == errno.EIO:
        with pytest.raises(OSError, match="Input/output"):
            disk.put(made, place)
    else:
        disk.put(made, place)
    assert place.read_text() == "x"
