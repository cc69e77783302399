"""
Runs `journal` in processes of their own, with all that is imported already there.

Each line of standard input is one run, as JSON: `arguments`, `env`, `out` and `err` (files),
`kill` (seconds until kill -9, or null).
Keys are derived in ROUNDS rounds, given as the argument, so that a kill falls on the writing.
Each line of output is how it ended: [exit status, seconds].
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time

import keyring  # noqa: F401 - not to be loaded in each
import sqlcipher3.dbapi2  # noqa: F401
import sqlite_utils  # noqa: F401
import zxcvbn  # noqa: F401

import journal.app.unlocking
import journal.cli.main
import journal.exchange.json_import
import journal.store.lock_change  # noqa: F401
from journal.__main__ import main
from journal.store import encryption

encryption.ROUNDS = int(sys.argv[1])


def run(job: dict) -> None:
    os.environ.clear()
    os.environ.update(job["env"])
    for number, name in ((0, "/dev/null"), (1, job["out"]), (2, job["err"])):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(name, flags, 0o600), number)
    sys.argv[1:] = job["arguments"]
    sys.exit(main())


for line in sys.stdin:
    job = json.loads(line)
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        run(job)
    if job["kill"] is not None:
        time.sleep(job["kill"])
        os.kill(child, signal.SIGKILL)  # not waited for yet, so it is still ours to kill
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.stdout.write(json.dumps([status, time.monotonic() - began]) + "\n")
    sys.stdout.flush()
