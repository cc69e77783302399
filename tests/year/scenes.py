"""
A made-up year of two people, as data: what they argue about, when, and what went differently.

Whoever writes presses when the other is far away, and steps back when the other's family is the
subject. Winter: a new job, long evenings. Spring: Easter with the parents, a first talk with a
therapist, a plan. Summer: a move to another flat, two weeks at the sea. Autumn: a launch at work,
tired but shorter. December: the same family table, and it goes differently.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scene:
    """
    Something that two people argue about again and again.

    Attributes:
        body, loud, story, softer, need: What is likely, the likeliest first.
        mine, theirs: How it goes, step by step; one way for each time, in turn.
        facts: What a camera would have seen, in turn.
    """

    topic: str
    triggers: tuple[str, ...]
    body: tuple[str, ...]
    loud: tuple[str, ...]
    story: tuple[str, ...]
    softer: tuple[str, ...]
    need: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    facts: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SCENES = {
    "evening": Scene(
        "time_together",
        _words("no_reply went_quiet plan_change went_quiet"),
        _words("chest restless stomach"),
        _words("unheard anxious unchosen panicky"),
        _words("dont_matter wont_let_in"),
        _words("alone afraid_losing"),
        _words("matter reassured close"),
        (
            "ask_again follow push_now",
            "ask_again seek_sure",
            "ask_again press_case go_quiet",
            "seek_sure ask_again get_loud",
        ),
        ("go_quiet not_now", "go_quiet leave", "not_now shut_down", "go_quiet"),
        (
            "I wrote three messages. The answer came at eleven.",
            "Dinner was on the table at seven. They came at nine and sat down with the laptop.",
            "I asked if we are all right. They said: not now.",
            "We had said Saturday is ours. On Friday there was a shift.",
            "I asked about Sunday, and again ten minutes later.",
        ),
    ),
    "phone": Scene(
        "phone",
        _words("on_phone on_phone no_warmth"),
        _words("chest heat"),
        _words("dismissed unheard frustrated"),
        _words("dont_matter not_listened"),
        _words("alone hurt"),
        _words("matter be_heard"),
        ("criticise get_loud go_quiet", "ask_again criticise", "sarcasm ask_again"),
        ("go_quiet shut_down", "defend go_quiet", "not_now leave"),
        (
            "I was telling about my day. They looked at the screen twice, then typed.",
            "In bed, both of us with a phone. I said something about it.",
            "They laughed at something on the screen while I talked.",
        ),
    ),
    "chores": Scene(
        "chores",
        _words("put_off let_down put_off tone"),
        _words("heat jaw chest"),
        _words("frustrated unappreciated angry"),
        _words("alone_in_it same_again"),
        _words("alone hurt"),
        _words("team be_heard appreciated"),
        (
            "ask_again press_case criticise",
            "criticise always_never get_loud",
            "ask_again criticise",
        ),
        ("not_now leave", "defend get_loud", "not_now go_quiet"),
        (
            "The bins were full for three days. I said it at breakfast.",
            "I came home to the dishes of two days.",
            "I asked for help with the boxes. They said: later.",
            "The washing was still in the machine.",
        ),
    ),
    "parents": Scene(
        "family",
        _words("criticised_cue need_talk compared"),
        _words("blank_head heavy throat"),
        _words("criticised overwhelmed trapped"),
        _words("never_right make_worse"),
        _words("not_enough afraid_worse"),
        _words("accepted calm_safe space_back"),
        ("go_quiet leave", "defend go_quiet", "go_quiet change_topic", "shut_down"),
        ("ask_again push_now", "criticise get_loud", "ask_again press_case", "criticise push_now"),
        (
            "On the way home they asked what was wrong with me at the table.",
            "They wanted to settle the visit now. I looked out of the window.",
            "Their mother said something about my work. In the car we talked about it.",
            "They asked three times if I had called back. I had not.",
        ),
    ),
    "money": Scene(
        "money",
        _words("tone demand corrected"),
        _words("jaw heat stomach"),
        _words("angry blamed defensive"),
        _words("under_attack failing"),
        _words("hurt afraid_failing"),
        _words("respected team"),
        ("get_loud sarcasm", "defend press_case get_loud", "press_case defend"),
        ("get_loud criticise", "press_case get_loud", "criticise defend"),
        (
            "The deposit for the flat. We both talked at the same time.",
            "I bought the shelf without asking. They found the bill.",
            "We looked at the account together. It got loud at the second line.",
        ),
    ),
    "launch": Scene(
        "work",
        _words("put_off many_questions tone"),
        _words("breath jaw heavy"),
        _words("exhausted frustrated overwhelmed"),
        _words("alone_in_it same_again"),
        _words("alone longing"),
        _words("comfort team calm_safe"),
        ("say_over go_quiet", "go_quiet get_loud", "ask_again say_over"),
        ("ask_again go_quiet", "not_now", "ask_again leave"),
        (
            "I came home at ten. They asked how long this will go on.",
            "I answered mails at the table. They put my plate away.",
            "I wanted to tell it, and was too tired to begin.",
        ),
    ),
}

CALENDAR = """
01-04 evening 21:30 | 01-09 phone 22:40 q | 01-13 chores 19:10 | 01-17 evening 23:15
01-21 evening 21:50 q | 01-26 parents 18:20 | 02-01 evening 22:10 | 02-05 phone 22:30
02-09 chores 10:40 | 02-14 evening 23:30 | 02-15 evening 09:20 q | 02-20 money 20:15
02-26 evening 22:20 | 03-03 phone 22:50 q | 03-08 evening 21:40 | 03-12 chores 19:30
03-18 evening 22:00 | 03-24 phone 23:05 | 03-30 parents 17:45 | 04-04 evening 21:20 q
04-12 parents 12:10 | 04-19 parents 19:40 | 04-20 parents 22:10 | 04-21 parents 11:30 q
04-28 chores 20:00 | 05-03 evening 21:45 | 05-08 phone 22:15 | 05-16 evening 22:30
05-25 chores 09:50 | 06-02 money 20:40 | 06-06 chores 21:10 | 06-11 money 19:20 q
06-15 chores 22:20 | 06-19 evening 23:00 | 06-27 money 20:30 | 07-05 evening 21:30
07-13 parents 16:50 | 07-24 phone 22:40 | 08-04 evening 20:10 q | 08-19 evening 21:00
08-30 chores 18:40 | 09-08 launch 22:30 q | 09-15 launch 22:50 | 09-22 chores 19:45
09-30 launch 23:20 | 10-07 launch 21:30 q | 10-14 evening 22:00 | 10-21 launch 22:15
11-01 phone 22:30 | 11-12 evening 21:15 | 11-23 parents 17:20 | 12-07 chores 10:30
12-25 parents 15:10 | 12-28 evening 21:40
"""
"""Day, scene, time; `q` for a short entry."""

CAUGHT = """
05-19 no_reply chest follow slow_down | anxious hopeful | the phone in the drawer
  | They called at ten. We ate soup.
