"""Draw pages as one HTML file that can be printed."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from anju_cli.render.document import Block, Cell, Chart, Fields, Heading, Page, Paragraph, Table
from anju_cli.render.web.svg import chart_svg
from anju_cli.text.invisible import visible
from anju_cli.text.width import display_width

_SHORT = 20  # columns of the screen


def pages_html(pages: Sequence[Page]) -> str:
    """Draw pages as one file, each to be printed on a sheet of its own.

    It needs nothing but itself: no style, script, picture or typeface from elsewhere.
    """
    chart_numbers = count(1)
    title = _text(pages[0].title) if pages else ""
    body = "\n".join(f"<article>\n{_article(page, chart_numbers)}\n</article>" for page in pages)
    return _resource("page.html").format(title=title, style=_resource("page.css"), body=body)


def _resource(name: str) -> str:
    """Read a file that stands beside this module."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _article(page: Page, chart_numbers: Iterator[int]) -> str:
    parts = [f'<p class="issue">{_text(page.number)}</p>'] if page.number else []
    parts.append(f"<h1>{_text(page.title)}</h1>")
    if page.recipients:
        parts.append(f"<p>{_text(page.salutation)}</p>")
    parts += [_block(block, chart_numbers) for block in page.blocks]
    for section in page.sections:
        inside = "\n".join(_block(block, chart_numbers) for block in section.blocks)
        parts.append(f"<section>\n<h2>{_text(section.heading)}</h2>\n{inside}\n</section>")
    if page.signature:
        parts.append(f'<p class="signature">{"<br>".join(map(_text, page.signature))}</p>')
    if page.copies:
        parts.append(f'<p class="copies">{_text(page.copied_to)}</p>')
    return "\n".join(parts)


def _block(block: Block, chart_numbers: Iterator[int]) -> str:
    if isinstance(block, Fields):
        rows = (
            f"<dt>{_text(name)}</dt><dd{_class(cell.style)}>{_linked(cell)}</dd>"
            for name, cell in block.rows
        )
        return "<dl>\n" + "\n".join(rows) + "\n</dl>"
    if isinstance(block, Paragraph):
        return f"<p{_class(block.style)}>{_broken(block.text)}</p>"
    if isinstance(block, Heading):
        return f"<h3>{_text(block.text)}</h3>"
    if isinstance(block, Chart):
        return chart_svg(block, f"chart-{next(chart_numbers)}")
    return _table(block)


def _table(table: Table) -> str:
    notes = "\n".join(f"<li>{_text(note)}</li>" for note in table.notes)
    below = f'\n<ul class="notes">\n{notes}\n</ul>' if notes else ""
    if not table.rows:
        title = f"<h3>{_text(table.title)}</h3>\n" if table.title else ""
        return f"{title}<p>（无）</p>{below}"
    caption = f"<caption>{_text(table.title)}</caption>\n" if table.title else ""
    kinds = [_kind(index, table) for index in range(len(table.columns))]
    headings = "".join(
        f'<th scope="col"{_class(kind)}>{_text(column.heading)}</th>'
        for column, kind in zip(table.columns, kinds, strict=True)
    )
    rows = "\n".join(_row(row, kinds) for row in table.rows)
    foot = f"\n<tfoot>\n{_row(table.total, kinds)}\n</tfoot>" if table.total is not None else ""
    return (
        f'<div class="table">\n<div class="scroll" tabindex="0">\n<table>\n{caption}'
        f"<thead>\n<tr>{headings}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>{foot}\n</table>\n"
        f"</div>{below}\n</div>"
    )


def _kind(index: int, table: Table) -> str:
    """Tell what a column holds: numbers, texts that stay on one line, or longer ones."""
    if table.columns[index].align == "right":
        return "number"
    is_short = max(display_width(row[index].text) for row in table.rows) <= _SHORT
    return "short" if is_short else "long"


def _row(row: Sequence[Cell], kinds: Sequence[str]) -> str:
    cells = "".join(
        f"<td{_class(kind, cell.style)}>{_linked(cell)}</td>"
        for cell, kind in zip(row, kinds, strict=True)
    )
    return f"<tr>{cells}</tr>"


def _class(*names: str) -> str:
    classes = " ".join(name for name in names if name != "plain")
    return f' class="{classes}"' if classes else ""


def _linked(cell: Cell) -> str:
    """Draw the text, leading to the address of the cell where that is one of the web."""
    if not cell.link.startswith(("https://", "http://")):
        return _broken(cell.text)
    return f'<a href="{_text(cell.link)}">{_broken(cell.text)}</a>'


def _broken(text: str) -> str:
    return _text(text).replace("\n", "<br>")


def _text(text: str) -> str:
    return html.escape(visible(text))
