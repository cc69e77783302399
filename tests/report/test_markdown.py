"""
The page for a therapist, as Markdown:
* the example of the wording, in its order and with its counts
* of what was typed only the loop, the plan and what helped; of what was kept apart nothing
* what was typed is data: no mark in it has a meaning
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from journal.core.dates.periods import Period
from journal.core.text import isolated, one_line, visible
from journal.report.document import Bullets, PageSection, Paragraph, Report, Table
from journal.report.material import Typed
from journal.report.writers.markdown import as_markdown

CANARY = "zebrafinch"
RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

EXAMPLE = """\
# Notes for a session
14 Sep – 15 Nov 2026 · 17 long entries, 3 short entries, 9 second looks, 4 caught moments, 6 \
check-ins · J.
*Self-report by one partner; not an assessment. The writer chose what is in it. \
"k of n": n = entries that answer the question.*
**What I want from this session.** How do I stay?
**My loop, in my words (12 Nov 2026).** The more I ask, the more they go quiet. \
The more they go quiet, the more I ask. Under mine is feeling alone. I need to matter.
## Most named at each step (need not be the same entries)
| Moment | Body | Loud feeling | Story | What I did | Under it | Need |
| --- | --- | --- | --- | --- | --- | --- |
| Put off 3, They went quiet 3 of 17 | Tight chest 9 of 17 | Unheard 7 of 17 \
| I don't matter 6 of 17 | Asked again 9 of 17 | Alone 7 of 17 | To matter 6 of 17 |
11 of 17 began with distance, 5 with pressure. Loud with soft: 'Unheard' with 'Alone' 5 of 17; \
'Frustrated' with 'Alone' 4; 'Criticised' with 'Not good enough' 3. \
Subjects: Family 5 of 17, Time together 5, Chores 3, Phone and texts 3.
The body sign that leads may be an early one to watch for.
## What I did, and what I saw
|  | Count, of 17 |
| --- | --- |
| I did | Asked again 9 · Went quiet 6 · Criticised 5 · Got louder 3 · Said the soft feeling 3 |
| I saw | Went quiet 7 · Said "not now" 5 · Got louder 4 · Criticised 3 · Stayed with it 3 |
| My part | Pressed or reached 10 · Stepped back 4 · Both ways 3 |
| The two of us | I pressed or reached, they stepped back 8 · It went more than one way 4 \
· They pressed or reached, I stepped back 3 |
Of 10 where I pressed or reached, 4 got sharp, 3 at the end. \
Of 3 where I did both, 2 got sharp, 1 at the end.
When the subject was 'Family', I stepped back in 4 of 5. With other subjects: 0 of 12.
**One entry in detail, picked by the writer: 20 Oct 2026, evening.** No reply, about \
time together. Tight chest, can't sit still. Loud: panicky, unheard. Story: I don't matter. \
I asked, followed or kept writing, then said the soft feeling. \
They put it off, then listened. Under it: afraid of losing us. Need: to matter. \
Hot for 20 min; talked it through; both tried to mend; okay after 1 h 30. \
Upset 7 at the worst point, 6 before writing, 3 after.
## Moments that went differently
There were 7 entries of 17 with a moment when I softened or stayed. \
These soft moments ended (7): 'Agreed to pause' 3, 'Talked it through' 3, 'Someone left' 1. \
Caught in time:
- 22 Oct 2026, no reply: nearly followed or kept writing; slowed down. Helped: phone in the drawer.
- 30 Oct 2026, put off: nearly criticised; asked plainly.
- 5 Nov 2026, fault found: nearly left; paused, with a return time. \
Helped: having said it on a calm day.
- 10 Nov 2026, attention elsewhere: nearly got louder; said the soft feeling.
## Repair, recovery, change
A mend was tried in 14 of 17 entries. It helped, at least a bit, in 12 of those 14. \
Half of the 12 known times to okay were within about 4 h 30. \
Time to okay: 1 still open when last noted. Time to okay: not noted for 4 more. \
By the end of writing, upset was lower by 2 or more in 11 of 17 entries.
|  | First entries | Last entries |
| --- | --- | --- |
| Worst point, 0–10, middle value | 8 (n = 8) | 6 (n = 9) |
| Hot part, middle value | 38 min (n = 8) | 20 min (n = 9) |
A difference, not a cause. No clear change: soft moments, breaks with a set time. \
Too few to compare: time to okay (5 and 7 known). \
It takes 8 and 8.
**Check-ins, middle value of the first 3 and of the last 3:** close 4, then 6 (10 = very close) · \
safe to speak 6, then 7 (10 = fully safe) · on guard 7, then 5 (10 = all the time) · \
alone together 6, then 5 (10 = very alone) · hope 5, then 6 (10 = a lot).
## My plan, my questions
**My plan (since 5 Oct 2026).** When I notice: a tight chest. Then I will ask for one thing. \
It came up 5 times; used, whole or in part, in 3; slipped my mind in 2.
**Questions for you.** How can I ask for a break?
"""
"""The whole page, from the entries of the example."""

TEXTS = [
    "# heading", "#", "## two ##", "- item", "+ item", "* item", "-", "+", "1. one", "1) one",
    "007. bond", "1.", "> quote", ">", "    code", "\tcode", "```", "```py\ncode\n```", "~~~",
    "---", "- - -", "--", "***", "* * *", "___", "===", "=", "==mark==", "a\n===\nb", "a\n---\nb",
    "| a | b |", "a|b", "|---|", "--- | ---", "*em* _em_ **strong** __strong__", "***both***",
    "snake_case_word", "2*3*4", "`code`", "``a`b``", "~~gone~~", "[link](http://x.example)",
    "[link][ref]", "[ref]: http://x.example 'title'", "![picture](http://x.example/y.png)",
    "<http://x.example>", "<me@x.example>", "<b>bold</b>", "<script>alert(1)</script>", "<!-- no",
    "<?php", "<![CDATA[x]]>", "</div>", "&lt;b&gt; &amp; &copy; &#65; &#x41;", "\\", "end \\",
    "\\*not\\*", "\\\\", "hard  \nbreak", "hard\\\nbreak", "$x^2$", "H~2~O", "{{ x }} {% y %}",
    "[^1] and ^[note]", "[ ] to do", "[x] done", ": meaning", "*[HTML]: long", "\x1b[31mred",
    "evil\u202egnp", "a\u2028b", "☎ 👍🏽 שלום", "  blanks  around  ", "a.", "a. b.", "...",
]  # fmt: skip


def test_the_example_page(page, example):
    """Every line, in the order of the example."""
    typed = Typed("How do I stay?", "How can I ask for a break?", "J.")
    told = page(example, picked=(21,), typed=typed)

    assert [line for line in told.splitlines() if line] == EXAMPLE.splitlines()


def test_it_is_one_page_of_headings_tables_and_lists(page, example):
    """As any reader of Markdown shows it."""
    tokens = RENDERER.parse(page(example))
    headings = [tokens[i + 1].content for i, t in enumerate(tokens) if t.type == "heading_open"]

    assert headings[:3] == [
        "Notes for a session",
        "Most named at each step (need not be the same entries)",
        "What I did, and what I saw",
    ]
    assert [t.type for t in tokens].count("table_open") == 3
    assert [t.type for t in tokens].count("list_item_open") == 4


def test_a_period_counts_what_is_in_it(page, example):
    """Header and counts alike; follow-ups come along with their page."""
    october = page(example, Period(date(2026, 10, 1), date(2026, 10, 31))).splitlines()

    assert october[2] == (
        "2 Oct – 30 Oct 2026 · 8 long entries, 2 short entries, 5 second looks, 2 caught "
        "moments, 2 check-ins"
    )
    assert "| I did | Asked again 4 · Criticised 3 · Went quiet 3 |" in october


def test_the_loop_is_the_newest_of_the_usual_part(page, example):
    """Not of the one time that the part was another; if no other was put in words, that one."""
    example[15]["answers"]["loop"] = "They come after me, and I leave."  # stepped back
    newest = example[16]["answers"].pop("loop")
    assert "**My loop, in my words (8 Nov 2026).** They come after me" in page(example)

    example[14]["answers"]["loop"] = newest  # pressed, as most often
    assert "**My loop, in my words (4 Nov 2026).** The more I ask" in page(example)


def test_a_part_is_not_counted_at_the_head_where_none_of_it_is_told(page, example):
    """Moments caught in time, without the part that tells them, or with the plain view."""
    assert ", 4 caught moments" in page(example)
    assert "caught moments" not in page(example, untick=("differently",))
    assert "caught moments" not in page(example, framed=False)


@pytest.mark.parametrize(
    ("typed", "untick", "heading"),
    [
        (Typed(questions="How?"), (), "My plan, my questions"),
        (Typed(), (), "My plan"),
        (Typed(questions="How?"), ("questions",), "My plan"),
        (Typed(questions="How?"), ("plan",), "My questions"),
    ],
)
def test_the_last_heading_names_what_is_under_it(page, example, typed, untick, heading):
    """A plan, questions, or both."""
    told = page(example, typed=typed, untick=untick)

    assert told.split("\n## ")[-1].startswith(f"{heading}\n")


def test_too_few_entries(page, seventeen):
    """The sentence that says so, no empty table, and the newest entry: else it would say little."""
    lines = page(seventeen[:2]).splitlines()

    assert lines[2] == "15 Sep – 18 Sep 2026 · 2 long entries"
    assert lines[6:9] == [
        "## Most named at each step (need not be the same entries)",
        "",
        "What sets it off: too early to tell. It takes 3 entries; there are 2.",
    ]
    assert lines[-1].startswith("**The newest entry in detail: 18 Sep 2026, evening.** Put off, ")
    assert "The newest entry" not in page(seventeen[:3])


@pytest.mark.parametrize(
    "objects",
    [
        [],
        [{"flow": "note", "answers": {"text": "Only a note."}}],
        [{"flow": "full", "answers": {"unsafe": "yes", "trigger": "tone"}}],
    ],
    ids=["nothing", "a note", "kept apart"],
)
def test_nothing_to_report_on(report, objects):
    """Then there is no page at all."""
    assert report(objects) is None


def test_what_was_kept_apart_leaves_no_trace(page, example):
    """The page is the same as if it had never been written."""
    apart = [
        {**o, "uid": f"apart-{n}", "about": None, "answers": {**o["answers"], "unsafe": "yes"}}
        for n, o in enumerate(example)
        if o["flow"] in ("full", "quick", "followup")
    ]

    assert page([*example, *apart]) == page(example)


def test_who_was_not_sure_is_told_of_no_part_in_it(page, seventeen):
    """Body, feelings and needs count; moves, lean, loop and plan do not."""
    for o in seventeen:
        o["answers"] |= {"unsafe": "not_sure", "loop": CANARY, "plan_cue": CANARY}
        o["answers"]["plan_move"] = "stay"
    text = page(seventeen)

    assert "| Body | Loud feeling | Need |" in text
    assert "| Tight chest 9 of 17 | Unheard 7 of 17 | To matter 6 of 17 |" in text
    assert CANARY not in text
    assert "What I did" not in text
    assert "My plan" not in text


def test_without_the_frame_of_the_cycle(page, example):
    """Feelings, body and needs alone."""
    text = page(example, framed=False)

    assert "| Body | Loud feeling | Need |" in text
    for word in ("loop", "What I did", "My part", "plan", "nearly", "distance"):
        assert word not in text


def test_no_other_text_is_on_it(page, example, prompts):
    """Of all that can be typed, only these."""
    for o in example:
        flow = prompts.flow(o["flow"])
        for question in flow.questions:
            if question.kind == "text" and question.id not in o["answers"]:
                o["answers"][question.id] = f"{CANARY} {question.id}."
            if question.id == "plan_move":
                o["answers"][question.id] = "stay"
    example.append({"flow": "note", "answers": {"text": CANARY, "tags": [CANARY]}})
    found = set(re.findall(rf"{CANARY} (\w+)", page(example).replace("\\_", "_")))

    assert found == {"loop", "plan_cue", "helped_me"}


def test_one_full_stop_at_the_end(page, seventeen):
    """Whether one was typed or not."""
    seventeen[0]["answers"] |= {"plan_cue": "a tight chest. ", "plan_move": {"other": "wait..."}}

    assert "When I notice: a tight chest. Then I will wait.\n" in page(seventeen)


def test_a_plan_without_a_move_that_can_be_said_is_none(page, seventeen):
    """A flow of one's own may ask for any move."""
    told = {"uid": "x", "flow": "full", "happened_at": "2026-11-20T10:00:00+01:00"}
    said = {"plan_cue": "a sound", "plan_move": "gone_word"}
    odd = {**told, "flow": "quick", "answers": said, "asked": dict.fromkeys(said, "?")}
    known = {**odd, "uid": "y", "answers": {**said, "plan_move": "go_quiet"}}

    assert "My plan" not in page([*seventeen, odd, known])


