"""anju calendar: what has a day, as a file for calendar programs."""

from __future__ import annotations

import importlib
import io
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from anju_cli.cli.app import main
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import all_duties
from anju_cli.text.libraries import install_command, renew_holidays
from anju_cli.validation.loader import load
from tests.running import BASE, ROOT, TODAY, Outcome, base_with, copy_without_days, environment, run

icalendar: Any = importlib.import_module("icalendar")

ISSUER = "c814037a67b4"
"""The first 12 digits of the SHA-256 of the base plan's district, a line end, its issuer."""


def calendar(*args: str, data: str | Path = BASE, today: date = TODAY) -> Any:
    """What the icalendar library reads in the calendar that ``anju`` writes."""
    done = run("calendar", "--data", str(data), *args, today=today)
    assert done.code == 0, done.err
    read = icalendar.Calendar.from_ical(done.out)
    assert [part.errors for part in read.walk() if part.errors] == []
    return read


def events(*args: str, data: str | Path = BASE, today: date = TODAY) -> list[Any]:
    return list(calendar(*args, data=data, today=today).walk("VEVENT"))


def occurrences(found: list[Any]) -> list[tuple[str, date]]:
    """Title and day of everything a calendar program shows."""
    shown = [(str(one["SUMMARY"]), one["DTSTART"].dt) for one in found]
    return sorted(shown, key=lambda each: (each[1], each[0]))


def duty_days(data: str | Path, today: date = TODAY, *units: str) -> list[date]:
    """The days of all duties, as the lists of deadlines have them."""
    plan = plan_of(data)
    return sorted(row.duty.due for row in all_duties(plan, today, units) if row.duty.due)


def plan_of(data: str | Path) -> Plan:
    plan = load(ROOT / data, str(data), date(2030, 1, 1)).plan
    assert plan is not None
    return plan


# -- the whole of it ---------------------------------------------------------


def test_the_calendar_of_the_base_plan() -> None:
    assert occurrences(events()) == [
        ("【已办结】报送更新情况（2021年5月）", date(2021, 6, 5)),
        ("【已办结】报备（2021-06-10 注销一个账号，青石镇）", date(2021, 6, 16)),
        ("【已办结】公布目录", date(2021, 6, 30)),
        ("检查账号（2021年上半年）", date(2021, 6, 30)),
        ("报送更新情况（2021年6月）", date(2021, 7, 5)),
        ("报送更新情况（2021年7月）", date(2021, 8, 5)),
        ("报送更新情况（2021年8月）", date(2021, 9, 5)),
        ("报送更新情况（2021年9月）", date(2021, 10, 5)),
        ("报送更新情况（2021年10月）", date(2021, 11, 5)),
        ("报送更新情况（2021年11月）", date(2021, 12, 5)),
        ("检查账号（2021年下半年）", date(2021, 12, 31)),
        ("报送更新情况（2021年12月）", date(2022, 1, 5)),
    ]


def test_one_event_line_by_line() -> None:
    first = events()[0]
    assert first["UID"] == f"2021-1.1-{ISSUER}@anju"
    assert first["DTSTAMP"].dt.isoformat() == "2021-06-30T00:00:00+00:00"  # as of when it is so
    assert first["SEQUENCE"] == 20210630
    assert first["DTEND"].dt - first["DTSTART"].dt == timedelta(days=1)
    assert first["CATEGORIES"].cats == ["完善公开目录"]
    assert first["URL"] == "https://www.example.com/1.html"
    assert first["DESCRIPTION"].splitlines() == [
        "任务：（一）公布和更新目录",
        "时限：1.1 公布目录",
        "规则：固定日期，含当日",
        "牵头单位：政府办公室、司法局",
        "责任单位：各镇、街道；行政执法局",
        "原文：“2021年6月30日前公布目录”",
        "状态：已办结 2021-06-28；已在门户网站公布；https://www.example.com/1.html",
    ]


