"""
What stands in for a file of `prompts/care/` that cannot be read, file by file.

Few words, but enough to stop, to be told of help lines and to keep nothing. Each also says
which tables and texts the file itself has to hold.
"""

from __future__ import annotations

CARE_FILES = {
    "safety.toml": """
[branch.by_them]
text = '''
Thank you for saying so. Being hurt or scared by a partner is not your fault.
In danger now? If you can, get to where other people are, or call {emergency}.
{lines}
If you can, use a phone or computer they can't check.
'''

[branch.by_me]
text = '''
It took honesty to write that. Stopping is your job, and there is help for it.
If anyone is hurt, call {emergency}.
{own_lines}
'''

[branch.both]
text = '''
Thank you for saying so. When people get hurt or scared, safety comes first.
In danger now? If you can, get to where other people are, or call {emergency}.
{lines}
If you can, use a phone or computer they can't check.
'''

[branch.rather_not]
text = '''
That is fine. You don't have to say more.
In danger now? If you can, get to where other people are, or call {emergency}.
{lines}
If you can, use a phone or computer they can't check.
'''

[branch.not_sure]
text = '''
It is okay not to be sure. You can ask someone who knows, without giving a name:
{lines}
'''

[branch.not_sure_year]
text = '''
It is okay not to be sure. You can ask someone who knows, without giving a name:
{lines}
'''

[[addon]]
when_kind = "neck"
text = '''
Hands on the neck can do harm that does not show, and it can come days later. \
Whoever was held needs a doctor today, even with no marks. In danger, call {emergency}.'''

[first_run]
welcome = '''
A notebook for the hours after an argument. It is not therapy, and not for emergencies.

What it keeps: what you type, with the date. Where: {path}, on this computer only.
Who can read it: anyone who can use this login.
'''
yes = "Good. One more question that everyone gets, then you can start."
not_sure = "Then it may be better not to write here yet. Go on here, or close and leave nothing?"
no = "Then it is better not to write here. Nothing has been kept. Close now, or go on anyway?"

[keep]
ask = "What would you like to do with this page?"
facts = "Keep the facts only. They stay out of every list, count and page."
nothing = "Keep nothing."
close = "Close now (keeps nothing, clears the screen)."
facts_ask = "What happened? Just the facts, with times if you like."
kept = "Kept. It will not show up on its own."
not_kept = "Nothing was kept."

[past_year]
yes = "From here on this notebook asks about feelings, body and facts only."
rather_not = "That is fine."
no = "Okay. Thank you."
again = "A question that everyone gets from time to time."

[self_harm]
offer = "If part of this is about hurting yourself, press y. Nothing about it is kept."
yes = '''
Thank you for saying it. You deserve a person right now, not a program. \
If you might act on it, call {emergency} now. To talk: {crisis}.'''
in_flow = "Your page is saved; it can wait."
no = "Okay."
skip = "Okay."

[free_text]
offer = "Some words here can point to danger. See help lines?"
note = "(A simple word match. It is often wrong, and it misses a lot. Nothing is kept.)"

[signs]
danger = []
self_harm = []

[support]
text = "Help lines. Numbers change. This program calls no one."
elsewhere = "findahelpline.com, other countries"
no_talk = "Can't talk? Some have text or chat."
keys = ""
no_line = "No line for this country is on file. These work across borders:"
unreadable = "The file {name} could not be read."

[[question]]
id = "device"
kind = "one"
ask = "Is this computer private enough to write about your relationship?"
choices = [
  {id = "yes", label = "Yes"},
  {id = "not_sure", label = "Not sure"},
  {id = "no", label = "No"},
]

[[question]]
id = "past_year"
kind = "one"
ask = "In the past year, were you ever scared of what your partner might do, or they of you?"
choices = [
  {id = "no", label = "No"},
  {id = "not_sure", label = "Not sure"},
  {id = "yes", label = "Yes"},
  {id = "rather_not", label = "Rather not say"},
]

[[question]]
id = "safety_kinds"
kind = "many"
ask = "What fits? Pick any, or none."
choices = [
  {id = "physical", label = "Hit, grabbed, shoved or blocked; things broken"},
  {id = "threats", label = "Threats: to a person, a child, a pet, to money, or to end a life"},
  {id = "neck", label = "Hands on the neck, or trouble breathing"},
  {id = "pressured_sex", label = "Pressed or forced into sex"},
  {id = "watched", label = "Phone, money, friends or steps watched or held back"},
  {id = "scared_to_say_no", label = "Scared to say no"},
]

[[question]]
id = "safety_by"
kind = "one"
ask = "Who did it?"
choices = [
  {id = "them", label = "They did"},
  {id = "me", label = "I did"},
  {id = "both", label = "Both of us"},
  {id = "rather_not", label = "Rather not say"},
]

[[question]]
id = "self_harm"
kind = "one"
ask = "Are you having thoughts of hurting yourself?"
choices = [
  {id = "no", label = "No"},
  {id = "yes", label = "Yes"},
]
""",
    "help_lines.toml": """
[[line]]
country = ""
for = "abuse"
name = "Find a Helpline"
contact = "findahelpline.com"
source = "lifeline-international.com"
year = 2024

[[line]]
country = ""
for = "crisis"
name = "Find a Helpline"
contact = "findahelpline.com"
source = "lifeline-international.com"
year = 2024
""",
    "grounding.toml": """
first_line = "If someone could hurt you, your safety comes first. h: help lines."
body_focus = "Keep your eyes open, if that is better."
after_ask = "How strong is the upset now?"
lower = "A bit lower. That will do."
not_lower = "Not yet. That is common."

[[exercise]]
id = "breath"
label = "Long breath out"
lines = [
  "Sit or stand, as you like. Eyes open or closed.",
  "In through the nose. (4)",
  "And out, long and slow. (6)",
  "Again. No need to do it well.",
  "Last one. Good. Feel where your feet are.",
]
""",
}
