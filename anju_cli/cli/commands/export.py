"""anju export"""

import typer

from anju_cli.cli.options import (
    BookFormatOption,
    BookOutputOption,
    DataOption,
    ForceOption,
    TodayOption,
    UnitsArgument,
    UnitsOption,
    named,
)
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import open_session
from anju_cli.views.export import export_book

EXAMPLES = """\
anju export -o 台账.xlsx
anju export 司法局 -o 司法局台账.xlsx
anju export -o 台账.csv
anju export -f json"""

_WHERE = (
    "请写上要写到哪里，例如 -o 台账.xlsx（Excel）、-o 台账.csv（每张表一个文件）、-o 台账.json；"
    "只有 -f json 可以显示在屏幕上"
)


def command(
    ctx: typer.Context,
    units: UnitsArgument = None,
    unit: UnitsOption = None,
    form: BookFormatOption = None,
    output: BookOutputOption = None,
    _force: ForceOption = False,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """导出台账：任务、时限、目标任务、逐月条数、单位和原文，一个 Excel 文件里各占一张表。"""
    if output is None and form != "json":
        raise refusal("--output", _WHERE)
    session = open_session(ctx, data, today)
    asked = named(units, unit)
    meant = session.names.units(asked)
    book = export_book(session.plan, session.today, meant)
    session.show(
        book, form, output, [*session.names.read_as(asked), *session.names.see_also(meant)]
    )