def test_each_turn_of_what_comes_round_is_an_event_of_its_own() -> None:
    of_it = [one for one in events() if "-1.2-" in one["UID"]]
    assert [one["UID"] for one in of_it] == [
        *(f"2021-1.2-2021-{month:02}-{ISSUER}@anju" for month in range(5, 13))
    ]
    assert not any("RRULE" in one for one in of_it)
    assert of_it[3]["DESCRIPTION"].splitlines() == [
        "任务：（一）公布和更新目录",
        "时限：1.2 报送更新情况",
        "规则：每月，次月5日前（含当日）",
        "2021-09-05 是休息日，最后工作日是 2021-09-03",  # a Sunday
        "牵头单位：政府办公室、司法局",
        "责任单位：各镇、街道；行政执法局",
        "原文：“更新情况于次月5日前报区政府办公室”",
        "状态：未办结",
    ]


@pytest.mark.parametrize("data", [BASE, "data"])
@pytest.mark.parametrize("today", [date(2021, 5, 26), TODAY, date(2022, 6, 1)])
def test_the_days_are_exactly_those_of_the_duties(data: str, today: date) -> None:
    shown = occurrences(events("--today", str(today), data=data, today=date(2022, 6, 1)))
    assert [day for _, day in shown] == duty_days(data, today)


RULES = [
    ("every: 每月\n        by: 次月5日", "every: 每月\n        by: 次月1日", 8),
    ("every: 每月\n        by: 次月5日", "every: 每月\n        by: 期末", 8),
    ("every: 每月\n        by: 次月5日", "every: 每月\n        by: 次月28日", 8),
    ("every: 每月\n        by: 次月5日", "every: 每季度\n        by: 次月1日", 3),
    ("every: 每月\n        by: 次月5日", "every: 每季度", 3),
    ("every: 每月\n        by: 次月5日", "every: 每半年\n        by: 次月10日", 2),
    ("every: 每月\n        by: 次月5日", "every: 每年", 1),
]
LABELS = {"每月": "2021-05", "每季度": "2021-Q2", "每半年": "2021-H1", "每年": "2021"}


@pytest.mark.parametrize(("old", "new", "turns"), RULES)
@pytest.mark.parametrize("roll", [0, 1, 3])
def test_every_rule_with_and_without_days_off(
    tmp_path: Path, old: str, new: str, turns: int, roll: int
) -> None:
    every = new.split()[1]
    data = copy_without_days(tmp_path / "plan")
    path = data / "tasks.yaml"
    text = path.read_text(encoding="utf-8").replace(old, new)
    text = text.replace("2021-05: {on: 2021-06-04}", f"{LABELS[every]}: {{on: 2021-06-04}}")
    text = text.replace("soon_days: 7", f"soon_days: 7\n  roll_workdays: {roll}")
    path.write_text(text, encoding="utf-8")
    found = events(data=data)
    assert [day for _, day in occurrences(found)] == duty_days(data)
    of_it = [one for one in found if "-1.2-" in one["UID"]]
    assert len(of_it) == turns
    assert sum(one["SUMMARY"].startswith("【已办结】") for one in of_it) == 1


def test_a_day_off_moves_its_turn_only(tmp_path: Path) -> None:
    rule = "  soon_days: 7\n"
    data = base_with(tmp_path / "plan", "tasks", rule, f"{rule}  roll_workdays: 1\n")
    of_it = [one for one in events(data=data) if "-1.2-" in one["UID"]]
    assert [one["DTSTART"].dt.isoformat()[5:] for one in of_it] == [
        *("06-07", "07-05", "08-05", "09-06", "10-08", "11-05", "12-06", "01-05")
    ]
    assert "休息日，最后" not in of_it[3]["DESCRIPTION"]
    assert "规则：每月，次月5日前（含当日）；遇休息日顺延至其后第1个工作日" in (
        of_it[3]["DESCRIPTION"].splitlines()
    )


# -- the same again ----------------------------------------------------------


