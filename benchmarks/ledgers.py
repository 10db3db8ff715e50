"""The same invented tasks in the format of each peer that keeps a ledger of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

UNIT = "司法局"


class Task(NamedTuple):
    number: int
    title: str
    due: date


def tasks(count: int) -> Iterator[Task]:
    """All of one unit, due one after the other from 2031 on: none is overdue yet."""
    for number in range(1, count + 1):
        due = date(2031, 1, 31) + timedelta(days=7 * number % 300)
        yield Task(number, f"公布和更新第{number}号目录", due)


def icalendar(folder: Path, count: int) -> None:
    """todoman's: a file for each task, the unit as its category."""
    folder.mkdir(parents=True)
    for task in tasks(count):
        lines = (
            *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//anju//benchmarks//", "BEGIN:VTODO"),
            *(f"UID:{task.number}@example.invalid", "DTSTAMP:20210526T000000Z"),
            *(f"DUE;VALUE=DATE:{task.due:%Y%m%d}", f"SUMMARY:{task.title}", f"CATEGORIES:{UNIT}"),
            *("STATUS:NEEDS-ACTION", "END:VTODO", "END:VCALENDAR", ""),
        )
        path = folder / f"{task.number}.ics"
        path.write_text("\r\n".join(lines), encoding="utf-8", newline="")


def taskwarrior(file: Path, count: int) -> None:
    """What ``task import`` reads: the unit as the project."""
    found = [
        {"description": task.title, "due": f"{task.due:%Y%m%dT000000Z}", "project": UNIT}
        for task in tasks(count)
    ]
    file.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def hledger(file: Path, count: int) -> None:
    """A journal: a posting of one for each task, the unit as the account, which is declared
    as the register of units is."""
    lines = ["commodity 1. 项", f"account {UNIT}", "account 任务", ""]
    for task in tasks(count):
        lines += [
            f"{task.due} 公布和更新第{task.number}号目录",
            f"    {UNIT}  1 项",
            "    任务",
            "",
        ]
    file.write_text("\n".join(lines), encoding="utf-8")
