"""Diagnostics as people, programs and GitHub read them."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.diagnostics import Diagnostic, Severity
from anju_cli.environment import Environment
from anju_cli.render.diagnostics.text import (
    diagnostics_github,
    diagnostics_json,
    diagnostics_text,
    excerpt_and_caret,
)
from anju_cli.text.width import display_width

DATE = Diagnostic(
    "data/tasks.yaml",
    41,
    12,
    "A203",
    "error",
    "任务(十二)的期限 2021-06-31 不存在：6 月只有 30 天",
    "改为：2021-06-30",
    "      due: 2021-06-31\n",
)
COLON = Diagnostic("data/units.yaml", 7, 7, "A101", "error", "冒号是全角的", "", "- name：区财政局")
INVISIBLE = Diagnostic(
    "data/units.yaml", 9, 11, "A140", "warning", "有看不见的字符 U+200B", "", "\t- name: 财\u200b政"
)


def environment(
    *, terminal: bool = False, stderr: bool = False, width: int = 80, no_color: str = ""
) -> Environment:
    return Environment(
        stdout=StringIO(),
        stderr=StringIO(),
        variables={"NO_COLOR": no_color},
        cwd=Path(),
        clock=lambda: date(2021, 6, 30),
        is_terminal=terminal,
        stderr_is_terminal=stderr,
        width=width,
    )


def test_each_diagnostic_with_its_line_a_caret_and_its_hint() -> None:
    assert diagnostics_text([DATE, COLON, INVISIBLE], environment()) == (
        "data/tasks.yaml:41:12: 错误 A203 任务(十二)的期限 2021-06-31 不存在：6 月只有 30 天\n"
        "      due: 2021-06-31\n"
        "           ^\n"
        "  改为：2021-06-30\n"
        "\n"
        "data/units.yaml:7:7: 错误 A101 冒号是全角的\n"
        "- name：区财政局\n"
        "      ^^\n"
        "\n"
        "data/units.yaml:9:11: 提示 A140 有看不见的字符 U+200B\n"
        " - name: 财<U+200B>政\n"
        "           ^^^^^^^^\n"
        "\n"
        "2 个文件，2 处错误，1 处提示\n"
    )


def test_no_diagnostics_no_text() -> None:
    assert diagnostics_text([], environment()) == ""
    assert diagnostics_json([]) == "[]\n"
    assert diagnostics_github([]) == ""


def test_a_diagnostic_without_a_line_to_show() -> None:
    diagnostic = Diagnostic(
        "data/units.yaml", 1, 1, "A001", "error", "文件是空的", "写上单位\n再运行一次"
    )
    assert diagnostics_text([diagnostic], environment()) == (
        "data/units.yaml:1:1: 错误 A001 文件是空的\n"
        "  写上单位\n"
        "  再运行一次\n"
        "\n"
        "1 个文件，1 处错误，0 处提示\n"
    )


def test_on_a_terminal_the_severity_and_the_caret_are_coloured() -> None:
    text = diagnostics_text([COLON, INVISIBLE], environment(terminal=True))
    assert text.split("\n")[:7] == [
        "data/units.yaml:7:7: \x1b[31m错误\x1b[0m A101 冒号是全角的",
        "- name：区财政局",
        "      \x1b[31m^^\x1b[0m",
        "",
        "data/units.yaml:9:11: \x1b[33m提示\x1b[0m A140 有看不见的字符 U+200B",
        " - name: 财<U+200B>政",
        "           \x1b[33m^^^^^^^^\x1b[0m",
    ]


@pytest.mark.parametrize(
    ("stdout_is_terminal", "stderr_is_terminal", "to_stderr", "colored"),
    [
        (True, False, False, True),
        (True, False, True, False),
        (False, True, False, False),
        (False, True, True, True),
    ],
)
def test_colour_is_for_the_stream_the_text_goes_to(
    stdout_is_terminal: bool, stderr_is_terminal: bool, to_stderr: bool, colored: bool
) -> None:
    there = environment(terminal=stdout_is_terminal, stderr=stderr_is_terminal)
    assert ("\x1b" in diagnostics_text([DATE], there, to_stderr=to_stderr)) is colored


def test_no_color_is_heeded() -> None:
    plain = diagnostics_text([DATE, INVISIBLE], environment())
    assert diagnostics_text([DATE, INVISIBLE], environment(terminal=True, no_color="1")) == plain


def test_the_place_is_never_broken_however_narrow_the_terminal() -> None:
    text = diagnostics_text([DATE], environment(terminal=True, width=20, no_color="1"))
    assert text.startswith("data/tasks.yaml:41:12: 错误 A203 任务(十二)的期限 2021-06-31 不存在：")


def test_nothing_in_the_data_commands_the_terminal() -> None:
    diagnostic = Diagnostic(
        "a\x1b.yaml", 1, 1, "A1", "error", "一\x1b[2J\n二", "三\x07", "\x1b[31m"
    )
    assert diagnostics_text([diagnostic], environment()) == (
        "a␛.yaml:1:1: 错误 A1 一␛[2J 二\n␛[31m\n^\n  三␇\n\n1 个文件，1 处错误，0 处提示\n"
    )


@pytest.mark.parametrize(
    ("excerpt", "column", "shown"),
    [
        ("due: 1", 1, ("due: 1", 0, 1)),
        ("due: 1", 6, ("due: 1", 5, 1)),
        ("单位: 局", 1, ("单位: 局", 0, 2)),
        ("单位: 局", 5, ("单位: 局", 6, 2)),
        ("单位：局", 4, ("单位：局", 6, 2)),
        ("\t单位\t局", 5, (" 单位 局", 6, 2)),
        ("\u3000due", 1, ("\u3000due", 0, 2)),
        ("a\x00b", 3, ("a␀b", 2, 1)),
        ("e\u0301区", 3, ("e<U+0301>区", 9, 2)),
        # behind the end, as for something missing; and a column that is none
        ("due: 1", 7, ("due: 1", 6, 1)),
        ("due: 1", 99, ("due: 1", 6, 1)),
        ("due: 1", 0, ("due: 1", 0, 1)),
    ],
)
def test_the_caret_stands_under_the_very_character(
    excerpt: str, column: int, shown: tuple[str, int, int]
) -> None:
    assert excerpt_and_caret(excerpt, column, 80) == shown


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        (1, ("0123456789ABCDEFGH…", 0, 1)),
        (8, ("0123456789ABCDEFGH…", 7, 1)),
        (15, ("…56789ABCDEFGHIJKLM…", 10, 1)),
        (30, ("…IJKLMNOPQRSTUVWXYZ", 12, 1)),
        (37, ("…JKLMNOPQRSTUVWXYZ", 18, 1)),
    ],
)
def test_a_long_line_is_cut_around_the_caret(column: int, shown: tuple[str, int, int]) -> None:
    line = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert excerpt_and_caret(line, column, 20) == shown


def test_a_pipe_shows_100_columns_of_a_line() -> None:
    diagnostic = Diagnostic("a.yaml", 1, 1, "A1", "error", "长", "", "区" * 80)
    line = diagnostics_text([diagnostic], environment()).split("\n")[1]
    assert line == "区" * 49 + "…"


@given(
    st.text(st.sampled_from("区政府，： ab1\t\u3000\u200b\x07e\u0301"), min_size=1, max_size=60),
    st.data(),
    st.integers(20, 100),
)
def test_law_of_the_caret(excerpt: str, data: st.DataObject, width: int) -> None:
    column = data.draw(st.integers(1, len(excerpt)))
    shown, spaces, carets = excerpt_and_caret(excerpt, column, width)
    alone, _, _ = excerpt_and_caret(excerpt[column - 1], 1, width)
    before = next(cut for cut in range(len(shown)) if display_width(shown[:cut]) == spaces)
    assert display_width(shown) <= width
    assert shown[before:].startswith(alone)
    assert carets == display_width(alone)


def test_json_gives_the_promised_fields() -> None:
    assert json.loads(diagnostics_json([DATE])) == [
        {
            "file": "data/tasks.yaml",
            "line": 41,
            "column": 12,
            "severity": "error",
            "code": "A203",
            "message": "任务(十二)的期限 2021-06-31 不存在：6 月只有 30 天",
            "hint": "改为：2021-06-30",
        }
    ]


@pytest.mark.parametrize(
    ("severity", "file", "message", "hint", "command"),
    [
        (
            "error",
            "data/tasks.yaml",
            "期限 2021-06-31 不存在",
            "改为：2021-06-30",
            "::error file=data/tasks.yaml,line=41,col=12,title=A203::"
            "期限 2021-06-31 不存在%0A改为：2021-06-30\n",
        ),
        (
            "warning",
            "C:\\a,b%.yaml",
            "95%: 甲,乙",
            "一\r\n二",
            "::warning file=C%3A\\a%2Cb%25.yaml,line=41,col=12,title=A203::"
            "95%25: 甲,乙%0A一%0D%0A二\n",
        ),
        (
            "error",
            "a.yaml",
            "没有提示",
            "",
            "::error file=a.yaml,line=41,col=12,title=A203::没有提示\n",
        ),
    ],
)
def test_github_commands(
    severity: Severity, file: str, message: str, hint: str, command: str
) -> None:
    diagnostic = Diagnostic(file, 41, 12, "A203", severity, message, hint)
    assert diagnostics_github([diagnostic]) == command
