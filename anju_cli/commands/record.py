"""anju record"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from anju_cli.amending import Drop, Put
from anju_cli.baseline import only_new
from anju_cli.checks import FileKind
from anju_cli.counts.changes import Intended, intended
from anju_cli.counts.entries import Entry, Fault, Reading, read_table
from anju_cli.counts.file import read_sheets
from anju_cli.counts.layout import Layout, Wanted, find_table
from anju_cli.counts.months import check_month, typed_month
from anju_cli.counts.sheet import Sheet, Unreadable
from anju_cli.counts.typed_entries import typed_entry
from anju_cli.environment import Environment
from anju_cli.folders import Folder
from anju_cli.loader import Loaded
from anju_cli.options import DataOption, FormatOption, OutputOption
from anju_cli.outlet import chosen_format, send
from anju_cli.plan import Plan
from anju_cli.recording import amendments
from anju_cli.render.count_faults import count_faults_text
from anju_cli.render.output import FORMATS, write_text
from anju_cli.render.problems import problems_text
from anju_cli.session import the_folder
from anju_cli.typed import Untyped
from anju_cli.views.record import month_remarks, record_listing
from anju_cli.writing import Written, rewrite_plan

EXAMPLES = """\
anju record 2021-06 司法局=18 财政局=25
anju record 2021-06 --from 统计.xlsx --dry-run
anju record 2021-06 --from 统计.csv --count-column 公开数
anju record 2021-06 司法局=20 --replace"""


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
            "--from",
            metavar="文件",
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
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会记下什么，不写入")] = False,
    form: FormatOption = None,
    output: OutputOption = None,
    data: DataOption = None,
) -> None:
    """记各单位一个月公开的条数，写进 quotas.yaml：写在命令里，或者从表里读。

    记的是当月数，不是累计数。未报不是 0：没有报的单位不记。有一处不对就一个数也不写入，
    所有不对的地方一次说清。
    """
    environment: Environment = ctx.obj
    chosen_format(form, output, FORMATS)  # before anything is written
    folder = the_folder(environment, data)
    table = _table(source, unit_column, count_column, sheet, counts, environment)
    recording = _Recording(environment, month, counts or [], table, replace=replace)
    written = rewrite_plan(environment, folder, recording.amend, dry_run=dry_run)
    listing = record_listing(recording.intended, is_dry=dry_run)
    remarks = [*recording.remarks(written), *_last(folder, recording, written, dry_run=dry_run)]
    try:
        send(listing, form, output, environment, remarks)
    except typer.BadParameter:
        if written.contents and not dry_run:
            write_text("条数已经记好，只是这份结果没有写出来。\n", environment.stderr)
        raise
    new = only_new(written.after.problems, written.before.problems)
    if new:
        write_text(problems_text(new, environment, to_stderr=True), environment.stderr)


@dataclass(frozen=True)
class _Table:
    """A file with a table, and what was said of where in it the counts are."""

    shown: str
    sheets: Sequence[Sheet]
    unit_column: str | None
    count_column: str | None
    sheet: str | None


def _table(
    source: Path | None,
    unit_column: str | None,
    count_column: str | None,
    sheet: str | None,
    counts: Sequence[str] | None,
    environment: Environment,
) -> _Table | None:
    """The file that is named; None where counts are typed. Both, or neither, is refused."""
    if source is not None and counts:
        raise typer.BadParameter(
            "条数要么写在命令里，要么从表里读，不能两样都写", param_hint="选项 --from"
        )
    if source is None:
        options = {
            "--unit-column": unit_column,
            "--count-column": count_column,
            "--sheet": sheet,
        }
        for option, value in options.items():
            if value is not None:
                raise typer.BadParameter(
                    "要和 --from 一起用，说明是哪个文件", param_hint=f"选项 {option}"
                )
        if not counts:
            raise typer.BadParameter(
                "没有写条数。写成 anju record 2021-06 司法局=18，或者用 --from 写明从哪个表里读",
                param_hint="参数 单位=条数",
            )
        return None
    try:
        sheets = read_sheets(environment.cwd / source, str(source))
    except Unreadable as error:
        raise typer.BadParameter(str(error), param_hint=f"选项 {error.option}") from None
    return _Table(str(source), sheets, unit_column, count_column, sheet)


@dataclass
class _Recording:
    """One month's counts on their way into the plan. What they change is found out while
    the plan is locked: ``amend`` is called then, with the plan as it is."""

    environment: Environment
    typed: str
    words: Sequence[str]
    table: _Table | None
    replace: bool = field(kw_only=True)
    intended: Intended = field(init=False)
    _read: list[str] = field(init=False, default_factory=list)

    def amend(self, _: Loaded, plan: Plan) -> Mapping[FileKind, Sequence[Put | Drop]]:
        """The amendments that the counts come to. Raises typer.BadParameter where month or
        counts are typed wrongly; ends the program with 1 where the table has faults. All
        that is wrong is said: a wrong month does not hide the counts."""
        # Not --today: the day of the clock is the one that the written file is checked by.
        month, refused = _month(self.typed, plan, self.environment.clock())
        refusals = [] if refused is None else [("参数 月份", refused)]
        faults: Sequence[Fault] = ()
        try:
            if month is not None or self.table is None:  # a table's columns go by the month
                entries, faults = self._entries(month or "", plan)
                self.intended = intended(entries, month or "", plan, replace=self.replace)
                faults = sorted((*faults, *self.intended.faults), key=lambda fault: fault.row)
        except Unreadable as error:
            refusals.append((f"选项 {error.option}", str(error)))
        if faults and self.table is None:
            said = "；".join(f"{fault.place}{_joined(fault)}" for fault in faults)
            refusals.append(("参数 单位=条数", said))
        elif faults:
            write_text(count_faults_text(faults), self.environment.stderr)
        if refusals:
            hints, texts = zip(*refusals, strict=True)
            raise typer.BadParameter("；".join(texts), param_hint="、".join(hints))
        if faults:
            raise typer.Exit(1)
        return {"quotas": amendments(self.intended.changes, self.intended.month, plan)}

    def _entries(self, month: str, plan: Plan) -> tuple[Sequence[Entry], Sequence[Fault]]:
        if self.table is None:
            found = [typed_entry(word, number) for number, word in enumerate(self.words)]
            entries = [one for one in found if isinstance(one, Entry)]
            return entries, [one for one in found if isinstance(one, Fault)]
        reading = self._reading(self.table, month, plan)
        return reading.entries, reading.faults

    def _reading(self, table: _Table, month: str, plan: Plan) -> Reading:
        def knows(name: str) -> bool:
            return bool(name) and plan.register.find(name) is not None

        columns = table.unit_column, table.count_column
        layout = find_table(table.sheets, Wanted(month, knows, *columns, table.sheet))
        reading = read_table(layout, knows)
        self._read = [*_title_remark(layout, month), *reading.remarks]
        return reading

    def remarks(self, written: Written) -> list[str]:
        """What is to be said besides the table of changes."""
        return [*self._read, *month_remarks(self.intended, written.old, written.new)]


def _month(typed: str, plan: Plan, today: date) -> tuple[str | None, str | None]:
    """The month, None where nobody can tell which is meant; and why it is refused."""
    month = None
    try:
        month = typed_month(typed, plan.quotas.year)
        check_month(month, plan.schedule, today)
    except Untyped as error:
        return month, str(error)
    return month, None


def _joined(fault: Fault) -> str:
    """A fault of a word, to follow it: “甲局=x”里的…, “甲局=1”：…"""
    sign = "" if fault.said.startswith("里") else "："
    return f"{sign}{fault.said}。{fault.todo}"


def _title_remark(layout: Layout, month: str) -> list[str]:
    title = layout.title_of_another_month(month)
    if title is None:
        return []
    return [f"请核对月份：记的是 {month}，表的名称或标题却是“{title}”。"]


def _last(folder: Folder, recording: _Recording, written: Written, *, dry_run: bool) -> list[str]:
    """Whether it is written, and what to do next."""
    named = f' --data "{folder.shown}"' if " " in folder.shown else f" --data {folder.shown}"
    month = recording.intended.month
    report = f"看这个月的通报：anju report {month}{named if folder.origin == 'option' else ''}"
    file = written.before.files["quotas"]
    if not written.contents:
        return ["没有变化，没有写入。", report]
    if dry_run:
        return [f"还没有写入；去掉 --dry-run 就写入 {file}。"]
    return [f"已写入 {file}。{report}"]
