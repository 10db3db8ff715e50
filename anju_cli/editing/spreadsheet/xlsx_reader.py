"""Tables in Excel workbooks (.xlsx), of which no more is read than a table of counts needs."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from datetime import datetime
from xml.parsers.expat import ExpatError

from anju_cli.editing.spreadsheet.sheet import Sheet, UnreadableTable, cut, too_large
from anju_cli.editing.spreadsheet.sheet_reader import CellValues, SheetReader
from anju_cli.editing.spreadsheet.workbook_parts import Parts, RichText, is_true

_MOST_SHEETS = 200
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, ExpatError, struct.error, EOFError, OSError),
    *(LookupError, ValueError, ArithmeticError, RuntimeError),
)
"""What the archive, its XML and what is written there raise where a file is not whole."""

_DAYS = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
"""Formats of days and times by number; 27 to 36 and 50 to 58 are those of Chinese Excel."""
_OF_DAYS = re.compile(r"(?<![_\\])[dmyhs]", re.IGNORECASE)
_NOT_OF_DAYS = re.compile(r'"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]', re.IGNORECASE)
"""Words and colours in a format, which say nothing of days; [h] does."""


def workbook(file: str, data: bytes) -> list[Sheet]:
    """Read the sheets, hidden ones too, in their order. Raises UnreadableTable."""
    try:
        parts = Parts(file, data)
        if _WORKBOOK in parts:
            return _sheets(file, parts)
    except UnreadableTable:
        raise
    except _DAMAGED:
        raise UnreadableTable(
            f"{file} 打不开，可能没有存完整。请在 Excel 里打开它，另存为 .xlsx 再试"
        ) from None
    raise UnreadableTable(f"{file} 不是 Excel 的 .xlsx 文件。请在 Excel 里另存为 .xlsx 或 .csv")


def _sheets(file: str, parts: Parts) -> list[Sheet]:
    places: dict[str, str] = {}
    listed: list[tuple[str, str, bool]] = []
    epoch = datetime(1899, 12, 30)

    def relation(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship":
            kind = posixpath.basename(attributes["Type"])
            name = attributes["Id"] if kind == "worksheet" else kind
            place = posixpath.normpath(posixpath.join("/xl", attributes["Target"]))
            places[name] = place.removeprefix("/")

    def entry(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal epoch
        if tag == "sheet":
            place = next(value for name, value in attributes.items() if name.endswith(":id"))
            is_hidden = attributes.get("state", "visible") != "visible"
            listed.append((cut(attributes["name"]), place, is_hidden))
        elif tag == "workbookPr" and is_true(attributes.get("date1904")):
            epoch = datetime(1904, 1, 1)

    parts.read(_RELATIONS, relation)
    parts.read(_WORKBOOK, entry)
    if len(listed) > _MOST_SHEETS:
        raise too_large(file, f"里有 {len(listed)} 张表，超过 {_MOST_SHEETS} 张")
    strings = _strings(parts, places.get("sharedStrings", ""))
    values = CellValues(strings, _date_styles(parts, places.get("styles", "")), epoch)
    sheets = []
    for name, place, is_hidden in listed:
        if place in places:  # else it is a chart that fills a sheet
            reader = SheetReader(file, name, values)
            parts.read(places[place], reader.start, reader.end)
            sheets.append(reader.sheet(is_hidden=is_hidden))
    return sheets


def _strings(parts: Parts, place: str) -> list[str]:
    """Read the texts that cells name by number."""
    strings: list[str] = []
    text = RichText()

    def end(tag: str, content: str) -> None:
        text.end(tag, content)
        if tag == "si":
            strings.append(text.taken())

    if place in parts:
        parts.read(place, text.start, end)
    return strings


def _date_styles(parts: Parts, place: str) -> frozenset[int]:
    """Find the styles in which a number is a day or a time."""
    formats: dict[str, str] = {}
    styles: list[str] = []
    within = ""

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal within
        if tag in ("numFmts", "cellStyleXfs", "cellXfs", "dxfs"):
            within = tag
        elif tag == "numFmt" and within == "numFmts":
            formats[attributes["numFmtId"]] = attributes["formatCode"][:200]
        elif tag == "xf" and within == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))

    if place in parts:
        parts.read(place, start)
    days = {number: _is_of_days(number, formats.get(number)) for number in set(styles)}
    return frozenset(style for style, number in enumerate(styles) if days[number])


def _is_of_days(number: str, code: str | None) -> bool:
    if code is None:
        return number in _DAYS
    return bool(_OF_DAYS.search(_NOT_OF_DAYS.sub("", code.partition(";")[0])))
