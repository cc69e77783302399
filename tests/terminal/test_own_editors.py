"""
An editor as its owner has set it up:
* with common settings that keep copies, and through wrappers, what is written in it comes back
  and stands in no other file of the home
"""

from __future__ import annotations

import pytest

from journal.core.platform.programs import family_of

pytestmark = pytest.mark.slow

CANARY = "zq7xk9vj3"
BEFORE = "said before"

FILES = {
    ".vimrc": """\
set undofile undodir=~/kept backup backupdir=~/kept writebackup swapfile directory=~/kept
set viminfo='100,<50 viminfofile=~/kept/viminfo updatecount=1
autocmd BufWritePre * set undofile backup
autocmd FileType,BufReadPost * setlocal undofile
""",
    ".nanorc": 'set backup\nset backupdir "~/kept"\nset historylog\nset positionlog\n',
    ".emacs": """\
(setq make-backup-files t backup-directory-alist '((".*" . "~/kept")) version-control t
      backup-by-copying t auto-save-file-name-transforms '((".*" "~/kept/" t)))
(setq savehist-additional-variables '(kill-ring search-ring) savehist-file "~/kept/hist")
(savehist-mode 1)
""",
}

VIM = (f"Go{CANARY}\x1b:s/x/x/\r/{CANARY}\rdd", "u:wq\r")
NANO = (f"{CANARY} \x17{CANARY}\r", "\x0f\r\x18")
EMACS = (f"{CANARY} \x0b\x19", "\x18\x13\x18\x03")
WRAPPED = "sh -c 'exec vim -Nu ~/.vimrc \"$@\"' sh"

EDITORS = {
    "vim": VIM, "vi": VIM, "vim -Nu ~/.vimrc": VIM, "env vim": VIM, "nice vim": VIM,
    WRAPPED: VIM, "nano": NANO, "env nano": NANO, "emacs -nw": EMACS, "env emacs -nw": EMACS,
}  # fmt: skip
"""`EDITOR` -> what writes in it and searches, and what saves and closes it."""


@pytest.fixture
def set_up(house):
    for name, text in FILES.items():
        (house.login / name).write_text(text)
    (house.login / "kept").mkdir()
    return house


def opened(house, editor):
    term = house.start("note", EDITOR=editor)
    term.wait("Ctrl-E: editor").send(BEFORE).wait(BEFORE).send("<ctrl-e>")
    return term.wait_gone("Ctrl-E: editor").wait(BEFORE).settle()


@pytest.mark.parametrize("editor", list(EDITORS))
def test_what_is_written_stands_in_the_journal_alone(set_up, editor):
    """Neither copies nor memories of it are left, wherever the settings put them."""
    name = next(n for n in ("emacs", "nano", "vim", "vi") if n in editor)
    if family_of(name) not in ("vim", "nano", "emacs"):
        pytest.skip(f"{name} is not installed")
    term = opened(set_up, editor)
    writes, closes = EDITORS[editor]
    term.send(writes).settle().send(closes).wait("Ctrl-E: editor").wait(CANARY).go("<ctrl-c>")

    assert term.close() == 130
    assert CANARY not in term.primary()
    assert set(set_up.holds(CANARY)) == {"journal.db"}
    assert not (set_up.home / "journal-editing").exists()
