"""
Words that nobody reads here, whatever they picked: none that diagnose, blame, gender, promise,
command or keep score; "partner" on the pages about safety alone; and no entry is called a page,
which is what an export makes.

A word may stand where a row of `EXEMPT` says that it means no harm there.
"""

from __future__ import annotations

import re
from fnmatch import fnmatch
from typing import NamedTuple

import pytest


class Left(NamedTuple):
    """
    Words that are left out, as regular expressions between word boundaries.

    Attributes:
        example: A line that would break the rule.
        where: The places it holds for.
    """

    words: str
    example: str
    where: str = "*"


LOOKING_BACK = "core/insights/* core/cycle/* screen/output/* report/*"
"""Where it is said what an entry, or all of them, come to."""

LEFT_OUT = {
    "asks for reasons": Left(
        r"why|how come|what made you|what did you do to", "Why did you leave?"
    ),
    "commands": Left(
        r"should(n't)?|must(n't)?|ought|(have|has|need|needs|supposed) to|had better|you'd better"
        r"|make sure|be sure to|don't forget|remember to|you need",
        "You need to call them.",
    ),
    "judges": Left(
        r"always|never|every time|as usual|you are an?|you're an?|you tend|you often|you usually"
        r"|typical\w*|your partner is|they are an?|they're an?",
        "You always go quiet.",
    ),
    "diagnoses": Left(
        r"toxic|narciss\w*|abusers?|abusive|avoidan(t|ce)|attachment|disorders?|symptoms?|traum\w*"
        r"|(un)?healthy|dysfunction\w*|codependen\w*|co-dependen\w*|gasligh\w*|borderline|bipolar"
        r"|depress\w*|neuro\w*|patholog\w*|diagnos\w*|patients?|stonewall\w*|pursuers?|withdrawers?"
        r"|protest behaviou?rs?|red flags?|clingy|needy",
        "An anxious-avoidant attachment style.",
    ),
    "blames": Left(
        r"fault\w*|blam\w*|guilt\w*|culprits?|perpetrat\w*|victims?|because of (you|them)"
        r"|you (caused|made them|provoked)|selfish|immature|childish|irrational|hysteric\w*|crazy"
        r"|overreact\w*|over-react\w*|manipulat\w*|bad partner",
        "Whose fault was it?",
    ),
    "genders": Left(
        r"s?he|him|his|hers?|himself|herself|m[ae]n|wom[ae]n|males?|females?|husbands?"
        r"|wi(fe|ves)|boyfriends?|girlfriends?|boys?|girls?|guys?|mothers?|fathers?|lad(y|ies)",
        "What did she say?",
    ),
    "promises": Left(
        r"promis\w*|guarante\w*|(will|'ll) (change|improve|help|work|feel|heal|love|stop|understand"
        r"|get better|be fine|be okay)|fix(es)? (them|it for you)|win them back|saves? your"
        r"|heals?|healing|cure[sd]?",
        "They will change.",
    ),
    "keeps score": Left(
        r"scor(e|es|ed|ing)|streaks?|per ?cent\w*|goals?|achiev\w*|congrat\w*|well done"
        r"|(good|great) job|keep it up|badges?",
        "A streak of 5.",
    ),
    "counts in per cent": Left(r"(\d+|\{\w*\}) ?%", "In 40 % of entries."),
    "says better or worse, or foretells": Left(
        r"improv\w*|worse\w*|better|success\w*|fail\w*|predict\w*|forecast\w*|likely|probabl\w*"
        r"|because|due to|caus\w*|led to|leads to",
        "It got worse.",
        LOOKING_BACK,
    ),
    "names the partner": Left(r"partners?|spouses?", "Your partner left."),
    "calls an entry a page": Left(r"pages?", "You wrote a short page."),
    "calls the loop otherwise": Left(
        r"cycles?|(a|the|this|that|each|one|every) rounds?", "The cycle starts with silence."
    ),
}
"""What such a word does -> the words."""


SAFETY = "care/* local/prompts/* app/*"
"""Where the pages about safety stand: the files, what stands in for them, the help lines."""


