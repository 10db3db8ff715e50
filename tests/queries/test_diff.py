"""Two plans to the changes between them, and each change as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeAlias

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import BaseModel

from anju_cli.model.plan import Plan
from anju_cli.model.schema import (
    Done,
    EventDeadline,
    FixedDeadline,
    Group,
    Lights,
    Occurrence,
    OngoingDuty,
    PlanInfo,
    PlanSection,
    QuotasFile,
    RecurringDeadline,
    Task,
    TasksFile,
    Unit,
    UnitsFile,
)
from anju_cli.queries.diff import Change, Side, compare, quotas, tasks, units
from anju_cli.validation.loader import load
from anju_cli.views.diff import excerpts, sentence
from tests.running import BASE, ROOT, TODAY


class Data(NamedTuple):
    """What the three files say."""

    units: UnitsFile
    tasks: TasksFile
    quotas: QuotasFile

    @property
    def plan(self) -> Plan:
        return Plan(*self)


def base() -> Data:
    plan = load(ROOT / BASE, BASE, TODAY).plan
    assert plan is not None
    register = plan.register
    return Data(
        UnitsFile(district=register.district, units=register.units, groups=register.groups),
        TasksFile(plan=plan.info, sections=plan.sections, tasks=plan.tasks),
        plan.quotas,
    )


DATA = base()


# -- edits -----------------------------------------------------------------

Path: TypeAlias = tuple[str | int, ...]


def at(value: Any, path: Path) -> Any:
    """What stands at a place of the data."""
    for step in path:
        value = getattr(value, str(step)) if hasattr(value, str(step)) else value[step]
    return value


def put(value: Any, path: Path, new: Any) -> Any:
    """The data with another value at one place; nothing is checked."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, Data):
        return value._replace(**{str(step): put(getattr(value, str(step)), rest, new)})
    if isinstance(value, BaseModel):
        return value.model_copy(update={str(step): put(getattr(value, str(step)), rest, new)})
    if isinstance(value, dict):
        return {**value, step: put(value.get(step), rest, new)}
    assert isinstance(step, int)
    return (*value[:step], put(value[step], rest, new), *value[step + 1 :])


def without(value: Any, path: Path) -> Any:
    """The data without one entry of a list or a mapping."""
    *above, last = path
    inside = at(value, tuple(above))
    if isinstance(inside, dict):
        return put(value, tuple(above), {k: v for k, v in inside.items() if k != last})
    return put(value, tuple(above), tuple(v for i, v in enumerate(inside) if i != last))


def edited(path: str, new: Any) -> Data:
    """The base plan with another value at ``units/units/0/kind``."""
    result: Data = put(DATA, _path(path), new)
    return result


def _path(path: str) -> Path:
    return tuple(int(step) if step.isdigit() else step for step in path.split("/"))


def sentences(after: Data, before: Data = DATA) -> list[str]:
    """The changes as sentences."""
    return [sentence(change) for change in compare(Side(before.plan), Side(after.plan))]


