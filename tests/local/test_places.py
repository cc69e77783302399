"""
The home of a journal:
* is where `JOURNAL_HOME` says, else in the platform's folder for user data
* is for its owner alone, whatever the umask
* one that cannot be used is one sentence that says what to do
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.core.errors import StoreError, WrongUseError
from journal.local.home import Home, find_country, find_home


@pytest.fixture
def _open_umask() -> Iterator[None]:
    """A umask that takes no right away."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def _tight_umask() -> Iterator[None]:
    """A umask that takes most rights away, even the owner's to write."""
    before = os.umask(0o277)
    yield
    os.umask(before)


def rights(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_it_is_where_the_variable_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Also from the folder one is in, or with a tilde; nothing is made by looking."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    named = {"/a/b": Path("/a/b"), "here": tmp_path / "here", "~/j": tmp_path / "me" / "j"}

    for value, path in named.items():
        monkeypatch.setenv("JOURNAL_HOME", value)
        assert find_home() == Home(path)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("value", [None, ""])
def test_else_it_is_with_the_data_of_the_person(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str | None
) -> None:
    """Unset or empty, the platform decides; on Linux by the XDG folders."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("JOURNAL_HOME", raising=False)
    if value is not None:
        monkeypatch.setenv("JOURNAL_HOME", value)

    assert find_home() == Home(tmp_path / "journal")


def test_a_tilde_of_nobody_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No fault, never someone else's home, and no folder that is called so."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JOURNAL_HOME", "~nobody_of_that_name/journal")
    with pytest.raises(WrongUseError, match="no home folder for that ~"):
        find_home()

    assert not list(tmp_path.iterdir())


def test_everything_has_its_place_in_it(tmp_path: Path) -> None:
    """One folder holds the entries, the choices and the flows of one's own."""
    home = Home(tmp_path)

    assert home.database == tmp_path / "journal.db"
    assert home.settings == tmp_path / "settings.toml"
    assert home.own_flows == tmp_path / "prompts" / "flows"


@pytest.mark.usefixtures("_open_umask")
def test_it_is_for_its_owner_alone(tmp_path: Path) -> None:
    """Though the umask would let everyone in: the folder, and those made above it."""
    home = Home(tmp_path / "a" / "b")
    home.make()

    assert rights(home.path) == rights(home.path.parent) == "0o700"


@pytest.mark.usefixtures("_tight_umask")
def test_its_owner_can_use_it(tmp_path: Path) -> None:
    """Though the umask would take even that."""
    home = Home(tmp_path / "a")
    home.make()

    assert rights(home.path) == "0o700"


def test_one_that_was_open_is_closed(tmp_path: Path) -> None:
    """One that we made; a folder that was there before keeps the rights that it had."""
    made, found = Home(tmp_path / "a"), Home(tmp_path / "b")
    found.path.mkdir(mode=0o755)
    made.make()
    made.path.chmod(0o755)
    for home in (made, found):
        home.make()
        home.make()

    assert (rights(made.path), rights(found.path)) == ("0o700", "0o755")


def test_folders_that_were_there_keep_their_rights(tmp_path: Path) -> None:
    """Only what is made, and the home itself, is closed."""
    above = tmp_path / "shared"
    above.mkdir()
    above.chmod(0o755)
    Home(above / "a" / "b").make()

    assert rights(above) == "0o755"
    assert rights(above / "a") == "0o700"


@pytest.mark.parametrize("inside", ["", "a", "a/b"])
def test_a_home_that_is_a_file_is_one_sentence(tmp_path: Path, inside: str) -> None:
    """It names the folder and says what to do; the file is left as it was."""
    file = tmp_path / "journal"
    file.write_text("x")
    home = Home(file / inside)

    with pytest.raises(StoreError) as refused:
        home.make()

    assert str(refused.value).startswith(f"Can't make or use the folder {home.path}: ")
    assert str(refused.value).endswith(" Set JOURNAL_HOME to a folder that can be written.")
    assert refused.value.exit_code == 1
    assert file.read_text() == "x"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_home_in_a_closed_folder_is_one_sentence(tmp_path: Path) -> None:
    """A folder that belongs to someone else, or may not be written, is named."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)

    with pytest.raises(StoreError, match="Can't make or use the folder"):
        Home(closed / "a").make()


COUNTRIES = [
    ({"LANG": "en_GB.UTF-8"}, "GB"),
    ({"LANG": "de_AT@euro"}, "AT"),
    ({"LANG": "en_UK"}, "GB"),
    ({"LANG": "en_us.utf8"}, "US"),
    ({"LANG": "C.UTF-8"}, ""),
    ({"LANG": "POSIX"}, ""),
    ({"LANG": "eo"}, ""),
    ({"LANG": "es_419"}, ""),
    ({"LANG": ""}, ""),
    ({}, ""),
    ({"LANG": "en_GB", "LC_ALL": "de_DE"}, "DE"),
    ({"LANG": "en_GB", "LC_MESSAGES": "fr_CA"}, "CA"),
    ({"LANG": "en_GB", "LC_ALL": "C"}, "GB"),
]


@pytest.mark.parametrize(("variables", "country"), COUNTRIES)
def test_the_country_is_that_of_the_language_set(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], country: str
) -> None:
    """For the help lines; where the language names none, none is guessed."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert find_country() == country
