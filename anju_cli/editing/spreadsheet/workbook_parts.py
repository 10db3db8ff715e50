"""The parts of an .xlsx file, read up to a limit, whatever the file says of its size."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import TypeAlias
from xml.parsers import expat

from anju_cli.editing.spreadsheet.sheet import cut, too_large

Start: TypeAlias = Callable[[str, Mapping[str, str]], None]
"""Takes the name of an element, without its prefix, and its attributes."""
End: TypeAlias = Callable[[str, str], None]
"""Takes the name of an element, and the text in it behind the last one within it."""

_MOST_PARTS = 2_000
_MOST_BYTES = 48 * 1024 * 1024
_MOST_ELEMENTS = 1_500_000
"""Of all the parts together: ten times the sheets of twelve months of a whole country."""
_LONGEST_TAG = 1024 * 1024
_IN_DIRECTORY = b"PK\x01\x02"


def is_true(value: str | None) -> bool:
    """Read a flag among the attributes of an element."""
    return value in ("1", "true")


class RichText:
    """The text of a string in parts, without how it is pronounced."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._is_phonetic = False

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        """Take the beginning of an element within the string."""
        if tag == "rPh":
            self._is_phonetic = True

    def end(self, tag: str, content: str) -> None:
        """Take the end of an element, and the text in it."""
        if tag == "rPh":
            self._is_phonetic = False
        elif tag == "t" and not self._is_phonetic:
            self._texts.append(content)

    def taken(self) -> str:
        """Return the text up to here, and begin the next one."""
        text, self._texts = cut("".join(self._texts)), []
        return text


class Parts:
    """The XML parts of a workbook; all of them together are read up to a limit."""

    def __init__(self, file: str, data: bytes) -> None:
        """Open the archive. Raises UnreadableTable, or BadZipFile where it is damaged."""
        self._file = file
        if data.count(_IN_DIRECTORY) > _MOST_PARTS:  # each takes memory when it is opened
            raise too_large(file, f"里有 {_MOST_PARTS} 个以上的部件")
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        # Their names are the same in capitals and in small letters.
        self._parts = {part.filename.lower(): part for part in self._archive.infolist()}
        self._bytes, self._elements = _MOST_BYTES, _MOST_ELEMENTS

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def read(self, name: str, start: Start | None = None, end: End | None = None) -> None:
        """Report every element of a part.

        Raises UnreadableTable, or what ``zipfile`` and ``expat`` raise for what is damaged. Excel
        writes UTF-8 and no entities: nothing else is read, so nothing is fetched or multiplied.
        """
        content = self._content(name)
        texts: list[str] = []

        def begin(tag: str, attributes: dict[str, str]) -> None:
            self._elements -= 1
            if self._elements < 0:
                raise too_large(self._file, f"里的格子和格式超过 {_MOST_ELEMENTS // 10_000} 万项")
            texts.clear()
            if start:
                start(tag.rpartition(":")[2], attributes)

        def finish(tag: str) -> None:
            if end:
                end(tag.rpartition(":")[2], "".join(texts))
            texts.clear()

        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = begin
        parser.EndElementHandler = finish
        parser.CharacterDataHandler = texts.append
        parser.StartDoctypeDeclHandler = _refuse_entities
        parser.Parse(content, True)

    def _content(self, name: str) -> bytes:
        part = self._parts[name.lower()]
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile(name)  # what else there is cannot be inflated by pieces
        with self._archive.open(part) as stream:
            content = stream.read(self._bytes + 1)
        self._bytes -= len(content)
        if self._bytes < 0:
            raise too_large(self._file, f"里的内容展开后超过 {_MOST_BYTES // (1024 * 1024)} MB")
        if b"\0" in content[:4]:
            raise ValueError("not UTF-8")
        at = 0  # A tag has no other < in it. Its attributes take twenty times its size.
        while at + _LONGEST_TAG < len(content):
            found = content.rfind(b"<", at, at + _LONGEST_TAG)
            if found < at:
                raise too_large(self._file, "里有一处内容过长")
            at = found + 1
        return content


def _refuse_entities(*_: object) -> None:
    raise ValueError("a document type")