@pytest.mark.parametrize("text", [*TEXTS[:8], re.sub("[\n\u2028]", " ", " ".join(TEXTS))])
def test_typed_text_has_no_meaning(page, seventeen, text):
    """In a loop, a plan, what helped and an own word: shown as it stands, and nothing else."""
    plain = with_text(page, seventeen, "word")
    marked = with_text(page, seventeen, text)
    shown, line = told(marked), one_line(text)
    stop = isolated(one_line(text.rstrip(". \t\r\n"))) + "."
    line = isolated(line)

    assert shape(marked) == shape(plain)
    assert f"My loop, in my words (12 Nov 2026). {line}" in shown
    assert f"My plan (since 12 Nov 2026). When I notice: {stop} Then I will {stop}" in shown
    assert f"12 Nov 2026, {line}: nearly {line}. Helped: {stop}" in shown
    assert f"{line} 17 of 17" in shown


def with_text(page, objects, text):
    """The page, with a text wherever one can get onto it."""
    own = {"other": text}
    for o in objects:
        o["answers"] |= {"trigger": own, "body": [own], "story": [own], "their_moves": [own]}
    objects[-1]["answers"] |= {"loop": text, "plan_cue": text, "plan_move": own}
    said = {"trigger": own, "nearly": own, "helped_me": text}
    caught = {"flow": "caught", "happened_at": "2026-11-12T20:00:00+01:00", "answers": said}
    return page([*objects, caught])


