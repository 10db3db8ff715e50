"""The rules between records, as pure functions from files to violations.

Whole messages stand in ``fixtures/bad``; here it is what a rule needs to be asked at
all, and what ``fixtures`` does not reach.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from anju_cli.model.schema import QuotasFile, TasksFile, UnitsFile
from anju_cli.validation.rules import RULES, Files, Rule
from anju_cli.validation.rules.amounts import targets_add_up
from anju_cli.validation.rules.dates import (
    dates_fit_the_plan,
    done_is_in_order,
    periods_exist,
    plan_is_issued_in_time,
)
from anju_cli.validation.rules.quotas import (
    counting_fits_the_year,
    lights_follow_each_other,
    months_fit_the_year,
    months_have_begun,
    quota_units_exist,
)
from anju_cli.validation.rules.tasks import (
    ids_follow_tasks,
    numbers_are_unique,
    quotes_stand_in_text,
    sections_exist,
    task_units_exist,
)
from anju_cli.validation.rules.texts import values_have_no_quotes
from anju_cli.validation.rules.units import (
    members_exist,
    names_are_plain,
    names_are_single,
    names_are_unique,
)
from anju_cli.validation.violation import Violation
from tests.running import BASE, ROOT, TODAY


def data(kind: str) -> Any:
    """One file of the base plan as plain values, all texts."""
    text = (Path(ROOT) / BASE / f"{kind}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)


def files(
    units: Any = None,
    tasks: Any = None,
    quotas: Any = None,
    broken: frozenset[Any] = frozenset(),
    left_out: frozenset[str] | None = frozenset(),
) -> Files:
    """The base plan, with whole files replaced."""
    return Files(
        TODAY,
        UnitsFile.model_validate(units or data("units")),
        TasksFile.model_validate(tasks or data("tasks")),
        QuotasFile.model_validate(quotas or data("quotas")),
        broken,
        left_out,
    )


def places(rule: Rule, given: Files) -> list[tuple[tuple[str | int, ...], str]]:
    """Path and code of each violation."""
    return [(violation.path, violation.code) for violation in rule(given)]


NONE = Files(TODAY, None, None, None, left_out=None)


@pytest.mark.parametrize("rule", RULES)
def test_a_right_plan_breaks_no_rule(rule: Rule) -> None:
    assert list(rule(files())) == []


@pytest.mark.parametrize("rule", RULES)
def test_without_files_no_rule_is_broken(rule: Rule) -> None:
    assert list(rule(NONE)) == []


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("kind", ["units", "tasks", "quotas"])
def test_a_file_that_cannot_be_read_breaks_no_rule(rule: Rule, kind: str) -> None:
    lacking: dict[str, Any] = {kind: None}
    if kind == "units":
        lacking["left_out"] = None
    assert list(rule(replace(files(), **lacking))) == []


def test_every_rule_is_named_once() -> None:
    assert len(set(RULES)) == len(RULES)


# -- a rule keeps still about what is not whole ----------------------------


def broken_tasks(**plan: str) -> Any:
    tasks = data("tasks")
    tasks["plan"].update(plan)
    return tasks


@pytest.mark.parametrize("part", ["plan", "issued", "year"])
def test_dates_are_not_measured_by_a_plan_that_is_not_whole(part: str) -> None:
    tasks = broken_tasks(issued="2000-01-01", year="2000")
    broken = frozenset({("tasks", part)})
    for rule in (dates_fit_the_plan, periods_exist):
        assert places(rule, files(tasks=tasks))
        assert places(rule, files(tasks=tasks, broken=broken)) == []


def test_sections_that_may_be_lost_are_not_missed() -> None:
    tasks = data("tasks")
    tasks["tasks"][0]["section"] = "3"
    path = ("tasks", 0, "section")
    assert places(sections_exist, files(tasks=tasks)) == [(path, "A309")]
    assert places(sections_exist, files(tasks=tasks, broken=frozenset({("tasks", "tasks")}))) == [
        (path, "A309")
    ]
    assert (
        places(sections_exist, files(tasks=tasks, broken=frozenset({("tasks", "sections")}))) == []
    )


@pytest.mark.parametrize("part", ["total", "targets"])
def test_targets_that_are_not_whole_are_not_added_up(part: str) -> None:
    quotas = data("quotas")
    quotas["total"] = "1"
    assert places(targets_add_up, files(quotas=quotas)) == [(("total",), "A305")]
    assert places(targets_add_up, files(quotas=quotas, broken=frozenset({("quotas", part)}))) == []


def test_a_target_that_may_be_lost_is_not_missed() -> None:
    quotas = data("quotas")
    del quotas["targets"]["司法局"]
    paths = [("published", month, "司法局") for month in ("2021-05", "2021-06")]
    assert places(quota_units_exist, files(quotas=quotas)) == [(path, "A306") for path in paths]
    broken = frozenset({("quotas", "targets")})
    assert places(quota_units_exist, files(quotas=quotas, broken=broken)) == []


@pytest.mark.parametrize("part", [("quotas", "year"), ("tasks", "plan"), ("tasks", "year")])
def test_years_that_are_not_known_are_not_compared(part: tuple[str, str]) -> None:
    quotas = data("quotas")
    quotas["year"] = "2022"
    months = [(("published", month), "A312") for month in ("2021-05", "2021-06")]
    # The months are the plan's: that the year is another's is the fault.
    assert places(months_fit_the_year, files(quotas=quotas)) == [(("year",), "A313")]
    left = places(months_fit_the_year, files(quotas=quotas, broken=frozenset({part})))
    assert left == ([] if part == ("quotas", "year") else months)


def without_units(*names: str) -> Any:
    units = data("units")
    units["units"] = [unit for unit in units["units"] if unit["name"] not in names]
    return units


RULES_OF_UNITS = (members_exist, task_units_exist, quota_units_exist)


def test_a_name_that_was_left_out_with_its_record_is_not_missed() -> None:
    given = files(units=without_units("清溪街道"), left_out=frozenset({"清溪街道"}))
    assert [places(rule, given) for rule in RULES_OF_UNITS] == [[], [], []]


def test_but_other_names_are() -> None:
    given = files(units=without_units("清溪街道", "综合执法大队"), left_out=frozenset({"清溪街道"}))
    paths = {path for rule in RULES_OF_UNITS for path, _ in places(rule, given)}
    assert paths == {("units", 2, "see_also", 0), ("tasks", 2, "lead", 0)}


def test_where_a_record_without_a_name_was_left_out_none_is_missed() -> None:
    given = files(units=without_units("清溪街道", "司法局"), left_out=None)
    assert given.register is None
    assert [places(rule, given) for rule in RULES_OF_UNITS] == [[], [], []]


# -- names -----------------------------------------------------------------


def test_a_name_is_compared_with_names_before_aliases() -> None:
    units = data("units")
    units["units"][0]["aliases"] = ["清溪街道"]
    units["groups"][0]["aliases"] = ["司法局", "区司法局"]
    assert places(names_are_unique, files(units=units)) == [
        (("units", 0, "aliases", 0), "A303"),
        (("groups", 0, "aliases", 0), "A303"),
        (("groups", 0, "aliases", 1), "A303"),
    ]


def test_a_full_name_is_a_name_too() -> None:
    units = data("units")
    units["units"][1]["full_name"] = "明州市云溪区人民政府办公室"
    units["units"][2]["full_name"] = "行政执法局"
    [other, own] = names_are_unique(files(units=units))
    assert (other.path, other.code) == (("units", 1, "full_name"), "A303")
    assert other.first == ("units", 0, "full_name")
    assert (own.path, own.code) == (("units", 2, "full_name"), "A302")


def test_a_record_that_was_pasted_twice_is_one_fault() -> None:
    units = data("units")
    units["units"].append(units["units"][0])
    [violation] = names_are_unique(files(units=units))
    assert (violation.path, violation.code) == (("units", 6, "name"), "A302")
    assert violation.first == ("units", 0, "name")


def test_an_alias_that_is_several_names_is_blamed_and_not_their_uses() -> None:
    units, tasks = data("units"), data("tasks")
    units["units"][1]["aliases"] = ["区法制办、法制局"]
    tasks["tasks"][0]["lead"] = ["区政府办公室"]
    tasks["tasks"][2]["lead"] = ["法制局"]
    given = files(units=units, tasks=tasks)
    assert places(task_units_exist, given) == []
    [violation] = names_are_single(given)
    assert (violation.file, violation.path, violation.code, violation.severity) == (
        *("units", ("units", 1, "aliases", 0), "A106", "error"),
    )
    assert violation.hint == "用半角逗号分开写：区法制办, 法制局"


@pytest.mark.parametrize(
    ("alias", "severity"),
    [
        ("区司法局、司法所", "error"),  # less the district, one is the unit's own name
        ("青石镇、清溪街道", "error"),  # each is a unit
        ("青石镇；司法所", "warning"),  # one is another unit: 团委/少工委, where there is a 团委
        ("司法所/法制办", None),  # nobody knows or uses either
        ("司法所，法制办", None),
        ("区司法局 法制办", "error"),
        ("法制办 普法办", None),  # a blank alone is another fault
        ("区 司法局", None),
        ("法制办（普法、调解）", None),  # in brackets it is no list
        ("法制办", None),
    ],
)
def test_aliases_that_may_be_several_names(alias: str, severity: str | None) -> None:
    units = data("units")
    units["units"][1]["aliases"] = ["区司法局", alias]
    severities = [violation.severity for violation in names_are_single(files(units=units))]
    assert severities == ([] if severity is None else [severity])


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("各镇、街道、区直各部门", "分开写成 2 项：各镇、街道, 区直各部门"),
        ("区直各部门、各镇、街道", "分开写成 2 项：区直各部门, 各镇、街道"),
        ("区直各部门；各镇、街道", "分开写成 2 项：区直各部门, 各镇、街道"),
        ("各镇、街道;区直各部门", "分开写成 2 项：各镇、街道, 区直各部门"),
        ("各镇、街道 / 区直各部门", "分开写成 2 项：各镇、街道, 区直各部门"),
        ("各镇、街道 区直各部门", "分开写成 2 项：各镇、街道, 区直各部门"),
        ("司法局、各镇、街道、青石镇", "分开写成 3 项：司法局, 各镇、街道, 青石镇"),
        ("各镇、街道和区直各部门", "分开写成 2 项：各镇、街道, 区直各部门"),
        ("司法局，以及各镇、街道", "分开写成 2 项：司法局, 各镇、街道"),
        ("司法局和水务中心", "分开写成 2 项：司法局, 水务中心"),
        ("各镇、街道、", "改为：各镇、街道"),
        # one of them is misspelt
        ("各镇、街道、区直部门", "分开写成 2 项：各镇、街道, 区直各部门"),
        ("司法局、水务中心", "分开写成 2 项：司法局, 水务中心"),
        # none is known: the whole is one name
        ("各镇、各街道", "改为：各镇、街道"),
        ("区 司法局", "改为：司法局"),
    ],
)
def test_names_that_have_run_together(name: str, hint: str) -> None:
    tasks = data("tasks")
    tasks["tasks"][0]["support"] = [name]
    [violation] = task_units_exist(files(tasks=tasks))
    assert (violation.code, violation.hint) == ("A301", hint)


@pytest.mark.parametrize(("lost", "used"), [(1, "区司法局"), (3, "区综合执法局")])
def test_for_a_unit_that_is_lost_no_other_is_offered(lost: int, used: str) -> None:
    """Neither one that stands beside it somewhere, nor one that says it may be the same."""
    units, tasks = data("units"), data("tasks")
    units["units"][2]["see_also"] = ["综合执法局"]
    del units["units"][lost]
    tasks["tasks"][2]["lead"] = [used]
    violations = list(task_units_exist(files(units=units, tasks=tasks)))
    hint = "请核对名称；新单位先登记到 units.yaml"
    assert {(each.code, each.hint) for each in violations} == {("A301", hint)}


@pytest.mark.parametrize(
    ("support", "hints"),
    [
        (["各镇", "街道"], ["改为：各镇、街道"]),
        (["行政执法局", "各镇", "街道", "青石镇"], ["改为：各镇、街道"]),
        (["街道", "各镇"], ["改为：清溪街道 或 各镇、街道", "改为：各镇、街道"]),
        (["各镇", "行政执法局", "街道"], ["改为：各镇、街道", "改为：清溪街道 或 各镇、街道"]),
    ],
)
def test_a_name_that_has_come_apart(support: list[str], hints: list[str]) -> None:
    tasks = data("tasks")
    tasks["tasks"][0]["support"] = support
    violations = [each for each in task_units_exist(files(tasks=tasks)) if each.path[1] == 0]
    assert [violation.hint for violation in violations] == hints


@pytest.mark.parametrize(
    ("lead", "support", "codes"),
    [
        (["各镇、街道"], ["司法局"], ["A314"]),
        (["各镇、街道", "区直各部门"], ["司法局", "青石镇"], ["A314"]),  # one: they are swapped
        (["各镇、街道", "区直各部门"], ["司法局", "各镇、街道"], ["A314", "A314"]),
        (["各镇、街道", "司法局"], ["青石镇"], ["A314"]),
        (["区直各部门"], ["区直各部门"], ["A314"]),
        (["区直各部门"], ["水务中心"], ["A314", "A301"]),
        (["区直各部门"], [], ["A314"]),
        (["司法局"], ["各镇、街道"], []),
    ],
)
def test_groups_that_lead(lead: list[str], support: list[str], codes: list[str]) -> None:
    tasks = data("tasks")
    tasks["tasks"][0].update(lead=lead, support=support)
    assert [code for _, code in places(task_units_exist, files(tasks=tasks))] == codes


def renamed(collection: str, old: str, new: str) -> Any:
    units = data("units")
    for party in units[collection]:
        party["name"] = new if party["name"] == old else party["name"]
    return units


def test_a_name_that_a_duplicate_has_taken_is_not_missed() -> None:
    given = files(units=renamed("units", "综合执法大队", "司法局"))
    assert [places(rule, given) for rule in RULES_OF_UNITS] == [[], [], []]
    [violation] = names_are_unique(given)
    assert violation.code == "A302"
    assert violation.hint == "删去重复的一条，或改名；别处用到“综合执法大队”，名册里却没有"


def test_a_name_used_less_is_missed_beside_it() -> None:
    tasks = data("tasks")
    tasks["tasks"][1]["support"] = ["水务中心"]
    given = files(units=renamed("units", "综合执法大队", "司法局"), tasks=tasks)
    assert places(task_units_exist, given) == [(("tasks", 1, "support", 0), "A301")]


def test_a_record_that_was_pasted_twice_hides_no_name() -> None:
    units, tasks = data("units"), data("tasks")
    units["units"].append(units["units"][0])
    tasks["tasks"][2]["lead"] = ["水务中心"]
    given = files(units=units, tasks=tasks)
    assert places(task_units_exist, given) == [(("tasks", 2, "lead", 0), "A301")]


def with_unit(name: str, at: int = 6, **more: Any) -> Any:
    units = data("units")
    units["units"].insert(at, {"name": name, "kind": "区直部门", **more})
    return units


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("司 法 局", "A303", "是同一个单位就删去这一条；不是的，换一个分得清的名称"),
        ("云溪区司法局", "A303", "是同一个单位就删去这一条；不是的，换一个分得清的名称"),
        ("明州市云溪区司法局", "A303", "是同一个单位就删去这一条；不是的，换一个分得清的名称"),
        ("司法局（区）", "A303", "是同一个单位就删去这一条；不是的，换一个分得清的名称"),
        ("“司法局”", "A303", "是同一个单位就删去这一条；不是的，换一个分得清的名称"),
        ("司法局，", "A303", "是同一个单位就删去这一条；不是的，换一个分得清的名称"),
        ("新 闻 办", "A316", "改为：新闻办"),
        ("新闻办，", "A316", "改为：新闻办"),
        ("新闻办:", "A316", "改为：新闻办"),
        ("“新闻办”", "A316", "改为：新闻办"),
        ("市司法局", None, ""),  # of the city: another unit
        ("区新闻办", None, ""),
        ("Fab Lab", None, ""),
        ("12345 热线办", None, ""),
        ("“放管服”改革办", None, ""),
        ("公安分局（云溪）", None, ""),
    ],
)
@pytest.mark.parametrize("at", [0, 6])
def test_new_units_beside_the_right_ones(name: str, at: int, code: str | None, hint: str) -> None:
    given = files(units=with_unit(name, at))
    violations = [(each.path, each.code, each.hint) for each in names_are_plain(given)]
    assert violations == ([] if code is None else [(("units", at, "name"), code, hint)])
    assert places(names_are_unique, given) == []


def test_a_new_unit_that_is_an_alias_is_blamed_and_not_the_alias() -> None:
    given = files(units=with_unit("区司法局"))
    [violation] = names_are_unique(given)
    assert (violation.path, violation.code) == (("units", 6, "name"), "A303")
    assert violation.first == ("units", 1, "aliases", 0)
    assert places(names_are_plain, given) == []


def test_blanks_in_an_alias_do_not_hide_whom_it_means() -> None:
    units = data("units")
    units["units"][1]["aliases"] = ["区 司法局"]
    given = files(units=units)
    [violation] = names_are_plain(given)
    assert (violation.path, violation.hint) == (("units", 1, "aliases", 0), "改为：区司法局")
    assert places(task_units_exist, given) == []


@pytest.mark.parametrize(
    ("path", "value", "severity"),
    [
        (("tasks", 2, "title"), "“通报情况”", "warning"),
        (("tasks", 0, "note"), "‘各单位’", "warning"),
        (("tasks", 0, "deadlines", 0, "what"), "“公布目录”", "warning"),
        (("tasks", 0, "deadlines", 0, "done", "link"), "“https://www.example.com/”", "error"),
        (("tasks", 1, "deadlines", 0, "occurrences", 0, "what"), "“注销”", "warning"),
        (("tasks", 2, "title"), "“放管服”改革", None),
        (("tasks", 2, "title"), "“一网通办”和“最多跑一次”", None),
        (("tasks", 2, "title"), "通报“情况”", None),
    ],
)
def test_values_in_curly_quotes(
    path: tuple[str | int, ...], value: str, severity: str | None
) -> None:
    tasks = data("tasks")
    record: Any = tasks
    for part in path[:-1]:
        record = record[part]
    record[path[-1]] = value
    violations = list(values_have_no_quotes(files(tasks=tasks)))
    wanted = [] if severity is None else [(path, "A405", severity)]
    assert [(each.path, each.code, each.severity) for each in violations] == wanted
    # A text in YAML's quotes as well is meant to be in these; an address never is.
    assert all(each.only_plain == (severity == "warning") for each in violations)


def test_a_comma_in_the_name_of_a_group_is_right() -> None:
    tasks = data("tasks")
    tasks["tasks"][0]["support"] = ["街道"]
    [violation] = task_units_exist(files(tasks=tasks))
    assert (violation.file, violation.path, violation.code) == (
        "tasks",
        ("tasks", 0, "support", 0),
        "A301",
    )


def test_the_register_is_blamed_where_all_others_agree() -> None:
    units = data("units")
    units["groups"][1]["name"] = "区直各部们"
    tasks = data("tasks")
    for task in tasks["tasks"][:2]:
        task["support"] = ["区直各部门"]
    violations = list(task_units_exist(files(units=units, tasks=tasks)))
    assert {(each.file, each.path) for each in violations} == {("units", ("groups", 1, "name"))}
    assert violations[0].message == "这里写的是“区直各部们”，别处 2 次都写成“区直各部门”"


def test_one_use_alone_is_no_majority() -> None:
    units = data("units")
    units["groups"][1]["name"] = "区直各部们"
    tasks = data("tasks")
    tasks["tasks"][0]["support"] = ["区直各部门"]
    [violation] = task_units_exist(files(units=units, tasks=tasks))
    assert (violation.file, violation.hint) == ("tasks", "改为：区直各部们")


def test_the_same_unknown_name_has_one_cause() -> None:
    tasks = data("tasks")
    tasks["tasks"][0]["lead"] = tasks["tasks"][1]["lead"] = ["水务中心"]
    violations = list(task_units_exist(files(tasks=tasks)))
    assert [violation.path for violation in violations] == [
        ("tasks", 0, "lead", 0),
        ("tasks", 1, "lead", 0),
    ]
    assert all(violation.is_shared for violation in violations)
    assert violations[0].message == violations[1].message


# -- tasks -----------------------------------------------------------------


def numbered(number: str, *ids: str) -> Any:
    """The base plan's tasks, the second with another number and ids."""
    tasks = data("tasks")
    task = tasks["tasks"][1]
    task["number"] = number
    deadline = task["deadlines"][1]
    task["deadlines"] = [{**deadline, "id": identity} for identity in ids]
    return tasks