# -- fields ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "new", "expected"),
    [
        ("units/district", "青州市", "名册 本区全名 明州市云溪区→青州市"),
        ("units/units/0/full_name", None, "政府办公室 删去全称 明州市云溪区人民政府办公室"),
        ("units/units/1/full_name", "明州市司法局", "司法局 新增全称 明州市司法局"),
        ("units/units/1/kind", "派驻垂管", "司法局 类别 区直部门→派驻垂管"),
        (
            "units/units/2/note",
            "推断：与综合执法大队是同一机构。",
            "行政执法局 备注 “…综合执法大队可能是同一机构。”→“…综合执法大队是同一机构。”",
        ),
        ("units/groups/1/note", None, "区直各部门 删去备注 “成员以最近一次名单为准。”"),
        ("tasks/plan/issued", date(2021, 5, 27), "计划 印发日期 2021-05-26→2021-05-27"),
        ("tasks/plan/soon_days", 10, "计划 临期天数 7→10"),
        ("tasks/plan/roll_workdays", 1, "计划 顺延工作日 0→1"),
        ("tasks/sections/1/title", "管政务新媒体", "第二部分 标题 “管好政务新媒体”→“管政务新媒体”"),
        ("tasks/tasks/1/section", 1, "任务（二） 所属部分 2→1"),
        ("tasks/tasks/1/title", "报备帐号", "任务（二） 标题 “报备账号”→“报备帐号”"),
        (
            "tasks/tasks/1/text",
            "开设、注销账号的，在5个工作日内报备；每半年检查一次。",
            "任务（二） 全文 “…销账号的，在3个工作日内报…”→“…销账号的，在5个工作日内报…”",
        ),
        ("tasks/tasks/1/note", "照录。", "任务（二） 新增备注 “照录。”"),
        (
            "tasks/tasks/0/deadlines/0/due",
            date(2021, 9, 30),
            "任务（一）的时限 1.1 期限 2021-06-30→2021-09-30",
        ),
        ("tasks/tasks/0/deadlines/1/by", "期末", "任务（一）的时限 1.2 每期期限 次月5日→期末"),
        ("tasks/tasks/1/deadlines/1/every", "每年", "任务（二）的时限 2.2 周期 每半年→每年"),
        ("tasks/tasks/1/deadlines/0/within_workdays", 5, "任务（二）的时限 2.1 工作日数 3→5"),
        ("quotas/year", 2022, "目标任务 年度 2021→2022"),
        ("quotas/total", 610, "合计 600→610"),
        ("quotas/pace", "按日", "目标任务 序时进度 按月→按日"),
        ("quotas/counted_from", date(2021, 5, 1), "目标任务 新增起算日 2021-05-01"),
        ("quotas/report_by", "期末", "目标任务 新增报数期限 期末"),
        ("quotas/lights", Lights(blue_below=5), "目标任务 蓝灯界限 10→5"),
        ("quotas/lights", Lights(yellow_up_to=20), "目标任务 黄灯界限 30→20"),
        ("quotas/targets/司法局", 160, "司法局 年度任务 150→160"),
        ("quotas/targets/综合执法大队", 60, "综合执法大队 新增年度任务 60"),
        ("quotas/published/2021-06/司法局", 22, "2021-06 司法局 20→22"),
        ("quotas/published/2021-06/青石镇", 0, "2021-06 青石镇 新报 0"),
        ("quotas/published/2021-07", {"司法局": 9}, "2021-07 司法局 新报 9"),
    ],
)
def test_one_field(path: str, new: Any, expected: str) -> None:
    assert sentences(edited(path, new)) == [expected]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("quotas/targets/司法局", ["司法局 删去年度任务 150"]),
        ("quotas/published/2021-06/司法局", ["2021-06 司法局 撤回 20"]),
        ("quotas/published/2021-05", ["2021-05 司法局 撤回 18", "2021-05 青石镇 撤回 0"]),
        ("tasks/sections/1", ["删去第二部分 管好政务新媒体"]),
        ("tasks/tasks/1", ["删去任务（二） 报备账号"]),
        ("tasks/tasks/0/deadlines/0", ["任务（一） 删去时限 1.1 公布目录（2021-06-30）"]),
        ("tasks/tasks/0/deadlines/1", ["任务（一） 删去时限 1.2 报送更新情况（每月）"]),
        ("tasks/tasks/1/deadlines/0", ["任务（二） 删去时限 2.1 报备（3 个工作日内）"]),
        ("tasks/tasks/2/deadlines/0", ["任务（三） 删去时限 3.1 通报情况（持续推进）"]),
        ("units/groups/0/members/1", ["各镇、街道 删去成员 清溪街道"]),
        ("units/groups/0/aliases/0", ["各镇、街道 删去别名 各镇（街道）"]),
        ("units/units/0/aliases/1", ["政府办公室 删去别名 区政府办"]),
        ("units/units/2/see_also/0", ["行政执法局 删去可能的同一机构 综合执法大队"]),
    ],
)
def test_something_goes_and_comes(path: str, expected: list[str]) -> None:
    less = without(DATA, _path(path))
    assert sentences(less) == expected
    verbs = {"删去": "新增", "撤回": "新报"}
    back = [
        line.replace(old, new) for line in expected for old, new in verbs.items() if old in line
    ]
    assert sentences(DATA, less) == back


