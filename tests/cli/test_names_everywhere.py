"""
Names that go onto no page, through the real command:
* a name in any field of any flow is in no file, whatever the reader and the format
"""

from __future__ import annotations

import shutil
import subprocess
import unicodedata

import pytest

from journal.app.export import Export, PageFormat
from journal.core.dates.periods import Period
from journal.core.flows.kinds import KINDS
from journal.local.prompts.loader import Prompts

pytestmark = pytest.mark.slow

NAME = "Qzévox"
SPELLED = ("Qzévox", "QZÉVOX", "qze\u0301vox", "Qzé\u200bvox", "Qzévox's")
FORMS = {form.value: Export(form, Period()).is_data for form in PageFormat}
"""Each with whether it is data, which is for oneself alone."""


@pytest.fixture
def everywhere(run, keep, home):
    """An entry of every flow with the name in every field that takes a text or an own word."""
    prompts = Prompts(home / "prompts" / "flows")
    spelled = 0
    for flow in map(prompts.flow, prompts.flow_names()):
        answers = {}
        for question in (q for q in flow.questions if q.is_asked):
            spelled += 1
            word = f"with {SPELLED[spelled % len(SPELLED)]} there"
            if question.kind == "tags":
                answers[question.id] = [word]
            elif KINDS[question.kind].themed == "text":
                answers[question.id] = word
            elif question.takes_own:
                own = {"other": word}
                answers[question.id] = [own] if question.kind == "many" else own
            elif question.theme == "unsafe":
                answers[question.id] = "no"
        keep({"flow": flow.name, "answers": answers})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("reader", ["therapist", "couple", "self"])
def test_it_is_in_no_file(run, everywhere, tmp_path, form, reader):
    """Looked for without its accents, in the file as a reader sees it."""
    if FORMS[form] and reader != "self":
        return
    if form == "pdf" and shutil.which("pdftotext") is None:
        pytest.skip("pdftotext, of poppler-utils, is not here")
    names, file = tmp_path / "names.txt", tmp_path / f"page.{form}"
    names.write_text(f"{NAME}=W.\n", encoding="utf-8")
    ran = run("export", "--for", reader, "-o", file, "--replace-file", names)

    assert (ran.code, ran.out) == (0, ""), ran.err
    if form == "pdf":
        shown = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout
        text = shown.decode()
    else:
        text = file.read_text(encoding="utf-8")
    apart = unicodedata.normalize("NFKD", text).casefold()
    assert "W." in text
    assert "qzevox" not in "".join(s for s in apart if s.isalpha())
