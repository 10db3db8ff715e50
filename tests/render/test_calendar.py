"""Calendar files by RFC 5545: every line, and how long ones are folded."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from anju_cli.render.calendar import Calendar, Event, Repeat, calendar_text
from anju_cli.render.office import OfficeExtraNotInstalled

ISSUED = date(2021, 5, 26)


def lines(*events: Event, name: str = "甲区计划", text: str = "时限") -> list[str]:
    """The lines of a calendar as they were before they were folded."""
    written = calendar_text(Calendar(name, text, events))
    assert written.endswith("\r\n")
    return written.replace("\r\n ", "").split("\r\n")[:-1]


def event(title: str = "公布目录", text: str = "任务（一）") -> Event:
    return Event("2021-1.1@anju", ISSUED, date(2021, 6, 30), title, text)


def test_the_calendar_itself() -> None:
    assert sorted(lines()) == [
        "BEGIN:VCALENDAR",
        "CALSCALE:GREGORIAN",
        "DESCRIPTION:时限",
        "END:VCALENDAR",
        "METHOD:PUBLISH",
        "NAME:甲区计划",
        "PRODID:-//anju//anju//ZH",
        "VERSION:2.0",
        "X-WR-CALDESC:时限",
        "X-WR-CALNAME:甲区计划",
        "X-WR-TIMEZONE:Asia/Shanghai",
    ]


def of_event(event: Event) -> list[str]:
    properties = lines(event)
    return sorted(properties[properties.index("BEGIN:VEVENT") + 1 : properties.index("END:VEVENT")])


def test_an_event_takes_a_whole_day_and_makes_nobody_busy() -> None:
    assert of_event(event()) == [
        "DESCRIPTION:任务（一）",
        "DTEND;VALUE=DATE:20210701",  # the day after: RFC 5545 does not include the end
        "DTSTAMP:20210526T000000Z",
        "DTSTART;VALUE=DATE:20210630",
        "STATUS:CONFIRMED",
        "SUMMARY:公布目录",
        "TRANSP:TRANSPARENT",
        "UID:2021-1.1@anju",
    ]


def test_an_event_with_all_there_is() -> None:
    whole = Event(
        "2021-2.2@anju",
        ISSUED,
        date(2021, 6, 30),
        "检查账号",
        "一行\n两行; 逗号, 反斜线\\",
        categories=("目录, 清单", "账号"),
        alarms=(7, 1),
        url="https://www.example.com/1.html",
        repeat=Repeat(6, -1, date(2022, 12, 31), (date(2021, 12, 31), date(2022, 6, 30))),
    )
    assert of_event(whole) == [
        "ACTION:DISPLAY",
        "ACTION:DISPLAY",
        "BEGIN:VALARM",
        "BEGIN:VALARM",
        "CATEGORIES:目录\\, 清单,账号",
        "DESCRIPTION:一行\\n两行\\; 逗号\\, 反斜线\\\\",
        "DESCRIPTION:检查账号",
        "DESCRIPTION:检查账号",
        "DTEND;VALUE=DATE:20210701",
        "DTSTAMP:20210526T000000Z",
        "DTSTART;VALUE=DATE:20210630",
        "END:VALARM",
        "END:VALARM",
        "EXDATE;VALUE=DATE:20211231,20220630",
        "RRULE:FREQ=MONTHLY;UNTIL=20221231;INTERVAL=6;BYMONTHDAY=-1",
        "STATUS:CONFIRMED",
        "SUMMARY:检查账号",
        "TRANSP:TRANSPARENT",
        "TRIGGER:-P6DT15H",  # 23 June, 9:00
        "TRIGGER:-PT15H",  # 29 June, 9:00
        "UID:2021-2.2@anju",
        "URL:https://www.example.com/1.html",
    ]


def test_one_turn_of_a_repeated_event_is_named_by_its_day() -> None:
    moved = Event(
        "2021-1.2@anju", ISSUED, date(2021, 6, 7), "报送", "", instead_of=date(2021, 6, 5)
    )
    assert "RECURRENCE-ID;VALUE=DATE:20210605" in of_event(moved)
    assert "DTSTART;VALUE=DATE:20210607" in of_event(moved)


@pytest.mark.parametrize("before", range(4))
def test_long_chinese_lines_are_folded_at_75_octets_between_characters(before: int) -> None:
    text = "a" * before + "政务公开" * 60
    written = calendar_text(Calendar("甲", "乙", (event(text=text),)))
    physical = written.encode("utf-8").split(b"\r\n")
    assert max(map(len, physical)) <= 75
    for line in physical:
        line.decode("utf-8")  # no character is cut
    assert f"DESCRIPTION:{text}" in lines(event(text=text))
    # At most 21 characters fit behind DESCRIPTION:, 24 behind the space that each of the
    # next lines begins with, and (240 - 21) / 24 > 9. The last of ``physical`` is empty.
    assert len(physical) - 1 - len(lines(event(text=text))) >= 10


def test_no_line_ends_but_crlf() -> None:
    written = calendar_text(Calendar("甲", "乙", (event(text="一\n二\r\n三"),)))
    assert "\n" not in written.replace("\r\n", "")
    assert "\r" not in written.replace("\r\n", "")
    assert "DESCRIPTION:一\\n二\\n三" in lines(event(text="一\n二\r\n三"))


def test_without_the_library_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(OfficeExtraNotInstalled) as refused:
        calendar_text(Calendar("甲", "乙", ()))
    assert str(refused.value) == (
        "还没有安装处理日历文件的程序库。请运行：python -m pip install icalendar"
    )
