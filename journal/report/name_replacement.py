"""The replacement of names in typed text, and the check that none is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from journal.core.errors import InputError, OutputError
from journal.core.model import Answer, Entry, Other, Pick, Said
from journal.core.terms import THEMES
from journal.core.text import capitalised
from journal.report.name_spelling import JOINED, bare, folded

_NEVER = "--replace-file: name {number} of it occurs nowhere in these entries. Nothing was written."
_LEFT = "Name {number} of --replace-file still stands in {place}. Nothing was written."
_LIKE_IT = (
    "{place} has something close to name {number} of --replace-file. To replace it, add a line "
    "with it as it is written there. To keep it, put the same word on both sides of the =. "
    "Nothing was written."
)
_IN_A_KEY = "the name of a flow, a question or an entry"
_TYPED = "what you typed for this page"


class Names:
    """
    The replacement of names, as read from lines such as `Sam=S.`, with a check for remains.

    A name is replaced where it is a whole word, regardless of case and Unicode form, also with
    a final s. All runs of white space are equal, and so are all hyphens and all apostrophes;
    invisible characters are ignored. In scripts without spaces between words a name matches
    anywhere. The check for remains is broader: it ignores accents, allows the hyphens, spaces
    and apostrophes of a name to be missing, and matches next to digits.

    Args:
        replacing: Name -> its replacement; a name that is its own replacement is kept.
    """

    def __init__(self, replacing: Mapping[str, str]) -> None:
        keys = {name: folded(name).text for name in replacing}
        self._instead = {keys[name]: instead for name, instead in replacing.items()}
        self._number = {key: at for at, key in reversed([*enumerate(keys.values(), 1)])}
        self._kept = {key for key, instead in self._instead.items() if folded(instead).text == key}
        self._keys = sorted(self._instead, key=len, reverse=True)
        self._whole = re.compile("|".join(f"({_whole_word(key)})" for key in self._keys))
        self._like = {key: re.compile(_like_it(key)) for key in self._keys if key not in self._kept}
        self._met: set[str] = set()
        self._left = ""

    def text(self, typed: str, place: str = _TYPED) -> str:
        """
        Return a text with the names replaced; remains are reported by `check`.

        Args:
            typed: The text.
            place: The description of its place for the error.
        """
        done = self._replaced(typed)
        if not self._left:
            self._left = self._found_in(done, place)
        return done

    def _replaced(self, typed: str) -> str:
        seen = folded(typed)
        parts, at = [], 0
        for match in self._whole.finditer(seen.text):
            key = self._key(match)
            self._met.add(key)
            if key not in self._kept:
                parts += [typed[at : seen.begins[match.start()]], self._instead[key]]
                at = seen.ends[match.end() - 1]
        return "".join([*parts, typed[at:]])

    def _found_in(self, text: str, place: str) -> str:
        """Return the error sentence for the remains of a name in a text; empty without any."""
        seen = folded(text).text
        for match in self._whole.finditer(seen):
            if (key := self._key(match)) not in self._kept:
                return _LEFT.format(number=self._number[key], place=place)
        plain = bare(self._whole.sub("|", seen))  # without the names that are kept
        for key, like in self._like.items():
            if like.search(plain):
                place = capitalised(place)
                return _LIKE_IT.format(number=self._number[key], place=place)
        return ""

    def _key(self, found: re.Match[str]) -> str:
        return self._keys[(found.lastindex or 1) - 1]

    def entry(self, entry: Entry) -> Entry:
        """
        Return an entry with the names replaced in its texts; the ids of choices stay.

        Raises:
            OutputError: If a name is part of a key, where it cannot be replaced.
        """
        for key in (entry.uid, entry.about or "", entry.flow, *entry.answers):
            match = self._whole.search(folded(re.sub(r"[_\W]+", " ", key)).text)
            if match is not None and not _is_random(key):
                number = self._number[self._key(match)]
                raise OutputError(_LEFT.format(number=number, place=_IN_A_KEY))
        place = f"entry {entry.call}"
        return replace(entry, answers={q: self._said(s, place) for q, s in entry.answers.items()})

    def entries(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Return an iterator over the entries with the names replaced; see `entry`."""
        return map(self.entry, entries)

    def check(self) -> None:
        """
        Verify that all names occurred in the texts so far, and that none is left.

        Raises:
            OutputError: If a name is left or never occurred; the error gives its number in the
                file, never the name.
        """
        if self._left:
            raise OutputError(self._left)
        for key, number in sorted(self._number.items(), key=lambda known: known[1]):
            if key not in self._met:
                raise OutputError(_NEVER.format(number=number))

    def _said(self, said: Said, place: str) -> Said:
        return Said(
            self._answer(said, place),
            said.theme,
            self.text(said.wording, place),
            {pick: self.text(label, place) for pick, label in said.labels.items()},
        )

    def _answer(self, said: Said, place: str) -> Answer:
        match said.value:
            case tuple() as picked:
                return tuple(self._pick(pick, said, place) for pick in picked)
            case str() | Other() as value:
                return self._pick(value, said, place)
            case number:
                return number

    def _pick(self, pick: Pick, said: Said, place: str) -> Pick:
        if isinstance(pick, Other):
            return Other(self.text(pick.text, place))
        is_id = THEMES.get(said.theme) == "picks" or pick in said.labels
        return pick if is_id else self.text(pick, place)


def read_names(data: bytes, place: str) -> Names:
    """
    Parse a file of names, with lines such as `Sam=S.`; blank lines are ignored.

    Args:
        data: The contents, in UTF-8.
        place: The description of the file for errors.

    Raises:
        InputError: If the contents are invalid; it gives the line number, never the name.
    """
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise InputError(place, "Expected text in UTF-8.") from None
    replacing: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        name, equals, instead = (part.strip() for part in line.partition("="))
        if not line.strip():
            continue
        if not equals or not any(map(str.isalnum, folded(name).text)):
            raise InputError(place, f"Line {number}: expected a line such as Sam=S.")
        replacing[name] = instead
    if not replacing:
        raise InputError(place, "Expected lines such as Sam=S. and found none.")
    return Names(replacing)


_LETTER, _LETTER_OR_DIGIT = rf"[^\W\d_{JOINED}]", rf"[^\W_{JOINED}]"
"""Patterns for a letter, and for a letter or digit, of scripts with spaces between words."""


def _whole_word(name: str) -> str:
    """Return a pattern for a folded name as a word; a line may break after a hyphen."""
    return _bounded(name, re.escape(name).replace("\\-", r"-\ ?"), _LETTER_OR_DIGIT, "s?")


def _like_it(name: str) -> str:
    """Return a pattern for the remains of a folded name; see `Names`."""
    letters = bare(name)
    parts = [re.escape(s) if s.isalnum() else r"[\W_]{0,3}" for s in letters]
    return _bounded(letters, "[-'_*]?".join(parts), _LETTER, "(?:e?s)?")


def _bounded(name: str, pattern: str, letter: str, ending: str) -> str:
    """Return a pattern limited to whole words, except in scripts without spaces."""
    is_joined = re.compile(f"[{JOINED}]").fullmatch
    before = "" if is_joined(name[0]) else f"(?<!{letter})"
    after = "" if is_joined(name[-1]) else f"(?={ending}(?!{letter}))"
    return f"{before}{pattern}{after}"


def _is_random(key: str) -> bool:
    """Return whether a key is a UUID, whose letters have no meaning."""
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False
