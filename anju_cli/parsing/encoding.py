"""Encodings: from the bytes of a data file to its text, and back."""

from __future__ import annotations

import codecs
import re

from anju_cli.diagnostics import Diagnostic, TextEdits
from anju_cli.parsing.source import Source, by_line, edited, split_lines

_NOT_TEXT = (
    (b"PK\x03\x04", " Excel 或 Word 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Excel 或 Word 文件"),
)
_WITH_BOM = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # before UTF-16, whose BOM it begins with
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16（记事本里叫 Unicode）"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16（记事本里叫 Unicode）"),
)
_LINE_END = "(\r\n|\r|\n)"
_SAVE_AS_UTF8 = "请在编辑器里另存为 UTF-8 编码"
_REPLACED = "\ufffd+|(?:锟斤拷)+"
"""What programs write for bytes they cannot read; and the same, read as GBK."""

_UTF8_AS_GBK = rb"(?:[\xe4-\xe9][\x80-\xbf]{2})"
"""A Chinese character of UTF-8 in text that has been written as GBK. Five in a row are none
by chance, since few characters of GBK have such bytes."""
_IN_UTF8_AS_GBK = rb"(?:^|\n)[\xe4-\xe9][\x80-\xbf]"
"""One of the characters, each on a line, that are in every such text."""
_UTF8_AS_LATIN = "(?:[ä-é][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2})"
_LATIN = "[ä-é]"
_AS_LATIN = "西文（ANSI）"


def decode(file: str, data: bytes) -> tuple[Source | None, list[Diagnostic]]:
    """Decode the bytes of a file.

    UTF-8 with or without a BOM is right. GBK and UTF-16 are wrong (A002), but the text is
    read all the same, so that the other errors show in the same run. No text comes back
    for one lost character, now or when the file was saved last: what is left of a word
    would be blamed for it.
    """
    for magic, name in _NOT_TEXT:
        if data.startswith(magic):
            hint = "请把内容粘贴到文本文件里，另存为 UTF-8 编码的 .yaml"
            message = f"这不是文本文件，是{name}"
            return None, [Diagnostic(file, 1, 1, "A002", "error", message, hint)]
    try:
        encoding, name = _encoding(data)
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None, [_damaged(file, data)]
    source = Source(file, split_lines(text))
    if diagnostic := _garbled(source):
        return None, [diagnostic]
    if not name:
        return source, []
    message = f"文件编码是 {name}，应为 UTF-8"
    line, column = _first_foreign(source) if encoding == "gb18030" else (1, 1)
    return source, [source.diagnostic(line, column, "A002", message, _SAVE_AS_UTF8)]


def rewrite(data: bytes, edits: TextEdits) -> bytes:
    """Make edits of the lines of a file, and encode it in UTF-8.

    Every other byte stays, a BOM or a line end too; and so does all of what is no text.
    """
    source, _ = decode("", data)
    if source is None:
        return data
    encoding, name = _encoding(data)
    bom = codecs.BOM_UTF8 if not name and data.startswith(codecs.BOM_UTF8) else b""
    parts = re.split(_LINE_END, data.decode(encoding))  # lines, and between them their ends
    for number, line_edits in by_line(set(edits)).items():
        parts[2 * (number - 1)], _ = edited(parts[2 * (number - 1)], line_edits)
    return bom + "".join(parts).encode("utf-8")


def _encoding(data: bytes) -> tuple[str, str]:
    """Return the encoding, and its name on the screen unless it is the right one."""
    for bom, encoding, name in _WITH_BOM:
        if data.startswith(bom):
            return encoding, name
    is_wide = b"\n" not in data or b"\n\x00" in data or b"\x00\n" in data
    if is_wide and data[:2].count(0) == 1:  # the first character is an ASCII one
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
    if is_wide and b"\x00" in data[:64]:
        return "utf-16-le", "UTF-16"
    return "gb18030", "GBK（记事本里叫 ANSI）"


def _first_foreign(source: Source) -> tuple[int, int]:
    """Return the place of the first character that is not ASCII."""
    lines = enumerate(source.lines, 1)
    number, line = next((number, line) for number, line in lines if not line.isascii())
    return number, next(at for at, char in enumerate(line, 1) if not char.isascii())


