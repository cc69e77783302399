"""
The page as HTML:
* one file that asks for nothing: no script, no link, a policy that forbids requests
* headings, tables with headers, the picture with words for who can't see it
* what was typed is data
"""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from journal.core.text import visible
from journal.report.document import Bullets, PageSection, Paragraph, Report, Table
from journal.report.material import READERS, Typed
from journal.report.writers.html import as_html

TEXTS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</p></section></main>", "&lt;",
    "\"' onload='x", "<!--", "]]>", "{{ 7 * 7 }}", "{% include '/etc/passwd' %}", "=cmd()", "# x",
    "evil\u202egnp", "\x1b[31mred", "שלום", "👍🏽 ☎", "W" * 10_000, "a\n\nb", "javascript:alert(1)",
]  # fmt: skip


class Read(HTMLParser):
    """What a file is made of: its tags with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        raise AssertionError("a comment")

    def all(self, tag):
        return [attrs for found, attrs in self.tags if found == tag]


@pytest.mark.parametrize("reader", READERS)
def test_it_asks_for_nothing(report, example, reader):
    """No script, no link, nothing to load, and a policy that would stop it."""
    read = Read(as_html(report(example, reader=reader, picked=(21,))))
    policy = next(m["content"] for m in read.all("meta") if "http-equiv" in m)

    assert "default-src 'none'" in policy
    loads = {"script", "link", "img", "iframe", "object", "embed", "a", "form", "base", "image"}
    assert not loads & {tag for tag, _ in read.tags}
    names = {name for _, attrs in read.tags for name in attrs}
    assert not [n for n in names if n.startswith("on") or n in ("src", "href", "xlink:href")]
    assert not [w for w in read.words if "url(" in w or "@import" in w]


def test_headings_and_tables(report, example):
    """One first heading, then second ones; every table names its columns and rows."""
    read = Read(as_html(report(example, picked=(21,), typed=Typed("Stay.", "How?"))))
    headings = [tag for tag, _ in read.tags if tag in ("h1", "h2", "h3")]

    assert headings == ["h1", "h2", "h2", "h2", "h2", "h2"]
    assert len(read.all("table")) == 3
    assert {attrs["scope"] for attrs in read.all("th")} == {"col", "row"}
    assert [attrs["lang"] for attrs in read.all("html")] == ["en"]


def test_the_picture_is_there_in_words_too(report, example):
    """With a title and a description; not where it is left out."""
    read = Read(as_html(report(example)))
    [svg] = read.all("svg")

    assert (svg["role"], len(read.all("title"))) == ("img", 2)
    assert {"It starts with: Put off, 3 of 17; They went quiet, 3 of 17."} <= set(read.words)
    assert Read(as_html(report(example, untick=("picture",)))).all("svg") == []


@pytest.mark.parametrize("part", ["story", "softer", "theirs", "helped", "steps"])
def test_the_picture_tells_nothing_that_is_left_out(report, example, part):
    """Without one of the parts that it tells of, it is left out as well."""
    assert Read(as_html(report(example, untick=(part,)))).all("svg") == []


@pytest.mark.parametrize("text", TEXTS)
def test_typed_text_is_data(text):
    """Put into every place there is: the same tags, and in them the text as it stands."""
    read, plain = Read(as_html(everywhere(text))), Read(as_html(everywhere("word")))

    assert read.tags == plain.tags
    assert "".join(read.words) == "".join(plain.words).replace("word", visible(text))


@pytest.mark.parametrize("text", TEXTS)
def test_an_own_word_is_data_in_the_picture_too(report, seventeen, text):
    """As a moment and as a move."""
    plain, marked = (Read(as_html(report(with_own_words(seventeen, t)))) for t in ("ok", text))
    made_of = [{tag for tag, _ in read.tags if tag != "bdi"} for read in (plain, marked)]

    assert made_of[0] == made_of[1]


def with_own_words(objects, text):
    own = {"trigger": {"other": text}, "my_moves": [{"other": text}], "loop": text}
    return [{**o, "answers": {**o["answers"], **own}} for o in objects]


def everywhere(text):
    """A page with one text in every place there is."""
    blocks = (
        Paragraph(text),
        Paragraph(text, lead=text),
        Bullets((text, text)),
        Table((text, text), ((text, text), (text, "x"))),
        Table((text,) * 5, ((text,) * 5,)),
    )
    return Report(text, text, text, (PageSection(text, blocks), PageSection("", blocks)))
