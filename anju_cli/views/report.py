"""The circular (通报) of a month: as a letter, and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from anju_cli.document import (
    Bar,
    Block,
    Book,
    Cell,
    Chart,
    Column,
    Heading,
    Page,
    Paragraph,
    Record,
    Section,
    Sheet,
    SheetChart,
    Table,
)
from anju_cli.numerals import chinese
from anju_cli.pace import Light, percent, points, rounded
from anju_cli.plan import Plan
from anju_cli.queries.history import history_of_all
from anju_cli.queries.quotas import QuotaRow
from anju_cli.queries.report import ALL, Report, ReportDuty, ReportPart, ReportRow
from anju_cli.views.deadlines import duty_record
from anju_cli.views.history import history_listing
from anju_cli.views.quotas import (
    LIGHT_STYLES,
    kind_record,
    lights_note,
    number_cell,
    pace_words,
    quota_record,
)
from anju_cli.views.words import DASH, day_cell, due_note, names, state_cell
from anju_cli.wordings.filling import fill

if TYPE_CHECKING:
    from anju_cli.wordings.report import ReportWording

_LIGHTS: tuple[Light, ...] = ("绿", "蓝", "黄", "红")


def long_day(day: date) -> str:
    """A day as documents write it: 2021年7月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


class _Sayer:
    """The sentences of a template, filled in with what every one of them knows."""

    def __init__(self, plan: Plan, report: Report, wording: ReportWording) -> None:
        self.plan, self.report, self.wording = plan, report, wording
        day = long_day(report.as_of)
        self._known = {
            "年": report.month[:4],
            "月": str(int(report.month[5:])),
            "日期": day,
            "截至": f"截至{day}",
            "计划": plan.info.title,
            "印发单位": plan.info.issuer,
        }

    def __call__(self, sentence: str, **more: str | int) -> str:
        words = {name: str(value) for name, value in more.items()}
        return fill(sentence, {**self._known, **words})


# -- the letter ------------------------------------------------------------


def report_page(plan: Plan, report: Report, wording: ReportWording) -> Page:
    """What ``anju report`` answers."""
    say = _Sayer(plan, report, wording)
    heads = wording.headings
    opening = [wording.opening] if report.is_over else [wording.opening, wording.unfinished]
    parts = (
        (heads.situation, _situation(say)),
        (heads.problems, _problems(say)),
        (heads.demands, _numbered(say, wording.demands)),
    )
    return Page(
        title=say(wording.title),
        blocks=tuple(Paragraph(say(sentence)) for sentence in opening),
        sections=tuple(
            Section(f"{chinese(number)}、{say(heading)}", blocks)
            for number, (heading, blocks) in enumerate(parts, start=1)
        ),
        record=report_record(report),
        recipients=say(wording.recipients) if wording.recipients else "",
        signature=(plan.info.issuer, long_day(report.today)),
    )


def _numbered(say: _Sayer, sentences: Sequence[str]) -> tuple[Block, ...]:
    if len(sentences) == 1:
        return (Paragraph(say(sentences[0])),)
    return tuple(
        Paragraph(f"（{chinese(number) if number < 100 else number}）{say(sentence)}")
        for number, sentence in enumerate(sentences, start=1)
    )


def _under(headed: Sequence[tuple[str, Sequence[Block]]]) -> tuple[Block, ...]:
    """Blocks under headings （一）, （二）, …"""
    found: list[Block] = []
    for number, (heading, blocks) in enumerate(headed, start=1):
        found += [Heading(f"（{chinese(number)}）{heading}"), *blocks]
    return tuple(found)


def _situation(say: _Sayer) -> tuple[Block, ...]:
    plan, report, heads = say.plan, say.report, say.wording.headings
    headed: list[tuple[str, Sequence[Block]]] = [(say(heads.overall), _overall(say))]
    for part in report.parts:
        heading = heads.bureaus if part is report.bureaus else heads.towns
        notes = () if len(headed) > 1 else _rules(plan, report)  # once, under the first
        blocks: list[Block] = [replace(_part_table(part), notes=notes)]
        if part.sums.standing.published is not None:
            blocks.append(_chart(report, part))
        headed.append((say(heading), blocks))
    rows = [row.history for row in report.all.rows]
    sums = history_of_all(ALL, rows)
    listing = history_listing(plan, rows, sums, report.as_of, by_kind=False, title="")
    headed.append((say(heads.months), [listing.table]))
    return _under(headed)


