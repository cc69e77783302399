"""
A pager as its owner has set it up:
* with every common way to name one and every common setting of less, what is looked back at is
  shown once, and then stands neither on the terminal, nor in what can be scrolled up to, nor in
  any file
* a pager that fails, is killed or is not there: the text is shown all the same
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime

import pytest

from journal.exchange.json_import import EntryReader
from journal.local.prompts.loader import Prompts
from journal.store import open_store

pytestmark = pytest.mark.slow

CANARY = "zq7xk9vj3"

PAGERS = {
    "less -FRX": "q",
    "/usr/bin/less -F": "q",
    "less -E --redraw-on-quit": "q",
    "env less -X": "q",
    "nice less -FX": "q",
    "sh -c 'less -FRX'": "q",
    "sh -c 'exec more'": "q",
    "env cat": "q",
    "cat": "q",
    "more": "q",
    "busybox less": "q",
    "most": "q",
    "bat": "q",
    "batcat -p": "q",
    "sh -c 'batcat -p'": "q",
    "vim -R -": ":q!\r",
    "vim -": ":q!\r",
    "env vim -": ":q!\r",
    "view -": ":q!\r",
    "sh -c 'vim -u ~/.vimrc -'": ":q!\r",
    "nonesuch": "q",
    "": "q",
}
"""`PAGER` -> what leaves it."""

AROUND = {
    "LESS": "-FRX",
    "LESSHISTFILE": "{home}/.lesshst",
    "LESSOPEN": "|tee {home}/opened < %s",
    "LESSKEY_CONTENT": "#env\nLESS=-FX\n",
    "LESS_TERMCAP_ti": "",
    "MANPAGER": "cat",
    "BAT_PAGER": "less -FX",
    "SYSTEMD_PAGER": "cat",
}

VIMRC = """\
set undofile undodir=~/.vim backup backupdir=~/.vim writebackup swapfile directory=~/.vim
set viminfo='100,<50 viminfofile=~/.viminfo updatecount=1 hidden
autocmd BufWritePre * set undofile
autocmd BufReadPost,StdinReadPost * set undofile
"""

FILES = {
    ".vimrc": VIMRC,
    ".less": "#env\nLESS = -FX\nLESSHISTFILE = ~/.lesshst\n",
    ".lesskey": "#env\nLESS = -FX\nLESSHISTFILE = ~/.lesshst\n",
    ".config/lesskey": "#env\nLESS = -FX\n",
    ".config/bat/config": "--paging=never\n--pager='less -FX'\n",
    ".mostrc": "",
}

FAILING = {
    "ends with an error": "cat > /dev/null; exit 3",
    "is killed": "kill -9 $$",
    "is terminated": "kill -15 $$",
    "is no program": None,
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The folder of a journal with one entry that holds the canary."""
    folder = tmp_path_factory.mktemp("told")
    entry = {"flow": "note", "answers": {"text": f"said {CANARY}"}}
    with open_store(folder / "journal.db") as store:
        store.put(
            EntryReader(Prompts().flow_if_any, datetime.now(UTC)).read_one(
                json.dumps(entry).encode(), "", uid="n"
            )
        )
    return folder


@pytest.fixture
def lived_in(house, told):
    """Someone's home, with settings of their own and an entry."""
    shutil.copytree(told, house.home, dirs_exist_ok=True)
    for name, text in FILES.items():
        file = house.login / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (house.login / ".vim").mkdir()
    return house


def around(house):
    return {name: value.format(home=house.login) for name, value in AROUND.items()}


def is_missing(program, command):
    return program in command.replace("'", " ").split() and not shutil.which(program)


@pytest.mark.parametrize("command", list(PAGERS))
def test_whatever_the_pager_nothing_stays(lived_in, command):
    """It is seen, and gone afterwards from the terminal and from every folder of the home."""
    missing = [p for p in ("most", "bat", "batcat", "vim", "busybox") if is_missing(p, command)]
    if missing:
        pytest.skip(f"{missing[0]} is not installed")
    term = lived_in.start("show", "last", PAGER=command, **around(lived_in))
    term.wait(CANARY).settle().send(PAGERS[command])

    assert term.close() == 0
    assert CANARY not in term.primary()
    assert set(lived_in.holds(CANARY)) == {"journal.db"}
    assert list(lived_in.temporary.iterdir()) == []


@pytest.mark.parametrize("what", list(FAILING))
def test_a_pager_that_fails_hides_nothing(lived_in, what):
    """The journal shows it on a screen of its own then."""
    script = lived_in.folder / "pager"
    body = FAILING[what]
    script.write_text("\x7fELF" if body is None else f"#!/bin/sh\n{body}\n")
    script.chmod(0o700)
    term = lived_in.start("show", "last", PAGER=str(script))
    term.wait(CANARY).wait("close").go("<enter>")

    assert (term.close(), term.primary()) == (0, "")
