"""
The file of settings, also one that a person wrote in:
* a change of one setting changes its own word in the file, and not another sign
* what is not known here stays, and does nothing
* what cannot be changed so is left as it is, with what to write
"""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.core.errors import SettingsError
from journal.local.settings_file import (
    SETTINGS,
    chosen,
    read_choices,
    settings_faults,
    unknown,
    write_choice,
)

NAMES = [setting.name for setting in SETTINGS]

LINES = (
    "# A comment, plain = true", "", "   ", "other = 3 # beside it",
    'text = """\nplain = false\n"""',
    "lines = [\n  1, # one\n]", "when = 2026-03-01", "zebra.deep = true", "'quoted key' = 'x'",
)  # fmt: skip
TABLES = ("[table]\nplain = true # not this one", '["keyring"]\nkeyring = false', "[[list]]\nx = 1")

OWN = {name: [f"{name} = true", f'"{name}"=false # why not', f"  '{name}'  =  true\t"]
       for name in NAMES}  # fmt: skip
"""Ways in which a person may write a setting."""


def files():
    """Files that are valid, as a person may write them: no name twice, tables last."""
    own = st.tuples(*(st.sampled_from(["", *ways]) for ways in OWN.values()))
    lines = st.lists(st.sampled_from(LINES[3:]), unique=True)
    comments = st.lists(st.sampled_from(LINES[:3]), max_size=3)
    top = st.tuples(own, lines, comments).flatmap(lambda t: st.permutations([*t[0], *t[1], *t[2]]))
    tables = st.lists(st.sampled_from(TABLES), unique=True, max_size=2)
    return st.tuples(top, tables).map(lambda t: "\n".join([*t[0], *t[1]]))


@settings(max_examples=60, deadline=None)
@given(text=files(), name=st.sampled_from(NAMES), value=st.booleans())
def test_one_change_is_one_word(tmp_path_factory, text, name, value):
    """Every line but its own is there, in its order; read again, all else is as it was."""
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # a table of the name of a setting
        return
    file = tmp_path_factory.mktemp("s") / "settings.toml"
    file.write_text(text)
    if any(not isinstance(before.get(n, True), bool) for n in NAMES):
        return
    write_choice(file, name, value)
    after = file.read_text()

    assert tomllib.loads(after) == {**before, name: value}
    there, kept = text.splitlines(), after.splitlines()
    is_new = name not in before
    assert len(kept) == len(there) + is_new
    changed = [line for line in kept if line not in there]
    assert len(changed) <= 1
    if is_new:
        assert [line for line in kept if line != f"{name} = {str(value).lower()}"] == [
            line for line in there if line != f"{name} = {str(value).lower()}"
        ]
    else:
        others = [(a, b) for a, b in zip(there, kept, strict=True) if a != b]
        assert all(a.split("#")[1:] == b.split("#")[1:] for a, b in others)


def test_what_is_not_known_does_nothing(tmp_path):
    """It stands there for another version."""
    file = tmp_path / "settings.toml"
    file.write_text("motion = 'off'\nplain = true\n")

    assert read_choices(file) == {**{s.name: s.default for s in SETTINGS}, "plain": True}
    assert chosen(file) == {"plain"}
    assert unknown(file) == ["settings.toml, line 1: no setting in this file is called motion."]
    assert settings_faults(file) == []


def test_what_only_a_person_can_change(tmp_path):
    """It is left as it is."""
    file = tmp_path / "settings.toml"
    file.write_text("nan = nan\n")  # which is equal to nothing, so a change can't be looked over
    with pytest.raises(SettingsError, match="Please write there: plain = true"):
        write_choice(file, "plain", True)

    assert file.read_text() == "nan = nan\n"