def _damaged(file: str, data: bytes) -> Diagnostic:
    """Make the diagnostic of bytes that are no text, at the first of them."""
    source = Source(file, split_lines(data.decode("utf-8-sig", errors="replace")))
    lost = [number for number, line in enumerate(source.lines, 1) if "\ufffd" in line]
    line = lost[0] if lost else 1
    column = source.lines[line - 1].find("\ufffd") + 1
    _, name = _encoding(data)
    message = "这里的几个字节读不成文字：既不是 UTF-8，也不是 GBK"
    if not name:
        meant = _name_in_gbk(data)
        like = f"，像是 GBK 的“{meant}”" if meant else ""
        message = f"这里的几个字节读不成文字：文件的编码是 UTF-8，这几个字节不是{like}"
    hint = "请重新输入这些字，或找回没有损坏的文件；保存时选 UTF-8 编码"
    return source.diagnostic(line, column, "A002", message + _on_lines(len(lost)), hint)


def _on_lines(count: int) -> str:
    return f"（共 {count} 行有这样的字符）" if count > 1 else ""


def _name_in_gbk(data: bytes) -> str | None:
    """Read the first bytes that are not UTF-8 as GBK, if they stand alone."""
    for run in re.findall(rb"[\x80-\xff]+", data.removeprefix(codecs.BOM_UTF8)):
        try:
            run.decode("utf-8")
        except UnicodeDecodeError:
            name = run.decode("gb18030", errors="replace")
            is_whole = re.fullmatch("[\u4e00-\u9fff]{2,20}", name)
            is_mixed = re.search(rb"[\xe4-\xe9][\x80-\xbf]{2}", run)
            return name if is_whole and not is_mixed else None
    return None


def _garbled(source: Source) -> Diagnostic | None:
    """Find text that was read in a wrong encoding and saved like that: it is lost."""
    hint = "请找回没有损坏的文件，或重新输入这些字；打开和保存都选 UTF-8 编码"
    is_lossy = "\ufffd" in source.characters or "锟斤拷" in source.text
    places = {
        number: match.start() + 1
        for number, line in enumerate(source.lines if is_lossy else (), 1)
        if (match := re.search(_REPLACED, line))
    }
    if places:
        line, column = next(iter(places.items()))
        is_utf8 = source.lines[line - 1][column - 1] == "\ufffd"
        replacement = "\ufffd（U+FFFD）" if is_utf8 else "“锟斤拷”"
        message = f"文字已损坏：{replacement}是丢了的字留下的记号{_on_lines(len(places))}"
        return source.diagnostic(line, column, "A002", message, hint)
    characters = _in_gbk("\n".join(source.characters))
    may_be = re.search(_IN_UTF8_AS_GBK, characters) or re.search(_LATIN, source.characters)
    wrong = _misread_as(source.text, 5) if may_be else ""
    # A few words in Latin among others that are right are decoded where they stand.
    is_mixed = re.search("[\u4e00-\u9fff]", source.characters) and wrong == _AS_LATIN
    if not wrong or (is_mixed and re.search("[\x80-\x9f]", source.characters)):
        return None
    message = f"文字已成乱码：像是把 UTF-8 的文件当作{wrong}打开，又保存了"
    line = next(at for at, text in enumerate(source.lines, 1) if _misread_as(text, 2))
    _, column = _first_foreign(Source("", source.lines[line - 1 : line]))
    return source.diagnostic(line, column, "A002", message, hint)


def _misread_as(text: str, least: int) -> str:
    """Name the encoding in which UTF-8 was read, where ``least`` characters in a row say so."""
    if re.search(_UTF8_AS_GBK + b"{%d,}" % least, _in_gbk(text)):
        return " GBK（ANSI）"
    return _AS_LATIN if re.search(f"{_UTF8_AS_LATIN}{{{least - 1},}}", text) else ""


def _in_gbk(text: str) -> bytes:
    return text.encode("gb18030", errors="replace")