def test_the_same_data_and_day_make_the_same_bytes() -> None:
    asked = ("calendar", "--data", BASE)
    assert run(*asked, today=date(2021, 7, 1)).out == run(*asked, today=date(2021, 7, 1)).out


def shown_by_a_program(*files: list[Any]) -> dict[str, tuple[str, date]]:
    """What a program holds that has taken in ``files`` one after the other, by RFC 5546, 2.1.5:
    of two that are called the same the higher SEQUENCE holds, of equals the later DTSTAMP."""
    held: dict[str, Any] = {}
    for file in files:
        for one in file:
            before = held.get(one["UID"])
            if before is None or _revision(one) >= _revision(before):
                held[one["UID"]] = one
    return {uid: (str(one["SUMMARY"]), one["DTSTART"].dt) for uid, one in held.items()}


def _revision(one: Any) -> tuple[int, datetime]:
    return one["SEQUENCE"], one["DTSTAMP"].dt


def test_a_program_takes_over_what_was_changed_since(tmp_path: Path) -> None:
    data = copy_without_days(tmp_path / "plan")
    path = data / "tasks.yaml"
    text = path.read_text(encoding="utf-8").replace("issued: 2021-05-26", "issued: 2021-05-20")
    before = events(data=data, today=date(2021, 7, 1))
    # One is moved forward, one back, one is done, one no longer; and the day of issue was wrong.
    text = text.replace("by: 次月5日", "by: 次月1日").replace("due: 2021-06-30", "due: 2021-07-30")
    text = text.replace("2021-05: {on: 2021-06-04}", "2021-06: {on: 2021-07-01}")
    path.write_text(text, encoding="utf-8")
    after = events(data=data, today=date(2021, 7, 2))
    assert shown_by_a_program(before, after) == shown_by_a_program(after)
    # A calendar as of a day that is past takes the place of none of a later day.
    assert shown_by_a_program(after, before) == shown_by_a_program(after)


def test_a_calendar_of_a_day_to_come_locks_no_program_until_then() -> None:
    ahead = events("--today", "2030-01-01", today=date(2021, 7, 1))
    assert {_revision(one) for one in ahead} == {
        _revision(one) for one in events(today=date(2021, 7, 1))
    }


def test_the_uids_stay_when_texts_are_edited(tmp_path: Path) -> None:
    data = copy_without_days(tmp_path / "plan")
    path = data / "tasks.yaml"
    text = path.read_text(encoding="utf-8").replace("what: 公布目录", "what: 公布新目录")
    text = text.replace("what: 注销一个账号", "what: 注销了一个账号")
    text = text.replace("title: 2021年政务公开分工方案", "title: 2021年分工方案")
    path.write_text(text.replace("due: 2021-06-30", "due: 2021-06-29"), encoding="utf-8")
    assert [one["UID"] for one in events(data=data)] == [one["UID"] for one in events()]


def test_every_uid_is_of_one_turn() -> None:
    found = [one["UID"] for one in events(data="data")]
    assert len(set(found)) == len(found)
    assert not set(found) & {one["UID"] for one in events()}


def test_the_uids_are_those_of_the_json() -> None:
    found = run("deadlines", "--all", "--data", BASE, "-f", "json").json
    assert sorted(one["uid"] for one in found if one["due"]) == sorted(
        str(one["UID"]) for one in events()
    )


def test_two_events_of_one_day_are_told_apart(tmp_path: Path) -> None:
    data = base_with(
        tmp_path / "plan",
        "tasks",
        "          - date: 2021-07-01\n",
        "          - date: 2021-06-10\n            what: 开设一个账号\n",
    )
    assert [one["UID"] for one in events(data=data) if "-2.1-" in one["UID"]] == [
        f"2021-2.1-2021-06-10-{ISSUER}@anju",
        f"2021-2.1-2021-06-10-2-{ISSUER}@anju",
    ]


# -- what is chosen ----------------------------------------------------------


def alarms(one: Any) -> list[str]:
    return [alarm["TRIGGER"].to_ical().decode() for alarm in one.walk("VALARM")]


