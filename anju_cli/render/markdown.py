"""Draw listings and pages as Markdown (GitHub's tables, CommonMark for the rest)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from anju_cli.render.document import (
    Bar,
    Block,
    Cell,
    Chart,
    Column,
    Fields,
    Heading,
    Listing,
    Page,
    Paragraph,
    Table,
)
from anju_cli.render.terminal.charts import blocks, eighths_of
from anju_cli.text.invisible import visible

# An underscore within a word and a lone & mean themselves; addresses are full of both.
_SPECIAL = re.compile(r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_BAR = 24  # columns
_STARTS_A_BLOCK = re.compile(r"(?m)^(\s*)(?:([#>+=-])|(\d+)([.)]))")


def listing_markdown(listing: Listing) -> str:
    """Draw the title as a heading, the table (or ``empty``), the notes as a list."""
    return joined(_table(listing.table, level=1, empty=listing.empty))


def pages_markdown(pages: Sequence[Page]) -> str:
    """Draw pages one after the other, a rule between two."""
    return "\n---\n\n".join(map(page_markdown, pages))


def page_markdown(page: Page) -> str:
    """Draw a page with its sections as second headings."""
    parts = [_flow(page.number), f"# {_inline(page.title)}"]
    if page.recipients:
        parts.append(_flow(page.salutation))
    for block in page.blocks:
        parts += _block(block, level=2)
    for section in page.sections:
        parts.append(f"## {_inline(section.heading)}")
        for block in section.blocks:
            parts += _block(block, level=3)
    if page.signature:  # a backslash ends a line within a paragraph
        parts.append("\\\n".join(map(_flow, page.signature)))
    parts.append(_flow(page.copied_to))
    return joined(parts)


def joined(parts: Iterable[str]) -> str:
    """Join paragraphs and other blocks, an empty line between two."""
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block, level: int) -> list[str]:
    if isinstance(block, Fields):
        rows = block.rows
        return ["\n".join(f"- **{_inline(name)}**：{_inline(cell.text)}" for name, cell in rows)]
    if isinstance(block, Paragraph):
        return [_flow(line) for line in block.text.split("\n")]
    if isinstance(block, Heading):
        return [f"{'#' * level} {_inline(block.text)}"]
    if isinstance(block, Chart):
        return _chart(block, level)
    return _table(block, level, empty="（无）")


def _table(table: Table, level: int, empty: str) -> list[str]:
    title = f"{'#' * level} {_inline(table.title)}" if table.title else ""
    body = _grid(table) if table.rows else _flow(empty)
    return [title, body, "\n".join(f"- {_inline(note)}" for note in table.notes)]


def _chart(chart: Chart, level: int) -> list[str]:
    """Draw the bars as a table; the mark is a bar too, as blanks would be lost."""
    whole = chart.full_scale
    bars = chart.bars
    if chart.mark is not None:
        bars = (Bar(chart.mark_text, chart.mark, ""), *bars)
    rows = tuple(
        (
            Cell(bar.label),
            Cell("" if bar.part is None else blocks(eighths_of(bar.part, whole, _BAR))),
            Cell(bar.text),
        )
        for bar in bars
    )
    columns = (Column("名称"), Column("条形"), Column("数值"))
    return _table(Table(columns, rows, title=chart.title), level, empty="（无）")


def _grid(table: Table) -> str:
    from tabulate import tabulate

    rows = [[_inline(cell.text) for cell in row] for row in table.rows]
    if table.total is not None:
        rows.append([_stressed(cell) for cell in table.total])
    return tabulate(
        rows,
        headers=[_inline(column.heading) for column in table.columns],
        tablefmt="pipe",
        disable_numparse=True,
        colalign=[column.align for column in table.columns],
    )


def _stressed(cell: Cell) -> str:
    return f"**{_inline(cell.text)}**" if cell.text.strip() else ""


def _inline(text: str) -> str:
    """Escape ``text`` within one line, so that it means just itself."""
    lines = visible(text).split("\n")
    return "<br>".join(_SPECIAL.sub(r"\\\g<0>", line.strip()) for line in lines)


def _flow(text: str) -> str:
    """Escape ``text`` as a paragraph, whose start is no list, heading or quotation."""
    return _STARTS_A_BLOCK.sub(_escaped_start, _inline(text))


def _escaped_start(match: re.Match[str]) -> str:
    space, sign, number, dot = match.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{dot}"