class Exempt(NamedTuple):
    """Words that may stand in some places, with a blank between them, and the reason."""

    where: str
    phrase: str
    reason: str


EXEMPT = (
    Exempt("words/moves/*", ".*", "what people do, in the words they use for it"),
    Exempt("words/stories/*", ".*", "what a mind says in that second, fair or not"),
    Exempt("words/feelings/*", "guilty|guilt|blamed", "the name of a feeling"),
    Exempt("words/feelings/*", "a strong need to", "a longing, no duty"),
    Exempt("words/repairs/*", "blamed the pattern|no blame", "takes the blame away"),
    Exempt("words/repairs/*", "as promised", "what the two had agreed on"),
    Exempt("words/triggers/*", "a promise", "what the two had agreed on"),
    Exempt("words/triggers/*", '"we need to talk"', "what was said, in quotes"),
    Exempt("words/triggers/*", "fault (was )?found", "a moment when someone was criticised"),
    Exempt("flows/*", "not about fault|is never a fault", "takes the blame away"),
    Exempt(SAFETY, "is not your fault", "takes the blame away"),
    Exempt("*", "no need to|don't have to", "takes a duty away"),
    Exempt(SAFETY, "a partner|your partner", "about harm there is no plainer word"),
    Exempt("report/*", "by one partner", "for a therapist, who sees couples"),
    Exempt("report/*", "alone first may be better", "about a talk, not a person"),
    Exempt("core/cycle/*", "keep it from getting worse", "what the step back was for"),
    Exempt(
        "core/insights/*",
        "may suit (you|me) better",
        "about the length of a page",
    ),
    Exempt("core/insights/*", "a difference, not a cause", "takes the cause away"),
    Exempt("*", "--why", "the name of an option; nobody is asked"),
    Exempt("store/*", "as it should", "said of a disk"),
    Exempt("report/* help/ help/export", "page", "what an export makes"),
    Exempt("app/*", "a page", "what an export makes"),
    Exempt("care/keep/* local/prompts/*", "count and page", "what an export makes"),
    Exempt("care/*", "calls and pages", "what a telephone or a browser keeps"),
    Exempt("core/cycle/*", "a full page", "as much text as fits on one"),
    Exempt("*", "journal cycle|cycle-journal", "the name of the command, and of the package"),
    Exempt("store/schema.py*", ".*", "SQL, read by no one who writes an entry"),
)


def stands_in(line, where: str) -> bool:
    return any(fnmatch(line.where, place) for place in where.split())


def found(left: Left, text: str) -> list[str]:
    return [m[0] for m in re.finditer(rf"(?<!\w)(?:{left.words})(?!\w)", text, re.IGNORECASE)]


def without_exempt(line) -> str:
    text = line.text
    for row in EXEMPT:
        if stands_in(line, row.where):
            text = re.sub(row.phrase, "…", text, flags=re.IGNORECASE)
    return text


@pytest.mark.parametrize("what", LEFT_OUT)
def test_no_line_has_a_word_that(what, everything):
    """Prompts, care, help and the program's own sentences; no line of them."""
    left = LEFT_OUT[what]
    hits = [
        f"{line.where}: {word} in: {line.text}"
        for line in everything
        if found(left, line.text) and stands_in(line, left.where)
        for word in found(left, without_exempt(line))
    ]

    assert "\n".join(hits) == ""


@pytest.mark.parametrize("what", LEFT_OUT)
def test_the_rule_finds_what_it_is_meant_to_find(what):
    """A line that breaks it is found."""
    assert found(LEFT_OUT[what], LEFT_OUT[what].example)


@pytest.mark.parametrize("row", EXEMPT, ids=lambda row: f"{row.where} {row.phrase}")
def test_no_exemption_outlives_what_it_was_for(row, everything):
    """Each row of `EXEMPT` still lets a line pass that would be stopped without it."""
    excused = [
        line
        for line in everything
        if stands_in(line, row.where)
        for phrase in re.findall(f"(?:{row.phrase})", line.text, re.IGNORECASE)
        if phrase and any(found(left, line.text) for left in LEFT_OUT.values())
    ]

    assert excused
