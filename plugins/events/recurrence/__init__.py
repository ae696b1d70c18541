"""Recurrence by RFC 5545: rules are read and refused here, expanded into dates, said in words.

Plain Python on wall-clock times; no models, no database.
"""

from plugins.events.recurrence.expand import Expansion, Occurrence, Window, expand
from plugins.events.recurrence.rules import Refused, Rule, read_rule
from plugins.events.recurrence.series import Change, Series

__all__ = [
    "Change",
    "Expansion",
    "Occurrence",
    "Refused",
    "Rule",
    "Series",
    "Window",
    "expand",
    "read_rule",
]
