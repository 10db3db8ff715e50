"""Bytes to lines, and back from a fixed text to the file as it is."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.diagnostics import Diagnostic, TextEdit, TextEdits
from anju_cli.parsing.encoding import decode, rewrite
from anju_cli.parsing.source import RepairedSource, Source, edited, split_lines, with_edits

CHINESE = "# 单位名册\nname: 司法局\n"
LINES = ("# 单位名册", "name: 司法局", "")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ("",)),
        ("甲", ("甲",)),
        ("甲\n", ("甲", "")),
        ("甲\n乙\r\n丙\r丁", ("甲", "乙", "丙", "丁")),
        ("\r\n\r\n", ("", "", "")),
        ("甲\u2028乙\u2029丙\x85丁\x0b\x0c", ("甲\u2028乙\u2029丙\x85丁\x0b\x0c",)),
    ],
)
def test_lines_end_at_line_feeds_and_carriage_returns_only(
    text: str, lines: tuple[str, ...]
) -> None:
    assert split_lines(text) == lines


@pytest.mark.parametrize(
    "data",
    [CHINESE.encode(), codecs.BOM_UTF8 + CHINESE.encode(), CHINESE.replace("\n", "\r\n").encode()],
)
def test_utf8_is_right_with_or_without_a_bom(data: bytes) -> None:
    assert decode("a.yaml", data) == (Source("a.yaml", LINES), [])


def test_an_empty_file_is_text() -> None:
    assert decode("a.yaml", b"") == (Source("a.yaml", ("",)), [])


@pytest.mark.parametrize(
    ("data", "column", "name"),
    [
        (CHINESE.encode("gbk"), 3, "GBK（记事本里叫 ANSI）"),
        (CHINESE.encode("gb18030"), 3, "GBK（记事本里叫 ANSI）"),
        (CHINESE.encode("utf-16"), 1, "UTF-16（记事本里叫 Unicode）"),
        (codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"), 1, "UTF-16（记事本里叫 Unicode）"),
        (CHINESE.encode("utf-16-le"), 1, "UTF-16"),
        (CHINESE.encode("utf-16-be"), 1, "UTF-16"),
        (CHINESE.encode("utf-32"), 1, "UTF-32"),
    ],
)
def test_other_encodings_are_wrong_and_read_all_the_same(
    data: bytes, column: int, name: str
) -> None:
    diagnostic = Diagnostic(
        *("a.yaml", 1, column, "A002", "error"),
        message=f"文件编码是 {name}，应为 UTF-8",
        hint="请在编辑器里另存为 UTF-8 编码",
        excerpt=LINES[0],
    )
    assert decode("a.yaml", data) == (Source("a.yaml", LINES), [diagnostic])


def test_utf16_without_a_bom_that_begins_in_chinese() -> None:
    source, [diagnostic] = decode("a.yaml", "司法局: 18\n".encode("utf-16-le"))
    assert source == Source("a.yaml", ("司法局: 18", ""))
    assert diagnostic.message == "文件编码是 UTF-16，应为 UTF-8"


def test_gbk_that_has_no_chinese_in_its_first_lines_is_blamed_where_it_has() -> None:
    _, [diagnostic] = decode("a.yaml", "units:\n- name: 司法局\n".encode("gbk"))
    assert (diagnostic.line, diagnostic.column, diagnostic.excerpt) == (2, 9, "- name: 司法局")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04\x14", "这不是文本文件，是 Excel 或 Word 文件"),
        (b"\xd0\xcf\x11\xe0\xa1", "这不是文本文件，是旧版 Excel 或 Word 文件"),
    ],
)
def test_documents_of_office_programs_are_no_text(data: bytes, message: str) -> None:
    hint = "请把内容粘贴到文本文件里，另存为 UTF-8 编码的 .yaml"
    diagnostic = Diagnostic("a.yaml", 1, 1, "A002", "error", message, hint)
    assert decode("a.yaml", data) == (None, [diagnostic])


NOT_UTF8 = "这里的几个字节读不成文字：文件的编码是 UTF-8，这几个字节不是"
NEITHER = "这里的几个字节读不成文字：既不是 UTF-8，也不是 GBK"


@pytest.mark.parametrize(
    ("data", "line", "column", "message"),
    [
        ("单位名册\n司法局".encode()[:-1], 2, 3, NOT_UTF8),
        ("单位名册\n司".encode() + b"\xb5\n" + "法局".encode(), 2, 2, NOT_UTF8),
        (
            "单位名册\n司".encode() + b"\xb5\n" + b"\xb5" + "法局".encode(),
            *(2, 2, f"{NOT_UTF8}（共 2 行有这样的字符）"),
        ),
        (
            "单位名册：青石镇\n".encode() + "司法局".encode("gbk"),
            *(2, 2, f"{NOT_UTF8}，像是 GBK 的“司法局”"),  # the first is also a letter in UTF-8
        ),
        (b"\xff\xfe\x01", 1, 1, NEITHER),  # half a character in UTF-16
        (b"a\xff", 1, 2, NEITHER),
    ],
)
def test_damaged_text_is_given_up_at_the_first_lost_character(
    data: bytes, line: int, column: int, message: str
) -> None:
    source, [diagnostic] = decode("a.yaml", data)
    assert source is None
    assert (diagnostic.line, diagnostic.column, diagnostic.code) == (line, column, "A002")
    assert diagnostic.message == message
    assert diagnostic.hint == "请重新输入这些字，或找回没有损坏的文件；保存时选 UTF-8 编码"


REGISTER = "# 名册\nunits:\n  - name: 人力资源社会保障局\n    note: 成员以名单为准\n"


def in_latin(data: bytes) -> str:
    """Bytes as Windows reads them in its Western encoding, which lacks five."""
    lacking = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    return "".join(
        chr(byte) if byte in lacking else bytes([byte]).decode("cp1252") for byte in data
    )


@pytest.mark.parametrize(
    ("data", "line", "column", "message"),
    [
        (
            REGISTER.replace("社会", "社\ufffd").encode(),
            *(3, 16, "文字已损坏：\ufffd（U+FFFD）是丢了的字留下的记号"),
        ),
        (
            REGISTER.replace("社会", "\ufffd\ufffd").replace("名单", "\ufffd单").encode("utf-16"),
            *(3, 15, "文字已损坏：\ufffd（U+FFFD）是丢了的字留下的记号（共 2 行有这样的字符）"),
        ),
        (
            REGISTER.replace("社会", "锟斤拷").encode(),
            *(3, 15, "文字已损坏：“锟斤拷”是丢了的字留下的记号"),
        ),
        (
            REGISTER.encode().decode("gbk", errors="ignore").encode(),
            *(1, 3, "文字已成乱码：像是把 UTF-8 的文件当作 GBK（ANSI）打开，又保存了"),
        ),
        (
            in_latin(REGISTER.encode()).encode(),
            *(1, 3, "文字已成乱码：像是把 UTF-8 的文件当作西文（ANSI）打开，又保存了"),
        ),
    ],
)
def test_text_that_was_saved_without_its_characters_is_given_up(
    data: bytes, line: int, column: int, message: str
) -> None:
    source, [diagnostic] = decode("a.yaml", data)
    assert source is None
    assert (diagnostic.line, diagnostic.column, diagnostic.code) == (line, column, "A002")
    assert diagnostic.message == message
    assert diagnostic.hint == "请找回没有损坏的文件，或重新输入这些字；打开和保存都选 UTF-8 编码"


@pytest.mark.parametrize(
    "text",
    [
        REGISTER,
        "联通、移动、电信",  # whose bytes in GBK are a few characters of UTF-8
        "鑫淼焱垚犇骉羴猋",  # rare, and right
        "Señor Ångström, déjà vu, “œuvre”",
    ],
)
def test_right_text_is_not_taken_for_a_garbled_one(text: str) -> None:
    assert decode("a.yaml", text.encode()) == (Source("a.yaml", split_lines(text)), [])
    source, [diagnostic] = decode("a.yaml", (REGISTER + text).encode("gbk", errors="ignore"))
    assert source is not None
    assert diagnostic.message == "文件编码是 GBK（记事本里叫 ANSI），应为 UTF-8"


# -- places ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("position", "place"),
    [
        ((1, 1), (1, 1)),
        ((2, 4), (2, 4)),
        ((2, 5), (2, 4)),  # right behind the last character
        ((0, 0), (1, 1)),
        ((9, 9), (3, 1)),
    ],
)
def test_a_diagnostic_is_kept_inside_the_file(
    position: tuple[int, int], place: tuple[int, int]
) -> None:
    source = Source("a.yaml", ("甲乙", "丙丁戊", ""))
    diagnostic = source.diagnostic(*position, "A999", "坏了", "修好")
    line, column = place
    excerpt = source.lines[line - 1]
    assert diagnostic == Diagnostic(
        "a.yaml", line, column, "A999", "error", "坏了", "修好", excerpt
    )


def test_a_repaired_text_shows_its_diagnostics_in_the_file() -> None:
    source = Source("a.yaml", ("司法局：150条", "青石镇: 80"))
    repaired = with_edits(source, [(1, TextEdit(3, 4, ": ")), (1, TextEdit(7, 8, ""))])
    assert repaired.lines == ("司法局: 150", "青石镇: 80")
    assert repaired.text == "司法局: 150\n青石镇: 80"
    columns = [repaired.diagnostic(1, at, "A999", "").column for at in range(1, 11)]
    assert columns == [1, 2, 3, 4, 5, 5, 6, 7, 9, 9]
    assert repaired.diagnostic(1, 6, "A999", "").excerpt == "司法局：150条"
    assert repaired.diagnostic(2, 6, "A999", "").column == 6


def test_a_text_can_be_repaired_twice() -> None:
    source = Source("a.yaml", ("\u200b司法局：150",))
    once = with_edits(source, [(1, TextEdit(0, 1, ""))])
    twice = with_edits(once, [(1, TextEdit(3, 4, ": "))])
    assert twice.lines == ("司法局: 150",)
    diagnostic = twice.diagnostic(1, 6, "A999", "")
    assert (diagnostic.column, diagnostic.excerpt) == (6, "\u200b司法局：150")


def test_without_edits_a_text_is_left_as_it_is() -> None:
    source = Source("a.yaml", ("甲",))
    assert with_edits(source, ()) is source


@given(
    st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.text(max_size=3)), max_size=5)
)
def test_places_of_a_repaired_line_lie_in_the_file_and_in_order(
    line: str, insertions: list[tuple[int, str]]
) -> None:
    source = Source("a.yaml", (line,))
    edits = [TextEdit(at, min(at + len(text) % 2, len(line)), text) for at, text in insertions]
    repaired = with_edits(source, [(1, edit) for edit in edits if edit.start <= len(line)])
    length = len(repaired.lines[0])
    columns = [repaired.diagnostic(1, at, "A999", "").column for at in range(1, length + 2)]
    assert columns == sorted(columns)
    assert all(1 <= column <= len(line) + 1 for column in columns)
    assert not isinstance(repaired, RepairedSource) or repaired.original is source


@given(st.binary(max_size=200))
def test_any_bytes_can_be_decoded(data: bytes) -> None:
    source, diagnostics = decode("a.yaml", data)
    assert source is not None or diagnostics
    for diagnostic in diagnostics:
        assert diagnostic.line >= 1
        assert 1 <= diagnostic.column <= len(diagnostic.excerpt) + 1


WHOLE = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffd锟")


@given(st.text(WHOLE))  # without what damaged files have
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    source, diagnostics = decode("a.yaml", codecs.BOM_UTF8 + text.encode())
    assert diagnostics == []
    assert source == Source("a.yaml", split_lines(text))


@given(st.text("a\ufffd甲\n").filter(lambda text: "\ufffd" in text))
def test_the_character_for_a_lost_one_is_found_wherever_it_stands(text: str) -> None:
    source, [diagnostic] = decode("a.yaml", text.encode())
    assert source is None
    lines = text.split("\n")
    assert lines[diagnostic.line - 1][diagnostic.column - 1] == "\ufffd"
    assert "\ufffd" not in "\n".join(lines[: diagnostic.line - 1])


# -- edits back to the file --------------------------------------------------


@given(st.text("甲乙\u200b", max_size=12), st.data())
def test_an_edit_of_a_repaired_text_is_one_of_the_file(line: str, data: st.DataObject) -> None:
    """Made together with the edits before it, it gives what it gives after them."""
    removals = [TextEdit(at, at + 1, "") for at, char in enumerate(line) if char == "\u200b"]
    repaired = with_edits(Source("a.yaml", (line,)), [(1, edit) for edit in removals])
    start = data.draw(st.integers(0, len(repaired.lines[0])))
    end = data.draw(st.integers(start, len(repaired.lines[0])))
    edit = TextEdit(start, end, "丙")
    [(_, moved)] = repaired.diagnostic(1, 1, "A111", "", edits=((1, edit),)).edits
    after = repaired.lines[0][:start] + "丙" + repaired.lines[0][end:]
    assert edited(line, {*removals, moved})[0] == after


@pytest.mark.parametrize(
    ("data", "edits", "after"),
    [
        (b"a\r\nb\rc\n", ((2, TextEdit(0, 1, "x")),), b"a\r\nx\rc\n"),
        (b"\xef\xbb\xbfa", ((1, TextEdit(0, 1, "x")),), b"\xef\xbb\xbfx"),
        (b"a\nb", ((2, TextEdit(1, 1, "!")), (1, TextEdit(0, 0, "!"))), b"!a\nb!"),
        (b"abc", ((1, TextEdit(0, 2, "x")), (1, TextEdit(1, 3, "y"))), b"xc"),  # the first of two
        (b"abc", ((1, TextEdit(1, 1, "x")), (1, TextEdit(1, 1, "x"))), b"axbc"),  # the same, once
        ("甲：1\r\n".encode("gbk"), (), "甲：1\r\n".encode()),
        ("甲：1".encode("utf-16"), ((1, TextEdit(1, 2, ": ")),), "甲: 1".encode()),
        (b"PK\x03\x04a", ((1, TextEdit(0, 1, "x")),), b"PK\x03\x04a"),  # no text
        ("甲".encode() + b"\xff", ((1, TextEdit(0, 1, "x")),), "甲".encode() + b"\xff"),
    ],
)
def test_a_file_rewritten(data: bytes, edits: TextEdits, after: bytes) -> None:
    assert rewrite(data, edits) == after