def _overall(say: _Sayer) -> list[Block]:
    words, report = say.wording.situation, say.report
    said = [say(words.pace, 序时进度=pace_words(say.plan, report.as_of))]
    parts = report.parts if len(report.parts) == 1 else (*report.parts, report.all)
    for part in parts:
        said.append(_sum_sentence(say, part))
    for part in report.parts:
        if part.sums.standing.published is None:
            continue
        counts = {light: len(part.lights(light)) for light in _LIGHTS}
        said.append(say(words.lights, 范围=part.name, 未报数=part.unreported, **counts))
        top = part.top(say.wording.limits.top_units)
        if top:
            listed = "、".join(f"{row.name}（{_rate(row.quota)}）" for row in top)
            said.append(say(words.top, 范围=part.name, 名单=listed, 个数=len(top)))
    return [Paragraph(sentence) for sentence in said]


def _sum_sentence(say: _Sayer, part: ReportPart) -> str:
    where, words = part.sums.standing, say.wording.situation
    values: dict[str, str | int] = {
        "范围": part.name,
        "单位数": len(part.rows),
        "任务": where.target,
        "本月": 0 if part.this_month is None else part.this_month,
        "累计": 0 if where.published is None else where.published,
        "完成率": _rate(part.sums),
        "序时应完成": where.expected,
        "超欠": DASH.text if where.gap is None else points(where.gap),
        "差距": DASH.text if where.gap is None else gap_words(where.gap),
        "未报数": part.unreported,
    }
    if where.published is None:
        return say(words.none_reported, **values)
    sentence = words.sum if part.this_month is not None else words.none_this_month
    more = say(words.some_unreported, **values) if part.unreported else ""
    return say(sentence, **values) + more


def gap_words(gap: Fraction) -> str:
    """How far from the pace: 落后序时进度2.5个百分点."""
    if gap == 0:
        return "与序时进度持平"
    shown = points(abs(gap)).removeprefix("+")
    size = "不到0.1" if shown == "0.0" else shown
    return f"{'落后' if gap < 0 else '超过'}序时进度{size}个百分点"


def _rate(row: QuotaRow) -> str:
    return DASH.text if row.standing.rate is None else percent(row.standing.rate)


def _chart(report: Report, part: ReportPart) -> Chart:
    def bar(row: ReportRow) -> Bar:
        where = row.quota.standing
        if where.published is None:
            return Bar(row.name, None, "未报", "yellow")
        style = LIGHT_STYLES[where.light] if where.light else "plain"
        return Bar(row.name, where.rate, f"{_rate(row.quota)} {where.light}", style)

    return Chart(
        f"{part.name}完成率",
        tuple(map(bar, part.rows)),
        report.pace,
        f"序时进度 {percent(report.pace)}",
    )


# -- problems --------------------------------------------------------------


def _problems(say: _Sayer) -> tuple[Block, ...]:
    heads = say.wording.headings
    return _under(
        (
            (say(heads.counts), _count_problems(say)),
            (say(heads.missed), _missed(say)),
            (say(heads.coming), _coming(say)),
        )
    )


def _count_problems(say: _Sayer) -> list[Block]:
    words, limits, rows = say.wording.troubles, say.wording.limits, say.report.all.rows
    never = [row.name for row in rows if row.is_unreported]
    if never:
        said = [say(words.unreported, 名单=names(never), 个数=len(never))]
    else:
        said = [say(words.nobody_unreported)]
    silent = [row.name for row in rows if _is_silent(row)]
    if silent:
        said.append(say(words.this_month, 名单=names(silent), 个数=len(silent)))
    for light in limits.named_lights:
        found = say.report.all.lights(light)
        listed = names([f"{row.name}（{_gap(row)}）" for row in found])
        sentence = words.lights if found else words.nobody_lights
        said.append(say(sentence, 灯=light, 名单=listed, 个数=len(found)))
    blank = [row for row in rows if not row.is_unreported and len(row.blank) >= limits.blank_months]
    if blank:
        listed = names([f"{row.name}（{_months(row.blank)}）" for row in blank])
        values: dict[str, str | int] = {"个数": len(blank), "月数": limits.blank_months}
        said.append(say(words.blank_months, 名单=listed, **values))
    return [Paragraph(sentence) for sentence in said]


def _is_silent(row: ReportRow) -> bool:
    """Whether a unit has reported before, but not this month."""
    return not row.is_unreported and row.this_month is None


def _gap(row: ReportRow) -> str:
    gap = row.quota.standing.gap
    return DASH.text if gap is None else points(gap)


