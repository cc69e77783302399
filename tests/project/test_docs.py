"""
The documents:
* what is made from the code is as the code is
* every document is named where one would look, and every link leads somewhere
* each key of a file, each setting and each thing in the folder is told
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import journal
from journal.core.errors import JournalError
from journal.exchange.json_import import KEYS
from journal.local.home_mark import MAY_STAND_THERE, NAME
from journal.local.settings_file import SETTINGS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
TEXTS = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])


def test_what_is_made_from_the_code_is_as_the_code_is():
    """To make it anew: python .ci/docs.py"""
    script = [sys.executable, ROOT / ".ci" / "docs.py", "--check"]
    done = subprocess.run(script, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_every_document_is_named():
    """In the list of documents, which is what opens with the folder."""
    listed = (DOCS / "README.md").read_text(encoding="utf-8")

    assert [
        p.name for p in DOCS.glob("*.md") if p.name not in listed and p.name != "README.md"
    ] == []


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(file):
    """To a file that is there, and to a heading that is in it."""
    for target in re.findall(r"\]\(([^)\s]+)\)", file.read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            name, _, heading = target.partition("#")
            led_to = file.parent / name if name else file
            assert led_to.is_file(), target
            assert not heading or heading in anchors(led_to), target


def test_every_file_that_is_named_is_there():
    """Of those to be touched: whoever looks for one finds it where it is said to be."""
    told = re.findall(
        r"`([\w/.-]+\.(?:py|toml|md))`", (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    )
    here = [
        p.as_posix() for top in ("docs", "prompts", "tests", ".ci") for p in (ROOT / top).rglob("*")
    ]
    package = Path(journal.__file__).parent
    here += [p.as_posix() for p in [*package.rglob("*.py"), *ROOT.glob("*.*")]]

    assert len(told) > 20
    assert [name for name in told if not any(p.endswith(f"/{name}") for p in here)] == []


def anchors(file: Path) -> set[str]:
    """What a link can name in a document: its headings, as they are made into addresses."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.casefold()).replace(" ", "-") for h in headings}


def test_each_key_of_an_entry_is_told():
    """Of those that are read and written, in one table."""
    told = (DOCS / "formats.md").read_text(encoding="utf-8")

    assert [key for key in KEYS if f"`{key}`" not in told] == []


def test_each_setting_and_each_part_of_the_folder_is_told():
    """With what holds where it is not set."""
    told = (DOCS / "formats.md").read_text(encoding="utf-8")

    assert [s for s in SETTINGS if f"| `{s.name}` | `{str(s.default).lower()}` |" not in told] == []
    assert [part for part in {NAME, *MAY_STAND_THERE} if part not in told] == []


def test_each_way_to_end_is_told():
    """Of all errors that there are, with their exit codes."""
    told = (DOCS / "commands.md").read_text(encoding="utf-8")
    codes = {0, *(error.exit_code for error in every_error(JournalError))}

    assert [code for code in codes if f"| {code} |" not in told] == []


def every_error(of: type[JournalError]) -> list[type[JournalError]]:
    """An error and all that are one of it."""
    return [of, *(e for sub in of.__subclasses__() for e in every_error(sub))]
