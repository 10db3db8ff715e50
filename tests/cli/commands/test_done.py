"""anju done and anju undone: what is done, written into tasks.yaml."""

from __future__ import annotations

import difflib
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.running import BASE, ROOT, Outcome, base_with, copy_of_base, run


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return copy_of_base(tmp_path / "data")


def anju(data: Path, *args: str, today: date = date(2021, 6, 30)) -> Outcome:
    return run(*args, cwd=data.parent, today=today)


def changed(data: Path, original: Path = ROOT / BASE) -> list[str]:
    """The lines of the folder's files that went (-) and came (+)."""
    lines = []
    for name in ("units.yaml", "tasks.yaml", "quotas.yaml"):
        old, new = (
            (folder / name).read_bytes().decode().splitlines(keepends=True)
            for folder in (original, data)
        )
        lines += [line for line in list(difflib.unified_diff(old, new, n=0))[2:] if line[0] != "@"]
    names = sorted(one.name for one in data.iterdir() if one.is_file())
    assert names == ["quotas.yaml", "tasks.yaml", "units.yaml"]
    return lines


# -- the real plan -----------------------------------------------------------


def test_in_the_real_plan(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    note = ("--note", "已在政府网站公布: 共 3 件")
    done = anju(data, "done", "12.1", "--on", "2021-08-30", *note, today=date(2021, 9, 1))
    assert (
        done.out
        == """\
data：这次的变化（1 处）

文件        变化
----------  ---------------------------------------
tasks.yaml  任务（十二）的时限 12.1 办结 2021-08-30

12.1 集中统一规范发布现行有效规范性文件：逾期 1 天 → 2021-08-30 已办结（期限
  2021-08-31，含当日）。
已写入 data/tasks.yaml。
比的是内容：注释、写法和各条的先后不算变化，牵头单位、责任单位的次序除外。
"""
    )
    assert (done.code, done.err) == (0, "")
    assert changed(data, ROOT / "data") == [
        "+        done:\n",
        "+          on: 2021-08-30\n",
        '+          note: "已在政府网站公布: 共 3 件"\n',
    ]
    assert anju(data, "validate", today=date(2021, 9, 1)).code == 0
    undone = anju(data, "undone", "12.1", today=date(2021, 9, 1))
    assert (
        undone.out
        == """\
data：这次的变化（1 处）

文件        变化
----------  -------------------------------------------
tasks.yaml  任务（十二）的时限 12.1 撤销办结 2021-08-30

12.1 集中统一规范发布现行有效规范性文件：2021-08-30 已办结 → 逾期 1 天（期限
  2021-08-31，含当日）。
已写入 data/tasks.yaml。
比的是内容：注释、写法和各条的先后不算变化，牵头单位、责任单位的次序除外。
"""
    )
    assert changed(data, ROOT / "data") == []


def test_in_a_file_of_windows(data: Path) -> None:
    tasks = data / "tasks.yaml"
    text = tasks.read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-8-sig")
    tasks.write_bytes(text)
    assert anju(data, "done", "3.1").code == 0
    # A file that ends with the deadline, and the mark at its beginning.
    assert tasks.read_bytes() == text + b"        done:\r\n          on: 2021-06-30\r\n"


# -- each kind of deadline ---------------------------------------------------


def test_one_of_a_period_in_the_order_of_periods(data: Path) -> None:
    said = anju(data, "done", "1.2", "--period", "6月", "--on", "2021-07-06", today=LATER)
    assert said.lines[6] == (
        "1.2 报送更新情况（2021年6月）：逾期 26 天 → 2021-07-06 逾期办结，晚 1 天（期限"
    )
    assert (
        anju(data, "done", "2.2", "--period", "上半年", "--note", "都在用", today=LATER).code == 0
    )
    assert changed(data) == [
        "+          2021-06: {on: 2021-07-06}\n",
        "+        done:\n",
        "+          2021-H1: {on: 2021-07-31, note: 都在用}\n",
    ]


LATER = date(2021, 7, 31)


def test_an_earlier_period_goes_before_a_later_one(tmp_path: Path) -> None:
    data = base_with(
        tmp_path / "data", "tasks", "2021-05: {on: 2021-06-04}", "2021-06: {on: 2021-07-01}"
    )
    before = (data / "tasks.yaml").read_text(encoding="utf-8")
    assert anju(data, "done", "1.2", "--period", "2021-05", today=LATER).code == 0
    assert (data / "tasks.yaml").read_text(encoding="utf-8") == before.replace(
        "          2021-06: {on", "          2021-05: {on: 2021-07-31}\n          2021-06: {on"
    )


def test_an_event_that_is_there_and_one_that_is_not(data: Path) -> None:
    there = anju(data, "done", "2.1", "--event", "2021-07-01", "--on", "2021-07-06", today=LATER)
    assert there.lines[6] == (
        "2.1 报备（2021-07-01 发生，清溪街道）：逾期 25 天 → 2021-07-06 已办结（期限"
    )
    new = ("--event", "2021-07-20", "--unit", "qxjd", "--what", "开设一个账号")
    assert anju(data, "done", "2.1", *new, "--on", "2021-07-21", today=LATER).code == 0
    assert changed(data) == [
        "+            done: {on: 2021-07-06}\n",
        "+          - date: 2021-07-20\n",
        "+            unit: 清溪街道\n",
        "+            what: 开设一个账号\n",
        "+            done: {on: 2021-07-21}\n",
    ]
    # Taken back is what was done; that it happened stays.
    assert anju(data, "undone", "2.1", *new, today=LATER).code == 0
    assert changed(data) == [
        "+            done: {on: 2021-07-06}\n",
        "+          - date: 2021-07-20\n",
        "+            unit: 清溪街道\n",
        "+            what: 开设一个账号\n",
    ]


def test_the_first_event(tmp_path: Path) -> None:
    text = (ROOT / BASE / "tasks.yaml").read_text(encoding="utf-8")
    start, end = text.index("        occurrences:"), text.index('      - id: "2.2"')
    data = copy_of_base(tmp_path / "data", tasks=text[:start] + text[end:])
    asked = ("2.1", "--event", "2021-06-29", "--unit", "政府办公室")
    assert anju(data, "done", *asked).code == 0
    assert (data / "tasks.yaml").read_text(encoding="utf-8") == text[:start] + (
        "        occurrences:\n          - date: 2021-06-29\n            unit: 政府办公室\n"
        "            done: {on: 2021-06-30}\n"
    ) + text[end:]


def test_a_link_stands_on_its_own_line(data: Path) -> None:
    link = ("--link", "https://www.example.com/2.html")
    assert anju(data, "done", "1.2", "--period", "2021-06", *link).code == 0
    assert changed(data) == [
        "+          2021-06:\n",
        "+            on: 2021-06-30\n",
        "+            link: https://www.example.com/2.html\n",
    ]


def test_several_at_once_however_they_are_typed(data: Path) -> None:
    assert anju(data, "undone", "１.１").code == 0
    said = anju(data, "done", "“1.1”", "3.1", "1.1", "--note", "2021")
    assert said.lines[4:6] == [
        "tasks.yaml  任务（一）的时限 1.1 办结 2021-06-30",
        "tasks.yaml  任务（三）的时限 3.1 办结 2021-06-30",
    ]
    assert "3.1 通报情况：持续推进 → 2021-06-30 办结（没有期限）。" in said.lines
    assert "办结日期没有写，按今天 2021-06-30 记。" in said.lines
    assert changed(data)[-3:] == [
        "+        done:\n",
        "+          on: 2021-06-30\n",
        '+          note: "2021"\n',  # a text, not a number
    ]


def test_today_is_that_of_the_other_commands(data: Path) -> None:
    variables = {"NO_COLOR": "1", "ANJU_TODAY": "2021-06-20"}
    given = run("done", "3.1", "--today", "2021-06-19", "--dry-run", cwd=data.parent)
    assert "办结日期没有写，按今天 2021-06-19（由 --today 指定）记。" in given.lines
    done = run("done", "3.1", cwd=data.parent, variables=variables)
    told = "办结日期没有写，按今天 2021-06-20（由环境变量 ANJU_TODAY 指定）记。"
    assert told in done.lines
    assert changed(data)[-1] == "+          on: 2021-06-20\n"


def test_tasks_in_another_order_than_their_numbers(tmp_path: Path) -> None:
    text = (ROOT / BASE / "tasks.yaml").read_text(encoding="utf-8")
    first, third = text.index("  - number: 1\n    section: 1"), text.index("  - number: 3")
    turned = text[:first] + text[third:] + "\n" + text[first:third].rstrip("\n") + "\n"
    data = copy_of_base(tmp_path / "data", tasks=turned)
    assert anju(data, "done", "3.1").code == 0
    assert (data / "tasks.yaml").read_text(encoding="utf-8") == turned.replace(
        "        quote: 定期通报\n",
        "        quote: 定期通报\n        done:\n          on: 2021-06-30\n",
    )


# -- what is there already ---------------------------------------------------


def test_what_is_done_is_changed_only_on_demand(data: Path) -> None:
    assert anju(data, "done", "1.1", "--on", "2021-06-29").refusal == (
        "参数 编号：1.1 公布目录 已经记了 2021-06-28 办结；要改就加 --replace"
    )
    assert changed(data) == []
    said = anju(data, "done", "1.1", "--on", "2021-06-29", "--replace")
    assert said.lines[4] == "tasks.yaml  任务（一）的时限 1.1 办结日期 2021-06-28→2021-06-29"
    assert changed(data) == ["-          on: 2021-06-28\n", "+          on: 2021-06-29\n"]
    assert anju(data, "done", "1.2", "--period", "5月", "--note", "补", "--replace").code == 0
    assert changed(data)[2:] == [
        "-          2021-05: {on: 2021-06-04}\n",
        "+          2021-05: {on: 2021-06-30, note: 补}\n",
    ]


def test_the_same_once_more_changes_nothing(data: Path) -> None:
    said = anju(data, "done", "1.1", "--on", "2021-06-28", "--replace")
    assert (said.code, said.out, changed(data)) == (0, "没有变化，没有写入。\n", [])


def test_to_see_it_first(data: Path) -> None:
    said = anju(data, "done", "3.1", "--on", "2021-06-30", "--dry-run")
    assert said.lines[0] == "data：会有的变化（1 处）"
    assert "还没有写入；去掉 --dry-run 就写入 data/tasks.yaml。" in said.lines
    assert anju(data, "undone", "1.1", "--dry-run").code == 0
    assert changed(data) == []


# -- refused -----------------------------------------------------------------

ALL = "全部编号：anju deadlines --all"


@pytest.mark.parametrize(
    ("args", "refusal"),
    [
        (["1.3"], f"参数 编号：没有时限 1.3：第 1 项任务只有 1.1、1.2。{ALL}"),
        (["4.1"], f"参数 编号：没有时限 4.1：没有第 4 项任务；离得最近的是 3.1。{ALL}"),
        (["甲"], "参数 编号：“甲”不是时限编号。编号写成 任务号.序号，例如 12.1"),
        (
            ["3.1", "--on", "2021-07-01"],
            "选项 --on：办结日期 2021-07-01 还没有到（今天是 2021-06-30）。办完以后再记",
        ),
        (
            ["3.1", "--on", "2021-05-25"],
            "选项 --on：办结日期 2021-05-25 早于计划印发的 2021-05-26。请核对日期",
        ),
        (
            ["1.2", "--period", "2021-06", "--on", "2021-05-31"],
            "选项 --on：办结日期 2021-05-31 早于2021年6月，那一期从 2021-06-01 开始。"
            "请核对日期和周期",
        ),
        (
            ["2.2"],
            "选项 --period：2.2 每半年一次，请用 --period 写明是哪一期。可以写：2021-H1、2021-H2",
        ),
        (
            ["2.2", "--period", "2021-06"],
            "选项 --period：2.2 每半年一次，没有“2021-06”这一期。可以写：2021-H1、2021-H2",
        ),
        (
            ["3.1", "--period", "6月"],
            "选项 --period：3.1 不是分期办的（持续推进），请去掉 --period",
        ),
        (
            ["3.1", "--event", "2021-06-01"],
            "选项 --event：3.1 不是事后限时的（持续推进），请去掉 --event",
        ),
        (
            ["2.1"],
            "选项 --event：2.1 是事后限时的，请用 --event 写明事件（账号的开设、注销）是哪天"
            "发生的，例如 --event 2021-09-30。已记的有：2021-06-10 注销一个账号（青石镇）、"
            "2021-07-01（清溪街道）",
        ),
        (
            ["2.1", "--event", "2021-06-28", "--unit", "青石镇", "--on", "2021-06-27"],
            "选项 --on：办结日期 2021-06-27 早于事件发生的 2021-06-28。请核对这两个日期",
        ),
        (
            ["2.1", "--event", "2021-07-01"],
            "选项 --on：事件的日期 2021-07-01 还没有到（今天是 2021-06-30）。发生以后再记",
        ),
        (
            ["2.1", "--event", "2020-06-28"],
            "选项 --event：事件的日期 2020-06-28 不在计划年度 2021 年内",
        ),
        (
            ["2.1", "--event", "2021-05-25"],
            "选项 --event：事件的日期 2021-05-25 早于计划印发的 2021-05-26",
        ),
        (
            ["2.1", "--event", "2021-06-10", "--what", "开设"],
            "选项 --what：2.1 在 2021-06-10 已经记有：注销一个账号。就是它的，不写 --what；"
            "另有一件的，请先用 anju event 记上",
        ),
        (
            ["2.1", "--event", "2021-06-29"],
            "选项 --unit：请用 --unit 写明 2.1 在 2021-06-29 的事件是哪个单位的",
        ),
        (
            ["2.1", "--event", "2021-06-29", "--unit", "司法局"],
            "选项 --unit：司法局不是 2.1 所在任务的牵头单位或责任单位，不会有它的事件",
        ),
        (
            ["2.1", "--event", "2021-06-29", "--unit", "清石镇"],
            "选项 --unit：名册里没有单位“清石镇”。您要找的是不是：青石镇？"
            "请写：anju done 2.1 --event 2021-06-29 --unit 青石镇",
        ),
        (["3.1", "--unit", "青石镇"], "选项 --unit：要和 --event 一起用，说明是哪天发生的事"),
        (["3.1", "--what", "甲"], "选项 --what：要和 --event 一起用，说明是哪天发生的事"),
        (["3.1", "--note", " "], "选项 --note：不能空着。没有可写的就去掉它"),
        (["3.1", "--link", ""], "选项 --link：不能空着。没有可写的就去掉它"),
        (
            ["甲", "1.1", "3.1", "--on", "2021-07-01", "--replace"],
            "参数 编号、选项 --on：“甲”不是时限编号。编号写成 任务号.序号，例如 12.1；"
            "办结日期 2021-07-01 还没有到（今天是 2021-06-30）。办完以后再记",
        ),
    ],
)
def test_refused(data: Path, args: list[str], refusal: str) -> None:
    assert anju(data, "done", *args).refusal == refusal
    assert changed(data) == []


@pytest.mark.parametrize(
    ("args", "refusal"),
    [
        (
            ["3.1"],
            "参数 编号：3.1 通报情况没有记办结，不用撤销。已记的：anju deadlines --done",
        ),
        (
            ["2.1", "--event", "2021-06-11"],
            "选项 --event：2.1 没有记 2021-06-11 的事件。"
            "已记的有：2021-06-10 注销一个账号（青石镇）、2021-07-01（清溪街道）",
        ),
        (
            ["2.1", "--event", "2021-06-10", "--unit", "清溪街道"],
            "选项 --event：2.1 没有记 2021-06-10 清溪街道的事件。"
            "已记的有：2021-06-10 注销一个账号（青石镇）、2021-07-01（清溪街道）",
        ),
        (
            ["1.2", "--period", "6月"],
            "参数 编号：1.2 报送更新情况（2021年6月）没有记办结，不用撤销。"
            "已记的：anju deadlines --done",
        ),
    ],
)
def test_nothing_to_take_back(data: Path, args: list[str], refusal: str) -> None:
    assert anju(data, "undone", *args).refusal == refusal
    assert changed(data) == []


SECOND = """\
          - date: 2021-07-01
            unit: 清溪街道
"""
TWO = """\
          - date: 2021-06-10
            unit: 青石镇
            what: 开设一个账号
"""


def test_two_events_of_one_day(tmp_path: Path) -> None:
    data = base_with(tmp_path / "data", "tasks", SECOND, TWO)
    before = (data / "tasks.yaml").read_text(encoding="utf-8")
    assert anju(data, "done", "2.1", "--event", "2021-06-10").refusal == (
        "选项 --what：2.1 在 2021-06-10 记有 2 件事，请用 --what 写明是哪一件："
        "注销一个账号、开设一个账号"
    )
    assert anju(data, "done", "2.1", "--event", "2021-06-10", "--what", "开设一个账号").code == 0
    assert (data / "tasks.yaml").read_text(encoding="utf-8") == before.replace(
        TWO, TWO + "            done: {on: 2021-06-30}\n"
    )


def test_two_events_that_nobody_can_tell_apart(tmp_path: Path) -> None:
    same = "          - date: 2021-06-10\n            unit: 青石镇\n"
    data = base_with(tmp_path / "data", "tasks", SECOND, same)
    assert anju(data, "done", "2.1", "--event", "2021-06-10").refusal == (
        "选项 --what：2.1 在 2021-06-10 记有 2 件事，分不出是哪一件，请用 anju edit tasks 改"
    )


def test_the_plan_that_ships_with_the_program_is_left_alone(tmp_path: Path) -> None:
    refusal = run("done", "12.1", cwd=tmp_path, today=LATER).refusal
    assert refusal.startswith("这里没有 data 文件夹，随程序附带的计划不能改。")
