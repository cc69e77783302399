"""
Where nobody can be asked:
* a question ends in one sentence that names the way to do without, and exit code 2
* nothing is written, not even a folder, and nothing of what came by the pipe is shown
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

NO_TERMINAL = "There is no terminal to ask on."
WITH_A_FILE = f"{NO_TERMINAL} To hand in answers from a file: journal reflect --answers FILE"

CANARY = "zq7xk9vj3"

SHELL = {
    "closed input": 'exec "$0" "$@" <&-',
    "closed output": 'exec "$0" "$@" >&-',
    "all closed but errors": 'exec "$0" "$@" <&- >&-',
}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["reflect"], WITH_A_FILE),
        (["reflect", "--quick"], WITH_A_FILE),
        (["resume"], NO_TERMINAL),
        (["pause"], ""),
    ],
)
def test_answers_by_a_pipe_are_no_answers(new_house, arguments, sentence):
    """They would be taken for keys, so they are not read at all."""
    done = new_house.call(*arguments, input=f"7\n{CANARY}\n")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(sentence)
    assert len(done.stderr.splitlines()) == 1
    assert CANARY not in done.stderr
    assert new_house.is_untouched()


def test_no_input_at_all(new_house):
    """As from cron or a service."""
    done = new_house.call("reflect")

    assert (done.returncode, done.stdout, done.stderr) == (2, "", WITH_A_FILE + "\n")
    assert new_house.is_untouched()


@pytest.mark.parametrize("how", SHELL.values(), ids=SHELL)
def test_closed_ends(new_house, how):
    """Ends that were closed before it began are no terminal either."""
    command = ["sh", "-c", how, sys.executable, "-m", "journal", "reflect"]
    done = subprocess.run(
        command,
        env=new_house.env(),
        cwd=new_house.folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (2, "", WITH_A_FILE + "\n")
    assert new_house.is_untouched()


@pytest.mark.parametrize("redirected", ["input", "output"])
def test_a_terminal_at_one_end_only(new_house, redirected):
    """Questions would go into the file, or answers come out of it."""
    ours, theirs = pty.openpty()
    other = new_house.folder / "other"
    other.touch()
    with other.open("r+") as file, open(theirs, "r+b", buffering=0, closefd=True) as terminal:
        ends = {"input": (file, terminal), "output": (terminal, file)}[redirected]
        done = new_house.call(
            "reflect", stdin=ends[0], stdout=ends[1], stderr=subprocess.PIPE, capture_output=False
        )
    os.close(ours)

    assert (done.returncode, done.stderr) == (2, WITH_A_FILE + "\n")
    assert other.read_bytes() == b""
    assert new_house.is_untouched()
