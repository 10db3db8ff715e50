"""Calendars, and how they are written as iCalendar files (RFC 5545).

The name of a calendar is written by RFC 7986, and as older programs expect it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from anju_cli.render.office import load_office_library

_ZONE = "Asia/Shanghai"
_ALARM_HOUR = 9
"""An alarm on a whole day would ring at midnight."""


class Repeat(NamedTuple):
    """How an event is repeated: every ``months`` months on the day ``month_day``.

    -1 is the last of the month. From the event's own day to ``until``, but not on the days
    ``without``.
    """

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


def calendar_text(calendar: Calendar) -> str:
    """Draw the file, with CRLF line ends: the same for the same calendar.

    Raises OfficeExtraNotInstalled.
    """
    library = load_office_library("icalendar", "日历文件")
    component = library.Calendar()
    component.add("prodid", "-//anju//anju//ZH")
    component.add("version", "2.0")
    component.add("calscale", "GREGORIAN")
    component.add("method", "PUBLISH")
    component.add("name", calendar.name)
    component.add("x-wr-calname", calendar.name)
    component.add("description", calendar.text)
    component.add("x-wr-caldesc", calendar.text)
    component.add("x-wr-timezone", _ZONE)
    for event in calendar.events:
        component.add_component(_event(library, event))
    text: str = component.to_ical().decode("utf-8")
    return text


def _event(library: Any, event: Event) -> Any:
    component = library.Event()
    component.add("uid", event.uid)
    component.add("dtstamp", datetime.combine(event.stamp, time(), UTC))
    component.add("dtstart", event.day)
    component.add("dtend", event.day + timedelta(days=1))  # the first day after it
    component.add("summary", event.title)
    component.add("description", event.text)
    component.add("status", "CONFIRMED")
    component.add("transp", "TRANSPARENT")  # who has it is not busy all day
    if event.categories:
        component.add("categories", list(event.categories))
    if event.url:
        component.add("url", event.url)
    if event.instead_of:
        component.add("recurrence-id", event.instead_of)
    repeat = event.repeat
    if repeat:
        rule = {"freq": "MONTHLY", "bymonthday": repeat.month_day, "until": repeat.until}
        if repeat.months > 1:
            rule["interval"] = repeat.months
        component.add("rrule", rule)
        if repeat.without:
            component.add("exdate", list(repeat.without))
    for days in event.alarms:
        alarm = library.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.title)
        alarm.add("trigger", timedelta(hours=_ALARM_HOUR) - timedelta(days=days))
        component.add_component(alarm)
    return component
