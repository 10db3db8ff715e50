"""anju event: what has happened to a unit, in tasks.yaml before it is done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.running import BASE, ROOT, Outcome, base_with, copy_of_base, run

TEXT = (ROOT / BASE / "tasks.yaml").read_text(encoding="utf-8")
LAST = "          - date: 2021-07-01\n            unit: 清溪街道\n"
CLOSED = ("2.1", "--on", "2021-07-19", "--unit", "青石镇", "--what", "关停一个账号")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return copy_of_base(tmp_path / "data")


def anju(data: Path, *args: str, today: date = date(2021, 7, 26)) -> Outcome:
    return run(*args, cwd=data.parent, today=today)


def tasks(data: Path) -> str:
    return (data / "tasks.yaml").read_text(encoding="utf-8")


def test_it_is_the_duty_of_one_unit_until_it_is_done_or_removed(data: Path) -> None:
    assert (
        anju(data, "event", *CLOSED, "--today", "2021-07-20").out
        == """\
data：这次的变化（1 处）

文件        变化
----------  ----------------------------------------------------------------
tasks.yaml  任务（二）的时限 2.1 新增事件 2021-07-19（关停一个账号，青石镇）

2.1 报备（2021-07-19 关停一个账号，青石镇）：事发后3个工作日内（当天不计），最
  迟 2021-07-22（含当日）办结；现在临期 剩 2 天。
