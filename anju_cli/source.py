"""The text of one data file, and what is wrong with its bytes."""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from anju_cli.problems import Edit, Edits, Problem, Severity

_NOT_TEXT = (
    (b"PK\x03\x04", " Excel 或 Word 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Excel 或 Word 文件"),
)
_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16（记事本里叫 Unicode）"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16（记事本里叫 Unicode）"),
)
_LINE_END = re.compile("(\r\n|\r|\n)")
_SAVE_AS_UTF8 = "请在编辑器里另存为 UTF-8 编码"


@dataclass(frozen=True)
class Source:
    """A data file as lines without their ends; ``file`` is its name on the screen."""

    file: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole text; every line end is a line feed, whatever the file has."""
        return "\n".join(self.lines)

    def problem(
        self,
        line: int,
        column: int,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = "error",
        mending: Edits = (),
    ) -> Problem:
        """A problem in the file, kept inside it and with its source line."""
        mending = self._edits_of_the_file(mending)
        line, column, lines = self._in_the_file(line, column)
        line = max(1, min(line, len(lines)))
        excerpt = lines[line - 1] if lines else ""
        column = max(1, min(column, len(excerpt) + 1))
        return Problem(self.file, line, column, code, severity, message, hint, excerpt, mending)

    def _in_the_file(self, line: int, column: int) -> tuple[int, int, tuple[str, ...]]:
        """A place of this text in the file as it is, and the lines of that."""
        return line, column, self.lines

    def _edits_of_the_file(self, edits: Edits) -> Edits:
        """Edits of this text as edits of the file as it is."""
        return edits


@dataclass(frozen=True)
class Mended(Source):
    """A source as it was meant. Its places are those of this text; the problems it
    makes are in ``original``, the text as it is. Lines stay lines."""

    original: Source
    edits: Mapping[int, tuple[Edit, ...]]

    def _in_the_file(self, line: int, column: int) -> tuple[int, int, tuple[str, ...]]:
        column = _before_edits(column - 1, self.edits.get(line, ())) + 1
        return self.original._in_the_file(line, column)

    def _edits_of_the_file(self, edits: Edits) -> Edits:
        moved = []
        for line, edit in edits:
            made = self.edits.get(line, ())
            start = end = _before_edits(edit.start, made)
            if edit.end > edit.start:  # behind the last character, not before the next one
                end = _before_edits(edit.end - 1, made) + 1
            moved.append((line, edit._replace(start=start, end=end)))
        return self.original._edits_of_the_file(tuple(moved))


def with_edits(source: Source, edits: Mapping[int, list[Edit]]) -> Source:
    """``source`` with some of its lines (by number, from 1) changed."""
    if not edits:
        return source
    lines = list(source.lines)
    kept: dict[int, tuple[Edit, ...]] = {}
    for number, found in edits.items():
        lines[number - 1], kept[number] = _edited(lines[number - 1], found)
    return Mended(source.file, tuple(lines), source, kept)


def _edited(line: str, edits: Iterable[Edit]) -> tuple[str, tuple[Edit, ...]]:
    """A line with edits made, and those that were: of two that overlap, the first."""
    at, parts, done = 0, [], []
    for edit in sorted(edits):
        if edit.start >= at:
            parts += [line[at : edit.start], edit.text]
            at = edit.end
            done.append(edit)
    return "".join([*parts, line[at:]]), tuple(done)


def rewrite(data: bytes, edits: Edits) -> bytes:
    """A file with edits of its lines made, in UTF-8. Every other byte stays, be it a
    mark of UTF-8 or a line end; and so does all of what is no text."""
    source, _ = decode("", data)
    if source is None:
        return data
    encoding, name = _encoding(data)
    mark = codecs.BOM_UTF8 if not name and data.startswith(codecs.BOM_UTF8) else b""
    parts = _LINE_END.split(data.decode(encoding))  # lines, and between them their ends
    by_line: dict[int, set[Edit]] = defaultdict(set)
    for number, edit in edits:
        by_line[number].add(edit)
    for number, found in by_line.items():
        parts[2 * (number - 1)], _ = _edited(parts[2 * (number - 1)], found)
    return mark + "".join(parts).encode("utf-8")


def _before_edits(offset: int, edits: tuple[Edit, ...]) -> int:
    """Where a character of the mended line stood; for a new one, where it was put."""
    grown = 0
    for start, end, text in edits:
        if offset < start + grown:
            break
        if offset < start + grown + len(text):
            return min(offset - grown, end)
        grown += len(text) - (end - start)
    return offset - grown


def split_lines(text: str) -> tuple[str, ...]:
    """Split at LF, CRLF and CR only; U+2028 and its kin are characters like others."""
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def decode(file: str, data: bytes) -> tuple[Source | None, list[Problem]]:
    """Turn bytes into text.

    UTF-8 with or without a BOM is right. GBK and UTF-16 are faults (A002), but
    the text is read all the same, so that the other faults show in the same run.
    ``None`` when no text can be had, be it for one lost character: what is left
    of a word would be blamed for it.
    """
    for magic, name in _NOT_TEXT:
        if data.startswith(magic):
            hint = "请把内容粘贴到文本文件里，另存为 UTF-8 编码的 .yaml"
            message = f"这不是文本文件，是{name}"
            return None, [Problem(file, 1, 1, "A002", "error", message, hint)]
    try:
        encoding, name = _encoding(data)
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None, [_damaged(file, data)]
    source = Source(file, split_lines(text))
    if not name:
        return source, []
    message = f"文件编码是 {name}，应为 UTF-8"
    line, column = _first_foreign(source) if encoding == "gb18030" else (1, 1)
    return source, [source.problem(line, column, "A002", message, _SAVE_AS_UTF8)]


def _encoding(data: bytes) -> tuple[str, str]:
    """The encoding, and its name for people unless it is the right one."""
    for mark, encoding, name in _MARKED:
        if data.startswith(mark):
            return encoding, name
    if data[:2].count(0) == 1:  # the first character is an ASCII one
        return "utf-16-be" if data[0] == 0 else "utf-16-le", "UTF-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        lossy = data.decode("utf-8", errors="replace")
    else:
        return "utf-8-sig", ""
    # Hardly any GBK text makes sense as Chinese in UTF-8: then UTF-8 was damaged.
    chinese = len(re.findall("[\u0800-\uffef\U00010000-\U0010ffff]", lossy))
    if chinese >= lossy.count("\ufffd"):
        return "utf-8-sig", ""
    if b"\x00" in data[:64]:
        return "utf-16-le", "UTF-16"
    return "gb18030", "GBK（记事本里叫 ANSI）"


def _first_foreign(source: Source) -> tuple[int, int]:
    """The first character that the encodings write differently."""
    lines = enumerate(source.lines, 1)
    number, line = next((number, line) for number, line in lines if not line.isascii())
    return number, next(at for at, char in enumerate(line, 1) if not char.isascii())


def _damaged(file: str, data: bytes) -> Problem:
    """Bytes that are no text: at the first of them, with the number of such lines."""
    source = Source(file, split_lines(data.decode("utf-8-sig", errors="replace")))
    lost = [number for number, line in enumerate(source.lines, 1) if "\ufffd" in line]
    line = lost[0] if lost else 1
    column = source.lines[line - 1].find("\ufffd") + 1
    message = "这里有读不出来的字符：它既不是 UTF-8，也不是 GBK"
    if len(lost) > 1:
        message += f"（共 {len(lost)} 行有这样的字符）"
    hint = "请重新输入这些字，或找回没有损坏的文件；保存时选 UTF-8 编码"
    return source.problem(line, column, "A002", message, hint)
