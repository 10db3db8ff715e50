"""Draw pages as a Word file, laid out as official documents (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from anju_cli.render.document import Block, Chart, Fields, Heading, Page, Style, Table
from anju_cli.render.word.official import (
    AT_THE_FOOT,
    CHARACTER,
    COMPACT_LINE,
    LINE,
    official_document,
)
from anju_cli.render.word.tables import chart_xml, table_xml
from anju_cli.render.word.xml import BETWEEN, paragraph, run
from anju_cli.text.invisible import visible_line
from anju_cli.text.width import display_width

_LOOKS: dict[Style, str] = {"strong": "<w:b/><w:bCs/>"}
"""Letters are black: of the other styles the words say enough."""
_KEEP = "<w:keepNext/>"


def pages_docx(pages: Sequence[Page]) -> bytes:
    """Draw pages as one .docx, the same bytes for the same pages.

    Each begins on a sheet of its own, whose number is 1.
    """
    title = pages[0].title if pages else ""
    line = COMPACT_LINE if pages and all(page.is_compact for page in pages) else LINE
    return official_document(title, ["".join(_parts(page, line)) for page in pages], line)


def _parts(page: Page, line: int) -> Iterator[str]:
    if page.number:
        yield paragraph("DocumentNumber", run(page.number))
    yield paragraph("Title", run(page.title))
    if page.recipients:
        yield paragraph("Recipients", run(page.salutation))
    yield from map(_block, page.blocks)
    for section in page.sections:
        yield paragraph("Heading1", run(section.heading))
        # The signature of a letter that needs two sheets does not stand on one alone.
        keep = _KEEP if page.is_compact and section is page.sections[-1] else ""
        yield from (_block(block, keep) for block in section.blocks)
    yield from _signature(page.signature, line if page.is_compact else 2 * line)
    if page.copies:
        yield paragraph("Copies", run(page.copied_to), AT_THE_FOOT)
        yield paragraph("Note", "", '<w:spacing w:line="20" w:lineRule="exact"/>')  # it ends a page


def _block(block: Block, keep: str = "") -> str:
    if isinstance(block, Table):
        return table_xml(block)
    if isinstance(block, Chart):
        return chart_xml(block)
    if isinstance(block, Heading):
        return paragraph("Heading2", run(block.text))
    if isinstance(block, Fields):
        return "".join(
            paragraph("BodyText", run(f"{name}：") + run(cell.text, _LOOKS.get(cell.style, "")))
            for name, cell in block.rows
        )
    look, style = _LOOKS.get(block.style, ""), "Note" if block.style == "muted" else "BodyText"
    return "".join(paragraph(style, run(line, look), keep) for line in block.text.split("\n"))


def _signature(lines: Sequence[str], gap: int) -> Iterator[str]:
    """Draw who issues the letter centred above the day (7.3.5.1), below a ``gap``.

    The day stands four characters from the right.
    """
    widths = [_width(line) for line in lines]
    for index, (line, width) in enumerate(zip(lines, widths, strict=True)):
        free = max(Fraction(0), 4 + (widths[-1] - width) / 2)
        look = (
            f"{_KEEP if index + 1 < len(lines) else ''}"
            f'<w:spacing w:before="{0 if index else gap}"/>'
            f'<w:ind w:rightChars="{int(free * 100)}" w:right="{int(free * CHARACTER)}"/>'
        )
        yield paragraph("Signature", run(line), look)


def _width(line: str) -> Fraction:
    """Measure a line in characters.

    Word puts a quarter of one between Chinese and a number.
    """
    gaps = len(BETWEEN.findall(line))
    return Fraction(display_width(visible_line(line)), 2) + Fraction(gaps, 4)