已写入 data/tasks.yaml。
比的是内容：注释、写法和各条的先后不算变化，牵头单位、责任单位的次序除外。
"""
    )
    event = (
        "          - date: 2021-07-19\n            unit: 青石镇\n            what: 关停一个账号\n"
    )
    assert tasks(data) == TEXT.replace(LAST, LAST + event)
    # The same day another unit's.
    assert anju(data, "event", "2.1", "--on", "2021-07-19", "--unit", "qxjd").code == 0
    assert anju(data, "validate", "--strict").code == 0

    def overdue(*args: str) -> list[str]:
        answer = anju(data, "deadlines", "--overdue", *args, "-f", "json").json
        return [each["unit"] for each in answer if each["id"] == "2.1"]

    assert overdue() == ["清溪街道", "青石镇", "清溪街道"]
    assert (overdue("--unit", "青石镇"), overdue("--unit", "政府办公室")) == (["青石镇"], [])
    assert overdue("--unit", "青石镇", "--role", "lead") == []
    asked = ("2.1", "--event", "2021-07-19")
    assert anju(data, "done", *asked).refusal == (
        "选项 --unit：2.1 在 2021-07-19 记有 2 件事，请用 --unit 写明是哪个单位的：青石镇、清溪街道"
    )
    assert anju(data, "done", *asked, "--unit", "青石镇", "--on", "2021-07-21").code == 0
    assert overdue("--unit", "青石镇") == []
    removing = ("2.1", "--on", "2021-07-19", "--remove", "--unit")
    assert anju(data, "event", *removing, "青石镇").refusal == (
        "参数 编号：2.1 报备（2021-07-19 关停一个账号，青石镇） 已经记了 2021-07-21 办结，"
        "不能删去。先撤销办结：anju undone 2.1 --event 2021-07-19 --unit 青石镇"
    )
    assert anju(data, "undone", *asked, "--unit", "青石镇").code == 0
    dry = anju(data, "event", *removing, "青石镇", "--dry-run")
    assert dry.lines[6] == "2.1 报备（2021-07-19 关停一个账号，青石镇）：不再算作要办。"
    for unit in ("青石镇", "清溪街道"):
        assert anju(data, "event", *removing, unit).code == 0
    assert tasks(data) == TEXT


@pytest.mark.parametrize(
    ("args", "refusal"),
    [
        (
            ["2.1", "--on", "2021-07-19"],
            "选项 --unit：请用 --unit 写明 2.1 在 2021-07-19 的事件是哪个单位的",
        ),
        (
            ["2.1", "--on", "2021-06-10", "--unit", "青石镇"],
            "参数 编号：2.1 已经记有：2021-06-10 注销一个账号（青石镇）。"
            "另有一件的，请用 --what 写明是什么事",
        ),
        (
            ["2.1", "--on", "2021-07-27", "--unit", "青石镇"],
            "选项 --on：事件的日期 2021-07-27 还没有到（今天是 2021-07-26）。发生以后再记",
        ),
        (
            ["2.1", "--on", "2021-05-25", "--unit", "青石镇"],
            "选项 --on：事件的日期 2021-05-25 早于计划印发的 2021-05-26",
        ),
        (
            ["1.1", "--on", "2021-07-19", "--unit", "青石镇"],
            "参数 编号：1.1 不是事后限时的（固定日期），没有事件可记。可以记的：2.1",
        ),
        (
            ["2.1", "--on", "2021-07-19", "--unit", "各镇、街道"],
            "选项 --unit：“各镇、街道”是一组单位，请写其中一个。"
            "组里的单位：anju units --group 各镇、街道",
        ),
        (
            ["2.1", "--on", "2021-06-11", "--unit", "青石镇", "--remove"],
            "选项 --on：2.1 没有记 2021-06-11 青石镇的事件。"
            "已记的有：2021-06-10 注销一个账号（青石镇）、2021-07-01（清溪街道）",
        ),
    ],
)
def test_refused(data: Path, args: list[str], refusal: str) -> None:
    assert anju(data, "event", *args).refusal == refusal
    assert tasks(data) == TEXT


def test_an_event_that_does_not_say_whose_it_is_may_be_this_one(tmp_path: Path) -> None:
    data = base_with(tmp_path / "data", "tasks", "            unit: 清溪街道\n", "")
    advice = "就是它的，请先用 anju edit tasks 在它的 date 下面加一行 unit: 清溪街道；另有一件的，"
    asked = ("--unit", "清溪街道")
    assert anju(data, "event", "2.1", "--on", "2021-07-01", *asked).refusal == (
        f"参数 编号：2.1 已经记有：2021-07-01。{advice}请用 --what 写明是什么事"
    )
    assert anju(data, "done", "2.1", "--event", "2021-07-01", *asked).refusal == (
        f"选项 --unit：2.1 已经记有：2021-07-01，没有写是哪个单位的。{advice}请先用 anju event 记上"
    )
    # It is everybody's, as ever.
    everybody = anju(data, "deadlines", "--overdue", "--unit", "政府办公室", "-f", "json").json
    assert [each["unit"] for each in everybody if each["id"] == "2.1"] == [None]
    assert anju(data, "done", "2.1", "--event", "2021-07-01", "--on", "2021-07-05").code == 0


def test_every_answer_about_a_unit_has_its_own_events_and_no_others(data: Path) -> None:
    anju(data, "event", *CLOSED)
    own = "报备（2021-07-19 关停一个账号，青石镇）"
    letter = anju(data, "remind", "青石镇").out
    assert own in letter and "牵头" not in letter.partition(own)[2].split("\n")[0]
    assert own not in anju(data, "remind", "政府办公室", "--role", "all").out
    for asked in ("unit {}", "deadlines {} --all", "tasks {} -f json", "calendar --unit {}"):
        whose = {
            unit: anju(data, *asked.format(unit).split()).out.replace("\r\n ", "")
            for unit in ("青石镇", "清溪街道", "政府办公室")
        }
        found = [unit for unit, out in whose.items() if "2021-07-19 关停一个账号，青石镇" in out]
        assert found == ["青石镇"], asked
    calendars = [anju(data, "calendar", *asked).out for asked in ((), ("--unit", "青石镇"))]
    uids = [
        {line for line in out.split("\r\n") if line[:12] == "UID:2021-2.1"} for out in calendars
    ]
    assert (len(uids[0]), len(uids[1])) == (3, 2) and uids[1] < uids[0]
    assert "\\n由谁办：青石镇\\n" in calendars[1].replace("\r\n ", "")
    ledger = anju(data, "export", "--unit", "清溪街道", "-f", "json").json
    assert [each["unit"] for each in ledger["deadlines"] if each["id"] == "2.1"] == [
        *("清溪街道", None)  # the rule for events is everybody's
    ]
    assert anju(data, "status", "-f", "json").json["overdue"][-1]["unit"] == "青石镇"
