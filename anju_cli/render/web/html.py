"""A page as one HTML file that can be printed."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import count

from anju_cli.render.document import Block, Cell, Chart, Fields, Heading, Page, Paragraph, Table
from anju_cli.render.terminal.pages import addressed
from anju_cli.render.web.svg import chart_svg
from anju_cli.text.invisible import visible
from anju_cli.text.width import display_width

_SHORT = 20  # columns of the screen

_STYLE = """\
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --soft: #5f6368;
  --line: #c4c7cc; --head: #f1f3f5; --track: #eceef0;
  --green: #1e7d34; --blue: #1a5fb4; --yellow: #8a5a00; --red: #b3261e;
  --green-fill: #d9ead3; --blue-fill: #d6e4f2; --yellow-fill: #fff2cc; --red-fill: #f8cfcf;
  --green-bar: #5a9e3c; --blue-bar: #4a86c8; --yellow-bar: #e0a800; --red-bar: #d9534f;
  --plain-bar: #868e96; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #16181b; --soft: #a4a9b0;
  --line: #454a50; --head: #24282d; --track: #24282d;
  --green: #8fd19e; --blue: #90bff5; --yellow: #f0c75e; --red: #f2a19c;
  --green-fill: #1f3a26; --blue-fill: #1d3350; --yellow-fill: #453a15; --red-fill: #4d2421; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 68rem; color: var(--ink);
  background: var(--paper); line-height: 1.75; overflow-wrap: anywhere;
  font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
h1 { margin: .5em 0 1em; font-size: 1.6rem; line-height: 1.4; text-align: center;
  text-wrap: balance; }
article + article { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h2 { margin: 1.8em 0 .6em; font-size: 1.25rem; }
h3 { margin: 1.4em 0 .5em; font-size: 1.05rem; }
p { margin: .6em 0; }
p.signature { margin-top: 2.5em; text-align: right; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2em 1em; margin: .8em 0; }
dt { color: var(--soft); }
dd { margin: 0; }
figure, .table { margin: 1em 0; }
.scroll { overflow: auto; max-height: 90vh; }
table { width: 100%; border-collapse: separate; border-spacing: 0; font-size: .875rem;
  line-height: 1.4; overflow-wrap: normal; }
caption, figcaption { padding: .4em 0; font-weight: bold; text-align: center; }
th, td { padding: .35em .55em; border-bottom: 1px solid var(--line); text-align: left; }
th { position: sticky; top: 0; background: var(--head); word-break: keep-all; }
td { white-space: pre-line; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number, td.short { white-space: nowrap; }
td.long { min-width: 14em; }
tfoot td { border-top: 2px solid var(--line); font-weight: bold; }
.notes { margin: .5em 0; padding-left: 1.3em; color: var(--soft); font-size: .8125rem; }
.strong { font-weight: bold; }
.muted { color: var(--soft); }
.green { color: var(--green); } .blue { color: var(--blue); }
.yellow { color: var(--yellow); } .red { color: var(--red); }
td.green { background: var(--green-fill); } td.blue { background: var(--blue-fill); }
td.yellow { background: var(--yellow-fill); } td.red { background: var(--red-fill); }
svg { display: block; width: 100%; min-width: 30rem; max-width: 56rem; height: auto;
  margin: 0 auto; }
svg text { fill: var(--ink); font-size: 13px; }
svg text.muted { fill: var(--soft); }
.bar { fill: var(--plain-bar); } .bar.green { fill: var(--green-bar); }
.bar.blue { fill: var(--blue-bar); } .bar.yellow { fill: var(--yellow-bar); }
.bar.red { fill: var(--red-bar); }
.track { fill: var(--track); } .mark { stroke: var(--ink); stroke-width: 1.5; }
@page { size: A4; margin: 20mm 15mm; }
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #444;
  --line: #888; --head: #eee; --track: #f2f2f2;
  --green: #1e7d34; --blue: #1a5fb4; --yellow: #8a5a00; --red: #b3261e;
  --green-fill: #d9ead3; --blue-fill: #d6e4f2; --yellow-fill: #fff2cc; --red-fill: #f8cfcf; }
  body { max-width: none; padding: 0; font-size: 11pt;
    -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .scroll { overflow: visible; max-height: none; }
  table { font-size: 8pt; } th, td { padding: .2em .3em; }
  thead { display: table-header-group; } tfoot { display: table-row-group; }
  th { position: static; } tr, figure { break-inside: avoid; }
  article + article { margin: 0; padding: 0; border: 0; break-before: page; }
  h2, h3, caption { break-after: avoid; } td.long { min-width: 0; } svg { min-width: 0; } }
"""


def page_html(page: Page) -> str:
    """The page as HTML, with its charts drawn as SVG. It needs nothing but itself: no
    style, script, picture or typeface from elsewhere."""
    return pages_html([page])


def pages_html(pages: Sequence[Page]) -> str:
    """Pages as one HTML file; each is printed on a sheet of its own."""
    numbers = count(1)
    title = _text(pages[0].title) if pages else ""
    body = "\n".join(f"<article>\n{_article(page, numbers)}\n</article>" for page in pages)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _article(page: Page, numbers: Iterator[int]) -> str:
    """``numbers`` are for the charts, whose titles are found by them."""
    parts = [f"<h1>{_text(page.title)}</h1>"]
    if page.recipients:
        parts.append(f"<p>{_text(addressed(page.recipients))}</p>")
    parts += [_block(block, numbers) for block in page.blocks]
    for section in page.sections:
        inside = "\n".join(_block(block, numbers) for block in section.blocks)
        parts.append(f"<section>\n<h2>{_text(section.heading)}</h2>\n{inside}\n</section>")
    if page.signature:
        parts.append(f'<p class="signature">{"<br>".join(map(_text, page.signature))}</p>')
    return "\n".join(parts)


def _block(block: Block, numbers: Iterator[int]) -> str:
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
        return chart_svg(block, f"chart-{next(numbers)}")
    return _table(block)


def _table(table: Table) -> str:
    notes = "\n".join(f"<li>{_text(note)}</li>" for note in table.notes)
    below = f'\n<ul class="notes">\n{notes}\n</ul>' if notes else ""
    if not table.rows:
        title = f"<h3>{_text(table.title)}</h3>\n" if table.title else ""
        return f"{title}<p>（无）</p>{below}"
    caption = f"<caption>{_text(table.title)}</caption>\n" if table.title else ""
    kinds = [_kind(at, table) for at in range(len(table.columns))]
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


def _kind(at: int, table: Table) -> str:
    """What a column holds: numbers, texts that stay on one line, or longer ones."""
    if table.columns[at].align == "right":
        return "number"
    is_short = max(display_width(row[at].text) for row in table.rows) <= _SHORT
    return "short" if is_short else "long"


def _row(row: Sequence[Cell], kinds: Sequence[str]) -> str:
    cells = "".join(
        f"<td{_class(kind, cell.style)}>{_linked(cell)}</td>"
        for cell, kind in zip(row, kinds, strict=True)
    )
    return f"<tr>{cells}</tr>"


def _class(*names: str) -> str:
    said = " ".join(name for name in names if name != "plain")
    return f' class="{said}"' if said else ""


def _linked(cell: Cell) -> str:
    """The text, leading to the address of the cell where that is one of the web."""
    if not cell.link.startswith(("https://", "http://")):
        return _broken(cell.text)
    return f'<a href="{_text(cell.link)}">{_broken(cell.text)}</a>'


def _broken(text: str) -> str:
    return _text(text).replace("\n", "<br>")


def _text(text: str) -> str:
    return html.escape(visible(text))
