"""The HTML format: one file without scripts or requests, for light, dark and print."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup, escape

from journal.core.text import ISOLATE_BEGINS, ISOLATE_ENDS, visible
from journal.report.document import Report, Table

_ELEMENTS = {ISOLATE_BEGINS: Markup("<bdi>"), ISOLATE_ENDS: Markup("</bdi>")}


def as_html(report: Report) -> str:
    """Return a report as an HTML document; jinja escapes all values."""
    from jinja2 import Environment

    source = Path(__file__).with_name("page.html.jinja").read_text(encoding="utf-8")
    # The drawing is trusted markup with its text escaped already; the rest is escaped here.
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    filters = {
        "svg": Markup,
        "seen": _seen,
        "title": visible,
        "turned": _turned,
    }
    environment.filters |= filters
    return environment.from_string(source).render(report=report)


def _seen(text: str) -> Markup:
    """Escape a text, and turn its directional isolates into `bdi` elements."""
    shown = escape(visible(text))
    for mark, element in _ELEMENTS.items():
        shown = shown.replace(mark, element)
    return shown


def _turned(table: Table) -> Table:
    """Transpose a wide table, so that it fits a narrow screen."""
    if len(table.header) <= len(table.rows) + 2:
        return table
    has_names = not table.header[0]
    first = ("Step", *(row[0] for row in table.rows)) if has_names else ("Step", "Named most")
    columns = list(zip(table.header, *table.rows, strict=True))[has_names:]
    return Table(first, tuple(columns))