def test_what_is_open_rings_and_what_is_done_does_not() -> None:
    found = events()
    assert {one["SUMMARY"].startswith("【已办结】"): alarms(one) for one in found} == {
        True: [],
        False: ["-P6DT15H"],  # 7 days ahead is what the plan calls soon; at 9:00
    }
    two = [alarms(one) for one in events("--alarm", "1", "--alarm", "3", "--open")]
    assert two == [["-P2DT15H", "-PT15H"]] * 9
    assert [alarms(one) for one in events("--alarm", "0", "--open")] == [[]] * 9


def test_open_leaves_out_what_is_done() -> None:
    found = events("--open")
    assert [day for _, day in occurrences(found)] == [
        *(date(2021, 6, 30), date(2021, 7, 5), date(2021, 8, 5), date(2021, 9, 5)),
        *(date(2021, 10, 5), date(2021, 11, 5), date(2021, 12, 5), date(2021, 12, 31)),
        date(2022, 1, 5),
    ]


def test_asked_about_a_day_before_it_was_done_it_is_open(tmp_path: Path) -> None:
    done = "          2021-05: {on: 2021-06-04}\n"
    more = f"{done}          2021-08: {{on: 2021-09-01}}\n"
    data = base_with(tmp_path / "plan", "tasks", done, more)
    later, turn = date(2021, 9, 10), ("报送更新情况（2021年8月）", date(2021, 9, 5))
    assert turn not in occurrences(events("--open", data=data, today=later))
    assert turn in occurrences(events("--open", "--today", "2021-08-31", data=data, today=later))


def test_of_a_unit_and_its_role() -> None:
    of_office = events("--unit", "区政府办", "--role", "lead")
    assert {one["UID"].split("-")[1] for one in of_office} == {"1.1", "1.2", "2.2"}
    of_town = events("--unit", "青石镇", "--unit", "司法局")
    assert sorted({one["UID"].split("-")[1] for one in of_town}) == ["1.1", "1.2", "2.1", "2.2"]
    assert "青石镇的角色：责任（各镇、街道）" in of_town[0]["DESCRIPTION"].splitlines()
    assert "司法局的角色：牵头" in of_town[0]["DESCRIPTION"].splitlines()
    assert "司法局的角色" not in of_town[-1]["DESCRIPTION"]
    assert [day for _, day in occurrences(of_town)] == duty_days(BASE, TODAY, "青石镇", "司法局")
    assert calendar("-u", "青石镇", "-u", "司法局")["X-WR-CALNAME"] == (
        "2021年政务公开分工方案（青石镇、司法局）"
    )


# -- what is said ------------------------------------------------------------


def written(tmp_path: Path, *args: str) -> Outcome:
    return run("calendar", "--data", str(ROOT / BASE), *args, cwd=tmp_path)


def test_what_is_in_the_file_and_what_cannot_be(tmp_path: Path) -> None:
    done = written(tmp_path, "-o", "plan.ics")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "已写入 plan.ics",
        "共 12 个日程，来自 4 条时限；已办结的 3 个也在里面，标着“已办结”，不提醒"
        "（不要它们就加 --open）。",
        "期限含当日，遇休息日不顺延；提前 7 天的上午 9 点提醒。",
        f"没有固定日期的 2 项不在里面；要看它们：anju deadlines --data {ROOT / BASE} --all",
        "在日历程序里选“导入”，打开这个文件；多数程序里，再导入一次是更新，不会重复。",
    ]
    shown = run("calendar", "--data", BASE)
    assert (tmp_path / "plan.ics").read_bytes() == shown.out.encode("utf-8")
    # A pipe of Windows is in GBK and doubles the CR; RFC 5545 knows UTF-8 and CRLF.
    pipe, raw = io.BytesIO(), io.StringIO()
    gbk = io.TextIOWrapper(pipe, encoding="gbk", newline="\r\n")
    assert main(["calendar", "--data", BASE], environment(gbk, raw)) == 0
    assert pipe.getvalue() == shown.out.encode("utf-8")
    assert done.err.splitlines()[1:-1] == shown.err.replace(BASE, str(ROOT / BASE)).splitlines()


