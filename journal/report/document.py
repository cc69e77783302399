"""A report as values: what stands on the page, in order, whatever format it is written in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, maybe with a few words before it that say what it is."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row as long as the header, the first cell naming the row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short lines."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """
    A drawing as SVG, for the formats that can show one; the words around it say the same.

    Attributes:
        words: What it tells, for where it would be too small to read.
    """

    svg: str
    words: tuple[str, ...]


Block = Paragraph | Table | Bullets | Picture


@dataclass(frozen=True, slots=True)
class PageSection:
    """
    A part of the page.

    Attributes:
        heading: May be empty.
        entry: What the entry is called that it tells in full; empty if it tells none.
    """

    heading: str
    blocks: tuple[Block, ...]
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """
    A page.

    Attributes:
        about: What it rests on: the period and how many entries of each kind.
        caution: What it is not; stands on every page.
    """

    title: str
    about: str
    caution: str
    sections: tuple[PageSection, ...]
