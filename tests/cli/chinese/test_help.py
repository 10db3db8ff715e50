"""Help in Chinese: whole pages, and how they fit the screen."""

from __future__ import annotations

from typing import Annotated

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import width as columns

from anju_cli.cli.chinese import LazyGroup

from .program import CALLS, MORE, app_of_one, environment_of, help_of, outcome

GROUP_HELP = """\
用法：anju [选项] 命令 [参数]…

安居区政务公开台账。

选项：
  --version        显示版本号并退出
  --folder 文件夹  工作文件夹
  -h, --help       显示本帮助并退出

命令：
  tasks  列出任务
  show   看一项任务
"""

TASKS_HELP = """\
用法：anju tasks [选项]

列出任务。默认只列出没有办结的任务，按期限排列，先到期的在前；没有固定日期的任务
排在最后。

任务的状态：
  逾期  过了期限没有办结
  临期  七天内到期

选项：
  -u, --unit 单位  只看一个单位的任务，牵头的和负责的都算；简称、全称和别名都可
                   以〔可重复〕
  --data 文件夹    数据文件夹
  --json           给程序读
  --by 次序        怎样排〔默认：期限〕
  -h, --help       显示本帮助并退出

例子：
  anju tasks --unit 区财政局
  anju tasks --json
"""

SHOW_HELP = """\
用法：anju show [选项] N

看一项任务。

参数：
  N  任务序号〔必填〕

选项：
  -h, --help  显示本帮助并退出
"""

REMIND_HELP = """\
用法：anju remind [选项] [词]…

参数：
  词

选项：
  --day 天数      提前几天〔可重复〕
  -m, --month 月  月份
  -h, --help      显示本帮助并退出
"""


@pytest.mark.parametrize("args", [("--help",), ("-h",), ()])
def test_help_of_the_group(args: tuple[str, ...]) -> None:
    assert help_of(*args) == GROUP_HELP


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_of_a_command(option: str) -> None:
    assert help_of("tasks", option) == TASKS_HELP
    assert help_of("show", option) == SHOW_HELP


def test_help_of_arguments_and_of_an_option_with_a_short_name() -> None:
    assert help_of("remind", "-h", table=MORE) == REMIND_HELP


def test_headings_are_bold_on_a_terminal_and_nothing_else_differs() -> None:
    shown = help_of("tasks", "-h", environment=environment_of(is_terminal=True))
    expected = TASKS_HELP
    for heading in ("用法：", "选项：", "例子："):
        expected = expected.replace(heading, f"\x1b[1m{heading}\x1b[0m")
    assert shown == expected


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_bold_where_the_user_forbids_it(variables: dict[str, str]) -> None:
    shown = help_of("tasks", "-h", environment=environment_of(variables, is_terminal=True))
    assert shown == TASKS_HELP


def test_help_fits_a_narrow_terminal() -> None:
    shown = help_of(
        "tasks", "-h", environment=environment_of({"NO_COLOR": "1"}, is_terminal=True, width=44)
    )
    assert shown == (
        """\
用法：anju tasks [选项]

列出任务。默认只列出没有办结的任务，按期限排
列，先到期的在前；没有固定日期的任务排在最
后。

任务的状态：
  逾期  过了期限没有办结
  临期  七天内到期

选项：
  -u, --unit 单位  只看一个单位的任务，牵头
                   的和负责的都算；简称、全
                   称和别名都可以〔可重复〕
  --data 文件夹    数据文件夹
  --json           给程序读
  --by 次序        怎样排〔默认：期限〕
  -h, --help       显示本帮助并退出

例子：
  anju tasks --unit 区财政局
  anju tasks --json
"""
    )


def test_the_width_counts_only_on_a_terminal() -> None:
    shown = help_of("tasks", "-h", environment=environment_of(is_terminal=False, width=44))
    assert shown == TASKS_HELP


def test_an_option_of_the_command_may_take_the_name_h() -> None:
    code, out, _ = outcome(app_of_one(_with_own_h), ["--help"])
    assert code == 0
    assert out.endswith("选项：\n  -h, --height 高  高度\n  --help           显示本帮助并退出\n")


def test_a_long_option_has_its_text_on_the_next_line() -> None:
    assert outcome(app_of_one(_with_long_option), ["-h"]) == (
        0,
        "用法：anju [选项]\n\n"
        "选项：\n"
        "  --a-name-that-is-longer-than-most 文字\n"
        "              说明〔默认：无〕\n"
        "  --another-name-longer-than-most 文字\n"
        "  -h, --help  显示本帮助并退出\n",
        "",
    )


def _with_own_h(
    height: Annotated[str, typer.Option("-h", "--height", metavar="高", help="高度")] = "",
) -> None:
    CALLS.append((height,))


def _with_long_option(
    name: Annotated[
        str, typer.Option("--a-name-that-is-longer-than-most", metavar="文字", help="说明")
    ] = "无",
    other: Annotated[
        str | None, typer.Option("--another-name-longer-than-most", metavar="文字")
    ] = None,
) -> None:
    CALLS.append((name, other))


def _page(description: str, width: int) -> str:
    app = typer.Typer(
        cls=LazyGroup,
        help=description,
        callback=_nothing,
        add_completion=False,
        rich_markup_mode=None,
    )
    environment = environment_of({"NO_COLOR": "1"}, is_terminal=True, width=width)
    code, out, _ = outcome(app, ["-h"], environment)
    assert code == 0
    return out.split("\n\n", 1)[1].rpartition("\n\n")[0]


def _nothing() -> None:
    pass


@pytest.mark.parametrize(
    ("docstring", "shown"),
    [
        ("按期限\n排列", "按期限排列"),
        ("按期限，\n--all", "按期限，--all"),
        ("anju\n（安居）", "anju（安居）"),
        ("全部用\n--all\n列出", "全部用 --all 列出"),
        ("one\ntwo", "one two"),
        ("一段\n\n另一段", "一段\n\n另一段"),
        ("状态：\n  逾期\n  临期\n另一行", "状态：\n  逾期\n  临期\n另一行"),
    ],
)
def test_lines_that_only_fit_the_source_are_joined(docstring: str, shown: str) -> None:
    assert _page(docstring, 80) == shown


def test_wrapped_lines_keep_their_indentation() -> None:
    docstring = """
        状态：
          逾期  过了期限没有办结的任务，连同没有办完的
        """
    shown = "状态：\n  逾期  过了期限没有办结的任务，连同没有\n  办完的"
    assert _page(docstring, 40) == shown


_PIECES = st.sampled_from(
    ["任务", "（单位）", "“好”", "--unit", "2021-06-30", "，", "。", "…", " "]
)


@given(st.lists(_PIECES, min_size=1, max_size=80).map("".join).filter(str.strip))
def test_law_of_the_description(text: str) -> None:
    """No line is too wide and no character is lost."""
    shown = _page(text, 40)
    assert [line for line in shown.split("\n") if columns(line) > 40] == []
    assert "".join(shown.split()) == "".join(text.split())