def test_what_is_left_out_as_done_is_said_to_stay_open_in_the_calendar() -> None:
    assert run("calendar", "--data", BASE, "--open").err.splitlines()[2] == (
        "已办结的 3 个不在里面；以前导入过它们的，不写 --open 再导入一次，才会标上。"
    )


def todos(*args: str, data: str | Path = BASE) -> list[Any]:
    return list(calendar("--todo", *args, data=data).walk("VTODO"))


def test_things_to_do_have_what_has_no_day_too() -> None:
    found = todos()
    assert [(str(one["SUMMARY"]), one["STATUS"]) for one in found if "DUE" not in one] == [
        ("通报情况", "NEEDS-ACTION")
    ]
    assert [one["DUE"].dt for one in found if "DUE" in one] == [
        one["DTSTART"].dt for one in events()
    ]
    assert [(str(one["SUMMARY"]), one["COMPLETED"].dt.date()) for one in found[:2]] == [
        ("公布目录", date(2021, 6, 28)),  # without 【已办结】: the program strikes it out
        ("报送更新情况（2021年5月）", date(2021, 6, 4)),
    ]
    assert {one["STATUS"] for one in todos("--open")} == {"NEEDS-ACTION"}
    assert run("calendar", "--data", BASE, "--todo").err.splitlines() == [
        "共 13 个待办，来自 5 条时限；已办结的 3 个也在里面，标为已完成（不要它们就加 --open）。",
        "期限含当日，遇休息日不顺延；提前 7 天的上午 9 点提醒。",
        f"事情发生以后才有期限的 1 项不在里面；要看它们：anju deadlines --data {BASE} --all",
    ]


def test_who_may_be_the_same_body_is_said() -> None:
    said = run("calendar", "--data", BASE, "--unit", "行政执法局", "--alarm", "0").err.splitlines()
    assert said[0] == (
        "“行政执法局”与“综合执法大队”可能是同一机构，原文没有写明，这里分开列；"
        "请一并查看：anju calendar --data tests/fixtures/base --unit 综合执法大队 --alarm 0"
    )
    assert said[2] == "期限含当日，遇休息日不顺延；不设提醒。"


def test_a_calendar_without_events() -> None:
    done = run("calendar", "--data", BASE, "--unit", "青石镇", "--role", "lead")
    assert "VEVENT" not in done.out
    assert done.err.splitlines() == [
        "没有带日期的时限，日历是空的。",
        "期限含当日，遇休息日不顺延；提前 7 天的上午 9 点提醒。",
    ]


def test_an_event_in_a_year_without_a_calendar_has_no_day(tmp_path: Path) -> None:
    data = base_with(tmp_path / "plan", "tasks", "- date: 2021-07-01", "- date: 2097-07-01")
    path = data / "tasks.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2021", "2097"), encoding="utf-8")
    quotas = data / "quotas.yaml"
    quotas.write_text(quotas.read_text(encoding="utf-8").replace("2021", "2097"), encoding="utf-8")
    said = run("calendar", "--data", str(data), today=date(2097, 8, 1)).err.splitlines()
    assert said[-1] == (
        f"还有 2 项因为没有那一年的放假安排，算不出哪天到期，不在日历里。{renew_holidays()}"
    )


@pytest.mark.parametrize(
    ("args", "refusal"),
    [
        (
            ("-o", "plan.pdf"),
            "选项 --output：这里只写日历文件，扩展名要是 .ics，例如 plan.ics",
        ),
        (("--role", "lead"), "选项 --role：要同时写明是哪个单位的角色，例如 --unit 司法局"),
        (
            ("--alarm", "0", "--alarm", "3"),
            "选项 --alarm：0 是不提醒，不能和别的天数一起写",
        ),
        (("--alarm", "三天"), "选项 --alarm：“三天”不是天数。请写整数，例如 30"),
    ],
)
def test_what_is_refused(args: tuple[str, ...], refusal: str) -> None:
    assert run("calendar", "--data", BASE, *args).refusal == refusal