def test_a_whole_unit_and_a_whole_group() -> None:
    unit = Unit(name="审计局", kind="区直部门")
    group = Group(name="执法部门", members=("行政执法局", "综合执法大队"))
    more = edited("units/units", (*DATA.units.units, unit))
    assert sentences(more) == ["新增单位 审计局 区直部门"]
    assert sentences(DATA, more) == ["删去单位 审计局 区直部门"]
    more = edited("units/groups", (*DATA.units.groups, group))
    assert sentences(more) == ["新增组 执法部门 2 个单位"]


def test_another_kind_of_deadline_is_told_with_all_that_follows() -> None:
    old = DATA.tasks.tasks[0].deadlines[0]
    new = RecurringDeadline.model_validate(
        {"id": "1.1", "kind": "周期", "what": old.what, "quote": old.quote, "every": "每年"}
    )
    assert sentences(edited("tasks/tasks/0/deadlines/0", new)) == [
        "任务（一）的时限 1.1 类型 固定日期→周期",
        "任务（一）的时限 1.1 删去期限 2021-06-30",
        "任务（一）的时限 1.1 新增周期 每年",
        "任务（一）的时限 1.1 新增每期期限 期末",
        "任务（一）的时限 1.1 撤销办结 2021-06-28",
    ]


# -- what is done ----------------------------------------------------------

DONE = Done(on=date(2021, 7, 6))


@pytest.mark.parametrize(
    ("path", "new", "expected"),
    [
        ("0/deadlines/0/done", None, "任务（一）的时限 1.1 撤销办结 2021-06-28"),
        (
            "0/deadlines/0/done/on",
            date(2021, 6, 29),
            "任务（一）的时限 1.1 办结日期 2021-06-28→2021-06-29",
        ),
        ("0/deadlines/0/done/note", None, "任务（一）的时限 1.1 删去办结说明 “已在门户网站公布。”"),
        ("0/deadlines/1/done/2021-07", DONE, "任务（一）的时限 1.2 2021-07 办结 2021-07-06"),
        (
            "0/deadlines/1/done/2021-05/on",
            date(2021, 6, 5),
            "任务（一）的时限 1.2 2021-05 办结日期 2021-06-04→2021-06-05",
        ),
        ("2/deadlines/0/done", DONE, "任务（三）的时限 3.1 办结 2021-07-06"),
        (
            "1/deadlines/0/occurrences/1/done",
            DONE,
            "任务（二）的时限 2.1 2021-07-01 清溪街道的事件办结 2021-07-06",
        ),
        (
            "1/deadlines/0/occurrences/0/done",
            None,
            "任务（二）的时限 2.1 2021-06-10 青石镇的事件撤销办结 2021-06-15",
        ),
        (
            "1/deadlines/0/occurrences/0/what",
            "注销两个账号",
            "任务（二）的时限 2.1 2021-06-10 青石镇的事件内容 “注销一个账号”→“注销两个账号”",
        ),
        (
            "1/deadlines/0/occurrences/0/unit",
            "清溪街道",
            "任务（二）的时限 2.1 2021-06-10 事件单位 青石镇→清溪街道",
        ),
    ],
)
def test_done_marks(path: str, new: Any, expected: str) -> None:
    assert sentences(edited(f"tasks/tasks/{path}", new)) == [expected]