@pytest.mark.parametrize(
    ("number", "ids", "violations"),
    [
        ("2", ("2.1", "2.2"), []),
        ("2", ("2.1", "1.2"), [((1, "id"), "A310", '改为："2.2"')]),
        ("2", ("2.1", "1.1"), [((1, "id"), "A310", '改为："2.2"')]),
        ("2", ("2.1", "2.2", "9.1"), [((2, "id"), "A310", '改为："2.3"')]),
        ("2", ("9.1",), [((0, "id"), "A310", '改为："2.1"')]),
        (
            "2",
            ("1.1", "1.2"),
            [((0, "id"), "A310", '改为："2.1"'), ((1, "id"), "A310", '改为："2.2"')],
        ),
        (
            "2",
            ("9.1", "9.2"),
            [((), "A310", "改为：9；或者把时限编号都改成以 2 开头")],
        ),
        ("2", ("2.1", "2.1"), [((1, "id"), "A302", '换一个没用过的，例如 "2.2"')]),
        ("2", ("2.1", "2.9", "2.1"), [((2, "id"), "A302", '换一个没用过的，例如 "2.10"')]),
        ("3", ("2.1", "2.2"), []),  # the number is another task's: that is the fault
    ],
)
def test_ids_of_deadlines(
    number: str, ids: tuple[str, ...], violations: list[tuple[tuple[str | int, ...], str, str]]
) -> None:
    given = files(tasks=numbered(number, *ids))
    base = ("tasks", 1)
    wanted = [
        ((*base, "deadlines", *path) if path else (*base, "number"), code, hint)
        for path, code, hint in violations
    ]
    named = [*ids_follow_tasks(given), *numbers_are_unique(given)]
    assert [(each.path, each.code, each.hint) for each in named if each.path[:2] == base] == wanted


