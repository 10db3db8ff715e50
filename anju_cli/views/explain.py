"""``anju explain``: the codes of diagnostics, in a list or each in full."""

from __future__ import annotations

from collections.abc import Sequence

from anju_cli.render.document import Cell, Column, Hinted, Listing, Page, Paragraph, Section, Table
from anju_cli.validation.codes import Explanation
from anju_cli.views.columns import ColumnOf, table_of


def titles_listing(explanations: Sequence[Explanation]) -> Listing:
    """List the codes by their titles; for programs with everything about them."""
    columns: tuple[ColumnOf[Explanation], ...] = (
        ColumnOf("编号", lambda each: each.code),
        ColumnOf("查的是", lambda each: each.group),
        ColumnOf("级别", lambda each: each.level),
        ColumnOf("问题", lambda each: each.title),
    )
    title = f"问题编号（{len(explanations)}）"
    notes = (Hinted("", "每个编号的详细说明和例子：anju explain 编号"),)
    return _listing(table_of(columns, explanations, title, notes=notes), explanations)


def whole_listing(explanations: Sequence[Explanation]) -> Listing:
    """List the codes with everything about them in columns, for programs."""
    headings = (
        *("编号", "问题", "意思", "例子所在的文件", "错误的写法", "正确的写法", "怎样改"),
        *("级别", "可以忽略"),
    )
    words = {True: "是", False: "否"}
    rows = tuple(
        tuple(Cell(words[field] if isinstance(field, bool) else field) for field in explanation)
        for explanation in explanations
    )
    return _listing(Table(tuple(map(Column, headings)), rows), explanations)


def _listing(table: Table, explanations: Sequence[Explanation]) -> Listing:
    return Listing(table, lambda: [each._asdict() for each in explanations], empty="没有编号。")


def codes_page(explanations: Sequence[Explanation]) -> Page:
    """Show each code in full, to read."""
    if len(explanations) == 1:
        return Page(_heading(explanations[0]), _paragraphs(explanations[0]), (), {})
    sections = tuple(Section(_heading(each), _paragraphs(each)) for each in explanations)
    return Page(f"{len(explanations)} 个问题编号", (), sections, {})


def _heading(explanation: Explanation) -> str:
    level = "" if explanation.level == "错误" else f"（{explanation.level}）"
    return f"{explanation.code} {explanation.title}{level}"


def _paragraphs(explanation: Explanation) -> tuple[Paragraph, ...]:
    return tuple(map(Paragraph, explanation.paragraphs))
