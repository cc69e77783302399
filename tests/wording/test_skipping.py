"""
Every kind of question can be left without an answer, on the quiet screen and line by line; a kind
that is new is asked for here by itself.
"""

from __future__ import annotations

import os
from contextlib import suppress

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from journal.core.dialogue.asks import aside
from journal.core.dialogue.ports import Skipped
from journal.screen.interactive.questions import ASKING
from journal.screen.line_by_line.person import LineByLinePerson


class OneLine:
    """A keyboard on which one empty line was typed, and nothing after it."""

    def __init__(self, idle):
        self.fileno = idle.fileno
        self.lines = ["\n"]

    def readline(self):
        return self.lines.pop() if self.lines else ""


@pytest.fixture
def question(kind, prompts):
    """A question of that kind, out of some flow."""
    flows = [prompts.flow(name) for name in prompts.flow_names()]
    return next(q for flow in flows for q in flow.questions if q.kind == kind)


def test_tab_skips_it_on_the_quiet_screen(kind, question):
    """One key, and what is skipped is no answer; Ctrl-C, which comes after, is not needed."""
    reply = None
    with (
        suppress(KeyboardInterrupt),
        create_pipe_input() as keys,
        create_app_session(input=keys, output=DummyOutput()),
    ):
        keys.send_text("\t\x03")
        reply = ASKING[kind](aside(question), ())

    assert reply == Skipped()


def test_enter_skips_it_line_by_line(question, monkeypatch, capsys):
    """An empty line, and what is skipped is no answer."""
    read, write = os.pipe()
    with os.fdopen(read) as idle, os.fdopen(write, "w"):
        monkeypatch.setattr("sys.stdin", OneLine(idle))
        reply = LineByLinePerson(str).ask(aside(question))

    assert reply == Skipped()
    assert "Enter:" in capsys.readouterr().out
