"""Paragraphs and cells in the language of Word's files (ECMA-376, WordprocessingML).

Lengths are in twips, twentieths of a point; sizes of type in half points.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from anju_cli.text.invisible import visible

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def plain(text: str) -> str:
    """``text`` with nothing that XML cannot hold (XML 1.0, 2.2)."""
    return visible(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def fonts(east_asian: str, latin: str) -> str:
    """Which typefaces a style uses, for Chinese and for the rest."""
    chinese, other = quoteattr(east_asian), quoteattr(latin)
    return (
        f"<w:rFonts w:ascii={other} w:hAnsi={other} w:eastAsia={chinese} w:cs={other}"
        ' w:hint="eastAsia"/>'
    )


_SIGN = re.compile(r"(?<![0-9A-Za-z])-(?=\d)")
"""A sign of a number; a day (2021-06-30) has none."""


def run(text: str, look: str = "") -> str:
    """A piece of text; ``look`` is what its own properties are.

    Quotation marks and dashes belong to both scripts: the hint makes them Chinese. The sign
    of a number is a minus: a line may end behind a hyphen.
    """
    escaped = plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    lines = escaped.split("\n")
    signed = [_SIGN.sub("−", line) for line in lines]
    texts = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in signed)
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{look}</w:rPr>{texts}</w:r>'


def paragraph(style: str, inside: str, more: str = "") -> str:
    """A paragraph of a style around runs; ``more`` is what its own properties are."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inside}</w:p>'


def cell(width: int, paragraphs: str, look: str = "") -> str:
    """A cell of a table."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{paragraphs}</w:tc>"
    )


def row(cells: str, *, height: int = 0, is_heading: bool = False) -> str:
    """A row that is never torn apart by the end of a page; a heading is repeated behind it."""
    least = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    repeated = "<w:tblHeader/>" if is_heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{repeated}</w:trPr>{cells}</w:tr>"


def grid(widths: list[int], rows: str, look: str, margin: int) -> str:
    """A table of columns of fixed widths, with ``margin`` left and right in each cell."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'{look}<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
