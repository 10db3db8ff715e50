"""From a path in the data to a place in the file, and to the name of its record."""

from __future__ import annotations

from typing import Any

import pytest

from anju_cli.diagnostics import Diagnostic
from anju_cli.parsing.tree import Path
from anju_cli.validation.positions import diagnostic_at, is_plain, place
from anju_cli.validation.record_names import record_name
from anju_cli.validation.violation import Violation
from tests.validation.trees import (
    EVENT,
    FIXED,
    QUOTAS,
    RECURRING,
    TASKS,
    UNITS,
    source_of,
    tree_of,
)


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("plan",), (1, 7), (1, 1)),
        (("plan", "issued"), (1, 37), (1, 29)),
        (("tasks", 0), (6, 5), (6, 5)),
        (("tasks", 0, "title"), (8, 12), (8, 5)),
        (("tasks", 0, "support", 0), (12, 9), (12, 9)),
        # the kind of a deadline, which pydantic puts into its paths
        ((*FIXED, "固定日期", "due"), (18, 14), (18, 9)),
        ((*RECURRING, "周期", "done", "2021-05", "on"), (26, 25), (26, 21)),
        # what the file does not have is at the record around it
        (("tasks", 1, "number"), (38, 5), (38, 5)),
        (("tasks", 0, "lead", 7), (10, 11), (10, 5)),
        (("nothing",), (1, 1), (1, 1)),
    ],
)
def test_a_path_has_a_place(path: Path, value: tuple[int, int], key: tuple[int, int]) -> None:
    tree = tree_of(TASKS)
    spot, at_key = place(tree, path), place(tree, path, on_key=True)
    assert (spot.line, spot.column) == value
    assert (at_key.line, at_key.column) == key


@pytest.mark.parametrize(
    ("text", "path", "name"),
    [
        (TASKS, (), ""),
        (TASKS, ("plan", "issued"), ""),
        (TASKS, ("sections", 0, "title"), "第 1 部分"),
        (TASKS, ("sections", 1), "第 2 个部分"),  # its number is no number
        (TASKS, ("tasks", 0, "lead", 0), "任务（十二）"),
        (TASKS, ("tasks", 1, "title"), "第 2 项任务"),
        (TASKS, (*FIXED, "固定日期", "due"), "任务（十二）的时限 12.1"),
        (TASKS, (*FIXED, "done", "on"), "任务（十二）的时限 12.1"),
        (
            TASKS,
            (*RECURRING, "周期", "done", "2021-05", "on"),
            "任务（十二）的时限 12.2 的 2021-05",
        ),
        (TASKS, (*RECURRING, "done", "2021-05"), "任务（十二）的时限 12.2 的 2021-05"),
        (TASKS, (*RECURRING, "done"), "任务（十二）的时限 12.2"),
        (
            TASKS,
            (*EVENT, "occurrences", 0, "done", "on"),
            "任务（十二）的时限 12.3 的 2021-06-10 的事件",
        ),
        (TASKS, (*EVENT, "occurrences", 1), "任务（十二）的时限 12.3 的第 2 次事件"),
        (TASKS, ("tasks", 0, "deadlines", 3), "任务（十二）的第 4 个时限"),
        (TASKS, ("tasks", 9, "deadlines", 0), "第 10 项任务的第 1 个时限"),
        (QUOTAS, ("total",), ""),
        (QUOTAS, ("targets",), ""),
        (QUOTAS, ("targets", "司法局"), "司法局"),
        (QUOTAS, ("published", "2021-05"), "2021-05"),
        (QUOTAS, ("published", "2021-05", "司法局"), "2021-05 的司法局"),
        (UNITS, ("units", 0, "aliases", 0), "司法局"),
        (UNITS, ("units", 1, "name"), "第 2 个单位"),
        (UNITS, ("groups", 0, "members", 0), "各局"),
        (UNITS, ("groups", 3), "第 4 个组"),
    ],
)
def test_a_record_has_the_name_that_people_give_it(text: str, path: Path, name: str) -> None:
    assert record_name(tree_of(text), path) == name


def at(text: str, path: Path, **options: Any) -> Diagnostic:
    """A diagnostic at a path of a file."""
    violation = Violation("tasks", path, "A999", "坏了", "修好", **options)
    return diagnostic_at(source_of(text), tree_of(text), violation)


def test_a_diagnostic_names_its_record_but_not_its_own_key() -> None:
    path: Path = ("published", "2021-05", "司法局")
    wanted = {
        at(QUOTAS, path): (7, 18, "2021-05 的司法局：坏了"),
        at(QUOTAS, path, on_key=True): (7, 13, "2021-05：坏了"),
        at(QUOTAS, ("total",)): (2, 8, "坏了"),
    }
    assert {each: (each.line, each.column, each.message) for each in wanted} == wanted


def test_a_diagnostic_can_point_into_a_text() -> None:
    path = (*FIXED, "quote")
    assert at(TASKS, path, after="六月底").column == 19
    assert at(TASKS, path, after="七月底").column == 16


def test_a_diagnostic_can_name_another_line() -> None:
    path = (*RECURRING, "id")
    other, same = at(TASKS, path, first=(*FIXED, "id")), at(TASKS, path, first=path)
    assert other.message == "任务（十二）的时限 12.2：坏了，见第 14 行"
    assert same.message == "任务（十二）的时限 12.2：坏了"


@pytest.mark.parametrize(
    ("text", "is_as_it_is"),
    [
        ("a: 甲", True),
        ("a:\n  甲", True),
        ("a: “甲”", True),
        ("a: '甲'", False),
        ('a: "甲"', False),
        ("a: |\n  甲", False),
        ("a: >-\n  甲", False),
        ("{a: 甲}", True),
        ("{a: '甲'}", False),
    ],
)
def test_a_value_is_plain_or_its_author_meant_every_sign(text: str, is_as_it_is: bool) -> None:
    assert is_plain(source_of(text), tree_of(text), ("a",)) == is_as_it_is
