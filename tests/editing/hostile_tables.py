"""Tables made to take time and memory: small ones for the tests, large ones by hand.

``python -m tests.editing.hostile_tables FOLDER`` writes the large ones, all below 32 MB, and reads
each in a process of its own: seconds of CPU, memory, and what ``record`` says.
"""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

MB = 1024 * 1024
_URI = "u" * 900_000
_BRACKETS = "[" * 200

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TABLE = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>单位</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>条数</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>甲局</t></is></c><c r="B2"><v>1</v></c></row>'
)


def workbook(
    rows: str = "",
    *,
    about: str = "",
    before: str = "",
    after: str = "",
    sheets: int = 1,
    parts: Mapping[str, str | bytes] | None = None,
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A workbook with a small table of counts, and what is given before and behind its rows.

    All of ``sheets`` are the same part; ``about`` stands before their list. ``parts`` are
    added, or take the place of others.
    """
    listed = "".join(
        f'<sheet name="S{number}" sheetId="{number}" r:id="rId1"/>'
        for number in range(1, sheets + 1)
    )
    sheet = f"<worksheet {_MAIN}>{before}<sheetData>{_TABLE}{rows}</sheetData>{after}</worksheet>"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}.sharedStrings+xml"/>'
        "</Types>",
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_REL}">{about}<sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        + "".join(
            f'<Relationship Id="{kind}" Type="{_REL}/{kind}" Target="/xl/{kind}.xml"/>'
            for kind in ("sharedStrings", "styles")
            if f"xl/{kind}.xml" in (parts or {})
        )
        + "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
        **(parts or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression, compresslevel=9) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return stream.getvalue()


def lying_about_its_size(rows: str) -> bytes:
    """A workbook whose directory says of every part that it holds one byte."""
    data = bytearray(workbook(rows))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 24 : at + 28] = (1).to_bytes(4, "little")
    return bytes(data)


def with_entities(doctype: str, reference: str) -> bytes:
    """A workbook whose one sheet has a document type, and a text that refers to it."""
    cell = f'<c r="A3" t="inlineStr"><is><t>{reference}</t></is></c>'
    sheet = f'{doctype}<worksheet {_MAIN}><sheetData>{_TABLE}<row r="3">{cell}</row></sheetData>'
    return workbook(parts={"xl/worksheets/sheet1.xml": f"{sheet}</worksheet>"})


def billion_laughs(depth: int = 60) -> bytes:
    """A workbook with a text of 2 to the power of ``depth`` characters."""
    entities = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, depth + 1))
    return with_entities(f'<!DOCTYPE worksheet [<!ENTITY a0 "ha">{entities}]>', f"&a{depth};")


def many_parts(count: int) -> bytes:
    """An archive of empty parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "")
        for number in range(count):
            archive.writestr(f"{number:x}", b"")
    return stream.getvalue()


def strings(items: str) -> dict[str, str]:
    """The part with the texts of cells."""
    return {"xl/sharedStrings.xml": f"<sst {_MAIN}>{items}</sst>"}


def _sheet_as(text: str) -> dict[str, str]:
    return {"xl/worksheets/sheet1.xml": text}


