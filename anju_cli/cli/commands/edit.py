"""anju edit"""

import sys
from typing import Annotated

import typer

from anju_cli.cli.options import DATA_FILE, DataOption
from anju_cli.cli.session import resolve_folder
from anju_cli.environment import Environment

EXAMPLES = """\
anju edit tasks
anju edit units tasks
anju edit --data data-2022"""


def command(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="文件",
            parser=DATA_FILE,
            help=f"一个或几个：{DATA_FILE}；不写就是三个都打开",
        ),
    ] = None,
    data: DataOption = None,
) -> None:
    """用编辑器改数据：改的是草稿，退出编辑器后先检查，没有错误才放回原处。

    编辑器由环境变量 VISUAL 或 EDITOR 指定；不指定就用 nano 或 vi，Windows 上用记事本。

    有错误时原来的文件不动，可以接着改、自动改，或者放弃；放弃以后草稿还在，下次可以接着改。
    放回的时候说明这次改动的意思，和 anju diff 一样。
    """
    # Imported late: Tab asks for the options alone, and must not wait for the schemas.
    from anju_cli.cli.workflows.edit_session import EditSession

    environment: Environment = ctx.obj
    kinds = list(files or DATA_FILE.words)
    folder = resolve_folder(environment, data)
    raise typer.Exit(EditSession(environment, folder, kinds, sys.platform).run())
