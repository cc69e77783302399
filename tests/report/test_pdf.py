"""
The page as a PDF:
* forty entries on one side of A4 or Letter; more only for what the person adds
* tagged, with a title, and its text in the order it is read
* Latin, Greek, Cyrillic, Hebrew, Arabic; what no font has is told, and the page still made
* what was typed is data
* signs without a shape, however many, take no word of the rest
"""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import datetime, timedelta

import pytest
import typst

from journal.report.document import Bullets, PageSection, Paragraph, Report, Table
from journal.report.material import Typed
from journal.report.writers.pdf import as_pdf
from journal.report.writers.typst_text import Words

LETTERS = {
    "latin": "Žluťoučký kůň, ærøskøbing, Straße, ığdır, Việt",
    "greek": "Ήσυχα και μόνη",
    "cyrillic": "Мне тихо, ёлка, їжак",
    "hebrew": "שתיקה ארוכה",
    "arabic": "صمت طويل",
}

TEXTS = [
    "#read(\"/etc/passwd\")", "#sys.inputs", "*bold* _em_ `raw` $x^2$", "= heading", "- item",
    "+ item", "/ term: x", "@label <label>", "#import \"@preview/x:1.0.0\": *", "\\ # \\u{41}",
    "// comment /* x */", "https://x.example", "[x]{y}(z)", "~ -- --- ...", "<script>", "=cmd()",
]  # fmt: skip


@pytest.fixture
def poppler(tmp_path):
    """Read a PDF with poppler's programs; they are needed only here."""

    def run(program: str, pdf: bytes, *options: str) -> str:
        if shutil.which(program) is None:
            pytest.skip(f"no {program} here: apt-get install poppler-utils")
        file = tmp_path / "page.pdf"
        file.write_bytes(pdf)
        after = [] if program in ("pdfinfo", "pdffonts") else ["-"]
        command = [program, *options, str(file), *after]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout

    return run


def nothing_to_tell(said):
    raise AssertionError(said)


