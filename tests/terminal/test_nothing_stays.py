"""
What was on the screen is gone from it afterwards:
* nothing typed or looked back at stays in the terminal, in what can be scrolled up to, or in
  a file beside the journal
* the same in a real tmux with its history
* the pager gets the words by a pipe alone, and is told to keep no history and run no commands
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CANARY = "zq7xk9vj3"
"""Like no other word."""

LOOKING_BACK = (["show", "last"], ["list"], ["summary"])

needs_less = pytest.mark.skipif(not shutil.which("less"), reason="less is not installed")
needs_tmux = pytest.mark.skipif(
    not shutil.which("tmux"), reason="tmux is not installed: its history can't be looked at"
)


@pytest.mark.parametrize("rows", [24, 8])
def test_nothing_typed_stays(house, rows):
    """Neither own words nor texts, finished or not; however small the terminal is."""
    term = house.start("reflect", rows=rows)
    term.answer(
        ("How strong is the upset", "7<enter>"),
        ("threatened, or scared", "<down><enter>"),
        ("it turned for you?", "something else<enter>"),
        ("F2: back to the list", f"own {CANARY}<enter>"),
        ("as a word of your own for next time?", "y"),
        ("A little more, if you like:", "1"),
    )
    term.wait("What would a camera").send(f"{CANARY} and more").wait(f"{CANARY} and more")
    term.go("<ctrl-c>")

    assert (term.close(), term.primary()) == (130, "Kept. Go on with: journal resume")
    assert any(CANARY in screen for screen in term.seen)
    assert house.holds(CANARY) == ["journal.db"]


@needs_less
@pytest.mark.parametrize("command", LOOKING_BACK, ids=" ".join)
def test_nothing_looked_back_at_stays(telling, command):
    """Less shows even a short text on a screen of its own, and leaves no file."""
    term = telling.start(*command)
    term.wait(CANARY).send("q")

    assert (term.close(), term.primary()) == (0, "")
    assert telling.holds(CANARY) == ["journal.db"]
    assert sorted(f.name for f in telling.files()) == ["journal-home.json", "journal.db"]


@needs_less
@pytest.mark.parametrize("pager", ["cat", "/bin/more -d"])
def test_a_pager_that_would_leave_it_there_is_not_used(telling, pager):
    """Chosen once for other programs, it would show this to whoever scrolls up."""
    term = telling.start("show", "last", PAGER=pager)
    term.wait(CANARY).send("q")

    assert (term.close(), term.primary()) == (0, "")


MOST_SCREENS = 100
"""Looks at the screen, most of them while the program starts."""


@pytest.mark.parametrize("command", LOOKING_BACK, ids=" ".join)
def test_nothing_stays_where_there_is_no_pager(telling, command):
    """The journal shows it on a screen of its own then."""
    term = telling.start(*command, PATH=str(telling.temporary))
    shown = ""
    for _ in range(MOST_SCREENS):
        shown += term.settle().text()
        if term.shows("close"):  # as the keys call it, at the end
            break
        if term.shows("read on"):
            term.send("<space>")
    assert (CANARY in shown, "\u241b" in shown) == (True, False)
    term.go("<enter>")

    assert (term.close(), term.primary()) == (0, "")


@needs_less
@pytest.mark.parametrize("command", LOOKING_BACK, ids=" ".join)
def test_the_pager_names_its_keys_in_twenty_columns(telling, command):
    """Less drops the beginning of a prompt that is longer."""
    term = telling.start(*command, columns=20, rows=5).wait("q close  space on")

    assert term.send("q").close() == 0


def test_what_the_pager_is_given(telling):
    """No history, no commands, no options of its own; and the words by a pipe alone."""
    seen = telling.folder / "seen"
    script = telling.folder / "pager"
    script.write_text(
        f"#!{sys.executable}\n"
        "import json, os, sys\n"
        "given = {'env': dict(os.environ), 'arguments': sys.argv[1:], 'text': sys.stdin.read()}\n"
        f"open({str(seen)!r}, 'w').write(json.dumps(given))\n"
    )
    script.chmod(0o700)
    pager = f"{shlex.quote(str(script))} --chop 'two words'"
    term = telling.start("show", "last", PAGER=pager, LESS="-X", LESSHISTFILE="history")

    assert (term.close(), term.primary()) == (0, "")
    given = json.loads(seen.read_text())
    env = given["env"]
    assert (env["LESSHISTFILE"], env["LESSSECURE"], env["LESS"]) == ("-", "1", "")
    assert given["arguments"] == ["--chop", "two words"]
    assert CANARY in given["text"]
    assert CANARY not in json.dumps(env)


@needs_tmux
@needs_less
def test_nothing_stays_in_tmux(telling, tmux):
    """Not on its screen and not in its history, from the first question to a page shown."""
    tmux.type("journal reflect; echo stop''ped")
    tmux.wait("How strong is the upset").press("7", "Enter")
    tmux.wait("Was anyone hit").press("Down", "Enter")
    tmux.wait("What was the moment").type("something else")
    tmux.wait("In your own words:").type(f"own {CANARY}")
    tmux.wait("as a word of your own").press("y")
    tmux.wait("A little more").press("1")
    tmux.wait("What would a camera").type(f"line {CANARY}")
    tmux.wait("What did your body do first?").press("C-c")
    tmux.wait("Kept. Go on with: journal resume\nstopped")
    tmux.type("journal show last; echo clo''sed")
    tmux.wait(CANARY).press("q")
    tmux.wait("closed")

    everything = tmux.run("capture-pane", "-p", "-J", "-S", "-")
    assert CANARY not in everything
    assert "A little more" not in everything
    assert everything.count("journal resume") == 1


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The folder of a journal with three entries that hold the canary, as text and own word."""
    folder = tmp_path_factory.mktemp("told")
    said = {"unsafe": "no", "trigger": {"other": f"own {CANARY}"}, "facts": f"line {CANARY}"}
    entries = [{"flow": "full", "answers": {**said, "heat_before": heat}} for heat in range(3)]
    subprocess.run(
        [sys.executable, "-m", "journal", "import", "-"],
        env={**os.environ, "JOURNAL_HOME": str(folder / "pages")},
        input="\n".join(map(json.dumps, entries)),
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    return folder / "pages"


@pytest.fixture
def telling(house, told):
    """A home with a journal that holds the canary."""
    shutil.copytree(told, house.home, dirs_exist_ok=True)
    return house


class Tmux:
    """A real terminal multiplexer with a shell in it."""

    def __init__(self, env, socket, settings):
        self._env = env
        self._command = ["tmux", "-f", str(settings), "-S", str(socket)]

    def run(self, *arguments):
        done = subprocess.run(
            [*self._command, *arguments],
            env=self._env,
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
        return done.stdout

    def press(self, *keys):
        for key in keys:
            self.run("send-keys", key)

    def type(self, text):
        self.run("send-keys", "-l", text)
        self.press("Enter")

    def wait(self, text):
        """Look until a text is on the screen."""
        end = time.monotonic() + 10
        while text not in (shown := self.run("capture-pane", "-p")):
            if time.monotonic() > end:
                pytest.fail(f"{text!r} did not show. The screen:\n{shown.strip()}")
            time.sleep(0.02)
        return self


@pytest.fixture
def tmux(house):
    """Its history is long enough for everything; its socket has a name short enough for one."""
    settings = house.folder / "tmux.conf"
    settings.write_text("set -g history-limit 5000\n")
    programs = house.folder / "programs"
    programs.mkdir()
    journal = programs / "journal"
    journal.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m journal "$@"\n')
    journal.chmod(0o700)
    env = house.env(PATH=f"{programs}{os.pathsep}{os.environ['PATH']}", PS1="> ")
    with tempfile.TemporaryDirectory() as short:
        made = Tmux(env, Path(short) / "s", settings)
        made.run("new-session", "-d", "-x", "80", "-y", "24", "sh")
        yield made
        made.run("kill-server")
