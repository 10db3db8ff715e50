"""Which names are offered for a mistyped one: the nearest, and no others."""

from __future__ import annotations

import pytest

from anju_cli.cli.chinese.mistyped import has_odd_dash, nearest, plain

COMMANDS = ("status", "tasks", "show", "unit", "units", "deadlines", "due", "quotas", "validate")
OPTIONS = ("--unit", "-u", "--role", "--format", "-f", "--from", "--to", "--output", "-o", "--help")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("taks", ["tasks"]),
        ("task", ["tasks"]),
        ("TASKS", ["tasks"]),
        ("ｓｈｏｗ", ["show"]),
        ("statsu", ["status"]),
        ("dedlines", ["deadlines"]),
        ("valid", ["validate"]),
        ("unitt", ["unit", "units"]),
        ("unist", ["unit", "units"]),
        ("xyz", []),
        ("任务", []),
        ("", []),
    ],
)
def test_nearest_commands(typed: str, offered: list[str]) -> None:
    assert nearest(typed, COMMANDS) == offered


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("--unitt", ["--unit"]),
        ("-unit", ["--unit"]),
        ("—unit", ["--unit"]),
        ("--form", ["--format", "--from"]),
        ("--out", ["--output"]),
        ("--o", ["-o"]),
        ("--ou", []),
        ("-x", []),
        ("--", []),
    ],
)
def test_nearest_options(typed: str, offered: list[str]) -> None:
    assert nearest(typed, OPTIONS) == offered


def test_no_more_than_three_are_offered() -> None:
    assert nearest("day", ["day4", "day3", "day2", "day1"]) == ["day4", "day3", "day2"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("--Unit", "--unit"),
        ("－－unit＝甲", "--unit"),
        ("——unit", "--unit"),
        ("–u", "-u"),
        ("甲", "甲"),
    ],
)
def test_plain(word: str, meant: str) -> None:
    assert plain(word) == meant


@pytest.mark.parametrize(
    ("word", "odd"), [("—unit", True), ("－u", True), ("--unit", False), ("unit", False)]
)
def test_has_odd_dash(word: str, odd: bool) -> None:
    assert has_odd_dash(word) is odd
