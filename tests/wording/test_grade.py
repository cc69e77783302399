"""
Short words, short sentences: a tired person reads them at once.

Flesch–Kincaid grade, the mean of the lines: 6 at most for whatever is asked or said, 8 at most
for the help of a command. No single line may hide behind the mean.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import journal

MOST, MOST_FOR_HELP, MOST_FOR_ONE = 6, 8, 9

ROOMS = sorted(inits.parent.name for inits in Path(journal.__file__).parent.glob("*/__init__.py"))


def test_a_flow_is_easy_to_read(flow, sentences, grade, too_hard):
    """Questions, hints, variants, first and last lines of every flow in `prompts/flows/`."""
    lines = sentences(flow)

    assert grade(line.text for line in lines) <= MOST
    assert too_hard(lines, MOST_FOR_ONE) == []


def test_a_list_of_words_is_easy_to_read(word_list, grade, too_hard, everything):
    """Labels, descriptions and sentence forms of every list in `prompts/words/`."""
    lines = [line for line in everything if line.where.startswith(f"words/{word_list.name}/")]

    assert grade(line.text for line in lines if " " in line.text) <= MOST
    assert too_hard(lines, MOST_FOR_ONE) == []


def test_words_of_care_are_easy_to_read(care, grade, too_hard):
    """Every text of `prompts/care/`: for someone who may be in danger, and those that settle."""
    told = [line for line in care if not line.where.startswith("care/lines/")]

    assert grade(line.text for line in told if " " in line.text) <= MOST
    assert too_hard(told, MOST_FOR_ONE) == []


def test_the_help_of_a_command_is_easy_to_read(command, help_sentences, grade, too_hard):
    """`journal COMMAND --help`, of every command there is."""
    lines = help_sentences(command)

    assert grade(line.text for line in lines) <= MOST_FOR_HELP
    assert too_hard(lines, MOST_FOR_ONE) == []


@pytest.mark.parametrize("room", ROOMS)
def test_what_the_program_says_itself_is_easy_to_read(room, program, grade, too_hard):
    """Sentences in the source: offers, last lines, home line, errors."""
    said = [
        line
        for line in program
        if line.where.startswith(f"{room}/") and line.text.rstrip().endswith((".", "?", "!", "…"))
    ]

    assert grade(line.text for line in said) <= MOST
    assert too_hard(said, MOST_FOR_ONE) == []
