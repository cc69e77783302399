"""Names that go onto no page: replaced in everything that was typed, and checked to be gone."""

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
    Replace names, as read from lines such as `Sam=S.`, and find what is left of them.

    A name is found as a whole word, in whatever case and Unicode form, also with an s at its
    end; any run of blanks and breaks, any hyphen and any apostrophe counts as the same, and
    characters that show nothing do not count. In scripts without blanks between words it is
    found anywhere. What is left is looked for more broadly: without accents, with or without
    the hyphens, blanks and apostrophes of the name, and next to digits.

    Args:
        replacing: Name -> what stands there instead; a name that stands for itself is kept.
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
        Return a text without the names.

        Args:
            place: Where it stands, told if something of a name is left.
        """
        done = self._replaced(typed)
        if not self._left:
            self._left = self._found_in(done, place)
        return done

    def _replaced(self, typed: str) -> str:
        seen = folded(typed)
        parts, at = [], 0
        for found in self._whole.finditer(seen.text):
            key = self._key(found)
            self._met.add(key)
            if key not in self._kept:
                parts += [typed[at : seen.begins[found.start()]], self._instead[key]]
                at = seen.ends[found.end() - 1]
        return "".join([*parts, typed[at:]])

    def _found_in(self, text: str, place: str) -> str:
        """Return the sentence about what is left of a name in a text; empty if nothing is."""
        seen = folded(text).text
        for found in self._whole.finditer(seen):
            if (key := self._key(found)) not in self._kept:
                return _LEFT.format(number=self._number[key], place=place)
        plain = bare(self._whole.sub("|", seen))  # but for what is to be kept
        for key, like in self._like.items():
            if like.search(plain):
                place = capitalised(place)
                return _LIKE_IT.format(number=self._number[key], place=place)
        return ""

    def _key(self, found: re.Match[str]) -> str:
        return self._keys[(found.lastindex or 1) - 1]

    def entry(self, entry: Entry) -> Entry:
        """
        Return an entry without the names; the ids of choices stay, they are no words of anyone.

        Raises:
            OutputError: If a name stands in a key, where it could not be replaced.
        """
        for key in (entry.uid, entry.about or "", entry.flow, *entry.answers):
            found = self._whole.search(folded(re.sub(r"[_\W]+", " ", key)).text)
            if found is not None and not _is_random(key):
                number = self._number[self._key(found)]
                raise OutputError(_LEFT.format(number=number, place=_IN_A_KEY))
        place = f"entry {entry.call}"
        return replace(entry, answers={q: self._said(s, place) for q, s in entry.answers.items()})

    def entries(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Entries without the names."""
        return map(self.entry, entries)

    def check(self) -> None:
        """
        Make sure that every name was met, and that none is left.

        Raises:
            OutputError: If one never occurred, told by its place in the file; or is left.
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
    Return the names of a file, one a line: `Sam=S.`

    Raises:
        InputError: Naming the line; never the name.
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
"""Of a script in which blanks part the words."""


def _whole_word(name: str) -> str:
    """Return what finds a folded name as a word; a hyphen may end a line."""
    return _bounded(name, re.escape(name).replace("\\-", r"-\ ?"), _LETTER_OR_DIGIT, "s?")


def _like_it(name: str) -> str:
    """Return what finds words like a folded name without its accents; see `Names`."""
    letters = bare(name)
    parts = [re.escape(s) if s.isalnum() else r"[\W_]{0,3}" for s in letters]
    return _bounded(letters, "[-'_*]?".join(parts), _LETTER, "(?:e?s)?")


def _bounded(name: str, pattern: str, letter: str, ending: str) -> str:
    """Return a pattern for whole words, but where the script of the name has no blanks."""
    is_joined = re.compile(f"[{JOINED}]").fullmatch
    before = "" if is_joined(name[0]) else f"(?<!{letter})"
    after = "" if is_joined(name[-1]) else f"(?={ending}(?!{letter}))"
    return f"{before}{pattern}{after}"


def _is_random(key: str) -> bool:
    """Return whether a key is a uid that this program made, in which letters mean nothing."""
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False