@pytest.mark.parametrize("text", TEXTS)
def test_no_mark_has_a_meaning_anywhere(text):
    """Put into every place there is: the same parts, and in them the text as it stands."""
    check(text)


MARKS = st.text("\\`*_{}[]<>()#+-.!|~&;$^=:/'\"@01 ab\n\t\u00a0é", min_size=1, max_size=24)


@settings(max_examples=150, deadline=None, database=None)
@given(MARKS.filter(str.strip))
def test_any_text_has_no_meaning_anywhere(text):
    """Nor have marks in any order."""
    check(text)


def check(text):
    marked, plain = as_markdown(everywhere(text)), as_markdown(everywhere("word"))

    if "\n" not in visible(text).strip():
        assert shape(marked) == shape(plain)
        expected = [part.replace("word", one_line(text)) for part in told(plain)]
        assert [one_line(part) for part in told(marked)] == expected


LINES = [
    "# a", "#", "- item", "* item", "+ item", "  - inner", "1. one", "2) two", "> quote", "```",
    "~~~", "    code", "\tcode", "| a | b |", "|---|---|", "<div>", "<!-- a", "===", "=", "---",
    "--", "- - -", ": meaning", "word  ", "word\t", "word\\", "\\", "", "  ", "[a]: /b", "***",
    "\u05e9\u05dc\u05d5\u05dd", "- \u05e9", "&nbsp;", "&#10;", "a\u2028b", "\xa0", "`", "_a", "1.",
]  # fmt: skip
TYPED = st.lists(st.sampled_from(LINES) | MARKS, min_size=1, max_size=6).map("\n".join)


