"""anju units: the register."""

from __future__ import annotations

import pytest

from tests.running import BASE, run

# -- on the screen ---------------------------------------------------------


def test_the_whole_register() -> None:
    assert (
        run("units", "--data", BASE).out
        == """\
单位名册

单位           类别      别名                    所在组      目标任务（条）
-------------  --------  ----------------------  ----------  --------------
政府办公室     区直部门  区政府办公室、区政府办  区直各部门             200
司法局         区直部门  区司法局                区直各部门             150
行政执法局     区直部门  —                       区直各部门             100
综合执法大队   事业单位  —                                                —
青石镇         镇        —                       各镇、街道              80
清溪街道       街道      —                       各镇、街道              70
-------------  --------  ----------------------  ----------  --------------
合计 6 个单位                                                           600

“—”表示没有；单位的全部情况：anju unit 单位名 --data tests/fixtures/base
"""
    )


def test_a_terminal_of_80_columns() -> None:
    assert (
        run("units", "--kind", "党委机构", terminal=True).out
        == """\
单位名册

单位           类别      别名  所在组      目标任务（条）
─────────────────────────────────────────────────────────
区委编办       党委机构  —     区直各部门               —
区委绩效办     党委机构  —     区直各部门               —
区委组织部     党委机构  —     区直各部门               —
─────────────────────────────────────────────────────────
合计 3 个单位                                           —

“—”表示没有；单位的全部情况：anju unit 单位名
"""
    )


def test_nothing_found_is_said_with_what_to_do() -> None:
    assert (
        run("units", "--search", "查无此名", "--data", BASE).out
        == """\
单位名册

没有符合条件的单位。全部单位：anju units --data tests/fixtures/base

“—”表示没有；单位的全部情况：anju unit 单位名 --data tests/fixtures/base
"""
    )


# -- filters ---------------------------------------------------------------


def names(*args: str) -> list[str]:
    return [unit["name"] for unit in run("units", *args, "-f", "json").json]


def test_the_real_register_has_49_units_of_the_annex_and_7_more() -> None:
    units = run("units", "-f", "json").json
    assert [unit["target"] is None for unit in units] == [False] * 49 + [True] * 7
    assert sum(unit["target"] or 0 for unit in units) == 11110


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("镇", 14),
        ("街道", 2),
        ("区直部门", 29),
        ("党委机构", 3),
        ("派驻垂管", 3),
        ("园区", 2),
        ("事业单位", 3),
    ],
)
def test_kinds(kind: str, count: int) -> None:
    assert len(names("--kind", kind)) == count


@pytest.mark.parametrize(
    ("group", "count"),
    [("各镇、街道", 16), ("各镇（街道）", 16), ("区直各部门", 40), ("各部门", 40)],
)
def test_groups_by_name_or_alias(group: str, count: int) -> None:
    assert len(names("--group", group)) == count


def test_a_search_looks_at_every_name_and_the_note() -> None:
    assert names("--search", "区政府办", "--data", BASE) == ["政府办公室"]  # an alias
    assert names("--search", "人民政府", "--data", BASE) == ["政府办公室"]  # the full name
    assert names("--search", "同一机构", "--data", BASE) == ["行政执法局"]  # a note
    assert names("--search", " 执 法 ", "--data", BASE) == ["行政执法局", "综合执法大队"]


def test_filters_together() -> None:
    assert names("--group", "各部门", "--kind", "园区", "--search", "农旅") == ["安居农旅园区"]
    assert names("--group", "各部门", "--kind", "镇") == []


@pytest.mark.parametrize(
    ("option", "value", "refusal"),
    [
        ("--kind", "镇街", "没有“镇街”这一类。可以写：区直部门、事业单位、镇、街道"),
        ("--group", "区直", "没有“区直”这一组。您要找的是不是：区直各部门？"),
        ("--group", "司法局", "没有“司法局”这一组。现有的组：各镇、街道；区直各部门"),
        ("--group", "", "没有“”这一组。现有的组：各镇、街道；区直各部门"),
    ],
)
def test_an_unknown_kind_or_group_is_refused(option: str, value: str, refusal: str) -> None:
    assert run("units", option, value, "--data", BASE).refusal == f"选项 {option}：{refusal}"


# -- for programs ----------------------------------------------------------


def test_json_has_the_promised_fields_in_order() -> None:
    units = run("units", "--data", BASE, "-f", "json").json
    assert [
        list(unit.items()) for unit in units if unit["name"] in ("政府办公室", "综合执法大队")
    ] == [
        [
            ("name", "政府办公室"),
            ("full_name", "明州市云溪区人民政府办公室"),
            ("kind", "区直部门"),
            ("aliases", ["区政府办公室", "区政府办"]),
            ("groups", ["区直各部门"]),
            ("target", 200),
        ],
        [
            ("name", "综合执法大队"),
            ("full_name", None),
            ("kind", "事业单位"),
            ("aliases", []),
            ("groups", []),
            ("target", None),
        ],
    ]


def test_csv() -> None:
    assert run("units", "--data", BASE, "--group", "各镇、街道", "-f", "csv").out == (
        "单位,类别,别名,所在组,目标任务（条）\n"
        "青石镇,镇,,各镇、街道,80\n"
        "清溪街道,街道,,各镇、街道,70\n"
    )
