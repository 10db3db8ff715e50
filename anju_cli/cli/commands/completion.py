"""anju completion"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from anju_cli.cli.completion.installing import (
    HomeNotFound,
    Places,
    in_powershell,
    install,
    places,
    script_of,
    uninstall,
)
from anju_cli.cli.completion.line import SHELLS, Shell, is_known
from anju_cli.cli.completion.running_shell import running_shell
from anju_cli.cli.refusals import failure, refusal
from anju_cli.environment import Environment
from anju_cli.render.streams import write_text
from anju_cli.storage.files import OutputError

EXAMPLES = """\
anju completion bash --install
anju completion powershell --install
anju completion zsh
anju completion bash --uninstall"""

_OTHER_NAMES = {"pwsh": "powershell"}
_KNOWN = "、".join(SHELLS)


def command(
    ctx: typer.Context,
    shell: Annotated[
        str | None,
        typer.Argument(metavar="shell", help=f"哪一种命令行：{_KNOWN}；不写就是正在用的这一种"),
    ] = None,
    wants_install: Annotated[
        bool, typer.Option("--install", help="装好：写下脚本，在启动文件末尾加一行；别的一字不动")
    ] = False,
    wants_uninstall: Annotated[
        bool, typer.Option("--uninstall", help="撤销：删去脚本和那一行")
    ] = False,
) -> None:
    """按 Tab 键补全：命令、选项、单位、组、任务序号、时限编号、月份、问题编号。不写选项就给出脚本。

    单位可以用拼音：anju tasks --unit sf 后面按 Tab 就是司法局；全拼 sifaju、首字母 sfj 都可以。
    """
    environment: Environment = ctx.obj
    if wants_install and wants_uninstall:
        raise refusal("选项 --install 和 --uninstall", "装好和撤销只能做一样")
    known = _shell(shell)
    if not wants_install and not wants_uninstall:
        write_text(script_of(known), environment.stdout)
        if environment.is_terminal:
            hint = f"以上是 {known} 的脚本。要装好它：anju completion {known} --install\n"
            write_text(hint, environment.stderr)
        return
    try:
        where = places(known, environment.variables, sys.platform)
        if wants_install:
            lines = _installed(known, where, install(known, where))
        else:
            lines = _uninstalled(known, where, uninstall(where))
    except HomeNotFound as error:
        raise typer.BadParameter(str(error)) from None
    except OutputError as error:
        raise failure(str(error), environment) from None
    write_text("".join(f"{line}\n" for line in lines), environment.stdout)


def _shell(typed: str | None) -> Shell:
    """Return the shell that is named, else the one that runs anju; refuse others."""
    hint = "参数 shell"
    name = running_shell() if typed is None else typed.strip().lower()
    if name is None:
        raise refusal(
            hint, f"看不出用的是哪一种命令行，请写明：anju completion bash。可以写：{_KNOWN}"
        )
    name = _OTHER_NAMES.get(name, name)
    if not is_known(name):
        reason = f"不会给 {name} 补全" if typed is not None else f"用的是 {name}，不会给它补全"
        raise refusal(hint, f"{reason}。可以写：{_KNOWN}")
    return name


def _installed(shell: Shell, where: Places, changed: Sequence[Path]) -> list[str]:
    """Say what was written, and what is to be done next."""
    lines = [f"已写好 {shell} 的补全脚本：{where.script}"]
    if where.script not in changed:
        lines = [f"{shell} 的补全脚本早已写好：{where.script}"]
    if where.start in changed:
        lines.append(f"在 {where.start} 末尾加了一行，打开新的命令行时运行它。")
    if shell == "powershell" and where.start is None:
        lines += [
            "请在 PowerShell 里运行下面两行，打开新的窗口时就会运行它：",
            "  New-Item -ItemType Directory -Force (Split-Path $PROFILE)",
            # The empty text ends a last line that has no end.
            f"  Add-Content $PROFILE -Encoding UTF8 '', {in_powershell(where.line)}",
            "如果提示“禁止运行脚本”，再运行：Set-ExecutionPolicy -Scope CurrentUser RemoteSigned",
        ]
    lines.append("打开一个新的窗口，输入 anju tasks --unit sf 再按 Tab 键试试。")
    return lines


def _uninstalled(shell: Shell, where: Places, changed: Sequence[Path]) -> list[str]:
    if not changed:
        return [f"没有装过 {shell} 的补全，没有变化。"]
    lines = []
    if where.script in changed:
        lines.append(f"已删去 {where.script}")
    if where.start in changed:
        lines.append(f"已从 {where.start} 里删去那一行。")
    if shell == "powershell" and where.start is None:
        lines.append("请打开 $PROFILE，删去以 # anju completion 结尾的那一行。")
    return lines
