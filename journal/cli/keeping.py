"""Keeping it: the prompts and the settings."""

from __future__ import annotations

from journal.cli.choosing import prompts_, settings_

COMMANDS = (prompts_, settings_)