def test_events_come_and_go() -> None:
    path = "tasks/tasks/1/deadlines/0/occurrences"
    first, second = at(DATA, _path(path))
    same_day = Occurrence(date=date(2021, 6, 10), what="开设一个账号")
    assert sentences(edited(path, (same_day, second, first))) == [
        "任务（二）的时限 2.1 新增事件 2021-06-10（开设一个账号）"
    ]
    assert sentences(edited(path, (first,))) == [
        "任务（二）的时限 2.1 删去事件 2021-07-01（清溪街道）"
    ]


# -- lead and support ------------------------------------------------------


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        (["政府办公室", "区司法局"], []),  # by another name the same
        (["司法局", "政府办公室"], ["第一牵头单位 政府办公室→司法局"]),
        (["区政府办", "司法局", "青石镇"], ["新增牵头单位 青石镇"]),
        (["政府办公室", "青石镇", "司法局"], ["新增牵头单位 青石镇"]),
        (["政府办公室"], ["删去牵头单位 司法局"]),
        (["司法局"], ["删去牵头单位 政府办公室", "第一牵头单位 政府办公室→司法局"]),
        (
            ["青石镇", "政府办公室", "司法局"],
            ["新增牵头单位 青石镇", "第一牵头单位 政府办公室→青石镇"],
        ),
        (
            ["青石镇", "司法局", "政府办公室"],
            [
                "新增牵头单位 青石镇",
                "第一牵头单位 政府办公室→青石镇",
                "牵头单位次序 政府办公室、司法局→青石镇、司法局、政府办公室",
            ],
        ),
    ],
)
def test_lead_units(lead: list[str], expected: list[str]) -> None:
    after = edited("tasks/tasks/0/lead", tuple(lead))
    assert sentences(after) == [f"任务（一） {line}" for line in expected]


def test_the_order_behind_the_first() -> None:
    before = edited("tasks/tasks/0/lead", ("司法局", "政府办公室", "青石镇"))
    after = edited("tasks/tasks/0/lead", ("司法局", "青石镇", "政府办公室"))
    order = "牵头单位次序 司法局、政府办公室、青石镇→司法局、青石镇、政府办公室"
    assert sentences(after, before) == [f"任务（一） {order}"]


@pytest.mark.parametrize(
    ("support", "expected"),
    [
        (["各镇（街道）", "行政执法局"], []),
        (["各镇、街道"], ["删去责任单位 行政执法局"]),
        (["各镇、街道", "行政执法局", "青石镇"], ["新增责任单位 青石镇"]),
        (
            ["行政执法局", "各镇、街道"],
            ["责任单位次序 各镇、街道；行政执法局→行政执法局；各镇、街道"],
        ),
    ],
)
def test_supporting_units(support: list[str], expected: list[str]) -> None:
    after = edited("tasks/tasks/0/support", tuple(support))
    assert sentences(after) == [f"任务（一） {line}" for line in expected]


# -- another name ----------------------------------------------------------


def renamed(old: str, new: str, data: Data = DATA) -> Data:
    """The plan with one name replaced wherever it stands by itself."""

    def walk(value: Any) -> Any:
        if isinstance(value, BaseModel):
            fields = type(value).model_fields
            return value.model_copy(update={name: walk(getattr(value, name)) for name in fields})
        if isinstance(value, tuple):
            return tuple(walk(inner) for inner in value)
        if isinstance(value, dict):
            return {walk(key): walk(inner) for key, inner in value.items()}
        return new if value == old else value

    return Data(*(walk(file) for file in data))


def test_a_unit_with_another_name_is_one_change() -> None:
    assert sentences(renamed("司法局", "司法行政局")) == ["单位改名 司法局→司法行政局"]
    assert compare(Side(DATA.plan), Side(renamed("司法局", "司法行政局").plan)) == (
        Change("units.yaml", "司法行政局", "单位改名", "司法局", "司法行政局"),
    )


