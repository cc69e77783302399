"""
What stands around the program:
* every Python that the package names is tested by CI, and the one required job waits for all
* each action of a workflow is one commit, and no workflow has a right that no job asked for
* no form asks for a real journal, and each that asks for an example tells how to make one up
* one version everywhere, and the changes of it are told
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from journal import __version__

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted(p for p in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if p.stem != "config")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def read(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_each_python_named_is_tested():
    """From the oldest that may install it to the newest that the package names, without a gap."""
    tested = read(ROOT / ".github/workflows/ci.yml")["jobs"]["tests"]["strategy"]["matrix"][
        "python"
    ]
    named = [c.rsplit(" ")[-1] for c in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", c)]

    assert set(named) <= set(tested)
    assert PROJECT["requires-python"] == f">={tested[0]}"
    assert tested == [f"3.{n}" for n in range(11, 11 + len(tested))]


def test_the_required_job_waits_for_every_other():
    """A job that nobody waits for could fail unseen."""
    jobs = read(ROOT / ".github/workflows/ci.yml")["jobs"]

    assert set(jobs["required"]["needs"]) == set(jobs) - {"required"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.stem)
def test_a_workflow_has_no_right_and_no_code_that_can_change(path):
    """Rights are asked for job by job; an action is a commit, with its version beside it."""
    uses = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))

    assert read(path)["permissions"] == {}
    for action in uses:
        assert re.fullmatch(r"\$/\S+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_a_form_asks_for_nobodys_life(path):
    """It says so before the first field, and takes nothing without a tick that it was heard."""
    first, *fields = read(path)["body"]
    [tick] = [field for field in fields if field["type"] == "checkboxes"]

    assert first["type"] == "markdown"
    assert re.search(r"your journal|real journal", first["attributes"]["value"])
    assert all(option["required"] for option in tick["attributes"]["options"])


def test_a_fault_is_shown_with_a_made_up_journal():
    """The form has the commands for it, and they leave the real one alone."""
    text = (ROOT / ".github/ISSUE_TEMPLATE/fault.yml").read_text(encoding="utf-8")

    assert 'JOURNAL_HOME="$(mktemp -d)"' in text
    assert "journal reflect --answers -" in text


def test_one_version_and_its_changes():
    """What is cited, what is built and what has changed speak of the same thing."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert str(read(ROOT / "CITATION.cff")["version"]) == __version__
    assert re.search(rf"^## \[(Unreleased|{re.escape(__version__)})\]", changes, re.MULTILINE)