def test_a_number_given_twice_is_fixed_by_the_ids_below_it() -> None:
    tasks = data("tasks")
    tasks["tasks"][2]["number"] = "2"
    [violation] = numbers_are_unique(files(tasks=tasks))
    assert violation == Violation(
        *("tasks", ("tasks", 2, "number"), "A302", "任务的序号 2 已经用过了", "改为：3"),
        first=("tasks", 1, "number"),
    )


def test_sections_given_twice_are_not_missed_elsewhere() -> None:
    tasks = data("tasks")
    tasks["sections"][1]["number"] = "1"
    given = files(tasks=tasks)
    assert places(numbers_are_unique, given) == [(("sections", 1, "number"), "A302")]
    assert places(sections_exist, given) == []


@pytest.mark.parametrize(
    ("quote", "message", "after"),
    [
        ("定期通报", None, ""),
        ("定期通报有关情况。", None, ""),
        (
            "定期通报有关事情",
            "quote 与任务原文不符：“定期通报有关”之后，原文是“情况。”，这里是“事情”",
            "定期通报有关",
        ),
        (
            "定期通报有关情况。并公布",
            "quote 与任务原文不符：“…期通报有关情况。”之后，原文到此为止，这里是“并公布”",
            "定期通报有关情况。",
        ),
        ("定时", "quote 与任务原文不符：“定”之后，原文是“期通报有”，这里是“时”", "定"),
        ("定时全部公开", "quote 不是任务原文里的话", ""),
    ],
)
def test_quotes(quote: str, message: str | None, after: str) -> None:
    tasks = data("tasks")
    tasks["tasks"][2]["deadlines"][0]["quote"] = quote
    violations = [(each.message, each.after) for each in quotes_stand_in_text(files(tasks=tasks))]
    assert violations == ([] if message is None else [(message, after)])