def test_without_the_library_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    assert written(tmp_path, "-o", "plan.ics").refusal == (
        f"还没有安装处理日历文件的程序库。请运行：{install_command()} icalendar"
    )
    assert list(tmp_path.iterdir()) == []


# -- a calendar program ------------------------------------------------------

_KHAL = """\
[calendars]
[[plan]]
path = {folder}/plan
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
[sqlite]
path = {folder}/khal.db
"""


def khal(folder: Path, *args: str) -> list[str]:
    """Run khal in a home of its own; the lines it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "khal", "-c", str(folder / "khal.conf"), *args],
        env={"HOME": str(folder), "LANG": "C.UTF-8", "PATH": os.defpath},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return done.stdout.splitlines()


def test_khal_shows_every_day(tmp_path: Path) -> None:
    pytest.importorskip("khal")
    rule = "  soon_days: 7\n"
    data = base_with(tmp_path / "data", "tasks", rule, f"{rule}  roll_workdays: 1\n")
    (tmp_path / "plan").mkdir()
    (tmp_path / "khal.conf").write_text(_KHAL.format(folder=tmp_path), encoding="utf-8")
    assert run("calendar", "--data", str(data), "-o", "plan.ics", cwd=tmp_path).code == 0
    shown = ("list", "--day-format", "", "--format", "{start-date} {title}", "2021-05-01", "300d")
    days = [
        "2021-06-07 【已办结】报送更新情况（2021年5月）",
        "2021-06-16 【已办结】报备（2021-06-10 注销一个账号，青石镇）",
        "2021-06-30 【已办结】公布目录",
        "2021-06-30 检查账号（2021年上半年）",
        "2021-07-05 报送更新情况（2021年6月）",
        "2021-08-05 报送更新情况（2021年7月）",
        "2021-09-06 报送更新情况（2021年8月）",
        "2021-10-08 报送更新情况（2021年9月）",
        "2021-11-05 报送更新情况（2021年10月）",
        "2021-12-06 报送更新情况（2021年11月）",
        "2021-12-31 检查账号（2021年下半年）",
        "2022-01-05 报送更新情况（2021年12月）",
    ]
    khal(tmp_path, "import", "--batch", "plan.ics")
    assert khal(tmp_path, *shown) == days
    # Imported again, it takes the place of what was there, moved and done since or not.
    path = data / "tasks.yaml"
    text = path.read_text(encoding="utf-8").replace("roll_workdays: 1", "roll_workdays: 0")
    done = "2021-05: {on: 2021-06-04}\n"
    path.write_text(
        text.replace(done, f"{done}          2021-06: {{on: 2021-07-01}}\n"), encoding="utf-8"
    )
    args = ("calendar", "--data", str(data), "-o", "plan.ics", "--force", "--alarm", "0")
    assert run(*args, cwd=tmp_path, today=date(2021, 7, 1)).code == 0
    khal(tmp_path, "import", "--batch", "plan.ics")
    assert khal(tmp_path, *shown) == [
        "2021-06-05 【已办结】报送更新情况（2021年5月）",
        *days[1:4],
        "2021-07-05 【已办结】报送更新情况（2021年6月）",
        "2021-07-06 报备（2021-07-01 发生，清溪街道）",
        days[5],
        "2021-09-05 报送更新情况（2021年8月）",
        "2021-10-05 报送更新情况（2021年9月）",
        days[8],
        "2021-12-05 报送更新情况（2021年11月）",
        *days[10:],
    ]


def test_a_calendar_file_is_not_poured_onto_a_terminal() -> None:
    assert run("calendar", terminal=True, width=100).refusal == (
        "选项 --output：日历文件是给日历程序读的。请用 -o 写上文件名，例如 -o plan.ics"
    )
