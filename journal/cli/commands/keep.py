"""The list of the commands that look after the journal as a whole."""

from __future__ import annotations

from journal.cli.commands.backup import backup
from journal.cli.commands.check import check
from journal.cli.commands.lock import lock
from journal.cli.commands.prompts import prompts_
from journal.cli.commands.settings import settings_
from journal.cli.commands.wipe import wipe

COMMANDS = (lock, backup, check, wipe, prompts_, settings_)
