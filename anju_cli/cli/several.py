"""Several plans asked about at once: a folder may stand for all that are beneath it."""

from __future__ import annotations

import typer

from anju_cli.environment import Environment
from anju_cli.render.output import write_text
from anju_cli.storage.folders import Folder, FolderNotFound, find_folders
from anju_cli.text.invisible import visible_line


def the_folders(
    environment: Environment, named: str | None, option: str = "选项 --data"
) -> tuple[Folder, ...]:
    """The plan asked about, or all that are beneath the folder; a usage error when it is
    not there."""
    try:
        return find_folders(named, environment.variables, environment.cwd)
    except FolderNotFound as error:
        source = option if named is not None else "环境变量 ANJU_DATA"
        raise typer.BadParameter(str(error), param_hint=source) from None


def told(shown: str, environment: Environment) -> typer.Exit:
    """Says that the process which was reading the plan ``shown`` has died; to be raised."""
    folder = visible_line(shown)
    write_text(
        f"没有做完：读 {folder} 的进程中断了，可能是内存不够，或者被别的程序结束了。"
        f"请再运行一次；还是这样，请单独检查这一份：anju validate {folder}\n",
        environment.stderr,
    )
    return typer.Exit(1)
