"""anju record"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from anju_cli.cli.options import DataOption, FormatOption, OutputOption, TodayOption, force_option
from anju_cli.cli.output import chosen_format, refuse_existing
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import resolve_folder, resolve_today, typed_line
from anju_cli.environment import Environment
from anju_cli.render.formats import FORMATS

EXAMPLES = """\
anju record 2021-06 司法局=18 财政局=25
anju record 2021-06 --table 统计.xlsx --dry-run
anju record 2021-06 --table 统计.csv --count-column 公开数
anju record 2021-06 司法局=20 --replace"""
OLD_NAMES = {"--from": "--table"}


def command(
    ctx: typer.Context,
    month: Annotated[
        str, typer.Argument(metavar="月份", help="哪个月的条数，例如 2021-06、2021年6月 或 6月")
    ],
    counts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="单位=条数",
            help="一个或几个，例如 司法局=18；单位=未报 删去已记的数（要加 --replace）",
        ),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--table",
            metavar="文件",
            parser=Path,
            help="从表里读：.xlsx 或 .csv（UTF-8、GBK 都可以）。"
            "列按标题找，例如 单位、条数；有合计就核对",
        ),
    ] = None,
    unit_column: Annotated[
        str | None,
        typer.Option("--unit-column", metavar="列", help="单位在哪一列：标题，或列的字母，例如 B"),
    ] = None,
    count_column: Annotated[
        str | None,
        typer.Option("--count-column", metavar="列", help="条数在哪一列：标题，或列的字母，例如 C"),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="表名", help=".xlsx 文件里有几张表时，读哪一张"),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="已经记过的数也改；不写时，有不同的数就不写入")
    ] = False,
    force: Annotated[
        bool,
        force_option(
            "超过年度任务的数、正好等于以前各月合计的数，不问就记；-o 的文件已经有了，也覆盖"
        ),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会记下什么，不写入")] = False,
    form: FormatOption = None,
    output: OutputOption = None,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """记各单位一个月公开的条数，写进 quotas.yaml：写在命令里，或者从表里读。

    记的是当月数，不是累计数。未报不是 0：没有报的单位不记。有一处不对就一个数也不写入，
    所有不对的地方一次说清。像是写了累计数的（超过年度任务，或者正好等于以前各月的合计），先问一句。
    """
    # Imported late: Tab asks for the options alone, and must not wait for the schemas.
    from anju_cli.cli.workflows.record_counts import MonthCounts, read_count_table

    environment: Environment = ctx.obj
    chosen_format(form, output, FORMATS)  # before anything is written
    refuse_existing(output, environment)
    folder = resolve_folder(environment, data)
    now, _ = resolve_today(environment, today)
    columns = {"--unit-column": unit_column, "--count-column": count_column, "--sheet": sheet}
    _check_source(source, columns, counts)
    table = None
    if source is not None:
        table = read_count_table(source, unit_column, count_column, sheet, environment)
    line, words = typed_line(ctx), counts or []
    month_counts = MonthCounts(
        environment,
        folder,
        month,
        words,
        table,
        now,
        line,
        replace=replace,
        dry_run=dry_run,
        force=force,
    )
    month_counts.record(form, output)


def _check_source(
    source: Path | None, columns: Mapping[str, str | None], counts: Sequence[str] | None
) -> None:
    """Refuse counts beside a table, neither of them, and ``columns`` without a table.

    ``columns`` are the options that say where in a table the counts are.
    """
    if source is not None:
        if counts:
            raise refusal("--table", "条数要么写在命令里，要么从表里读，不能两样都写")
        return
    for option, value in columns.items():
        if value is not None:
            raise refusal(option, "要和 --table 一起用，说明是哪个文件")
    if not counts:
        raise refusal(
            "参数 单位=条数",
            "没有写条数。写成 anju record 2021-06 司法局=18，或者用 --table 写明从哪个表里读",
        )
