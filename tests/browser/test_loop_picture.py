"""
The loop in a real browser:
* no line runs out of the picture or into another, however long the words
* light where light is preferred, dark where dark is
"""

from __future__ import annotations

import base64
import json
import re

import pytest

from journal.core.insights.finding import Finding
from journal.core.insights.phrases import too_early
from journal.core.loop.counted import STATIONS, CaughtInTime, Cycle, Station, WayOut
from journal.report.drawing.loop_svg import loop_svg

pytestmark = pytest.mark.slow

MEASURE = """
<script>
const picture = document.querySelector("svg").getBoundingClientRect();
const all = [...document.querySelectorAll("text")].map(t => [t.textContent, t.getBoundingClientRect()]);
const out = all.filter(([, b]) => b.left < picture.left || b.right > picture.right || b.bottom > picture.bottom);
const into = all.filter(([, a], i) => all.some(([, b], j) => i < j && a.left < b.right - 1
  && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4));
document.body.innerHTML = "<pre>" + btoa(unescape(encodeURIComponent(JSON.stringify(
  {lines: all.length, out: out.map(x => x[0]), into: into.map(x => x[0])})))) + "</pre>";
</script>
"""  # noqa: E501


SOFT = too_early("Soft moments", 5, 3)


def loop(*labels):
    """A loop with these labels at every step."""
    stations = tuple(
        Station(theme, tuple(Finding(theme, x, x, 11, 17, "", ()) for x in labels))
        for theme in STATIONS
    )
    caught = (CaughtInTime(1, ("Slowed down", "Said the soft feeling"), labels[0]),)
    way_out = WayOut(SOFT, (), caught)
    more = ("The more I asked if we were okay,", "the more they turned to something else.")
    return Cycle(stations, more, way_out, 17, 17)


@pytest.mark.parametrize(
    "labels",
    [
        ("Tight chest",),
        ("To be heard and understood", "Followed or kept writing", "Left"),
        ("WWWW MMMM WWWW MMMM WWWW", "a word of my own that does not end for a long while"),
        ("W" * 400, "沉默" * 100),
        ("שתיקה ארוכה", "🙃🙃🙃"),
    ],
)
def test_no_line_runs_out_or_into_another(chromium, tmp_path, labels):
    """As the browser lays it out, every line has a place of its own inside the picture."""
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><meta charset=utf-8>{loop_svg(loop(*labels))}{MEASURE}")

    seen = chromium("--window-size=900,1200", "--dump-dom", page.as_uri(), home=tmp_path)

    found = _read(seen)
    assert found["lines"] > 20
    assert found["out"] == []
    assert found["into"] == []


@pytest.mark.parametrize(("scheme", "light"), [("1", True), ("0", False)])
def test_light_and_dark(chromium, tmp_path, scheme, light):
    """The paper is light or dark, as is preferred, and the words the other."""
    page = tmp_path / "page.html"
    ask = """<script>document.body.innerHTML = "<pre>" + btoa(JSON.stringify(
      ["rect", "text"].map(t => getComputedStyle(document.querySelector(t)).fill))) + "</pre>";
      </script>"""
    page.write_text(f"<!doctype html><meta charset=utf-8>{loop_svg(loop('Tight chest'))}{ask}")

    setting = f"--blink-settings=preferredColorScheme={scheme}"
    seen = chromium(setting, "--dump-dom", page.as_uri(), home=tmp_path)

    paper, words = (sum(map(int, re.findall(r"\d+", c))) for c in _read(seen))
    assert (paper > words) is light
    assert abs(paper - words) > 450


def _read(dom):
    [told] = re.findall(r"<pre>(.*)</pre>", dom)
    return json.loads(base64.b64decode(told))
