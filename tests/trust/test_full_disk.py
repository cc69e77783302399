"""
A disk that is full, has no room for names, or cannot be written, at each thing that writes:
* one sentence and exit 1, or done; nothing lost, nothing half-made left
* it works again once there is room
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from .commands import DOES as COMMANDS
from .commands import OnADisk, content, prepared
from .house import CANARY, PHRASES, House

pytestmark = pytest.mark.slow

NAMES = 200
"""How many names the small disk has room for."""
OLD, NEW = PHRASES

DOES = {
    "reflect": (OLD, ["reflect", "--answers", "{page}"]),
    "import": (OLD, ["import", "{many}"]),
    "import, open": (None, ["import", "{many}"]),
    "lock": (None, ["lock"]),
    "change": (OLD, ["lock", "--change", "--new-passphrase-file", "{new}"]),
    "remove": (OLD, ["lock", "--remove"]),
    "backup": (OLD, ["backup", "{full}/copy.db"]),
    "delete": (OLD, ["delete", "4", "--now", "--yes"]),
    "delete, open": (None, ["delete", "4", "--now", "--yes"]),
    "restore": (OLD, ["backup", "--restore", "{copy}"]),
}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size=2m,nr_inodes={NAMES},mode=0700", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("no small disk can be mounted here: run as root")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def full(disk: Path, tmp_path: Path, server: subprocess.Popen[str]) -> House:
    """A home on that disk."""

    class OnTheDisk(House):
        @property
        def home(self) -> Path:
            return disk / "home"

    return OnTheDisk(tmp_path, server)


def fill(disk: Path, left: int) -> Path:
    """Take all the room but for some bytes."""
    room = os.statvfs(disk)
    filler = disk / "filler"
    filler.write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - left)))
    return filler


@pytest.mark.parametrize("left", [0, 8192, 65536])
@pytest.mark.parametrize("name", DOES)
def test_a_full_disk(full, disk, name, left):
    """With no room at all, with hardly any, and with room for half of it."""
    phrase, arguments = DOES[name]
    full.write(*(f"n{i}" for i in range(40)))
    full.write("one-more")
    files = {
        "{page}": full.file("page", full.page("new", "more " * 20_000)),
        "{many}": full.file("many", "".join(f"{full.page(f'm{i}')}\n" for i in range(900))),
        "{new}": full.file("new", NEW),
        "{copy}": full.folder / "copy.db",
        "{full}": disk,
    }
    if phrase is not None:
        done = full.run("lock", JOURNAL_PASSPHRASE_FILE=str(full.file("first", phrase)))
        assert done.code == 0, done.err
        full.now = phrase
    assert full.run("backup", files["{copy}"]).code == 0
    told = []
    for argument in arguments:
        for mark, file in files.items():
            argument = argument.replace(mark, str(file))
        told.append(argument)
    env = {"JOURNAL_PASSPHRASE_FILE": str(files["{new}"])} if name == "lock" else {}
    before = full.uids()
    filler = fill(disk, left)
    done = full.run(*told, **env)

    assert done.code == 1, f"{name} had room enough: {done.err}"
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert done.err.endswith(".\n")
    assert "full" in done.err or "No space" in done.err
    assert full.leftovers() == set()
    assert not (disk / "copy.db").exists()
    filler.unlink()
    assert full.uids() == before
    assert full.run("check").code == 0, full.run("check").out
    again = full.run(*told, **env)
    assert again.code == 0, again.err


OLD_SCHEMAS = sorted((Path(__file__).parents[1] / "store" / "old").glob("schema-?.db"))


@pytest.mark.parametrize("old", OLD_SCHEMAS, ids=lambda file: file.stem)
def test_a_migration_on_a_full_disk(full, disk, old):
    """The file is as it was; with room it comes up to date."""
    full.home.mkdir(mode=0o700)
    shutil.copy(old, full.path)
    full.path.chmod(0o600)
    before = full.path.read_bytes()
    filler = fill(disk, 0)
    done = full.run("list")

    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert full.path.read_bytes() == before
    assert full.leftovers() == set()
    filler.unlink()
    assert full.run("list").code == 0
    assert full.run("check").code == 0


@pytest.fixture
def roomy(disk: Path, tmp_path: Path, server: subprocess.Popen[str]) -> OnADisk:
    """A home on that disk, and a folder for what is exported."""
    made = OnADisk(tmp_path, server)
    made.place = disk
    made.outside.mkdir()
    return made


def use_up_names(disk: Path) -> None:
    """Leave no room for one more name."""
    (disk / "many").mkdir()
    with suppress(OSError):
        for number in range(2 * NAMES):
            (disk / "many" / str(number)).touch()


TAKE = {
    "full": lambda disk: fill(disk, 0),
    "8 KB left": lambda disk: fill(disk, 8192),
    "64 KB left": lambda disk: fill(disk, 65536),
    "no names left": use_up_names,
    "read-only": lambda disk: subprocess.run(["mount", "-o", "remount,ro", disk], check=True),
}


@pytest.mark.parametrize(
    "does", COMMANDS, ids=lambda d: f"{d.arguments}{' (locked)' * bool(d.phrase)}"
)
def test_as_it_was_or_done(roomy, disk, does):
    """Every command that writes, on every such disk: to the letter; and again with room."""
    arguments, env = prepared(roomy, does)
    before, kept = content(roomy), roomy.folder / "as it was"
    shutil.copytree(disk, kept)
    for name, take in TAKE.items():
        take(disk)
        done = roomy.run(*arguments, **env)
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        (disk / "filler").unlink(missing_ok=True)
        shutil.rmtree(disk / "many", ignore_errors=True)

        assert not list(disk.rglob(".journal*")), name
        assert done.code in (0, 1), (name, done.err)
        assert done.code == 1 or name != "read-only"
        after = content(roomy)
        if done.code == 0:
            assert does.says in done.err
            assert after != before
        else:
            assert (done.out, done.err.count("\n"), done.err[-2:]) == ("", 1, ".\n"), (
                name,
                done.err,
            )
            if "gone from the journal" in done.err:  # only traces of it had no room to go
                assert after.entries.keys() < before.entries.keys()
                assert roomy.run("list").code == 0
                roomy.write("n9")
                assert not roomy.reads(f"{CANARY} n3 ")
            elif not does.arguments.startswith("wipe"):
                assert after == before, name
                again = roomy.run(*arguments, **env)
                assert (again.code, does.says in again.err) == (0, True), (name, again.err)
        for part in disk.iterdir():
            shutil.rmtree(part)
        shutil.copytree(kept, disk, dirs_exist_ok=True)


READS = (["list"], ["show"], ["export", "--format", "json"])
WRITES = (
    ["reflect", "--answers", "{page}"],
    ["import", "{page}"],
    ["lock"],
    ["delete", "1", "--now", "--yes"],
    ["settings", "plain", "on"],
    ["wipe", "--yes"],
)


@pytest.mark.parametrize("arguments", [*READS, *WRITES], ids=" ".join)
def test_a_home_that_cannot_be_written_to(full, disk, arguments):
    """It can be read; all else is one sentence, exit 1, and nothing changed."""
    full.write("n1", "n2")
    page = full.file("page", full.page("new"))
    phrase = {"JOURNAL_PASSPHRASE_FILE": str(full.file("phrase", NEW))}
    given = phrase if arguments == ["lock"] else {}
    before = full.path.read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    done = full.run(*(a.replace("{page}", str(page)) for a in arguments), **given)
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)

    if arguments in READS:
        assert (done.code, done.err, "n2" in done.out) == (0, "", True)
    else:
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1), done.err
    assert full.path.read_bytes() == before
    assert full.leftovers() == set()
