"""anju schema"""

from pathlib import Path
from typing import Annotated

import typer

from anju_cli.cli.options import DATA_FILE, ForceOption
from anju_cli.cli.output import send_files, send_text
from anju_cli.environment import Environment
from anju_cli.model.json_schema import editor_line, json_schema
from anju_cli.model.schema import FILES
from anju_cli.render.data import json_text
from anju_cli.render.streams import write_remarks

EXAMPLES = """\
anju schema tasks
anju schema tasks -o tasks.schema.json
anju schema -o data/schemas"""


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
            "--output",
            "-o",
            metavar="文件",
            parser=Path,
            help="写到文件里，扩展名 .json；三个一起、没有扩展名的，是一个文件夹，各写一个文件",
        ),
    ] = None,
    _force: ForceOption = False,
) -> None:
    """给出数据文件的 JSON Schema，带中文说明，供编辑器和别的程序用。"""
    environment: Environment = ctx.obj
    if file is not None:
        send_text(json_text(json_schema(file)), output, environment)
        return
    schemas = {kind: json_schema(kind) for kind in FILES}
    if output is None or output.suffix:
        send_text(json_text(schemas), output, environment)
        return
    files = {f"{kind}.json": json_text(schema) for kind, schema in schemas.items()}
    send_files(files, output, environment)
    remark = "数据文件的第一行要写它在哪里，编辑器才会提示。它在计划的文件夹里，tasks.yaml 就写："
    write_remarks([f"{remark}{editor_line('tasks')}"], environment)
