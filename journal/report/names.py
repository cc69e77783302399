"""Names that go onto no page: replaced in everything that was typed, and checked to be gone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from journal.core.errors import InputError, OutputError
from journal.core.model import Answer, Entry, Other, Pick, Said
from journal.core.themes import THEMES

_LEFT = "A name still stands in {place}. Nothing was written."
_NEVER = "--replace-file: name {number} of it occurs nowhere in these entries. Nothing was written."
_IN_ITS_PLACE = "the words that stand instead of one"
_IN_A_KEY = "the name of a flow, a question or an entry"


class Names:
    """
    What to replace, as read from lines `Sam=S.`.

    Args:
        replacing: Name -> what stands there instead. A name is found as a whole word, in
            whatever case, also with an s at its end.
    """

    def __init__(self, replacing: Mapping[str, str]) -> None:
        self._instead = {_folded(name): instead for name, instead in replacing.items()}
        self._names = [unicodedata.normalize("NFC", name) for name in replacing]
        every = "|".join(re.escape(n) for n in sorted(self._names, key=len, reverse=True))
        self._whole = re.compile(rf"(?<![^\W_])({every})(?=s?(?![^\W_]))", re.IGNORECASE)
        self._met: set[str] = set()
        self._left = False

    def text(self, typed: str) -> str:
        """A text without the names."""
        done = self._whole.sub(self._replaced, unicodedata.normalize("NFC", typed))
        self._left = self._left or self._whole.search(done) is not None
        return done

    def _replaced(self, found: re.Match[str]) -> str:
        self._met.add(_folded(found[1]))
        return self._instead[_folded(found[1])]

    def entry(self, entry: Entry) -> Entry:
        """An entry without the names; the ids of choices stay, they are no words of anyone."""
        for key in (entry.uid, entry.about or "", entry.flow, *entry.answers):
            if self._whole.search(re.sub(r"[_\W]+", " ", key)):
                raise OutputError(_LEFT.format(place=_IN_A_KEY))
        return replace(entry, answers={q: self._said(s) for q, s in entry.answers.items()})

    def entries(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Entries without the names."""
        return map(self.entry, entries)

    def check(self) -> None:
        """
        Make sure that every name was met, and that none is left.

        Raises:
            OutputError: If one never occurred, told by its place in the file; or is left.
        """
        for number, name in enumerate(self._names, 1):
            if _folded(name) not in self._met:
                raise OutputError(_NEVER.format(number=number))
        if self._left:
            raise OutputError(_LEFT.format(place=_IN_ITS_PLACE))

    def _said(self, said: Said) -> Said:
        return Said(
            self._answer(said),
            said.theme,
            self.text(said.wording),
            {pick: self.text(label) for pick, label in said.labels.items()},
        )

    def _answer(self, said: Said) -> Answer:
        match said.value:
            case tuple() as picked:
                return tuple(self._pick(pick, said) for pick in picked)
            case str() | Other() as value:
                return self._pick(value, said)
            case number:
                return number

    def _pick(self, pick: Pick, said: Said) -> Pick:
        if isinstance(pick, Other):
            return Other(self.text(pick.text))
        is_id = THEMES.get(said.theme) == "picks" or pick in said.labels
        return pick if is_id else self.text(pick)


def read_names(data: bytes, place: str) -> Names:
    """
    The names of a file, one a line: `Sam=S.`

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
        if not name or not equals:
            raise InputError(place, f"Line {number}: expected a line such as Sam=S.")
        replacing[name] = instead
    if not replacing:
        raise InputError(place, "Expected lines such as Sam=S. and found none.")
    return Names(replacing)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