def forty(seventeen):
    """The seventeen, as often as it takes, over a longer time."""
    made = []
    for n in range(40):
        one = seventeen[n % 17]
        at = datetime.fromisoformat(one["happened_at"]) - timedelta(days=70 * (n // 17))
        made.append({**one, "uid": f"f{n}", "happened_at": at.isoformat()})
    return made


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_forty_entries_are_one_side(report, seventeen, example, poppler, paper):
    """With everything that is on a page, and a long loop."""
    others = [o for o in example if o["flow"] in ("caught", "checkin")]
    objects = [*forty(seventeen), *others]
    objects[16]["answers"]["loop"] = "The more I ask, the more they go quiet. " * 8
    objects[16]["answers"] |= {"plan_cue": "a tight chest", "plan_move": "ask_plain"}
    typed = Typed("How do I stay? " * 5, "How can I ask for a break? " * 4, "J.")
    made = report(objects, typed=typed)
    info = poppler("pdfinfo", as_pdf(made, paper, nothing_to_tell))

    assert "40 long entries" in made.about
    assert re.search(r"^Pages: +1$", info, re.MULTILINE)
    size = {"a4": "A4", "letter": "letter"}[paper]
    assert re.search(rf"^Page size: .*\({size}\)$", info, re.MULTILINE)


def test_more_if_the_person_adds_entries(report, seventeen, poppler):
    """All that were picked, and no smaller letters than can be read."""
    made = report(forty(seventeen), picked=tuple(range(1, 31)))
    pdf = as_pdf(made, "a4", nothing_to_tell)

    assert int(re.search(r"^Pages: +(\d+)$", poppler("pdfinfo", pdf), re.MULTILINE)[1]) > 1
    assert poppler("pdftotext", pdf).count("One entry in detail") == 30


def test_it_is_tagged_and_has_a_title(report, example, poppler):
    """For whoever has it read aloud."""
    info = poppler("pdfinfo", as_pdf(report(example), "a4", nothing_to_tell))

    assert re.search(r"^Title: +Notes for a session$", info, re.MULTILINE)
    assert re.search(r"^Tagged: +yes$", info, re.MULTILINE)
    assert b"pdfuaid:part" in as_pdf(report(example), "a4", nothing_to_tell)


def test_the_words_come_in_the_order_they_are_read(report, example, poppler):
    """Heading by heading, row by row."""
    made = report(example, picked=(21,), typed=Typed("Stay.", "How?", "J."))
    told = squeezed(poppler("pdftotext", as_pdf(made, "a4", nothing_to_tell), "-raw"))
    at = 0
    for text in in_order(made):
        found = told.find(squeezed(text), at)
        assert found >= 0, text
        at = found


@pytest.mark.parametrize("script", LETTERS)
def test_letters_of_many_lands(script, poppler):
    """Each has a glyph, and can be copied out again."""
    told = poppler("pdftotext", as_pdf(everywhere(LETTERS[script]), "a4", nothing_to_tell))

    for word in re.findall(r"\w+", LETTERS[script]):
        assert word in told or word[::-1] in told


def test_arabic_is_set_in_letters_of_their_own_width(poppler):
    """Where the system has a font for that; the one that comes with typst is for code."""
    if "DejaVu Sans" not in typst.Fonts().families():
        pytest.skip("no DejaVu Sans here: apt-get install fonts-dejavu-core")
    fonts = poppler("pdffonts", as_pdf(everywhere(LETTERS["arabic"]), "a4", nothing_to_tell))

    assert "DejaVuSans" in fonts
    assert "Mono" not in fonts


def test_what_no_font_has_is_told(poppler):
    """By number and name, each once; a box stands there, and the rest is as it was."""
    told = []
    text = "before \U00010a10 and \U000130b8 after"
    pdf = as_pdf(everywhere(text), "a4", told.append)

    assert told == [
        "No font here has U+10A10 KHAROSHTHI LETTER KA, U+130B8 EGYPTIAN HIEROGLYPH D052. "
        "A box stands there instead."
    ]
    assert "before □ and □ after" in poppler("pdftotext", pdf)
    assert re.search(r"^Tagged: +yes$", poppler("pdfinfo", pdf), re.MULTILINE)


BESIDE = [*'“”‘’„«»–—…"\\', *"\u00ad\u200b\u200c\u200d\u2009\u2060\ufeff\ufe0f\u2068\u2069"]
"""What people type beside letters, some of it without knowing, or what we put there."""


def test_a_box_stands_for_a_letter_without_a_font_and_for_nothing_else(poppler):
    """However long the word, and whatever stands beside: quotes, soft breaks, joiners, isolates."""
    letter, said = "\U00010a10", []
    text = letter * 45 + " " + "".join(f"{letter}{sign}" for sign in BESIDE) + letter
    pdf = as_pdf(Report("T", "", "", (PageSection("", (Paragraph(text),)),)), "a4", said.append)
    shown = squeezed(poppler("pdftotext", pdf))

    assert said == ["No font here has U+10A10 KHAROSHTHI LETTER KA. A box stands there instead."]
    assert shown.count("□") == text.count(letter)
    for sign in '“”‘’„«»–—…"\\':
        assert sign in shown
    assert re.search(r"^Tagged: +yes$", poppler("pdfinfo", pdf), re.MULTILINE)


@pytest.mark.parametrize("text", TEXTS)
def test_no_mark_has_a_meaning(text, poppler):
    """What was typed stands there as it stands."""
    told = poppler("pdftotext", as_pdf(everywhere(text), "a4", nothing_to_tell))

    assert squeezed(told).count(squeezed(text)) >= 10


@pytest.mark.slow
@pytest.mark.parametrize("text", ["W" * 10_000, "https://x.example/" + "a" * 300])
def test_a_word_without_an_end_stays_on_the_page(text, poppler):
    """It is broken where it must be; nothing of it is lost."""
    pdf = as_pdf(everywhere(text), "a4", nothing_to_tell)
    boxes = poppler("pdftotext", pdf, "-bbox")

    assert squeezed(poppler("pdftotext", pdf)).replace("\u200b", "").count(text[-1]) >= len(text)
    widths = [float(x) for x in re.findall(r'xMax="([\d.]+)"', boxes)]
    assert max(widths) <= 595.3


UNSEEN = [
    "\u200b",
    "\u200c",
    "\u00ad",
    "\ufeff",
    "\u200b\u0301",
    "\u200c ",
    "\u3000",
    "\u3164",
    "\n",
]


@pytest.mark.parametrize("unit", UNSEEN)
def test_signs_without_a_shape_are_folded(unit, poppler):
    """More than any letter has say nothing, and would end the making of the whole file."""
    text = "before " + unit * 30_000 + "after"
    made = Report("T", "", "", (PageSection("", (Paragraph(text), Paragraph("the rest"))),))
    shown = squeezed(poppler("pdftotext", as_pdf(made, "a4", nothing_to_tell)))

    for word in ("before", "after", "therest"):
        assert word in shown


def test_signs_that_belong_to_a_letter_stay():
    """Flags, families, isolates, blanks and paragraphs, as people type them."""
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    for text in (
        flag,
        "👩\u200d👩\u200d👧\ufe0f",
        "می\u200cخواهم",
        " " * 30,
        "a\n\n\nb",
        "\u2068ש\u2069",
    ):
        assert Words("").seen(text, 1000) == text


def test_a_tab_stays_a_gap(poppler):
    """Before a line and inside it."""
    made = Report("T", "", "", (PageSection("", (Paragraph("one\n\ttwo\nthree\tfour"),)),))
    shown = poppler("pdftotext", as_pdf(made, "a4", nothing_to_tell), "-layout")

    assert re.search(r"^ +two$", shown, re.MULTILINE)
    assert re.search(r"^three +four$", shown, re.MULTILINE)


def everywhere(text):
    """A page with one text in every place there is."""
    blocks = (
        Paragraph(text),
        Paragraph(text, lead=text),
        Bullets((text, text)),
        Table(("", text), (("a", text),)),
        Table((text,) * 4, ((text,) * 4,)),
    )
    return Report(
        "Title", text, text, (PageSection("Heading", blocks), PageSection("", blocks[:1]))
    )


def in_order(report):
    """All the words of a report, in order."""
    yield from (report.title, report.about, report.caution)
    for section in report.sections:
        yield section.heading
        for block in section.blocks:
            match block:
                case Paragraph(text, lead):
                    yield from (lead, text)
                case Bullets(items):
                    yield from items
                case Table(header, rows):
                    yield from header
                    for row in rows:
                        yield from row


def squeezed(text):
    """Without blanks and breaks."""
    return re.sub(r"[\s\u200b\u00ad]", "", text)