def test_the_same_parts_in_everything_make_it_the_same_unit() -> None:
    """行政执法局 has no other name: it is told by its task, its group and its target."""
    new = renamed("行政执法局", "城市管理局")
    assert sentences(new) == ["单位改名 行政执法局→城市管理局"]
    assert sentences(put(new, ("quotas", "targets", "城市管理局"), 90)) == [
        "新增单位 城市管理局 区直部门",
        "综合执法大队 删去可能的同一机构 行政执法局",
        "综合执法大队 新增可能的同一机构 城市管理局",
        "删去单位 行政执法局 区直部门",
        "区直各部门 删去成员 行政执法局",
        "区直各部门 新增成员 城市管理局",
        "任务（一） 删去责任单位 行政执法局",
        "任务（一） 新增责任单位 城市管理局",
        "城市管理局 新增年度任务 90",
        "行政执法局 删去年度任务 100",
    ]


def test_the_same_group_alone_does_not_make_it_the_same_unit() -> None:
    group = ("units", "groups", 1, "members")
    units = DATA.units.units
    old = put(DATA, group, ("政府办公室", "司法局", "行政执法局", "甲局"))
    old = put(old, ("units", "units"), (*units, Unit(name="甲局", kind="区直部门")))
    assert sentences(renamed("甲局", "乙局", old), old) == [
        "新增单位 乙局 区直部门",
        "删去单位 甲局 区直部门",
        "区直各部门 删去成员 甲局",
        "区直各部门 新增成员 乙局",
    ]


def test_two_new_names_at_once_are_no_guess() -> None:
    lines = sentences(renamed("青石镇", "白石镇", renamed("司法局", "司法行政局")))
    assert not [line for line in lines if "改名" in line]
    assert lines[:4] == [
        "新增单位 司法行政局 区直部门",
        "新增单位 白石镇 镇",
        "删去单位 司法局 区直部门",
        "删去单位 青石镇 镇",
    ]


def test_a_group_with_another_name_and_a_unit_in_it() -> None:
    new = renamed("青石镇", "白石镇", renamed("各镇、街道", "各镇街"))
    assert sentences(new) == ["单位改名 青石镇→白石镇", "组改名 各镇、街道→各镇街"]


def test_a_group_without_another_name_is_told_by_its_members() -> None:
    new = renamed("司法局", "司法行政局", renamed("区直各部门", "各部门"))
    assert sentences(new) == ["单位改名 司法局→司法行政局", "组改名 区直各部门→各部门"]


def test_a_renamed_unit_is_compared_as_itself() -> None:
    new = put(renamed("司法局", "司法行政局"), ("quotas", "targets", "司法行政局"), 140)
    assert sentences(new) == ["单位改名 司法局→司法行政局", "司法行政局 年度任务 150→140"]


# -- a file that was not there ---------------------------------------------


def test_of_a_file_that_was_not_there_everything_is_new() -> None:
    before = Side(DATA.plan, frozenset({"units.yaml", "tasks.yaml"}))
    changes = compare(before, Side(DATA.plan))
    assert {change.kind for change in changes} == {"added"}
    assert [sentence(change) for change in changes] == [
        "目标任务 新增年度 2021",
        "新增合计 600",
        "目标任务 新增序时进度 按月",
        "目标任务 新增蓝灯界限 10",
        "目标任务 新增黄灯界限 30",
        "政府办公室 新增年度任务 200",
        "司法局 新增年度任务 150",
        "行政执法局 新增年度任务 100",
        "青石镇 新增年度任务 80",
        "清溪街道 新增年度任务 70",
        "2021-05 司法局 新报 18",
        "2021-05 青石镇 新报 0",
        "2021-06 政府办公室 新报 21",
        "2021-06 司法局 新报 20",
    ]


