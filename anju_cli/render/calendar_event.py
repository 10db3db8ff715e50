"""What a calendar program shows, before anyone decides how a file of it is written."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Repeat(NamedTuple):
    """Every ``months`` months on the day ``month_day`` (-1: the last of the month), from
    the event's own day to ``until``, but not on the days ``without``."""

    months: int
    month_day: int
    until: date
    without: tuple[date, ...] = ()


class Event(NamedTuple):
    """What a calendar shows on a whole day.

    ``uid`` is the same whenever the calendar is made, ``stamp`` the day as of which this
    is so. ``alarms`` are days ahead. ``instead_of``: this takes the place of the turn that
    the repeated event of the same ``uid`` has on that day.
    """

    uid: str
    stamp: date
    day: date
    title: str
    text: str
    categories: tuple[str, ...] = ()
    alarms: tuple[int, ...] = ()
    url: str = ""
    repeat: Repeat | None = None
    instead_of: date | None = None


class Calendar(NamedTuple):
    """Events under one name, for calendar programs. ``text`` says what they are."""

    name: str
    text: str
    events: tuple[Event, ...]