@pytest.mark.parametrize(
    ("happened", "done", "codes"),
    [
        ("2021-06-10", "2021-06-10", []),
        ("2021-06-10", "2021-06-09", ["A311"]),
        ("2021-05-26", "2021-05-26", []),
        ("2021-06-10", "2021-05-25", ["A311"]),
        ("2021-05-25", "2021-05-24", ["A304", "A311"]),
        ("2021-12-31", "2022-01-05", []),
    ],
)
def test_events_and_when_they_were_done(happened: str, done: str, codes: list[str]) -> None:
    tasks = data("tasks")
    occurrence = {"date": happened, "done": {"on": done}}
    tasks["tasks"][1]["deadlines"][0]["occurrences"] = [occurrence]
    given = replace(files(tasks=tasks), today=date(2022, 1, 5))
    violations = [*dates_fit_the_plan(given), *done_is_in_order(given)]
    assert [violation.code for violation in violations] == codes


@pytest.mark.parametrize(
    ("issued", "year", "codes"),
    [
        ("2021-05-26", "2021", []),
        ("2020-12-31", "2021", []),
        ("2021-01-01", "2021", []),
        ("2022-01-01", "2021", ["A304"]),
        ("2019-12-31", "2021", ["A304"]),
    ],
)
def test_a_plan_is_issued_in_its_year_or_the_one_before(
    issued: str, year: str, codes: list[str]
) -> None:
    given = files(tasks=broken_tasks(issued=issued, year=year))
    assert [violation.code for violation in plan_is_issued_in_time(given)] == codes