06-09 put_off heat criticise ask_plain | frustrated | having slept | They carried two boxes.
07-02 went_quiet chest ask_again soft_feel | anxious tender | - | They sat down beside me.
07-20 on_phone heat sarcasm ask_plain | dismissed calm | a walk before | They put it away.
08-08 plan_change stomach press_case slow_down | disappointed calm | the sea
  | We went the day after.
08-25 no_reply chest follow stay | anxious relieved | the phone in the drawer | -
09-12 tone jaw get_loud pause_back | frustrated calm | saying a time to come back
  | We talked at nine, and it was short.
10-03 many_questions breath go_quiet own_part | overwhelmed proud | saying that I am tired
  | They made tea.
10-18 went_quiet restless ask_again soft_feel | anxious tender | one breath out | -
11-06 put_off heat criticise ask_plain | frustrated hopeful | having slept | It was done.
11-16 no_warmth chest seek_sure soft_feel | longing tender | - | They took my hand.
12-24 compared throat leave pause_back | criticised proud | the walk we had agreed on
  | I came back after ten minutes, as I had said.
12-26 criticised_cue blank_head go_quiet name_loop | criticised relieved | the walk we had agreed on
  | They laughed: there it is again.
"""
"""Day, moment, body, what nearly came, what came instead | feelings | what helped | after."""

NOTES = """
01-31 The new job takes the evenings. Nobody's fault, and I miss them. | job
03-22 A good Saturday. We painted the door and sang. | good
04-23 First talk with M., the therapist. I cried in the car, the good way. | therapy
06-30 Last box is open. We slept on the floor and liked it. | flat good
08-12 The sea. No argument for ten days; we were bored together. | good holiday
09-27 I am tired in a way that makes everything sound like blame. | job
11-28 M. asked what I do in the first minute. Good question. | therapy
12-31 One year. I know the round now when it begins. | -
"""
"""Day, text | tags."""

CHECKINS = """
02-02 4 4 7 7 4 | 02-23 3 4 8 7 4 | 03-16 4 4 7 7 4 | 04-06 4 5 7 6 5 | 04-27 3 4 8 7 4
05-11 5 5 6 6 6 | 05-31 5 6 6 5 6 | 06-21 4 5 7 6 5 | 07-12 6 6 5 5 6 | 08-02 6 6 5 4 7
08-17 8 8 3 2 8 | 09-07 6 7 4 4 7 | 09-28 5 6 5 5 6 | 10-19 5 6 5 5 6 | 11-09 6 7 4 4 7
11-30 7 7 4 3 7 | 12-21 7 7 4 3 8
"""
"""Day, then close, safe to speak, on guard, alone together, hope."""

LOOPS = (
    "The more I ask, the more they go quiet. The more they go quiet, the more I ask.",
    "I knock harder, they hold the door. Both of us are scared of the same thing.",
    "At that table I leave without getting up, and they come after me.",
)
"""What the person made of the loop, in their own words."""

PLANS = (("05-03", "a tight chest", "ask_plain"), ("09-15", "the third message", "slow_down"))
"""From which day on: when I notice this, then I will do that."""

OWN_BODY, OWN_TRIGGER = "Buzzing hands", "The look at the calendar"
"""Words of the person's own: one for the body, one for a moment."""
