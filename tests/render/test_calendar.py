"""Calendar files by RFC 5545: every line, and how long ones are folded."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from anju_cli.render.calendar import Calendar, Entry, calendar_text
from anju_cli.text.libraries import LibraryNotInstalled, install_command

TODAY = date(2021, 5, 26)


def lines(*entries: Entry, name: str = "甲区计划", is_todo: bool = False) -> list[str]:
    """The lines of a calendar as they were before they were folded."""
    written = calendar_text(Calendar(name, "时限", TODAY, entries, is_todo))
    assert written.endswith("\r\n")
    return written.replace("\r\n ", "").split("\r\n")[:-1]


def event(title: str = "公布目录", text: str = "任务（一）") -> Entry:
    return Entry("2021-1.1@anju", date(2021, 6, 30), title, text)


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


def of_entry(entry: Entry, *, is_todo: bool = False) -> list[str]:
    name = "VTODO" if is_todo else "VEVENT"
    properties = lines(entry, is_todo=is_todo)
    return sorted(
        properties[properties.index(f"BEGIN:{name}") + 1 : properties.index(f"END:{name}")]
    )


def test_an_event_takes_a_whole_day_and_makes_nobody_busy() -> None:
    assert of_entry(event()) == [
        "DESCRIPTION:任务（一）",
        "DTEND;VALUE=DATE:20210701",  # the day after: RFC 5545 does not include the end
        "DTSTAMP:20210526T000000Z",
        "DTSTART;VALUE=DATE:20210630",
        "SEQUENCE:20210526",
        "STATUS:CONFIRMED",
        "SUMMARY:公布目录",
        "TRANSP:TRANSPARENT",
        "UID:2021-1.1@anju",
    ]


def test_an_event_with_all_there_is() -> None:
    whole = Entry(
        "2021-2.2@anju",
        date(2021, 6, 30),
        "检查账号",
        "一行\n两行; 逗号, 反斜线\\",
        categories=("目录, 清单", "账号"),
        alarms=(7, 1),
        url="https://www.example.com/1.html",
    )
    assert of_entry(whole) == [
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
        "SEQUENCE:20210526",
        "STATUS:CONFIRMED",
        "SUMMARY:检查账号",
        "TRANSP:TRANSPARENT",
        "TRIGGER:-P6DT15H",  # 23 June, 9:00
        "TRIGGER:-PT15H",  # 29 June, 9:00
        "UID:2021-2.2@anju",
        "URL:https://www.example.com/1.html",
    ]


def test_a_thing_to_do_is_due_on_a_day_and_is_done_on_another() -> None:
    to_do = Entry("2021-2.2@anju", date(2021, 6, 30), "检查账号", "每半年", alarms=(1,))
    assert of_entry(to_do, is_todo=True) == [
        "ACTION:DISPLAY",
        "BEGIN:VALARM",
        "DESCRIPTION:检查账号",
        "DESCRIPTION:每半年",
        "DTSTAMP:20210526T000000Z",
        "DUE;VALUE=DATE:20210630",
        "END:VALARM",
        "PERCENT-COMPLETE:0",
        "SEQUENCE:20210526",
        "STATUS:NEEDS-ACTION",
        "SUMMARY:检查账号",
        "TRIGGER;RELATED=END:-PT15H",  # of the due day: without a start there is no other
        "UID:todo-2021-2.2@anju",  # the event of the same duty may be in the same calendar
    ]
    done = of_entry(to_do._replace(done=date(2021, 6, 28), alarms=()), is_todo=True)
    assert [line for line in done if line.startswith(("COMPLETED", "PERCENT", "STATUS"))] == [
        "COMPLETED:20210628T000000Z",
        "PERCENT-COMPLETE:100",
        "STATUS:COMPLETED",
    ]


def test_a_thing_to_do_without_a_day_has_no_due_and_rings_no_alarm() -> None:
    to_do = Entry("2021-3.1@anju", None, "定期通报", "无固定日期", alarms=(7,))
    assert of_entry(to_do, is_todo=True) == [
        "DESCRIPTION:无固定日期",
        "DTSTAMP:20210526T000000Z",
        "PERCENT-COMPLETE:0",
        "SEQUENCE:20210526",
        "STATUS:NEEDS-ACTION",
        "SUMMARY:定期通报",
        "UID:todo-2021-3.1@anju",
    ]


@pytest.mark.parametrize("is_todo", [False, True])
def test_no_control_character_stands_in_the_file(is_todo: bool) -> None:
    hostile = "甲\x1b[2J\x9b1m\u202e乙\x00\x7f"
    shown = "甲␛[2J<U+009B>1m<U+202E>乙␀␡"
    entry = Entry("2021-1.1@anju", date(2021, 6, 30), hostile, hostile, None, (hostile,), (1,))
    written = lines(entry, name=hostile, is_todo=is_todo)
    assert sum(shown in line for line in written) == 6  # two names, title, text, section, alarm
    assert all(line.isprintable() for line in written)


@pytest.mark.parametrize("before", range(4))
def test_long_chinese_lines_are_folded_at_75_octets_between_characters(before: int) -> None:
    text = "a" * before + "政务公开" * 60
    written = calendar_text(Calendar("甲", "乙", TODAY, (event(text=text),)))
    physical = written.encode("utf-8").split(b"\r\n")
    assert max(map(len, physical)) <= 75
    for line in physical:
        line.decode("utf-8")  # no character is cut
    assert f"DESCRIPTION:{text}" in lines(event(text=text))
    # At most 21 characters fit behind DESCRIPTION:, 24 behind the space that each of the
    # next lines begins with, and (240 - 21) / 24 > 9. The last of ``physical`` is empty.
    assert len(physical) - 1 - len(lines(event(text=text))) >= 10


def test_no_line_ends_but_crlf() -> None:
    written = calendar_text(Calendar("甲", "乙", TODAY, (event(text="一\n二\r\n三"),)))
    assert "\n" not in written.replace("\r\n", "")
    assert "\r" not in written.replace("\r\n", "")
    assert "DESCRIPTION:一\\n二␍\\n三" in lines(event(text="一\n二\r\n三"))


def test_without_the_library_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(LibraryNotInstalled) as refused:
        calendar_text(Calendar("甲", "乙", TODAY, ()))
    assert str(refused.value) == (
        f"还没有安装处理日历文件的程序库。请运行：{install_command()} icalendar"
    )
