"""``anju status``: one screen about the whole plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from anju_cli.diagnostics import Diagnostic
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow
from anju_cli.queries.quotas import QuotaRow
from anju_cli.render.document import Cell, Fields, Hinted, Page, Paragraph, Record, Section
from anju_cli.text.command_line import CommandLine
from anju_cli.views.deadlines import brief_duty_table, duty_record
from anju_cli.views.quotas import counted_words, kind_record
from anju_cli.views.words import percent_cell, year_over_notes

SHOWN = 5
"""Rows of each list: the page is one screen, the whole lists are a command away."""

HORIZON = 30
"""Days ahead that count as coming up."""


def status_page(
    plan: Plan,
    duties: Sequence[DutyRow],
    quotas: Sequence[QuotaRow],
    total: QuotaRow,
    warnings: Sequence[Diagnostic],
    today: date,
    day_source: str,
    folder: str,
    folder_source: str,
    line: CommandLine,
) -> Page:
    """Answer ``anju status`` from every duty and quota of the plan.

    The sources say in Chinese why this day and this folder.
    """
    overdue = [row for row in duties if row.duty.state == "overdue"]
    coming = [
        row for row in duties if row.duty.is_due_within(HORIZON) and row.duty.state != "overdue"
    ]
    undated = [row for row in duties if row.duty.due is None and row.duty.done_on is None]
    done = [row for row in duties if row.duty.done_on is not None]
    counts = (
        f"逾期 {len(overdue)}，{HORIZON} 天内到期 {len(coming)}，"
        f"无固定日期 {len(undated)}，已办结 {len(done)}"
    )
    info = plan.info
    fields = Fields(
        (
            ("印发", Cell(f"{info.issuer}，{info.issued}")),
            ("今天", Cell(Hinted(str(today), f"（{day_source}）"))),
            ("数据", Cell(Hinted(folder, f"（{folder_source}）"))),
            ("任务", Cell(f"{len(plan.sections)} 个部分，{len(plan.tasks)} 项任务")),
            ("时限", Cell(counts, "red" if overdue else "plain")),
            ("目标任务", Cell(_quota_words(quotas, total))),
            ("计数", Cell(counted_words(plan, total, today))),
            ("数据问题", _warnings_cell(warnings, line)),
        )
    )
    over = (Paragraph(note, "yellow") for note in year_over_notes(plan, today, line))
    sections = (
        _section(
            f"逾期（{len(overdue)}）",
            overdue,
            "没有逾期的。",
            line.other("deadlines").having("--overdue"),
        ),
        _section(
            f"{HORIZON} 天内到期（{len(coming)}）",
            coming,
            f"{HORIZON} 天内没有到期的。",
            line.other("deadlines"),
            Paragraph(
                Hinted("期限含当日。", f"最后工作日和牵头单位见 {line.other('deadlines')}"), "muted"
            ),
        ),
    )
    record: Record = {
        "plan": {
            "title": info.title,
            "issuer": info.issuer,
            "issued": info.issued.isoformat(),
            "year": info.year,
        },
        "today": today.isoformat(),
        "data": folder,
        "tasks": len(plan.tasks),
        "overdue": [duty_record(plan, row) for row in overdue],
        "coming": [duty_record(plan, row) for row in coming],
        "undated": len(undated),
        "done": len(done),
        "quotas": kind_record(total),
        "lights": dict(_lights(quotas)),
        "problems": [diagnostic.as_record() for diagnostic in warnings],
    }
    return Page(f"{info.title}（{info.year} 年度）", (*over, fields), sections, record)


def _quota_words(quotas: Sequence[QuotaRow], total: QuotaRow) -> str:
    standing = total.standing
    if standing.published is None:
        nobody = "；各单位都未报" if total.unreported else ""
        return f"{total.units} 个单位共 {standing.target} 条{nobody}"
    lights = "、".join(f"{light} {count}" for light, count in _lights(quotas).items())
    incomplete = f"；缺报 {total.incomplete}" if total.incomplete else ""
    return (
        f"{total.units} 个单位共 {standing.target} 条，已公开 {standing.published} 条，"
        f"完成 {percent_cell(standing.rate).text}；{lights}{incomplete}"
    )


def _lights(quotas: Sequence[QuotaRow]) -> Counter[str]:
    """Count the units that have each light, and those without a report; in that order."""
    counts = Counter(row.light for row in quotas)
    return Counter({light: counts[light] for light in ("绿", "蓝", "黄", "红", "未报")})


def _warnings_cell(warnings: Sequence[Diagnostic], line: CommandLine) -> Cell:
    if not warnings:
        return Cell("没有", "green")
    return Cell(Hinted(f"{len(warnings)} 处提示", f"，详见 {line.other('validate')}"), "yellow")


def _section(
    heading: str, rows: Sequence[DutyRow], none: str, more: CommandLine, *after: Paragraph
) -> Section:
    if not rows:
        return Section(heading, (Paragraph(none, "muted"), *after))
    hidden = len(rows) - SHOWN
    note = (Hinted(f"还有 {hidden} 项，", f"全部列出：{more}"),) if hidden > 0 else ()
    return Section(heading, (brief_duty_table(rows[:SHOWN], note), *after))
