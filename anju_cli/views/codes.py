"""What the codes of diagnostics mean: the list of them, and each in full."""

from __future__ import annotations

from collections.abc import Sequence

from anju_cli.render.document import Cell, Column, Listing, Page, Paragraph, Section, Table
from anju_cli.validation.codes import Explanation


def titles_listing(found: Sequence[Explanation]) -> Listing:
    """The codes by their titles; everything about them for programs."""
    columns = (Column("编号"), Column("查的是"), Column("级别"), Column("问题"))
    rows = tuple(
        (Cell(one.code), Cell(one.group), Cell(one.level), Cell(one.title)) for one in found
    )
    notes = ("每个编号的详细说明和例子：anju explain 编号",)
    return Listing(
        Table(columns, rows, f"问题编号（{len(rows)}）", notes=notes),
        lambda: [one._asdict() for one in found],
        empty="没有编号。",
    )


def whole_listing(found: Sequence[Explanation]) -> Listing:
    """Everything in columns, for programs."""
    headings = (
        "编号",
        "问题",
        "意思",
        "例子所在的文件",
        "错误的写法",
        "正确的写法",
        "怎样改",
        "级别",
        "可以忽略",
    )
    words = {True: "是", False: "否"}
    rows = tuple(
        tuple(Cell(words[field] if isinstance(field, bool) else field) for field in one)
        for one in found
    )
    table = Table(tuple(map(Column, headings)), rows)
    return Listing(table, lambda: [one._asdict() for one in found], empty="没有编号。")


def codes_page(found: Sequence[Explanation]) -> Page:
    """Each code in full, to read."""
    if len(found) == 1:
        return Page(_heading(found[0]), _paragraphs(found[0]), (), {})
    sections = tuple(Section(_heading(one), _paragraphs(one)) for one in found)
    return Page(f"{len(found)} 个问题编号", (), sections, {})


def _heading(one: Explanation) -> str:
    level = "" if one.level == "错误" else f"（{one.level}）"
    return f"{one.code} {one.title}{level}"


def _paragraphs(one: Explanation) -> tuple[Paragraph, ...]:
    return (
        Paragraph(one.meaning),
        *(
            Paragraph("\n".join([f"{name}：", *(f"  {line}" for line in lines)]))
            for name, lines in one.examples
        ),
        Paragraph(f"怎样改：{one.advice}"),
        *([Paragraph(one.how_to_suppress)] if one.can_stand else []),
    )
