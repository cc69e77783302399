"""
One sentence, two readers:
* what an insight says to the person and what stands on a page of theirs differ in who is meant
* to the person it says "you", on a page of theirs "I"; a page and a picture say "you" nowhere
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from made_up import PROMPTS

from journal.core.insights.sentence import voiced
from journal.core.insights.summary import summarise
from journal.core.loop.sentences import ways_out
from journal.report.builder import report_of
from journal.report.drawing.loop_svg import loop_words
from journal.report.material import READERS, Material
from journal.report.parts import default_ticks

PERSON = re.compile(r"\b(?:both|two) of (?:you|us)\b|\b(?:you|we|I)\b(?: were| was)?", re.I)
OWNER = re.compile(r"\b(?:your|my)", re.I)
YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.I)
I = re.compile(r"\bI\b|\b[Mm]y\b|\bmyself\b")  # noqa: E741 - the word itself
COMMAND = "journal "


def alike(said):
    """A sentence with the person taken out."""
    return OWNER.sub("whose", PERSON.sub("who", said))


def without_labels(said, labels):
    """A sentence without what was picked: a label may speak in any person."""
    for label in sorted(labels, key=len, reverse=True):
        said = said.replace(label, "")
    return said


def labels_of(journal):
    lists = (word.label for words in PROMPTS.lists.values() for word in words.words.values())
    found = (f.label for _, r in journal.summary.results for f in (*r.findings, *r.behind))
    parts = [part for label in (*lists, *found) for part in (label, *label.split(" → "))]
    return {part.replace('"', "") for part in parts}


def sentences_of(journal):
    """Every sentence that every insight has to say, of what is there and what is not."""
    for row, result in journal.summary.results:
        for finding in (*result.findings, *result.behind):
            yield row.id, finding.sentence
            yield from ((row.id, note) for note in finding.notes)
        yield from ((row.id, said) for said in result.says)


def test_both_readers_are_told_the_same(journal):
    """But for who is meant; a sentence that names a command has words of its own on a page."""
    told = [(i, said) for i, said in sentences_of(journal) if COMMAND not in said.you]

    assert [(i, s) for i, s in told if alike(s.you) != alike(s.mine)] == []


def test_each_reader_is_told_it_in_their_person(journal):
    """No "my" to the person, no "you" on a page of theirs."""
    labels = labels_of(journal)
    for insight, said in sentences_of(journal):
        if insight != "repair":  # who tried is told in the words that were picked
            assert not I.search(without_labels(said.you, labels)), said
        assert not YOU.search(without_labels(said.mine, labels)), said


@pytest.mark.parametrize("framed", [True, False])
@pytest.mark.parametrize("reader", READERS)
def test_no_page_says_you(journal, reader, framed):
    """With the frame of the cycle and without it; it is the writer who hands it on."""
    m = Material(summarise(journal.looking, PROMPTS.lists, framed=framed), PROMPTS.lists, reader)
    report = report_of(replace(m, ticked=default_ticks(m)))
    if report is not None:
        paragraphs = (block for section in report.sections for block in section.blocks)
        said = " ".join(without_labels(str(one), labels_of(journal)) for one in paragraphs)

        assert YOU.findall(said) == []


def test_no_picture_says_you(journal):
    """Nor what is read aloud of it; it is shown around."""
    told = " ".join((*loop_words(journal.cycle), *ways_out(journal.cycle.way_out, mine=True)))

    assert YOU.findall(without_labels(told, labels_of(journal))) == []


def test_a_label_is_never_taken_for_the_person():
    """What was typed may hold the very signs of a template."""
    said = voiced("After '{label}', {you} left.", label="{you}, you and {your}")

    assert (said.you, said.mine) == (
        "After '{you}, you and {your}', you left.",
        "After '{you}, you and {your}', I left.",
    )
