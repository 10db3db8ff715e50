"""Calendars, and how they are written as iCalendar files (RFC 5545).

The name of a calendar is written by RFC 7986, and as older programs expect it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from anju_cli.text.invisible import visible
from anju_cli.text.libraries import load_library

_ZONE = "Asia/Shanghai"
_ALARM_HOUR = 9
"""An alarm on a whole day would ring at midnight."""


class Entry(NamedTuple):
    """What a calendar shows on a whole day, or a list of things to do by then.

    ``uid`` is the same whenever the calendar is made. ``done`` is the day it was; ``alarms`` are
    days ahead. Without a ``day`` it stands in lists of things to do only, and rings no alarm.
    """

    uid: str
    day: date | None
    title: str
    text: str
    done: date | None = None
    categories: tuple[str, ...] = ()
    alarms: tuple[int, ...] = ()
    url: str = ""


class Calendar(NamedTuple):
    """Entries under one name, for calendar programs, as they stand on a day.

    ``text`` says what they are; ``is_todo``: things to do, not events.
    """

    name: str
    text: str
    as_of: date
    entries: tuple[Entry, ...]
    is_todo: bool = False


def calendar_text(calendar: Calendar) -> str:
    """Draw the file, with CRLF line ends: the same for the same calendar.

    Raises LibraryNotInstalled.
    """
    library = load_library("icalendar", "日历文件")
    component = library.Calendar()
    component.add("prodid", "-//anju//anju//ZH")
    component.add("version", "2.0")
    component.add("calscale", "GREGORIAN")
    component.add("method", "PUBLISH")
    component.add("name", visible(calendar.name))
    component.add("x-wr-calname", visible(calendar.name))
    component.add("description", visible(calendar.text))
    component.add("x-wr-caldesc", visible(calendar.text))
    component.add("x-wr-timezone", _ZONE)
    for entry in calendar.entries:
        drawn = _todo(library, entry) if calendar.is_todo else _event(library, entry)
        _add_revision(drawn, calendar.as_of)
        component.add_component(drawn)
    text: str = component.to_ical().decode("utf-8")
    return text


def _add_revision(component: Any, day: date) -> None:
    """Say as of which day an entry is so: of two files the later one holds (RFC 5546, 2.1.5).

    Programs keep what they have where SEQUENCE falls, and nothing is remembered of what was
    written before. So it is the day as a number, 20210630: whatever was changed since, it
    has risen, and a calendar of a day that is past replaces none of a later day. What is
    written twice on a day is equal, which they take over.
    """
    component.add("dtstamp", _moment(day))
    component.add("sequence", int(f"{day:%Y%m%d}"))


def _event(library: Any, entry: Entry) -> Any:
    component = library.Event()
    component.add("uid", entry.uid)
    _add_common(component, entry)
    if entry.day:
        component.add("dtstart", entry.day)
        component.add("dtend", entry.day + timedelta(days=1))  # the first day after it
    component.add("status", "CONFIRMED")
    component.add("transp", "TRANSPARENT")  # who has it is not busy all day
    _add_alarms(library, component, entry)
    return component


def _todo(library: Any, entry: Entry) -> Any:
    """Draw a thing to do, under a name of its own: the event may be in the same calendar."""
    component = library.Todo()
    component.add("uid", f"todo-{entry.uid}")
    _add_common(component, entry)
    component.add("status", "COMPLETED" if entry.done else "NEEDS-ACTION")
    component.add("percent-complete", 100 if entry.done else 0)
    if entry.done:
        component.add("completed", _moment(entry.done))
    if entry.day:
        component.add("due", entry.day)
        _add_alarms(library, component, entry, related="END")  # the due day: there is no start
    return component


def _moment(day: date) -> datetime:
    """Return a moment of a day, as RFC 5545 wants it: of the same day in China too."""
    return datetime.combine(day, time(), UTC)


def _add_common(component: Any, entry: Entry) -> None:
    component.add("summary", visible(entry.title))
    component.add("description", visible(entry.text))
    if entry.categories:
        component.add("categories", list(map(visible, entry.categories)))
    if entry.url:
        component.add("url", entry.url)


def _add_alarms(library: Any, component: Any, entry: Entry, related: str = "") -> None:
    for days in entry.alarms:
        alarm = library.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", visible(entry.title))
        ahead = timedelta(hours=_ALARM_HOUR) - timedelta(days=days)
        alarm.add("trigger", ahead, parameters={"related": related} if related else None)
        component.add_component(alarm)
