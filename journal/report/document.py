"""The document model of a report, independent of the file format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text, with an optional lead-in; empty for none."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows have as many cells as the header; the first cell names the row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short lines."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """
    A drawing for the formats that can show one; the text around it holds the same facts.

    Attributes:
        svg: The SVG document, without an XML declaration.
        words: The description in sentences, for screens where the drawing is too small.
    """

    svg: str
    words: tuple[str, ...]


Block = Paragraph | Table | Bullets | Picture


@dataclass(frozen=True, slots=True)
class PageSection:
    """
    A section of the page.

    Attributes:
        heading: The heading; may be empty.
        blocks: The contents, in order.
        entry: The entry that the section shows in full, such as `12` or `F1`; empty for none.
    """

    heading: str
    blocks: tuple[Block, ...]
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """
    A report.

    Attributes:
        title: The title of the page.
        about: The basis: the period, the number of entries of each kind, the writer's name.
        caution: The limits of a self-report; on every page.
        sections: The contents, in order.
    """

    title: str
    about: str
    caution: str
    sections: tuple[PageSection, ...]