def _months(months: Sequence[str]) -> str:
    return "、".join(f"{int(month[5:])}月" for month in months)


def _missed(say: _Sayer) -> list[Block]:
    words, found = say.wording.troubles, say.report.missed
    if not found:
        return [Paragraph(say(words.nothing_missed))]
    listed = names([one.row.duty.id for one in found])
    said = say(words.missed, 名单=listed, 个数=len(found))
    return [Paragraph(said), _duty_table(say.report, found, (due_note(say.plan.info),))]


def _coming(say: _Sayer) -> list[Block]:
    words, found = say.wording.troubles, say.report.coming
    listed = names([one.row.duty.id for one in found])
    sentence = words.coming if found else words.nothing_coming
    days = say.wording.limits.coming_days
    said = say(sentence, 名单=listed, 个数=len(found), 天数=days)
    notes = () if say.report.missed else (due_note(say.plan.info),)
    return [Paragraph(said), *([_duty_table(say.report, found, notes)] if found else [])]


def _duty_table(report: Report, found: Sequence[ReportDuty], notes: tuple[str, ...] = ()) -> Table:
    """Duties as they stood on the day of the report; where that is past, and since then."""
    columns = [Column("编号", "right"), Column("期限"), Column("事项"), Column("牵头单位")]
    if report.today > report.as_of:
        columns += [Column(f"{report.as_of} 的状态"), Column(f"到 {report.today}")]
    else:
        columns.append(Column("状态"))
    rows = tuple(_duty_cells(one)[: len(columns)] for one in found)
    return Table(tuple(columns), rows, notes=notes)


def _duty_cells(one: ReportDuty) -> tuple[Cell, ...]:
    duty, done = one.row.duty, one.done_since
    return (
        Cell(duty.id),
        day_cell(duty.due),
        Cell(duty.what),
        Cell(names(one.row.units)),
        state_cell(duty),
        Cell(f"已于 {done} 办结", "green") if done else Cell("未办结", "yellow"),
    )


# -- tables ----------------------------------------------------------------

_COLUMNS = (
    Column("排名", "right"),
    Column("单位"),
    Column("类别"),
    Column("年度任务", "right"),
    Column("本月", "right"),
    Column("累计", "right"),
    Column("完成率", "right"),
    Column("序时应完成", "right"),
    Column("超欠", "right"),
    Column("月均还需", "right"),
    Column("灯"),
    Column("备注"),
)
_RATE = 6
"""Where the rate stands among the columns."""


def _part_table(part: ReportPart, title: str = "") -> Table:
    total = _cells(part.sums, part.this_month, f"{len(part.rows)} 个单位", "")
    rows = tuple(
        _cells(row.quota, row.this_month, row.quota.kind, remark(row)) for row in part.rows
    )
    return Table(_COLUMNS, rows, title, total if len(rows) > 1 else None)


def _cells(row: QuotaRow, this_month: int | None, kind: str, said: str) -> tuple[Cell, ...]:
    where = row.standing
    unreported = Cell("未报", "yellow")
    style = LIGHT_STYLES[where.light] if where.light else "plain"
    published = unreported if where.published is None else number_cell(where.published)
    if row.units > 1:
        missing = f"{row.unreported} 个未报" if row.unreported else ""
        said = "；".join(part for part in (said, missing) if part)
    return (
        number_cell(row.rank),
        Cell(row.name),
        Cell(kind),
        number_cell(where.target),
        unreported if this_month is None else number_cell(this_month),
        published,
        DASH if where.rate is None else Cell(percent(where.rate), value=where.rate),
        number_cell(where.expected),
        DASH if where.gap is None else Cell(points(where.gap), style, where.gap * 100),
        number_cell(where.needed_per_month),
        Cell(where.light, style) if where.light else DASH,
        Cell(said),
    )


def remark(row: ReportRow) -> str:
    """The change of rank (↑2, ↓1, —, 新), and that a unit did not report."""
    if row.is_unreported:
        return "未报过"
    change = change_words(row)
    if row.this_month is not None:
        return change
    return f"{change}；本月未报" if change not in ("", "—") else "本月未报"


def change_words(row: ReportRow) -> str:
    """↑2, ↓1, — for the same rank, 新; nothing where there is nothing to compare."""
    if row.rise is None:
        return "新" if row.is_new else ""
    if row.rise == 0:
        return "—"
    return f"↑{row.rise}" if row.rise > 0 else f"↓{-row.rise}"


