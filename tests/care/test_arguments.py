"""
Care belongs to the argument, through the real commands:
* a follow-up takes its conflict along, out of everything or out of all that tells of a part
* whatever was written, changed, deleted, brought back, taken in, locked or put back in any order:
  what is in the list is in the export, the search and the counts, and it is just what hangs
  together with nothing flagged; no entry there goes back to one that is left out
"""

from __future__ import annotations

import json
import random

import pytest

PHRASE = "four words in a row"
MOVES = {"my_moves": ["ask_again"], "their_moves": ["go_quiet"]}


def followup(page, number, about, unsafe):
    gone = dict.fromkeys(page()["answers"])
    return page(number, flow="followup", about=about, **{**gone, "unsafe": unsafe, "heat_now": 3})


def look(house, *line):
    ran = house.run(*line, "--format", "json")
    assert ran.code == 0, ran.err
    return ran.data if line[0] != "export" else [json.loads(o) for o in ran.out.splitlines()]


def found(summary, insight):
    return [f for f in summary["findings"] if f["id"] == insight]


def test_a_second_look_takes_its_argument_out_of_everything(house, someone, page):
    """The other five are told as if there had never been a sixth; the gap is that of a delete."""
    six = [page(n, **MOVES) for n in range(1, 7)]
    house.keep(*six)
    house.keep(followup(page, 9, "page-1", "yes"))

    assert [e["number"] for e in look(house, "list")] == [2, 3, 4, 5, 6]
    assert [e["uid"] for e in look(house, "export")] == [f"page-{n}" for n in range(2, 7)]
    summary = look(house, "summary")
    assert (summary["entries"]["full"], summary["entries"]["followup"]) == (5, 0)
    assert {f["of"] for f in found(summary, "trigger")} == {5}
    assert all(1 not in f["entries"] for f in summary["findings"])
    assert house.run("show", "1").code == 1
    assert house.run("followup", "F1", person=someone()).code == 1
    assert [e["number"] for e in look(house, "search", "sunday")] == [2, 3, 4, 5, 6]
    told = look(house, "list", "--flagged")
    assert {e["number"]: e["care"] for e in told if str(e["number"])[0] == "F"} == {
        "F1": None, "F2": "flagged"
    }  # fmt: skip
    assert house.run("delete", "F2", "--yes").code == 0
    assert [e["number"] for e in look(house, "list")] == [1, 2, 3, 4, 5, 6]


def test_not_being_sure_later_takes_it_out_of_all_that_tells_of_a_part(house, page):
    """Of body, feelings, need and heat it is counted; not of leans, loops and plans."""
    six = [page(n, **MOVES) for n in range(1, 7)]
    house.keep(*six, followup(page, 9, "page-1", "not_sure"))
    summary = look(house, "summary")

    assert {f["of"] for f in found(summary, "body")} == {6}
    assert {f["of"] for f in found(summary, "need")} == {6}
    for insight in ("lean", "my_moves", "trigger", "pattern"):
        assert {f["of"] for f in found(summary, insight)} == {5}, insight
    assert "stepped back" not in house.run("show", "1").out
    assert "stepped back" in house.run("show", "2").out
    assert house.run("edit", "1", "--lean", "away").code == 2