def test_without_any_file_before_every_record_is_new() -> None:
    changes = compare(Side(DATA.plan, frozenset()), Side(DATA.plan))
    whole = [
        (change.record, change.what)
        for change in changes
        if change.what in ("单位", "组", "部分", "任务")
    ]
    assert whole == [
        *((unit.name, "单位") for unit in DATA.units.units),
        *((group.name, "组") for group in DATA.units.groups),
        *((f"第{word}部分", "部分") for word in "一二"),
        *((f"任务（{word}）", "任务") for word in "一二三"),
    ]
    assert [change.file for change in changes] == sorted(
        (change.file for change in changes), key=["units.yaml", "tasks.yaml", "quotas.yaml"].index
    )


# -- laws ------------------------------------------------------------------

KEYS = frozenset({"name", "number", "id", "kind", "aliases", "members", "see_also", "lead"})
"""What says which record is meant, or who: the tests above are about these."""


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every place of a single value, the blank ones included."""
    if isinstance(value, Data | BaseModel):
        names = value._fields if isinstance(value, Data) else type(value).model_fields
        for name in names:
            if name not in KEYS | {"support"}:
                yield from leaves(getattr(value, name), (*path, name))
    elif isinstance(value, tuple | dict):
        steps = value if isinstance(value, dict) else range(len(value))
        for step in steps:
            yield from leaves(value[step], (*path, step))
    elif not (path[-1] == "date" or (value is None and path[-1] == "done")):
        yield path


LEAVES = tuple(leaves(DATA))


@st.composite
def edits(draw: st.DrawFn) -> tuple[Path, Any]:
    """A place, and another value for it of the same sort."""
    path = draw(st.sampled_from(LEAVES))
    old = at(DATA, path)
    if isinstance(old, int):
        return path, draw(st.integers(1, 9999).filter(lambda new: new != old))
    if isinstance(old, date):
        return path, old + timedelta(days=draw(st.integers(1, 400)))
    return path, draw(st.text("甲乙丙，2021", min_size=1).filter(lambda new: new != old))


def test_the_edits_reach_every_model() -> None:
    assert len(LEAVES) > 80
    assert {path[0] for path in LEAVES} == {"units", "tasks", "quotas"}


@given(edits())
def test_each_edit_is_named_exactly_once(edit: tuple[Path, Any]) -> None:
    path, new = edit
    old = at(DATA, path)
    (change,) = compare(Side(DATA.plan), Side(put(DATA, path, new).plan))
    written = [value.isoformat() if isinstance(value, date) else value for value in (old, new)]
    assert [change.before, change.after] == written
    assert change.file == f"{path[0]}.yaml"


@given(edits(), edits())
def test_back_again_is_the_same_the_other_way_round(
    edit: tuple[Path, Any], other: tuple[Path, Any]
) -> None:
    after = put(put(DATA, *edit), *other)
    there = compare(Side(DATA.plan), Side(after.plan))
    back = compare(Side(after.plan), Side(DATA.plan))
    assert [(c.file, c.record, c.what, c.after, c.before) for c in back] == [
        (c.file, c.record, c.what, c.before, c.after) for c in there
    ]
    assert len(there) == (1 if edit[0] == other[0] else 2)


@given(st.lists(edits(), max_size=4))
def test_a_plan_is_as_it_is(edits: list[tuple[Path, Any]]) -> None:
    data = DATA
    for edit in edits:
        data = put(data, *edit)
    assert compare(Side(data.plan), Side(data.plan)) == ()


UNITS = tuple(unit.name for unit in DATA.units.units)


@given(*[st.lists(st.sampled_from(UNITS), min_size=1, unique=True).map(tuple)] * 2)
def test_who_leads_can_be_told_from_the_changes(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    before, after = (put(DATA, ("tasks", "tasks", 0, "lead"), lead) for lead in (old, new))
    changes = compare(Side(before.plan), Side(after.plan))
    assert (changes == ()) == (old == new) or set(old) < set(new)
    gone = {
        change.before
        for change in changes
        if change.what == "牵头单位" and change.kind == "removed"
    }
    come = {
        change.after for change in changes if change.what == "牵头单位" and change.kind == "added"
    }
    assert (gone, come) == (set(old) - set(new), set(new) - set(old))
    first = [(change.before, change.after) for change in changes if change.what == "第一牵头单位"]
    assert first == ([(old[0], new[0])] if old[0] != new[0] else [])


@given(st.permutations(range(6)), st.permutations(range(3)), st.permutations(range(5)))
def test_the_order_of_records_means_nothing(
    units: list[int], tasks: list[int], targets: list[int]
) -> None:
    def mixed(items: Any, order: list[int]) -> tuple[Any, ...]:
        return tuple(tuple(items)[index] for index in order)

    data = put(DATA, ("units", "units"), mixed(DATA.units.units, units))
    data = put(data, ("tasks", "tasks"), mixed(DATA.tasks.tasks, tasks))
    data = put(data, ("quotas", "targets"), dict(mixed(DATA.quotas.targets.items(), targets)))
    assert sentences(data) == []


# -- no field is forgotten -------------------------------------------------


@pytest.mark.parametrize(
    ("model", "fields", "otherwise"),
    [
        (UnitsFile, {}, "district units groups"),
        (Unit, units.UNIT_FIELDS, "name aliases see_also"),
        (Group, units.GROUP_FIELDS, "name aliases members"),
        (TasksFile, {}, "plan sections tasks"),
        (PlanInfo, tasks.PLAN_FIELDS, ""),
        (PlanSection, tasks.SECTION_FIELDS, "number"),
        (Task, tasks.TASK_FIELDS, "number lead support deadlines"),
        (Done, tasks.DONE_FIELDS, ""),
        (Occurrence, {}, "date unit what done"),
        (QuotasFile, quotas.QUOTAS_FIELDS, "lights targets published"),
        (Lights, quotas.LIGHTS_FIELDS, ""),
    ],
)
def test_every_field_of_the_data_is_compared(
    model: type[BaseModel], fields: dict[str, str], otherwise: str
) -> None:
    assert set(model.model_fields) == {*fields, *otherwise.split()}


def test_every_field_of_a_deadline_is_compared() -> None:
    kinds = (FixedDeadline, RecurringDeadline, EventDeadline, OngoingDuty)
    fields = {field for kind in kinds for field in kind.model_fields}
    assert fields == {*tasks.DEADLINE_FIELDS, "id", "done", "occurrences"}


# -- excerpts --------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "甲", ("", "甲")),
        ("甲乙", "甲丙乙", ("甲乙", "甲丙乙")),
        ("零一二三四五六七八九", "零一二三四五六七八", ("…三四五六七八九", "…三四五六七八")),
        (
            "零一二三四五六七八九甲乙丙丁戊己庚辛",
            "零一二三四五六七八申甲乙丙丁戊己庚辛",
            ("…三四五六七八九甲乙丙丁戊己…", "…三四五六七八申甲乙丙丁戊己…"),
        ),
        ("甲" * 30 + "乙", "丙", ("甲" * 12 + "…" + "甲" * 11 + "乙", "丙")),
    ],
)
def test_excerpts(before: str, after: str, expected: tuple[str, str]) -> None:
    assert excerpts(before, after) == expected


@given(st.text("甲乙，", max_size=80), st.text("甲乙，", max_size=80))
def test_excerpts_differ_where_the_texts_do_and_are_short(before: str, after: str) -> None:
    assume(before != after)
    shown = excerpts(before, after)
    assert shown[0] != shown[1]
    for excerpt, text in zip(shown, (before, after), strict=True):
        assert len(excerpt) <= 24 + 2 * 6 + 3
        assert all(piece in text for piece in excerpt.split("…"))
