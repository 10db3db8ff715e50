"""A command line as it was typed, and the lines that hints make of it."""

from __future__ import annotations

import os
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.cli.app import COMMANDS, app
from anju_cli.cli.chinese.partial import partial_line
from anju_cli.cli.session import typed_line
from anju_cli.text.command_line import CommandLine, quoted


def line_of(*words: str) -> CommandLine:
    return typed_line(partial_line(app, words, "", None).ctx)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("tasks 司法局 -u 财政局 --role=牵头", "anju tasks 司法局 --unit 财政局 --role 牵头"),
        ("deadlines -fjson --overdue 甲 乙", "anju deadlines 甲 乙 --format json --overdue"),
        ("tasks --data a --unit 甲 -u 乙", "anju tasks --data a --unit 甲 --unit 乙"),
        ("validate - --kind tasks", "anju validate - --file tasks"),
        ("unit -- -甲", "anju unit -- -甲"),
        (
            "calendar --alarm 7 --alarm 1 --data -x -- -甲",
            "anju calendar --alarm 7 --alarm 1 --data -x -- -甲",
        ),
    ],
)
def test_a_line_is_repeated_by_long_names(words: str, line: str) -> None:
    assert str(line_of(*words.split())) == line


def test_what_hints_make_of_it() -> None:
    line = line_of(
        *("deadlines", "--unit", "甲", "--data", "d", "--today", "2021-06-01"),
        *("-o", "表.csv", "--to", "2021-07-01"),
    )
    asked = line.on_screen
    assert str(asked) == "anju deadlines --unit 甲 --data d --today 2021-06-01 --to 2021-07-01"
    assert str(asked.without("--to").having("--all")) == (
        "anju deadlines --unit 甲 --data d --today 2021-06-01 --all"
    )
    assert str(asked.without("--to").having("--today", "2021-06-15")) == (
        "anju deadlines --unit 甲 --data d --today 2021-06-15"
    )
    assert str(asked.without("--to").of_unit("乙")) == (
        "anju deadlines --unit 乙 --data d --today 2021-06-01"
    )
    assert str(line_of("tasks", "甲", "-u", "乙", "--data", "d").of_unit("丙")) == (
        "anju tasks 丙 --data d"
    )
    assert str(line.other("show", "12")) == "anju show 12 --data d --today 2021-06-01"
    assert str(line.other("units")) == "anju units --data d"
    assert line.widened("--to", "--unit") == line.without("--to", "--unit")
    assert str(line.widened("--section")) == "anju deadlines --data d --today 2021-06-01"
    assert str(line.corrected("甲", "丁").on_screen.without("--to", "--today")) == (
        "anju deadlines --unit 丁 --data d"
    )


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        ("2021 年", '"2021 年"'),
        ("各镇、街道（全）", "各镇、街道（全）"),
        ("a'b", '"a\'b"'),
        ("$甲 乙", "'$甲 乙'"),
        ("", "''"),
    ],
)
def test_words_are_quoted_for_the_shell(word: str, quoted: str) -> None:
    assert str(CommandLine("tasks", options=(("--search", word),))) == (
        f"anju tasks --search {quoted}"
    )


def test_on_windows_a_path_is_quoted_only_for_its_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "name", "nt")
    assert quoted("D:\\计划\\data") == "D:\\计划\\data"
    assert quoted("D:\\我的 计划") == '"D:\\我的 计划"'
    monkeypatch.setattr(os, "name", "posix")
    assert quoted("D:\\计划\\data") == "'D:\\计划\\data'"


@pytest.mark.skipif(os.name == "nt", reason="shlex reads a backslash as shells of POSIX do")
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))))
def test_a_shell_reads_the_same_words(words: list[str]) -> None:
    line = str(CommandLine("tasks", options=tuple(("--search", word) for word in words)))
    assert shlex.split(line)[2:] == [part for word in words for part in ("--search", word)]


def test_a_hint_asks_of_a_day_only_where_there_is_one() -> None:
    line = CommandLine("status", options=(("--data", "d"), ("--today", "2021-06-01")))
    named_by_hints = {"units", "unit", "tasks", "show", "deadlines", "quotas", "validate"}
    for command in COMMANDS:
        options = {
            name
            for param in partial_line(app, [command], "", None).ctx.command.params
            for name in param.opts
        }
        if command in named_by_hints:
            assert {name for name, _ in line.other(command).options} <= options, command
