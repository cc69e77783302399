"""Keeping it: the lock, copies, a look over all, taking it away; prompts and settings."""

from __future__ import annotations

from journal.cli.checking import check
from journal.cli.choosing import prompts_, settings_
from journal.cli.copying import backup
from journal.cli.locking import lock
from journal.cli.wiping import wipe

COMMANDS = (lock, backup, check, wipe, prompts_, settings_)
