"""Write paragraphs and cells in WordprocessingML (ECMA-376), Word's language.

Lengths are in twips, twentieths of a point; sizes of type in half points.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from anju_cli.text.invisible import visible

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def plain(text: str) -> str:
    """Give a visible form to what XML cannot hold (XML 1.0, 2.2)."""
    return visible(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


BETWEEN = re.compile(r"(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])")
"""Where Word leaves a quarter of a character free: between Chinese and a number."""
_SIGN = re.compile(r"(?<![0-9A-Za-z])-(?=\d)")
"""A sign of a number; a day (2021-06-30) has none."""
_HYPHEN = re.compile(r"(?<=\d)-(?=\d)")
"""Inside a day or a number of a telephone, which no line is to break."""
_WITH_A_NUMBER = re.compile(
    r"(?a)(?<=\d) (?=[\u4e00-\u9fff])|(?<=[第剩]) (?=\d)|(?<=[年月]) (?=\d+ [月日])"
)
"""The space between a number and its unit (18 条), or inside a day (2021 年 6 月 30 日)."""


def unbroken(text: str) -> str:
    """Keep each number on the line of its unit: the space between them is a no-break one."""
    return _WITH_A_NUMBER.sub("\xa0", text)


def run(text: str, look: str = "") -> str:
    """Write a piece of text; ``look`` is the XML of its own properties.

    Quotation marks and dashes belong to both scripts: the hint makes them Chinese. The sign
    of a number is a minus: a line may end behind a hyphen, but for one inside a day.
    """
    signed = _SIGN.sub("−", escape(unbroken(plain(text))))
    whole = _HYPHEN.sub('</w:t><w:noBreakHyphen/><w:t xml:space="preserve">', signed)
    lines = (f'<w:t xml:space="preserve">{line}</w:t>' for line in whole.split("\n"))
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{look}</w:rPr>{"<w:br/>".join(lines)}</w:r>'


def paragraph(style: str, runs: str, look: str = "") -> str:
    """Write a paragraph around runs; ``look`` is the XML of its own properties."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{runs}</w:p>'


def cell(width: int, paragraphs: str, look: str = "") -> str:
    """Write a cell of a table."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{paragraphs}</w:tc>"
    )


def row(cells: str, *, height: int = 0, is_heading: bool = False) -> str:
    """Write a row that no end of a page tears apart; a heading is repeated behind one."""
    least = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    repeated = "<w:tblHeader/>" if is_heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{repeated}</w:trPr>{cells}</w:tr>"


def grid(widths: list[int], rows: str, look: str, margin: int) -> str:
    """Write a table of fixed widths, with ``margin`` left and right in each cell."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'{look}<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