def test_a_month_that_has_not_begun() -> None:
    quotas = data("quotas")
    quotas["published"] = {"2021-06": {"司法局": "1"}, "2021-07": {"司法局": "1"}}
    given = files(quotas=quotas)
    assert places(months_have_begun, given) == [(("published", "2021-07"), "A315")]
    assert places(months_have_begun, replace(given, today=date(2021, 7, 1))) == []
    quotas["year"] = "2020"  # then the year is the fault
    assert places(months_have_begun, files(quotas=quotas)) == []


@pytest.mark.parametrize(
    ("start", "months", "violations"),
    [
        ("2021-01-01", ("2021-01",), []),
        ("2021-12-31", ("2021-12",), []),
        ("2020-12-31", (), [(("counted_from",), "A317")]),
        ("2022-01-01", (), [(("counted_from",), "A317")]),
        # The month of the day counts as a whole.
        ("2021-05-31", ("2021-05", "2021-06"), []),
        (
            "2021-06-01",
            ("2021-04", "2021-05", "2021-06"),
            [(("published", "2021-04"), "A318"), (("published", "2021-05"), "A318")],
        ),
        # One cause, one message: a day in another year says nothing of months.
        ("2022-01-01", ("2021-05",), [(("counted_from",), "A317")]),
        # Nor does it of months of another year, which is a fault of its own.
        ("2021-05-01", ("2020-12",), []),
    ],
)
def test_the_first_day_of_counting(
    start: str, months: tuple[str, ...], violations: list[tuple[tuple[str, ...], str]]
) -> None:
    quotas = data("quotas")
    quotas["counted_from"] = start
    quotas["published"] = {month: {"司法局": "1"} for month in months}
    assert places(counting_fits_the_year, files(quotas=quotas)) == violations
    year_is_broken = frozenset({("quotas", "year")})
    assert places(counting_fits_the_year, files(quotas=quotas, broken=year_is_broken)) == []


