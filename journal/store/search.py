"""
The full-text search of typed answers, by the index and by parts of words.

The index (FTS5, Porter stemming) finds whole words. Chinese, Japanese and Thai have no blanks
between words, and a compound such as "Urlaubsstreit" is one word, so parts of words are searched
for in the texts themselves. Nothing is written.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from itertools import accumulate, islice

from journal.core.likeness import STROKES
from journal.core.text import without_unkeepable
from journal.store import search_index
from journal.store.schema import WORDS

HIT_BEGINS, HIT_ENDS = "\x02", "\x03"

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
_SNIPPET_TOKENS = 16
_AT_ONCE, _AGAIN = 4000, 400
"""
The most characters that SQLite makes a snippet of, and the overlap of the parts of a long text.

The cost of a snippet is quadratic in the number of hits: in a long text it takes minutes.
"""

_AROUND = 60
"""The characters shown on either side of a hit inside a word."""

_SHORTEST_PART = 3
"""The least letters of a term that is searched for inside words."""

# Thai to Burmese; Hangul; Khmer to Tai Tham; symbols; Chinese and Japanese to Hangul; their
# compatibility forms; the supplementary planes with emoji and rare characters.
_WHOLE_BY_ITSELF = re.compile(
    "[\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u1950-\u1aaf\u2600-\u27bf\u2e80-\ud7ff"
    "\uf900-\ufaff\uff66-\uff9f\U00010000-\U0010ffff]"
)
"""A character of a script without blanks, or one that is meaningful alone."""

_TEXTS = "SELECT entry, text FROM answers WHERE text IS NOT NULL"

# Combining accents, Hebrew points, Arabic vowels and tatweel, and invisible characters: soft
# hyphen, joiners, direction marks. The vowel signs of Indic scripts and Thai stay.
_LEFT_OUT = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u061c\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u00ad\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]+"
)


def find(
    connection: sqlite3.Connection, typed: str, limit: int, where: str, args: Sequence[str]
) -> list[tuple[int, str]]:
    """
    Find the entries that hold all search terms.

    Hits in the index come first, best first; then, up to the limit, entries with a term inside a
    word, newest first.

    Args:
        typed: Words and "phrases", all of which must occur; no other character is special.
        limit: The most entries to return.
        where, args: An SQL condition on entries, and its arguments.

    Returns:
        The id of each entry with a snippet, whose hits are between `HIT_BEGINS` and `HIT_ENDS`.
    """
    terms = _terms(typed)
    if not terms:
        return []
    hits = _by_index(connection, terms, limit, where, args)
    if len(hits) < limit and any(map(_is_part, terms)):
        hit_ids = [entry for entry, _ in hits]
        parts = _by_parts(connection, terms, hit_ids, where, args)
        hits += islice(parts, limit - len(hits))
    return hits


def _terms(typed: str) -> list[str]:
    # SQLite reads a query up to the first NUL, and would see an unclosed quote.
    matches = _TERM.findall(without_unkeepable(typed.replace("\0", " ")))
    # A term without a letter or digit matches nothing, so that the whole query would fail.
    terms = dict.fromkeys((phrase or word).strip() for phrase, word in matches)
    return [t for t in terms if any(map(str.isalnum, t)) or _WHOLE_BY_ITSELF.search(t)]


def _is_part(term: str) -> bool:
    """Return whether a term is specific enough to be searched for inside words."""
    return len(term) >= _SHORTEST_PART or _WHOLE_BY_ITSELF.search(term) is not None


def _by_index(
    connection: sqlite3.Connection,
    terms: Sequence[str],
    limit: int,
    where: str,
    args: Sequence[str],
) -> list[tuple[int, str]]:
    # The unary plus makes SQLite read the index once, and not once for every entry (300 times
    # slower with 10,000 entries, measured).
    rows = connection.execute(
        f"SELECT rowid, {_SNIPPET} FROM search(?)"  # noqa: S608 - ours
        f" WHERE +rowid IN (SELECT id FROM entries WHERE {where}) ORDER BY rank LIMIT ?",
        [*_MARKED, _query(terms), *args, limit],
    ).fetchall()
    long = search_index.texts(connection, [entry for entry, piece in rows if piece is None])
    if not long:
        return rows
    # In memory, so that nothing is written to disk.
    with closing(type(connection)(":memory:")) as aside:
        aside.execute(f'CREATE VIRTUAL TABLE search USING fts5 (text, tokenize="{WORDS}")')
        return [
            (entry, _snippet(aside, long[entry], terms) if piece is None else piece)
            for entry, piece in rows
        ]


_SNIPPET = f"CASE WHEN length(text) <= {_AT_ONCE} THEN snippet(search, 0, ?, ?, '…', ?) END"
_MARKED = [HIT_BEGINS, HIT_ENDS, _SNIPPET_TOKENS]


def _snippet(aside: sqlite3.Connection, text: str, terms: Sequence[str]) -> str:
    """Return a snippet of a long text, which is searched part by part."""
    begin = 0
    for begin, part in _parts(text):
        aside.execute("DELETE FROM search")
        aside.execute("INSERT INTO search (text) VALUES (?)", [part])
        sql = f"SELECT {_SNIPPET} FROM search(?)"  # noqa: S608 - ours
        for (piece,) in aside.execute(sql, [*_MARKED, _query(terms, " OR ")]):
            before = "…" if begin and not piece.startswith("…") else ""
            after = "…" if begin + len(part) < len(text) and not piece.endswith("…") else ""
            return f"{before}{piece}{after}"
    return f"{text[: 2 * _AROUND]}…"  # a phrase longer than the overlap of the parts


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield overlapping parts of a text with their offsets, cut at blanks if possible."""
    begin = end = 0
    while end < len(text):
        end = begin + _AT_ONCE
        if end < len(text):
            end = max(text.rfind(" ", end - _AGAIN // 2, end), 0) or end
        yield begin, text[begin:end]
        begin = max(text.rfind(" ", end - _AGAIN, end - _AGAIN // 2), 0) or end - _AGAIN


def _query(terms: Sequence[str], between: str = " AND ") -> str:
    return between.join(f'"{term}"' for term in terms)


def _by_parts(
    connection: sqlite3.Connection,
    terms: Sequence[str],
    known: Sequence[int],
    where: str,
    args: Sequence[str],
) -> Iterator[tuple[int, str]]:
    """Yield the entries that hold all terms, each as a word in the index or inside a word."""
    holding = {term: set(_with_word(connection, term)) for term in terms}
    parts = {term: _folded(term) for term in terms if _is_part(term)}
    for entry, text in connection.execute(_TEXTS):
        folded = _folded(text)
        for term, part in parts.items():
            if (part and part in folded) or term in text:
                holding[term].add(entry)
    ids = set.intersection(*holding.values()) - set(known)
    sql = (
        f"SELECT id FROM entries WHERE id IN (SELECT value FROM json_each(?)) AND {where}"  # noqa: S608
        f" ORDER BY instant DESC, uid DESC"
    )
    rows = connection.execute(sql, [json.dumps(list(ids)), *args]).fetchall()
    for (entry,) in rows:
        # Through the view, which leaves out entries kept apart, deleted entries and drafts.
        for text in search_index.texts(connection, [entry]).values():
            yield entry, _piece(text, terms)


def _with_word(connection: sqlite3.Connection, term: str) -> Iterator[int]:
    rows = connection.execute("SELECT rowid FROM search(?)", [_query([term])])
    return (entry for (entry,) in rows)


def _folded(text: str) -> str:
    """Return a text folded for comparison: case, accents, strokes, widths, invisible characters."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return _LEFT_OUT.sub("", apart).translate(STROKES)


_folded_sign = cache(_folded)


def _piece(text: str, terms: Sequence[str]) -> str:
    """Return a snippet around the first hit in a text, with all hits in it marked."""
    spans = sorted(span for term in terms if _is_part(term) for span in _spans(text, term))
    first, last = spans[0] if spans else (0, 0)
    begin, end = max(0, first - _AROUND), min(len(text), last + _AROUND)
    pieces, at = ["…" if begin else ""], begin
    for start, stop in spans:
        if at <= start and stop <= end:
            pieces += [text[at:start], HIT_BEGINS, text[start:stop], HIT_ENDS]
            at = stop
    return "".join([*pieces, text[at:end], "…" if end < len(text) else ""])


def _spans(text: str, term: str) -> list[tuple[int, int]]:
    """Return the spans of a term in a text, compared folded, else character by character."""
    part = _folded(term)
    signs = list(map(_folded_sign, text))
    ends = list(accumulate(map(len, signs)))
    spans = [
        (
            bisect_right(ends, m.start()),
            max(bisect_left(ends, m.end()) + 1, bisect_right(ends, m.end())),
        )
        for m in re.finditer(re.escape(part), "".join(signs))
        if part
    ]
    return spans or [m.span() for m in re.finditer(re.escape(term), text)]