class Living:
    """A home in which anything happens, in an order of its own."""

    def __init__(self, house, someone, page, seed):
        self.house, self.someone, self.page = house, someone, page
        self.chance = random.Random(seed)  # noqa: S311 - to be repeated
        self.written = 0
        self.phrase = {}
        self.copies = []
        self.apart = 0

    def run(self, *line, **how):
        return self.house.run(*line, **how, **self.phrase)

    def data(self, *line):
        ran = self.run(*line, "--format", "json")
        assert ran.code == 0, (line, ran.err)
        return ran.data if line[0] != "export" else [json.loads(o) for o in ran.out.splitlines()]

    def any_page(self):
        self.written += 1
        uids = [f"page-{n}" for n in range(1, self.written)]
        unsafe = self.chance.choice(["no", "no", "not_sure", "yes"])
        about = self.chance.choice([None, *uids[-4:]])
        if about is None:
            return self.page(self.written, unsafe=unsafe)
        return followup(self.page, self.written, about, unsafe)

    def any_call(self):
        told = self.data("list", "--flagged", "-n", "99")
        return str(self.chance.choice(told)["number"]) if told else "1"

    def reflect(self):
        self.run("reflect", "--answers", "-", stdin=json.dumps(self.any_page()))

    def take_in(self):
        pages = [self.any_page() for _ in range(2)]
        told = self.data("export", "--flagged")
        for one in self.chance.sample(told, min(2, len(told))):
            later = {"edited_at": "2026-03-04T21:00:00+00:00", "care": None}
            one["answers"]["unsafe"] = self.chance.choice(["no", "yes"])
            pages.append({**one, **later})
        self.run("import", "-", stdin="".join(json.dumps(p) + "\n" for p in pages))

    def edit(self):
        unsafe = self.chance.choice(["no", "not_sure", "yes"])
        person = self.someone(
            {"unsafe": unsafe},
            {"What would you like": "1", "It is okay not to be sure": "k"},
        )
        self.run("edit", self.any_call(), "--question", "unsafe", person=person)

    def delete(self):
        self.run("delete", self.any_call(), "--yes")

    def delete_now(self):
        self.run("delete", self.any_call(), "--now", "--yes")

    def restore(self):
        self.run("restore", *self.chance.choice([(), ("F1",), ("F2",), ("2",)]))

    def lock(self):
        file = self.house.home.parent / "phrase"
        file.write_text(PHRASE)
        given = {"JOURNAL_PASSPHRASE_FILE": str(file)}
        line = ("lock", "--remove") if self.phrase else ("lock",)
        ran = self.house.run(*line, **given)
        assert ran.code == 0, ran.err
        self.phrase = {} if self.phrase else given

    def back_up(self):
        place = self.house.home.parent / f"copy-{len(self.copies)}.db"
        if self.run("backup", str(place)).code == 0:
            self.copies.append(place)

    def put_back(self):
        if self.copies:
            given = {"JOURNAL_PASSPHRASE_FILE": str(self.house.home.parent / "phrase")}
            ran = self.house.run(
                "backup", str(self.chance.choice(self.copies)), "--restore", "--yes", **given
            )
            assert ran.code == 0, ran.err
            self.phrase = {} if "not locked" in ran.err else given

    def see_the_loop(self):
        self.run("settings", "view", "loop")

    def look(self):
        every = self.data("export", "--flagged")
        care = cares(every)
        shown = [e["uid"] for e in every if care[e["uid"]] != "flagged"]
        told = self.data("list", "-n", "99")

        assert [e["uid"] for e in told] == [e["uid"] for e in self.data("export")] == shown
        assert all(e["about"] in {None, *shown} or e["about"] not in care for e in told)
        numbered = {e["uid"]: str(e["number"]) for e in self.data("list", "--flagged", "-n", "99")}
        assert len(set(numbered.values())) == len(numbered) == len(every)
        assert {u for u, n in numbered.items() if n[0] == "F"} == {*care} - {*shown}
        sundays = {e["uid"] for e in every if "facts" in e["answers"]} & {*shown}
        assert {e["uid"] for e in self.data("search", "sunday", "-n", "99")} == sundays
        counted = self.data("summary")["entries"]
        assert counted["full"] + counted["followup"] == len(shown)
        view = self.data("settings")[0]["value"]
        apart = self.arguments_apart(every, care)
        assert view == "plain" or not self.apart < 2 <= apart
        self.apart = apart

    def arguments_apart(self, every, care):
        return len({min(a) for a in together(every) if care[min(a)] == "flagged"})


def together(entries):
    """The arguments, each a set of uids; joined again and again until nothing changes."""
    some = [{e["uid"], e["about"]} - {None} for e in entries]
    while True:
        pair = next(((a, b) for a in some for b in some if a is not b and a & b), None)
        if pair is None:
            there = {e["uid"] for e in entries}
            return [a & there for a in some]
        some = [a for a in some if a not in pair] + [pair[0] | pair[1]]


def cares(entries):
    """The most careful care of each argument, for every entry of it."""
    own = {e["uid"]: e["care"] for e in entries}
    order = (None, "unsure", "flagged")
    worst = {frozenset(a): max((own[u] for u in a), key=order.index) for a in together(entries)}
    return {uid: care for argument, care in worst.items() for uid in argument}


STEPS = (
    "reflect", "reflect", "take_in", "edit", "edit", "delete", "delete_now", "restore", "restore",
    "lock", "back_up", "put_back", "see_the_loop",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_in_whatever_order(house, someone, page, seed):
    """Sixteen commands, one after the other; looked at after each."""
    living = Living(house, someone, page, seed)
    living.take_in()
    living.look()
    done = ["take_in"]
    for _ in range(16):
        done.append(living.chance.choice(STEPS))
        getattr(living, done[-1])()
        living.look()
