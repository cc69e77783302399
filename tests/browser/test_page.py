"""
The page in a real browser, light and dark, wide and at 320 pixels, and printed:
* nothing is asked for, nothing is complained about
* nothing runs out sideways, whatever was typed
* axe finds nothing that shuts anyone out
"""

from __future__ import annotations

import shutil

import pytest

from journal.core.insights.finding import Finding
from journal.core.insights.phrases import too_early
from journal.core.loop.counted import STATIONS, Cycle, Station, WayOut
from journal.report.document import Bullets, PageSection, Paragraph, Picture, Report, Table
from journal.report.drawing.loop_svg import loop_svg
from journal.report.writers.html import as_html

pytestmark = pytest.mark.slow

SIZES = {"narrow": (320, 640), "wide": (1200, 900)}
MARKUP = "<script>document.title = 'run'</script><img src='http://x.example/y.png'>"
TEXTS = [MARKUP, "W" * 10_000, "שתיקה ארוכה " * 40, "👍🏽" * 200, "a\n\n\nb"]

ONE_WORD = """([head, word]) => {
  const text = head.firstChild, range = document.createRange();
  const at = text.data.indexOf(word);
  range.setStart(text, at);
  range.setEnd(text, at + word.length);
  return range.getClientRects().length;
}"""
"""On how many lines a word of an element stands."""


@pytest.fixture(scope="session")
def browser():
    """Chromium, led by playwright; it is Debian's own."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if found is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as led:
        started = led.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def opened(browser, tmp_path):
    """Open a report; gives the page, and what was asked for and complained about."""
    contexts = []

    def show(report, size="narrow", scheme="light"):
        file = tmp_path / "page.html"
        file.write_text(as_html(report), encoding="utf-8")
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        contexts.append(context)
        page, heard = context.new_page(), []
        page.on("request", lambda r: heard.append(r.url))
        page.on("console", lambda m: heard.append(m.text))
        page.on("pageerror", lambda e: heard.append(str(e)))
        page.goto(file.as_uri())
        page.wait_for_load_state("networkidle")
        heard.remove(file.as_uri())
        return page, heard

    yield show
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_whole_page(opened, whole, size, scheme):
    """Nothing asked for, no complaint, no way sideways; axe is content."""
    from axe_playwright_python.sync_playwright import Axe

    page, heard = opened(whole, size, scheme)
    found = Axe().run(page)

    assert heard == []
    assert sideways(page) <= 0
    assert [v["id"] for v in found.response["violations"]] == []


@pytest.mark.parametrize(("size", "seen"), [("narrow", (False, True)), ("wide", (True, False))])
def test_the_loop_is_a_picture_or_words(opened, whole, size, seen):
    """One of the two: no picture that has to be pushed sideways to be read."""
    page, _ = opened(whole, size)

    assert (page.is_visible(".picture"), page.is_visible(".as-told")) == seen


def test_no_heading_of_a_table_breaks_inside_a_word(opened, whole):
    """At 320 pixels each word of a heading stands on one line."""
    page, _ = opened(whole)
    heads = page.query_selector_all("th")
    heights = [
        (word, page.evaluate(ONE_WORD, [head, word]))
        for head in heads
        for word in head.inner_text().split()
    ]

    assert heights
    assert [word for word, lines in heights if lines != 1] == []


def test_light_and_dark_are_two(opened, whole):
    """Dark paper where dark is preferred; black on white in print, whatever is preferred."""
    papers = []
    for scheme, media in (("light", "screen"), ("dark", "screen"), ("dark", "print")):
        page, _ = opened(whole, "wide", scheme)
        page.emulate_media(media=media, color_scheme=scheme)
        papers.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert papers == ["rgb(255, 253, 249)", "rgb(21, 25, 27)", "rgb(255, 255, 255)"]


@pytest.mark.parametrize("text", TEXTS, ids=["markup", "endless", "hebrew", "emoji", "breaks"])
def test_what_was_typed_does_nothing(opened, text):
    """It runs no script, asks for nothing, and stays on the page."""
    page, heard = opened(everywhere(text))

    assert heard == []
    assert page.title() == "Title"
    assert sideways(page) <= 0
    assert text.strip()[:20].split("\n")[0] in page.inner_text("main")


def test_a_request_would_be_stopped(opened, browser):
    """The policy holds: even a picture put in by hand is not asked for."""
    page, heard = opened(everywhere("word"))
    page.evaluate("document.body.appendChild(new Image()).src = 'http://127.0.0.1:9/x.png'")
    page.wait_for_timeout(300)

    assert any("Content Security Policy" in told for told in heard)


def sideways(page):
    """How many pixels the page can be pushed to the side."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.fixture(scope="session")
def whole():
    """A page with everything that one is made of."""
    words = "Asked again 9 · Went quiet 6 · Criticised 5 · Got louder 3"
    return Report(
        "Notes for a session",
        "14 Sep – 15 Nov 2026 · 17 long entries, 3 short entries",
        "Self-report by one partner; not an assessment.",
        (
            PageSection(
                "",
                (
                    Paragraph("The more I ask, the more.", "My loop."),
                    Picture(loop_svg(drawn()), ("In words.",)),
                ),
            ),
            PageSection(
                "Most named at each step",
                (Table(("Moment", "Body", "Loud", "Story", "Need"), ((words,) * 5,)),),
            ),
            PageSection(
                "What I did", (Table(("", "Count"), (("I did", words), ("I saw", words))),)
            ),
            PageSection("Moments", (Paragraph("Caught:"), Bullets((words, words)))),
        ),
    )


SOFT = too_early("Soft moments", 5, 3)


def drawn():
    """A loop with something at every step."""

    def station(theme):
        return Station(theme, (Finding(theme, "x", "Went quiet", 11, 17, "", ()),))

    way_out = WayOut(SOFT, (), ())
    more = ("The more I asked,", "the more they went quiet.")
    return Cycle(tuple(map(station, STATIONS)), more, way_out, 17, 17)


def everywhere(text):
    """A page with one text wherever something typed can stand."""
    blocks = (
        Paragraph(text, "Said."),
        Bullets((text, text)),
        Table(("", "Count"), (("I did", text), ("I saw", text))),
        Table(("Moment", "Body", "Story", "Need"), ((text,) * 4,)),
    )
    return Report("Title", text, "Caution", (PageSection("Heading", blocks),))
