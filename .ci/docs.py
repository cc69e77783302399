"""
Makes what in docs/ is made from the code.

    python .ci/docs.py           writes it
    python .ci/docs.py --check   names what is not as the code is, and fails then
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import make_architecture
import make_commands
import make_database
import make_questions

DOCS = Path(__file__).parents[1] / "docs"

MADE: dict[str, Callable[[], str]] = {
    "architecture.svg": make_architecture.picture,
    "commands.md": make_commands.reference,
    "database.md": make_database.reference,
    "questions.md": make_questions.reference,
    "rooms.md": make_architecture.rooms,
}
"""Each file with the function that makes it."""


def main() -> None:
    for name, make in MADE.items():
        file, text = DOCS / name, make()
        if sys.argv[1:] != ["--check"]:
            file.write_text(text, encoding="utf-8")
        elif not file.is_file() or file.read_text(encoding="utf-8") != text:
            sys.exit(f"docs/{name} is not as the code is; to make it anew: python .ci/docs.py")


if __name__ == "__main__":
    main()
