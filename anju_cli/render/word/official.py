"""The page setup and the styles of an official document (GB/T 9704-2012, 5 and 7).

Lengths are in twips, twentieths of a point; sizes of type in half points.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from anju_cli.render.word.package import RELATED, packed
from anju_cli.render.word.xml import NAMESPACE, paragraph, plain, run

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

_LONGEST_TITLE = 255
"""Characters that Office takes as a property."""


def official_document(title: str, bodies: Sequence[str], line: int = LINE) -> bytes:
    """Make a Word file of ``bodies``, which are the XML of paragraphs and tables.

    ``line`` is the height of a line of running text. The last element of each is a paragraph.
    Of several, each begins on an odd page, number 1.
    Two of the same bodies are the same, byte for byte: nothing says when they were made.
    """
    page = _page(line, is_one_of_several=len(bodies) > 1)
    *ended, last = bodies or ("",)
    whole = "".join(_ended(body, page) for body in ended) + last + page
    styles = Path(__file__).with_name("styles.xml").read_text("utf-8")
    return packed(
        escape(plain(title)[:_LONGEST_TITLE]),
        {
            "document": f"<w:document {NAMESPACE} {RELATED}><w:body>{whole}</w:body></w:document>",
            "styles": styles.replace(f'"{LINE}"', f'"{line}"'),
            "odd": _page_number("right"),
            "even": _page_number("left"),
        },
    )


def _ended(body: str, page: str) -> str:
    """Put the page setup where it belongs, into the last paragraph of its section."""
    rest, mark, runs = body.rpartition("</w:pPr>")
    return f"{rest}{page}{mark}{runs}"


def _page(line: int, *, is_one_of_several: bool) -> str:
    """Set the page: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm (7.5).

    It has 22 lines of 28 characters; the page number is 7 mm below it.
    """
    # Where a typeface is higher than a line of the grid, LibreOffice takes two.
    kind = "lines" if line == LINE else "default"
    begins = '<w:type w:val="oddPage"/>' if is_one_of_several else ""
    number = '<w:pgNumType w:start="1"/>' if is_one_of_several else ""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="odd"/>'
        f'<w:footerReference w:type="even" r:id="even"/>{begins}<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="850" '
        f'w:footer="1304" w:gutter="0"/>{number}<w:cols w:space="720"/>'
        f'<w:docGrid w:type="{kind}" w:linePitch="{line}"/></w:sectPr>'
    )


def _page_number(side: str) -> str:
    """Draw — 1 —, one character away from the edge, outside: right on odd pages (7.5)."""
    field = f'<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple>'
    look = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/>'
    numbered = paragraph("Footer", run("— ") + field + run(" —"), look)
    return f"<w:ftr {NAMESPACE}>{numbered}</w:ftr>"
