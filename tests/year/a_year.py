"""
A year of entries with a life in it: the same at every run, ready for `journal import`.

What changes over the year is how hot it gets, how long it lasts, how soon it is mended and
how often there is a soft moment; what it is about follows the calendar of `scenes`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from scenes import (
    CALENDAR,
    CAUGHT,
    CHECKINS,
    LOOPS,
    NOTES,
    OWN_BODY,
    OWN_TRIGGER,
    PLANS,
    SCENES,
    Scene,
)

YEAR = 2025
_ZONE = ZoneInfo("Europe/Berlin")
_SCALES = ("closeness", "safe_to_speak", "bracing", "alone_together", "hope")
_SOFT = ("soft_feel", "ask_plain", "pause_back", "name_loop", "stay", "listen_back")

Object = dict[str, Any]


def entries(year: int = YEAR) -> list[Object]:
    """All entries of a year, as objects of the file of answers, oldest first."""
    told: list[Object] = []
    turns = {name: count() for name in SCENES}
    for line in _lines(CALENDAR):
        day, name, clock, *short = line.split()
        at = _moment(year, day, clock)
        chance = Random(f"{day} {name}")  # noqa: S311 - no secret: the same at every run
        turn = next(turns[name])
        if short:
            told.append(_entry("quick", at, _short(SCENES[name], at, turn, chance)))
        else:
            page = _entry("full", at, _long(SCENES[name], at, turn, chance))
            told.append(page)
            if chance.random() < 0.65:
                told.append(_second_look(page, at, turn, chance))
    told += [*_caught(year), *_notes(year), *_checkins(year)]
    return sorted(told, key=lambda e: datetime.fromisoformat(e["happened_at"]))


def _long(scene: Scene, at: datetime, turn: int, chance: Random) -> Object:
    grown = _grown(at)
    mine, theirs = _steps(scene.mine, turn), _steps(scene.theirs, turn)
    soft = chance.random() < 0.08 + 0.75 * grown
    if soft:
        mine = [*mine[: 2 - (grown > 0.6)], chance.choice(_SOFT)]
        theirs = [theirs[0], chance.choice(("stay", "listen_back", "stay", "own_part"))]
    peak = _within(round(chance.gauss(8.6 - 3.0 * grown - soft, 0.8)), 3, 10)
    hot = _rounded(chance.lognormvariate(0, 0.35) * (48 - 30 * grown))
    said: Object = {
        "heat_before": _within(peak - 1 - chance.randrange(2), 2, 10),
        "unsafe": "no",
        "trigger": _trigger(scene, turn),
        "facts": scene.facts[turn % len(scene.facts)],
        "body": _likely(scene.body, 2, chance),
        "heat_peak": peak,
        "surface": _likely(scene.loud, 2, chance),
        "story": _likely(scene.story, 1, chance),
        "my_moves": mine,
        "their_moves": theirs,
        "softer": _likely(scene.softer, 1, chance),
        "need": _likely(scene.need, 1, chance),
        "ending": _ending(soft, grown, chance),
        "hot_minutes": hot,
        "topic": scene.topic,
        "raised_by": chance.choice(("me", "them", "both")),
        "context": _context(at, scene),
        **_mended(soft, grown, chance),
    }
    if scene.topic == "time_together" and turn % 3 == 1:
        said["body"].append({"other": OWN_BODY})
    if chance.random() < 0.3 + 0.3 * grown:
        said["loop"] = LOOPS[2 if scene.topic == "family" else turn % 2]
    for day, cue, move in PLANS:
        if at.strftime("%m-%d") == day:
            said |= {"plan_cue": cue, "plan_move": move}
    lower = 1 + chance.randrange(3)
    return said | {"heat_after": _within(said["heat_before"] - lower, 0, 10)}


def _short(scene: Scene, at: datetime, turn: int, chance: Random) -> Object:
    heat = _within(round(chance.gauss(8.2 - 2.5 * _grown(at), 0.8)), 3, 10)
    return {
        "heat_before": heat,
        "unsafe": "no",
        "body": _likely(scene.body, 1, chance),
        "surface": _likely(scene.loud, 1, chance),
        "my_moves": _steps(scene.mine, turn)[:2],
        "need_now": chance.choice(("space", "comfort", "sleep", "talk_later")),
    }


def _second_look(page: Object, at: datetime, turn: int, chance: Random) -> Object:
    said: Object = {"heat_now": _within(page["answers"]["heat_after"] - 2, 0, 10), "unsafe": "no"}
    if "okay_minutes" not in page["answers"] and chance.random() < 0.8:
        said |= {
            "repair_by": chance.choice(("me", "both", "them")),
            "repair_helped": chance.choice(("a_bit", "yes", "yes")),
            "okay_minutes": _rounded(chance.lognormvariate(0, 0.5) * (1300 - 1000 * _grown(at))),
        }
    if turn % 2:
        said["looks_different"] = "It was about being left alone with it, more than the thing."
    if at.strftime("%m-%d") > PLANS[0][0]:
        said["plan_used"] = chance.choice(("yes", "partly", "forgot", "no_chance", "yes"))
    later = at + timedelta(hours=26 + chance.randrange(20))
    return {**_entry("followup", later, said), "about": page["uid"]}


def _caught(year: int) -> list[Object]:
    told = []
    for line in _lines(CAUGHT):
        moment, feelings, helped, after = (part.strip() for part in line.split("|"))
        day, trigger, body, nearly, instead = moment.split()
        said = {"trigger": trigger, "body": [body], "nearly": nearly, "instead": [instead]}
        said |= {"after": after, "surface": feelings.split(), "helped_me": helped}
        kept = {question: value for question, value in said.items() if value != "-"}
        told.append(_entry("caught", _moment(year, day, "20:05"), kept))
    return told


def _notes(year: int) -> list[Object]:
    told = []
    for line in _lines(NOTES):
        words, tags = (part.strip() for part in line.rsplit("|", 1))
        day, text = words.split(" ", 1)
        said: Object = {"text": text} | ({"tags": tags.split()} if tags != "-" else {})
        told.append(_entry("note", _moment(year, day, "07:40"), said))
    return told


def _checkins(year: int) -> list[Object]:
    told = []
    for line in _lines(CHECKINS):
        day, *values = line.split()
        said = dict(zip(_SCALES, map(int, values), strict=True))
        told.append(_entry("checkin", _moment(year, day, "20:30"), said))
    return told


def _mended(soft: bool, grown: float, chance: Random) -> Object:
    if chance.random() > 0.45 + 0.5 * grown:
        return {"repair_by": "not_yet"}
    minutes = _rounded(chance.lognormvariate(0, 0.5) * (1100 - 940 * grown) * (0.6 if soft else 1))
    return {
        "repair_by": chance.choice(("me", "them", "both", "both")),
        "repairs": [chance.choice(("sorry", "own_bit", "touch", "heard_them", "told_soft"))],
        "repair_helped": chance.choice(("yes", "yes", "a_bit") if soft else ("no", "a_bit", "yes")),
        "okay_minutes": minutes,
    }


def _ending(soft: bool, grown: float, chance: Random) -> str:
    if soft:
        return chance.choice(("talked_out", "talked_out", "agreed_pause"))
    early = ("cold_fade", "walked_off", "cold_fade", "blew_up")
    return chance.choice(early if grown < 0.5 else ("cold_fade", "agreed_pause", "walked_off"))


def _trigger(scene: Scene, turn: int) -> str | Object:
    if scene.topic == "work" and turn % 2:
        return {"other": OWN_TRIGGER}
    return scene.triggers[turn % len(scene.triggers)]


def _context(at: datetime, scene: Scene) -> list[str]:
    late = ["late"] if at.hour >= 22 else []
    return [*late, *(["tired", "deadline"] if scene.topic == "work" else [])]


def _likely(words: tuple[str, ...], most: int, chance: Random) -> list[Any]:
    """The first words oftener than the last, in the order of the scene."""
    weights = [1 / (i + 1) for i in range(len(words))]
    picked = set(chance.choices(words, weights, k=most))
    return [word for word in words if word in picked]


def _steps(ways: tuple[str, ...], turn: int) -> list[str]:
    return ways[turn % len(ways)].split()


def _grown(at: datetime) -> float:
    """How far along the year is, from 0 to 1; the launch in autumn sets it back a little."""
    so_far = (at.timetuple().tm_yday - 1) / 365
    return so_far - (0.15 if at.month in (9, 10) else 0.0)


def _entry(flow: str, at: datetime, said: Object) -> Object:
    stamp = at.isoformat()
    return {
        "uid": f"year-{flow}-{stamp[:16]}",
        "flow": flow,
        "happened_at": stamp,
        "written_at": stamp,
        "answers": said,
    }


def _moment(year: int, day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{year}-{day}T{clock}").replace(tzinfo=_ZONE)


def _rounded(minutes: float) -> int:
    """As a person says it: to five minutes, and to a quarter of an hour above two hours."""
    step = 5 if minutes < 120 else 15
    return max(step, round(minutes / step) * step)


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(most, value))


def _lines(table: str) -> list[str]:
    """The rows of a table of this year: each begins with a day."""
    rows: list[str] = []
    for line in table.strip().splitlines():
        cells = line.split(" | ") if table in (CALENDAR, CHECKINS) else [line]
        for cell in cells:
            if cell[:1].isdigit() and cell[2:3] == "-":
                rows.append(cell.strip())
            else:
                rows[-1] += " " + cell.strip()
    return rows