def test_an_empty_month_before_counting_begins_does_no_harm() -> None:
    quotas = data("quotas")
    quotas.update(counted_from="2021-06-01", published={"2021-05": {}})
    assert places(counting_fits_the_year, files(quotas=quotas)) == []


def test_months_before_counting_have_one_cause() -> None:
    quotas = data("quotas")
    quotas["counted_from"] = "2021-07-01"
    violations = list(counting_fits_the_year(files(quotas=quotas)))
    assert [(each.on_key, each.is_shared) for each in violations] == [(True, True)] * 2


def test_counting_may_begin_in_the_plans_year_where_the_years_differ() -> None:
    quotas = data("quotas")
    quotas.update(year="2022", counted_from="2021-05-01")
    assert places(counting_fits_the_year, files(quotas=quotas)) == []  # A313 names the year
    plan_is_broken = frozenset({("tasks", "plan")})
    assert places(counting_fits_the_year, files(quotas=quotas, broken=plan_is_broken)) == [
        (("counted_from",), "A317")
    ]


@pytest.mark.parametrize(
    ("lights", "message", "hint"),
    [
        ({}, None, ""),
        ({"blue_below": "30"}, None, ""),  # no yellow but on one point: as meant
        ({"yellow_up_to": "10"}, None, ""),
        ({"blue_below": "0", "yellow_up_to": "0"}, None, ""),
        ({"blue_below": "40", "yellow_up_to": "50"}, None, ""),
        (
            {"blue_below": "31"},
            "blue_below（31）不能大于 yellow_up_to（30）",
            "yellow_up_to 没有写，按 30；请也写上，不小于 blue_below",
        ),
        (
            {"yellow_up_to": "9"},
            "yellow_up_to（9）不能小于 blue_below（10）",
            "blue_below 没有写，按 10；请也写上，不大于 yellow_up_to",
        ),
        (
            {"blue_below": "30", "yellow_up_to": "10"},
            "blue_below（30）不能大于 yellow_up_to（10）",
            "请核对两个数，多半是写反了",
        ),
    ],
)
def test_blue_ends_before_yellow_does(
    lights: dict[str, str], message: str | None, hint: str
) -> None:
    quotas = data("quotas")
    quotas["lights"] = lights
    given = files(quotas=quotas)
    violations = [(each.message, each.hint) for each in lights_follow_each_other(given)]
    assert violations == ([] if message is None else [(message, hint)])
    broken = frozenset({("quotas", "lights")})
    assert list(lights_follow_each_other(files(quotas=quotas, broken=broken))) == []