def _within(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>"


def _attributes(count: int) -> str:
    return " ".join(f'a{number:x}=""' for number in range(count))


WORKBOOKS: Mapping[str, Callable[[], bytes]] = {
    "ordinary": workbook,
    "merged-all": lambda: workbook(
        after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "merged-often": lambda: workbook(
        after=_within("mergeCells", '<mergeCell ref="A1:XFD1048576"/>' * 500_000)
    ),
    "merged-in-a-corner": lambda: workbook(
        '<row r="20000"><c r="IV20000"><v>1</v></c></row>',
        after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ),
    "link-everywhere": lambda: workbook(
        after='<hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>'
    ),
    "one-sheet-3000-times": lambda: workbook(sheets=3_000),
    "one-sheet-200-times": lambda: workbook("<row/>" * 100_000, sheets=200),
    "bomb-of-spaces": lambda: workbook(" " * 1_000 * MB),
    "bomb-that-lies": lambda: lying_about_its_size(" " * 200 * MB),
    "bomb-in-bzip2": lambda: workbook(" " * 200 * MB, compression=zipfile.ZIP_BZIP2),
    "bomb-beside": lambda: workbook(parts={"xl/media/a.png": b"\0" * 1_000 * MB}),
    "just-below-the-limit": lambda: workbook(" " * 47 * MB),
    "one-comment": lambda: workbook(f"<!--{' ' * 47 * MB}-->"),
    "one-attribute": lambda: workbook(before=f'<x a="{" " * 47 * MB}"/>'),
    "many-attributes": lambda: workbook(before=f"<x {_attributes(5_000_000)}/>"),
    "tags-of-a-megabyte": lambda: workbook(before=f"<x {_attributes(100_000)}/>" * 45),
    "many-parts": lambda: many_parts(300_000),
    "deep": lambda: workbook("<a>" * 1_400_000 + "</a>" * 1_400_000),
    "deeper": lambda: workbook("<a>" * 9_000_000 + "</a>" * 9_000_000),
    "many-strings": lambda: workbook(parts=strings("<si><t>a</t></si>" * 1_500_000)),
    "different-strings": lambda: workbook(
        parts=strings("".join(f"<si><t>{n:x}</t></si>" for n in range(700_000)))
    ),
    "long-string": lambda: workbook(
        '<row r="3">' + '<c t="s"><v>0</v></c>' * 250 + "</row>",
        parts=strings(f"<si><t>{'月' * 20 * MB}</t></si>"),
    ),
    "long-strings": lambda: workbook(
        ("<row>" + '<c t="s"><v>0</v></c>' * 250 + "</row>") * 3_000,
        parts=strings(f"<si><t>{'６月' * 10_000}</t></si>"),
    ),
    "dimension": lambda: workbook(before='<dimension ref="A1:XFD1048576"/>'),
    "empty-rows": lambda: workbook("<row/>" * 1_000_000),
    "empty-cells": lambda: workbook("<c/>" * 1_400_000),
    "filled-cells": lambda: workbook(("<row>" + "<c><v>12345678</v></c>" * 250 + "</row>") * 2_900),
    "different-cells": lambda: workbook(
        "".join(
            _within("row", "".join(f"<c><v>{row * 1000 + n}.5</v></c>" for n in range(150)))
            for row in range(4_900)
        )
    ),
    "last-column-of-every-row": lambda: workbook(
        "".join(f'<row r="{n}"><c r="IV{n}"><v>1</v></c></row>' for n in range(3, 20_001))
    ),
    "unknown-units": lambda: workbook(
        "".join(
            f'<row><c t="str"><v>{n}局{n * 7}局</v></c><c><v>1</v></c></row>' for n in range(19_000)
        )
    ),
    "far-cell": lambda: workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "hidden-columns": lambda: workbook(
        before=_within("cols", '<col min="1" max="16384" hidden="1"/>' * 16_384)
    ),
    "hidden-rows": lambda: workbook('<row hidden="1"/>' * 1_000_000),
    "styles": lambda: workbook(
        parts={
            "xl/styles.xml": f"<styleSheet {_MAIN}>"
            + "".join(f'<numFmt numFmtId="{n}" formatCode="[[[[[[[[[["/>' for n in range(100_000))
            + "<cellXfs>"
            + "<xf/>" * 1_000_000
            + "</cellXfs></styleSheet>"
        }
    ),
    "format-codes": lambda: workbook(
        parts={
            "xl/styles.xml": f"<styleSheet {_MAIN}><numFmts>"
            + "".join(f'<numFmt numFmtId="{n}" formatCode="{_BRACKETS}"/>' for n in range(200_000))
            + "</numFmts></styleSheet>"
        }
    ),
    "formulas": lambda: workbook(
        ("<row>" + '<c><f t="shared" si="0">A1+A2</f><v>1</v></c>' * 200 + "</row>") * 2_000
    ),
    "conditional-formats": lambda: workbook(
        after='<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" '
        'priority="1"><formula>1</formula></cfRule></conditionalFormatting>' * 300_000
    ),
    "names-and-links": lambda: workbook(
        parts={
            "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_REL}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets><definedNames>'
            + "".join(
                f'<definedName name="n{n}">S!$A$1:$XFD$1048576</definedName>'
                for n in range(500_000)
            )
            + '</definedNames><externalReferences><externalReference r:id="rId2"/>'
            "</externalReferences></workbook>"
        }
    ),
    "long-names-of-elements": lambda: workbook(f"<{'a' * 900_000}/>" * 50),
    "long-prefix": lambda: workbook(f'<a:a xmlns:a="{_URI}"/>' * 50),
    "billion-laughs": billion_laughs,
    "external-entity": lambda: with_entities(
        '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"
    ),
    "noise": lambda: b"PK\x03\x04" + random.Random(1).randbytes(31 * MB),
}

TEXTS: Mapping[str, Callable[[], bytes]] = {
    "nul": lambda: b"\0" * 31 * MB,
    "empty-lines": lambda: b"\n" * 31 * MB,
    "one-line": lambda: b"a" * 31 * MB,
    "nul-4": lambda: b"\0" * 4 * MB,
    "lines-4": lambda: b"\n" * 4 * MB,
    "returns-4": lambda: b"\r" * 4 * MB,
    "short-lines-4": lambda: "单位,条数\n".encode() + b"ab\n" * MB,
    "one-line-4": lambda: b"a" * 4 * MB,
    "commas-4": lambda: b"," * 4 * MB,
    "cells-4": lambda: b"ab," * MB,
    "all-separators-4": lambda: "a,\t;，".encode() * 500_000,
    "marks-4": lambda: (b"'1," * 60 + b"\n") * 20_000,
    "columns-100k": lambda: ("单位,条数" + ",a" * 100_000 + "\n甲局,1\n").encode(),
    "open-quote-4": lambda: '单位,条数\n"甲局,1\n'.encode() + b"a,b\n" * (MB - 10),
    "quotes-4": lambda: b'"' * 4 * MB,
    "quoted-lines-4": lambda: b'"\n",1\n' * 600_000,
    "utf-16-4": lambda: ("单位,条数\n" + "甲局,1\n" * 420_000).encode("utf-16")[: 4 * MB],
    "utf-32-4": lambda: ("单位,条数\n" + "甲局,1\n" * 400_000).encode("utf-32")[: 4 * MB],
    "wide-4": lambda: "😀".encode() * (MB - 10),
    "gbk-4": lambda: "单位,条数\n".encode("gbk") + "甲局,1\n".encode("gbk") * 420_000,
    "mixed-4": lambda: ("单位,条数\n甲局,1\n".encode() + "乙局,2\n".encode("gbk")) * 150_000,
    "broken-4": lambda: b"\xff\xfe\xfd" * MB,
    "replaced-4": lambda: "\ufffd\n".encode() * (MB - 10),
    "garbled-4": lambda: "甲局条数\n".encode().decode("latin-1").encode() * 160_000,
    "garbled-as-gbk-4": lambda: "锟斤拷\n".encode() * 420_000,
    "noise-4": lambda: random.Random(2).randbytes(4 * MB),
    "full": lambda: "".join(
        ["单位,条数" + ",备注" * 254 + "\n"]
        + [f"{n}局,{n}" + ",a" * 254 + "\n" for n in range(7_900)]
    ).encode(),
    "unknown-units": lambda: (
        "单位,条数\n" + "".join(f"第{n}局和第{n * 7}局,1\n" for n in range(19_000))
    ).encode(),
}


def _measured(table: Path, plan: str) -> Iterator[str]:
    command = [sys.executable, "-m", "anju_cli", "record", "2021-06", "--dry-run"]
    then = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = subprocess.run(
        ["/usr/bin/time", "-f", "%M", *command, "--data", plan, "--table", str(table)],
        capture_output=True,
        text=True,
        check=False,
    )
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    *said, kilobytes = child.stderr.splitlines()
    seconds = now.ru_utime + now.ru_stime - then.ru_utime - then.ru_stime
    yield f"{table.name:32}{table.stat().st_size / MB:6.2f} MB {seconds:6.2f} s"
    yield f"{int(kilobytes) // 1024:6} MB  {child.returncode} "
    yield (said or child.stdout.splitlines() or [""])[0][:110]


def main(folder: Path, plan: str, *wanted: str) -> None:
    """Write the large tables into a folder, read each, and print what that took."""
    for suffix, tables in ((".xlsx", WORKBOOKS), (".csv", TEXTS)):
        for name, make in tables.items():
            if wanted and name not in wanted:
                continue
            table = folder / f"{name}{suffix}"
            if not table.exists():
                table.write_bytes(make())
            print("".join(_measured(table, plan)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