@settings(max_examples=300, deadline=None, database=None)
@given(TYPED, st.booleans())
def test_lines_and_paragraphs_stay(text, is_isolated):
    """Alone, after words of ours and in a list: what comes out has those of what was typed."""
    text = isolated(text) if is_isolated else text
    expected = paragraphs(text)
    blocks = (
        Paragraph(text),
        Paragraph(text, lead="Lead."),
        Bullets((text, "end")),
        Paragraph("end"),
    )
    tokens = RENDERER.parse(as_markdown(Report("T", "a", "c", (PageSection("", blocks),))))

    for token in tokens:
        assert token.type.split("_")[0] in ("heading", "paragraph", "inline", "bullet", "list")
    inline = [t.children or () for t in tokens if t.type == "inline"][3:]
    made = ["".join(map(shown, children)) for children in inline]
    with_lead = [f"Lead. {''.join(expected[:1])}", *expected[1:]]
    assert [squeezed(x) for x in made] == [
        squeezed(x) for x in (*expected, *with_lead, *expected, "end", "end")
    ]


def paragraphs(text):
    """The paragraphs of what was typed: runs of lines with something to see."""
    made = [[]]
    for line in visible(text).split("\n"):
        if line.strip():
            made[-1].append(line.strip())
        elif made[-1]:
            made.append([])
    return ["\n".join(lines) for lines in made if lines]


def shown(child):
    """What a reader sees of a piece; every break is a hard one."""
    assert child.type in ("text", "text_special", "hardbreak", "strong_open", "strong_close")
    return "\n" if child.type == "hardbreak" else child.content


def squeezed(text):
    """Line by line, without the blanks around it; a tab inside is as good as blanks."""
    return [" ".join(line.split()) for line in text.split("\n")]


def everywhere(text):
    """A page with one text in every place there is."""
    blocks = (
        Paragraph(text),
        Paragraph(text, lead=text),
        Bullets((text, text)),
        Table((text, text), ((text, text), (text, "x"))),
    )
    return Report(text, text, text, (PageSection(text, blocks), PageSection("", blocks)))


def shape(markdown):
    """What it is made of, without its words."""
    tokens = RENDERER.parse(markdown)
    return [
        [(t.type, t.tag)] + [(c.type, c.tag) for c in t.children or () if c.type != "text"]
        for t in tokens
    ]


def told(markdown):
    """Its words, part by part."""
    tokens = RENDERER.parse(markdown)
    return [one_line("".join(c.content for c in t.children)) for t in tokens if t.type == "inline"]
