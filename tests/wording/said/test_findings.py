"""
Every sentence of the summary, of every insight in the table:
* easy to read
* with its counts, and how many answered
* each template is said of some made-up journal, so that none goes unread here
"""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from itertools import combinations
from pathlib import Path

import pytest

from journal.core.insights import registry
from journal.core.insights.finding import Finding
from journal.core.insights.summary import Summary

pytestmark = pytest.mark.slow

MOST = 6
ENOUGH = 100
"""Sentences of an insight that are graded; others differ by their labels alone."""

INSIGHT_FILES = sorted(Path(registry.__file__).parent.rglob("*.py"))


def numbers_in(sentence: str) -> list[int]:
    return [int(n) for n in re.findall(r"(?<![\d.])\d+(?![\d.]\d)", sentence)]


def names_n(sentence: str, n: int) -> bool:
    """Whether a sentence says how many entries it rests on; a change may say it in two parts."""
    numbers = numbers_in(sentence)
    return n in numbers or any(a + b == n for a, b in combinations(numbers, 2))


def findings_of(result):
    """All of its findings, wherever it keeps them."""
    parts = [getattr(result, field.name) for field in fields(result)]
    return [f for p in parts if isinstance(p, tuple) for f in p if isinstance(f, Finding)]


def templates():
    """Texts of more than one word in the source of the insights: no docstrings, errors or keys."""
    for file in INSIGHT_FILES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        silent = [n for n in ast.walk(tree) if isinstance(n, ast.Expr | ast.Raise | ast.JoinedStr)]
        passed_over = {id(part) for n in silent for part in ast.walk(n)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in passed_over
                and re.search(r"\w \w", node.value)
            ):
                yield node.value


def as_pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^}]*\}", template.strip())
    return re.compile(".*".join(map(re.escape, parts)), re.IGNORECASE)


def test_what_an_insight_says_is_easy_to_read(found, grade):
    """The mean of all it says: findings, ties, too early, nothing stands out."""
    said = sorted({re.sub(r"\d+", "3", says) for result in found for says in result.sentences})

    assert grade(said[:: len(said) // ENOUGH + 1]) <= MOST


def test_every_finding_says_its_counts(found):
    """The sentence of a finding holds its count, or its value if it is a measure, and its n."""
    findings = [f for result in found for f in findings_of(result)]
    silent = [f.sentence for f in findings if not names_n(f.sentence.you, f.of)]
    counts = [f for f in findings if f.unit is None]

    assert silent == []
    assert [f.sentence for f in counts if f.count not in numbers_in(f.sentence.you)] == []


def test_every_sentence_of_a_found_thing_says_how_many_answered(found):
    """What is read in the summary, ties too, holds an n of its findings."""
    told = [(says, {f.of for f in r.findings}) for r in found if r.findings for says in r.says]

    assert [says for says, ns in told if not any(names_n(says.you, n) for n in ns)] == []


def test_too_early_says_how_many_there_are_and_how_many_it_takes(found):
    """So that nobody has to guess what is missing; none at all is told as such."""
    early = [(result.sentences, {result.have or result.need, result.need}) for result in found
             if result.too_early]  # fmt: skip

    assert early
    assert [says for says, both in early if not both <= {*numbers_in(" ".join(says))}] == []


def test_each_insight_finds_something_in_some_journal(found):
    """The made-up journals reach it: too early in some, findings in others."""
    assert any(result.findings for result in found)


def test_every_sentence_in_the_source_is_said_of_some_journal(results, journals):
    """A sentence that no journal leads to would be read here by no one: make one that does."""
    everything = [r for found in results.values() for r in found]
    findings = [f for r in everything for f in findings_of(r)]
    texts = {s for r in everything for s in (*r.sentences, *r.mine, *r.beside, r.short)}
    texts |= {text for f in findings for text in (f.whole, f.mine)}
    texts |= {note.you for looking in journals for note in Summary(looking, ()).notes}
    labels = {f.label for f in findings}
    labels |= {title for s in registry.SECTIONS for title in (s.title, s.plain_title)}
    said = "\n".join([*texts, *labels])

    assert "\n".join(t for t in templates() if not as_pattern(t).search(said)) == ""