@pytest.mark.parametrize(
    ("every", "label", "done", "codes"),
    [
        ("每月", "2021-06", "2021-06-01", []),
        ("每月", "2021-06", "2021-05-31", ["A311"]),
        ("每季度", "2021-Q4", "2021-06-30", ["A311"]),
        ("每季度", "2021-Q2", "2021-05-26", []),
        ("每半年", "2021-H2", "2021-06-30", ["A311"]),
        ("每年", "2021", "2021-05-26", []),
        ("每月", "2021-06", "2021-05-25", ["A311"]),  # before the plan: that is named alone
        ("每月", "2021-Q4", "2021-06-30", []),  # no such period: that too
    ],
)
def test_a_period_is_not_done_before_it_begins(
    every: str, label: str, done: str, codes: list[str]
) -> None:
    tasks = data("tasks")
    tasks["tasks"][1]["deadlines"][1].update(every=every, done={label: {"on": done}})
    assert [code for _, code in places(done_is_in_order, files(tasks=tasks))] == codes


def test_a_row_of_the_sum_is_no_target() -> None:
    quotas = data("quotas")
    quotas["targets"]["合计"] = "600"
    given = files(quotas=quotas)
    assert places(targets_add_up, given) == []
    [violation] = quota_units_exist(given)
    assert (violation.path, violation.code) == (("targets", "合计"), "A301")
    assert violation.hint == "删去这一行；合计写在 total 那一行"


def test_a_wrong_total_names_who_has_lost_the_target() -> None:
    quotas = data("quotas")
    del quotas["targets"]["司法局"]
    [violation] = targets_add_up(files(quotas=quotas))
    assert violation.hint == "请核对各单位的目标；司法局有条数，却没有目标"
    quotas["targets"]["青石镇"] = "800"  # now they are too many, not too few
    [violation] = targets_add_up(files(quotas=quotas))
    assert violation.hint == "请核对各单位的目标；若无误，改为：1170"
