"""anju schema"""

from pathlib import Path
from typing import Annotated

import typer

from anju_cli.cli.options import DATA_FILE, ForceOption
from anju_cli.cli.output import send_text
from anju_cli.environment import Environment
from anju_cli.model.json_schema import json_schema
from anju_cli.model.schema import FILES
from anju_cli.render.data import json_text

EXAMPLES = """\
anju schema tasks
anju schema tasks -o tasks.schema.json
anju schema"""


def command(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="文件", parser=DATA_FILE, help=f"哪一个：{DATA_FILE}；不写就把三个一起给出"
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="文件", parser=Path, help="写到文件里，扩展名一般是 .json"
        ),
    ] = None,
    _force: ForceOption = False,
) -> None:
    """给出数据文件的 JSON Schema，带中文说明，供编辑器和别的程序用。"""
    environment: Environment = ctx.obj
    if file is None:
        schemas = {kind: json_schema(kind) for kind in FILES}
        send_text(json_text(schemas), output, environment)
        return
    send_text(json_text(json_schema(file)), output, environment)