def _rules(plan: Plan, report: Report) -> tuple[str, ...]:
    """By which rules the numbers of the tables were found."""
    first = "" if report.all.rows and report.all.rows[0].is_first_month else _CHANGES
    return (
        f"数字截至 {report.as_of}（含当日）。序时应完成 = 年度任务 × 序时进度，不足一条算一条；"
        "超欠 = 完成率 − 序时进度，单位是百分点；月均还需按没过完的月数平摊。",
        lights_note(plan.schedule.steps),
        "排名按完成率，部门和镇（街道）分开排，并列同名次；合计的完成率 = 累计之和 ÷ 任务之和；"
        f"未报不按 0 计。{first}",
    )


_CHANGES = "备注里的 ↑ ↓ 是比上月底的名次升、降几位，— 是不变，新 是上月底还没有名次。"


# -- the workbook ----------------------------------------------------------


def report_book(plan: Plan, report: Report, wording: ReportWording) -> Book:
    """The tables of the report as a workbook."""
    title = _Sayer(plan, report, wording)(wording.title)
    sheets = []
    for part, name in ((report.bureaus, "部门"), (report.towns, "镇街道")):
        table = _wide(_part_table(part, f"{title}：{part.name}"), report, part)
        table = replace(table, notes=_rules(plan, report))
        chart = SheetChart(f"{part.name}完成率", "单位", ("完成率",), "序时进度")
        sheets.append(Sheet(name, table, chart if part.rows else None, "没有这一类单位。"))
    rows = [row.history for row in report.all.rows]
    sums = history_of_all(ALL, rows)
    months = history_listing(
        plan, rows, sums, report.as_of, by_kind=False, title=f"{title}：逐月"
    ).table
    duties = replace(
        _duty_table(report, (*report.missed, *report.coming), (due_note(plan.info),)),
        title=f"{title}：逾期和近期到期的时限",
    )
    empty = "没有逾期的和近期到期的时限。"
    sheets += [Sheet("逐月", months), Sheet("时限", duties, None, empty)]
    return Book(title, tuple(sheets), lambda: report_record(report))


def _wide(table: Table, report: Report, part: ReportPart) -> Table:
    """The table with the pace, which the chart draws as a line, and the rank before."""
    pace = Cell(percent(report.pace), value=report.pace)

    def widened(cells: tuple[Cell, ...], before: Cell) -> tuple[Cell, ...]:
        return (*cells[: _RATE + 1], pace, *cells[_RATE + 1 : -1], before, cells[-1])

    heads = table.columns
    columns = (
        *heads[: _RATE + 1],
        Column("序时进度", "right"),
        *heads[_RATE + 1 : -1],
        Column("上月排名", "right"),
        heads[-1],
    )
    rows = tuple(
        widened(cells, number_cell(row.rank_before))
        for cells, row in zip(table.rows, part.rows, strict=True)
    )
    total = widened(table.total, DASH) if table.total else None
    return Table(columns, rows, table.title, total, table.notes)


# -- for programs ----------------------------------------------------------


def report_record(report: Report) -> Record:
    """The report for programs: ``pace`` and rates are parts of 1 (4 decimals). ``change``
    is how many ranks a unit has risen since the month before, null where it cannot be
    said; ``this_month`` is null without a report, which is not 0."""
    return {
        "month": report.month,
        "as_of": report.as_of.isoformat(),
        "today": report.today.isoformat(),
        "month_is_over": report.is_over,
        "pace": rounded(report.pace, 4),
        "units": [_row_record(row) for row in report.all.rows],
        "sums": [
            {**kind_record(part.sums), "kind": part.name, "this_month": part.this_month}
            for part in (*report.parts, report.all)
        ],
        "unreported": [row.name for row in report.all.rows if row.is_unreported],
        "unreported_this_month": [row.name for row in report.all.rows if _is_silent(row)],
        "red": [row.name for row in report.all.lights("红")],
        "blank_months": {row.name: list(row.blank) for row in report.all.rows if row.blank},
        "missed": [_duty_record(one) for one in report.missed],
        "coming": [_duty_record(one) for one in report.coming],
    }


def _row_record(row: ReportRow) -> Record:
    return {
        **quota_record(row.quota),
        "this_month": row.this_month,
        "rank_before": row.rank_before,
        "change": row.rise,
        "counts": list(row.history.counts),
    }


def _duty_record(one: ReportDuty) -> Record:
    done = one.done_since.isoformat() if one.done_since else None
    return {**duty_record(one.row), "done_since": done}
