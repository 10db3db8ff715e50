"""The program's commands, and the edge where every outcome becomes an exit code."""

import errno
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Annotated

import typer

from anju_cli import __version__
from anju_cli.cli.chinese import LazyCommand, lazy_group, run
from anju_cli.environment import Environment, silence
from anju_cli.render.streams import write_text

COMMANDS = {
    name: LazyCommand(f"anju_cli.cli.commands.{name}", summary)
    for name, summary in (
        ("status", "一屏看全：逾期的、快到期的、目标任务、数据问题"),
        ("tasks", "列出任务：按单位、角色、部分、文字、期限筛选"),
        ("show", "看一项任务的全部"),
        ("unit", "看一个单位的全部"),
        ("units", "列出单位名册"),
        ("deadlines", "按日期列出时限：逾期的、快到期的、没有日期的"),
        ("due", "算“几个工作日内”最迟是哪天"),
        ("calendar", "把时限做成日历文件（.ics），导入日历程序里"),
        ("quotas", "看目标任务：完成率、序时进度、还差多少"),
        ("export", "导出台账：Excel、CSV 或 JSON，各表齐全"),
        ("record", "记各单位一个月公开的条数：写在命令里，或者从表里读"),
        ("report", "写一个月、季度、半年或全年的通报"),
        ("remind", "催办单：逾期的、快到期的、落后的，一个单位一份"),
        ("validate", "检查数据，指出每个问题的位置和改法"),
        ("diff", "说明改动的意思：和 git 里的一个版本比"),
        ("edit", "用编辑器改数据：改完先检查，没有错误才放回"),
        ("done", "记办结：一条时限办好了，或一期、一次办好了"),
        ("undone", "撤销办结"),
        ("event", "记一件事：哪个单位哪天发生的，最迟哪天办结"),
        ("init", "建一个新年度的文件夹，沿用单位名册"),
        ("explain", "说明问题编号：意思、例子和改法"),
        ("schema", "给出数据文件的 JSON Schema"),
        ("completion", "按 Tab 键补全命令、选项、单位、编号：给出或装好脚本"),
    )
}

_NEVER_PAGED = ("record", "edit", "completion")
"""Commands that ask, and what they say before is to be read first; and a script."""

_SHARED = ("--data 文件夹", "--today 日期", "--format 格式", "--output 文件", "--unit 单位")

app = typer.Typer(
    cls=lazy_group(COMMANDS, _SHARED),
    add_completion=False,
    rich_markup_mode=None,
    epilog="anju tasks --unit 司法局\nanju deadlines --today 2021-06-15\nanju tasks --help",
)


def _show_version(ctx: typer.Context, wanted: bool) -> None:
    if wanted:
        environment: Environment = ctx.obj
        write_text(f"anju {__version__}\n", environment.stdout)
        raise typer.Exit


@app.callback()
def _anju(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="显示版本号并退出"),
    ] = False,
) -> None:
    """anju：查年度工作计划里的任务、时限和目标任务，并检查数据。

    数据是三个手工编辑的文件：units.yaml（单位）、tasks.yaml（任务）、quotas.yaml（目标任务）。
    """


def main(args: Sequence[str], environment: Environment) -> int:
    """Run one command line and return its exit code.

    0 done, 1 the data has errors or an answer could not be written, 2 wrong usage, 130 given up.
    Where a shell asks for completion, ``args`` are not looked at: the line is in the variables.
    """
    try:
        if shell := environment.variables.get("_ANJU_COMPLETE"):
            from anju_cli.cli.completion.answering import answer

            answer(app, shell, environment)
            return 0
        with _screen(args, environment) as shown:
            return run(app, args, shown)
    except OSError as error:
        if error.filename is not None:
            raise  # a file of ours, not a stream
        silence(environment.stdout)
        with suppress(OSError):
            write_text(f"结果没有写完：{_cause(error)}\n", environment.stderr)
        return 1


def _screen(args: Sequence[str], environment: Environment) -> AbstractContextManager[Environment]:
    """Return what the command writes to: on a terminal a long answer is for the pager."""
    is_help = not {"--help", "-h"}.isdisjoint(args)
    asks = bool(args) and args[0] in _NEVER_PAGED and not is_help
    if asks or not environment.is_terminal or not environment.height:
        return nullcontext(environment)
    from anju_cli.cli.workflows.pager import paged

    return paged(environment, sys.platform)


def _cause(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "磁盘空间不足。请清理磁盘，再运行一次。"
    return f"系统不让再写（{error.strerror or error}）。请换一个地方，再运行一次。"
