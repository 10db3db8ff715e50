"""The page setup and the styles of an official document (GB/T 9704-2012, 5 and 7).

Lengths are in twips, twentieths of a point; sizes of type in half points.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from anju_cli.render.word.xml import NAMESPACE, paragraph, run
from anju_cli.text.libraries import load_library

TEXT_WIDTH = 8844
"""156 mm, 28 characters."""

AT_THE_FOOT = (
    f'<w:framePr w:w="{TEXT_WIDTH}" w:wrap="around" w:hAnchor="margin" w:vAnchor="margin" '
    'w:xAlign="left" w:yAlign="bottom"/>'
)
"""The frame of a paragraph that stands on the last lines of its page, whatever is above."""

LINE = 579
"""A 22nd of 225 mm."""

COMPACT_LINE = 460
"""23 points, 27 lines a page, as offices set a letter that is to stay on one sheet: ours."""

CHARACTER = 320
"""三号, 16 points."""

_MM = 36000  # English Metric Units, which python-docx counts in
_PURPOSE = "Word 文件"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip knows


def official_document(title: str, bodies: Sequence[str], line: int = LINE) -> bytes:
    """Make a Word file of ``bodies``, which are the XML of paragraphs and tables.

    ``line`` is the height of a line of running text. The last element of each is a paragraph.
    Of several, each begins on an odd page, number 1.
    Two of the same bodies are the same, byte for byte: nothing says when they were made.
    Raises LibraryNotInstalled.
    """
    document = load_library("docx", _PURPOSE).Document()
    _set_styles(document, line)
    _set_page(document, line)
    _set_properties(document, title)
    last = document.element.body.sectPr
    if len(bodies) > 1:
        last.insert_element_before(_parsed(f'<w:type {NAMESPACE} w:val="oddPage"/>'), "w:pgSz")
        again = _parsed(f'<w:pgNumType {NAMESPACE} w:start="1"/>')
        last.insert_element_before(again, "w:cols", "w:docGrid")
    for number, body in enumerate(bodies, start=1):
        elements = list(_parsed(f"<w:body {NAMESPACE}>{body}</w:body>"))
        for element in elements:
            last.addprevious(element)
        if number < len(bodies):
            elements[-1].get_or_add_pPr().append(deepcopy(last))
    raw = io.BytesIO()
    document.save(raw)
    return _without_times(raw)


def _parsed(xml: str | bytes) -> Any:
    return load_library("docx.oxml", _PURPOSE).parse_xml(xml)


def _set_styles(document: Any, line: int) -> None:
    """Set our own styles alone: those of the library's template are blue."""
    styles = document.styles.element
    own = Path(__file__).with_name("styles.xml").read_bytes()
    styles[:] = _parsed(own.replace(b'"%d"' % LINE, b'"%d"' % line))


def _set_page(document: Any, line: int) -> None:
    """Set the page: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm (7.5).

    It has 22 lines of 28 characters; the page number is 7 mm below it, outside: right on odd
    pages, left on even ones.
    """
    section = document.sections[0]
    section.page_width, section.page_height = 210 * _MM, 297 * _MM
    section.top_margin, section.bottom_margin = 37 * _MM, 35 * _MM
    section.left_margin, section.right_margin = 28 * _MM, 26 * _MM
    section.header_distance, section.footer_distance = 15 * _MM, 23 * _MM
    section.gutter = 0
    properties = section._sectPr
    (grid,) = properties.xpath("w:docGrid")
    # Where a typeface is higher than a line of the grid, LibreOffice takes two.
    kind = "lines" if line == LINE else "default"
    lines = f'<w:docGrid {NAMESPACE} w:type="{kind}" w:linePitch="{line}"/>'
    properties.replace(grid, _parsed(lines))
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        del footer._element[:]
        footer._element.append(_parsed(_page_number(side)))


def _page_number(side: str) -> str:
    """Draw — 1 —, one character away from the edge."""
    field = f'<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple>'
    look = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/>'
    numbered = paragraph("Footer", run("— ") + field + run(" —"), look)
    return numbered.replace("<w:p>", f"<w:p {NAMESPACE}>", 1)


def _set_properties(document: Any, title: str) -> None:
    """Set title and language alone: no author, no clock, no picture of a page."""
    properties = document.core_properties
    del properties._element[:]
    properties.title = title[:255]  # the library takes no more
    properties.language = "zh-CN"
    relations = document.part.package.rels
    for name in [name for name, part in relations.items() if _is_of_template(part.reltype)]:
        del relations[name]


def _is_of_template(kind: str) -> bool:
    return kind.endswith(("/thumbnail", "/extended-properties"))


def _without_times(raw: io.BytesIO) -> bytes:
    """Pack the same zip anew, each member from 1980."""
    packed = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # not the one that this runs on
            new.writestr(member, old.read(name))
    return packed.getvalue()
