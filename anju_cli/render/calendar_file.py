"""Calendar files: RFC 5545, with the name of the calendar by RFC 7986 and as older
programs expect it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from anju_cli.render.calendar_event import Calendar, Event
from anju_cli.render.office import office

_ZONE = "Asia/Shanghai"
_ALARM_HOUR = 9
"""An alarm on a whole day would ring at midnight."""


def calendar_text(calendar: Calendar) -> str:
    """The file, with CRLF line ends; the same calendar always makes the same text.

    Raises OfficeExtraNotInstalled.
    """
    library = office("icalendar", "日历文件")
    made = library.Calendar()
    made.add("prodid", "-//anju//anju//ZH")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", calendar.name)
    made.add("x-wr-calname", calendar.name)
    made.add("description", calendar.text)
    made.add("x-wr-caldesc", calendar.text)
    made.add("x-wr-timezone", _ZONE)
    for event in calendar.events:
        made.add_component(_event(library, event))
    text: str = made.to_ical().decode("utf-8")
    return text


def _event(library: Any, event: Event) -> Any:
    made = library.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", datetime.combine(event.stamp, time(), UTC))
    made.add("dtstart", event.day)
    made.add("dtend", event.day + timedelta(days=1))  # the first day after it
    made.add("summary", event.title)
    made.add("description", event.text)
    made.add("status", "CONFIRMED")
    made.add("transp", "TRANSPARENT")  # who has it is not busy all day
    if event.categories:
        made.add("categories", list(event.categories))
    if event.url:
        made.add("url", event.url)
    if event.instead_of:
        made.add("recurrence-id", event.instead_of)
    repeat = event.repeat
    if repeat:
        rule = {"freq": "MONTHLY", "bymonthday": repeat.month_day, "until": repeat.until}
        if repeat.months > 1:
            rule["interval"] = repeat.months
        made.add("rrule", rule)
        if repeat.without:
            made.add("exdate", list(repeat.without))
    for days in event.alarms:
        alarm = library.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.title)
        alarm.add("trigger", timedelta(hours=_ALARM_HOUR) - timedelta(days=days))
        made.add_component(alarm)
    return made
