"""Values put into hand-edited files, byte for byte."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Sequence
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.editing.patch import Drop, Put, Value, Words, patched
from anju_cli.parsing import compose
from anju_cli.parsing.source import Source, split_lines
from anju_cli.parsing.tree import Path, construct
from tests.running import BASE, ROOT

MONTHS = tuple(f"2021-{number:02}" for number in range(1, 13))


def patched_text(text: str, *operations: Put | Drop) -> str:
    return patched(text.encode(), operations).decode()


def plain(data: bytes) -> Any:
    tree, diagnostics = compose(Source("", split_lines(data.decode("utf-8-sig"))))
    assert tree is not None and diagnostics == []
    return construct(tree)


# -- a key that lacks --------------------------------------------------------


def test_a_new_key_goes_behind_the_last_and_before_what_stands_further_out() -> None:
    text = "a:\n  x: 1  # 一\n\n# 说明\nb: 2\n"
    assert (
        patched_text(text, Put(("a", "y"), "好")) == "a:\n  x: 1  # 一\n  y: 好\n\n# 说明\nb: 2\n"
    )


def test_a_comment_that_is_further_in_belongs_to_what_stands_before() -> None:
    text = "a:\n  x:\n    p: 1\n    # 还有\nb: 2\n"
    assert patched_text(text, Put(("a", "y"), "3")) == (
        "a:\n  x:\n    p: 1\n    # 还有\n  y: 3\nb: 2\n"
    )


def test_at_the_end_of_the_file_it_goes_behind_the_comments() -> None:
    text = "targets:\n  甲局: 1\n\n# published:\n#   2021-05:\n#     甲局: 1\n"
    month = {"甲局": "18", "乙镇": "0"}
    assert patched_text(text, Put(("published", "2021-06"), month)) == text + (
        "published:\n  2021-06:\n    甲局: 18\n    乙镇: 0\n"
    )


def test_a_file_without_a_line_end_at_its_end_stays_without() -> None:
    assert patched_text("a: 1", Put(("b",), "2")) == "a: 1\nb: 2"
    assert patched_text("a: 1\r\nb: 1 # c", Put(("c", "d"), "2")) == (
        "a: 1\r\nb: 1 # c\r\nc:\r\n  d: 2"
    )


def test_blank_lines_between_entries_of_the_same_sort_are_kept_up() -> None:
    text = "p:\n  2021-04:\n    甲: 1\n\n  2021-06:\n    甲: 1\n\nz: 1\n"
    put = Put(("p", "2021-05"), {"甲": "2"}, MONTHS)
    assert patched_text(text, put) == (
        "p:\n  2021-04:\n    甲: 1\n\n  2021-05:\n    甲: 2\n\n  2021-06:\n    甲: 1\n\nz: 1\n"
    )
    last = Put(("p", "2021-07"), {"甲": "2"}, MONTHS)
    assert patched_text(text, last) == (
        "p:\n  2021-04:\n    甲: 1\n\n  2021-06:\n    甲: 1\n\n  2021-07:\n    甲: 2\n\nz: 1\n"
    )
    first = Put(("p", "2021-01"), {"甲": "2"}, MONTHS)
    assert patched_text(text, first) == (
        "p:\n  2021-01:\n    甲: 2\n\n  2021-04:\n    甲: 1\n\n  2021-06:\n    甲: 1\n\nz: 1\n"
    )


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("a", "m:\n  a: 0\n  b: 1\n  x: 1\n  d: 1\n"),
        ("c", "m:\n  b: 1\n  c: 0\n  x: 1\n  d: 1\n"),
        ("e", "m:\n  b: 1\n  x: 1\n  d: 1\n  e: 0\n"),
        ("f", "m:\n  b: 1\n  x: 1\n  d: 1\n  f: 0\n"),  # not in the order: the end
    ],
)
def test_the_order_of_keys(key: str, expected: str) -> None:
    text = "m:\n  b: 1\n  x: 1\n  d: 1\n"
    assert patched_text(text, Put(("m", key), "0", ("a", "b", "c", "d", "e"))) == expected


def test_before_the_first_key_and_the_comment_that_is_about_it() -> None:
    text = "m:\n  # 第一\n  b: 1\n"
    assert patched_text(text, Put(("m", "a"), "0", ("a", "b"))) == "m:\n  a: 0\n  # 第一\n  b: 1\n"
    assert patched_text("# 说明\nb: 1\n", Put(("a",), "0", ("a", "b"))) == "# 说明\na: 0\nb: 1\n"


@pytest.mark.parametrize(
    "value",
    [
        '"引"',
        "'a''b'",
        '"甲\n    乙"',
        "甲\n    乙\n\n    丙",
        "|\n    甲\n    # 不是注释",
        ">-\n    甲\n\n    乙",
        "|2\n      甲",
        "[甲,\n    乙]",
        "{a: 1,\n    b: 2}  # 注",
        "\n    - 甲\n    -  乙 # 注",
        "\n  - 甲\n  - 乙",
        "\n    - a: 1\n      b: |\n        丙",
    ],
)
def test_the_end_of_a_value_of_any_form_is_found(value: str) -> None:
    for behind in ("", "\n\n# 说明\n\n"):
        text = f"t:\n- id: '1'\n  x: {value}\n{behind}- id: 2\n"
        expected = f"t:\n- id: '1'\n  x: {value}\n  y: 好\n{behind}- id: 2\n"
        assert patched_text(text, Put(("t", 0, "y"), "好")) == expected
        assert patched_text(expected, Drop(("t", 0, "y"))) == text


def test_the_blank_lines_that_a_text_keeps_stay_its_own() -> None:
    text = "a:\n  x: |+\n    甲\n\nb: 1\n"
    assert patched_text(text, Put(("a", "y"), "2")) == "a:\n  x: |+\n    甲\n\n  y: 2\nb: 1\n"


def test_in_a_list() -> None:
    text = "o:\n  - date: 2021-06-10\n    what: 甲  # 注\n\nz: 1\n"
    event: Value = {"date": "2021-07-01", "done": {"on": "2021-07-02"}}
    assert patched_text(text, Put(("o", 1), event, flow=True)) == (
        "o:\n  - date: 2021-06-10\n    what: 甲  # 注\n"
        "  - date: 2021-07-01\n    done: {on: 2021-07-02}\n\nz: 1\n"
    )
    assert patched_text(text, Put(("o", 0, "done", "on"), "2021-06-11")) == (
        "o:\n  - date: 2021-06-10\n    what: 甲  # 注\n    done:\n      on: 2021-06-11\n\nz: 1\n"
    )
    assert patched_text("z: 1\n", Put(("o", 0), {"a": "b"})) == "z: 1\no:\n  - a: b\n"


def test_the_layout_of_the_file_is_followed() -> None:
    wide = "a:\n    b:\n        c: 1\n"
    assert patched_text(wide, Put(("a", "d"), {"e": "1"})) == f"{wide}    d:\n        e: 1\n"
    flush = "t:\n- id: 1\n- id: 2\n"
    assert patched_text(flush, Put(("t", 0, "done"), {"on": "x"})) == (
        "t:\n- id: 1\n  done:\n    on: x\n- id: 2\n"
    )


def test_in_braces() -> None:
    assert patched_text("a: {x: 1} # 注\n", Put(("a", "y"), "2")) == "a: {x: 1, y: 2} # 注\n"
    assert patched_text("a: { x: 1, }\n", Put(("a", "y"), "b, c")) == 'a: { x: 1, y: "b, c", }\n'
    assert patched_text("a: {c: 1}\n", Put(("a", "b"), "2", ("b", "c"))) == "a: {b: 2, c: 1}\n"
    assert patched_text("a: {\n  x: 1\n}\n", Put(("a", "y"), {"z": "2"})) == (
        "a: {\n  x: 1, y: {z: 2}\n}\n"
    )
    assert patched_text("a: [{x: {}}]\n", Put(("a", 0, "x", "y"), "1")) == "a: [{x: {y: 1}}]\n"
    assert patched_text("a: [1]\n", Put(("a", 1), "2")) == "a: [1, 2]\n"
    assert patched_text("{a: 1}\n", Put(("b",), "2")) == "{a: 1, b: 2}\n"


def test_empty_braces_become_lines() -> None:
    assert patched_text("p: {}  # 各月\nz: 1\n", Put(("p", "2021-06"), {"甲": "1"})) == (
        "p:  # 各月\n  2021-06:\n    甲: 1\nz: 1\n"
    )
    assert patched_text("o: []\n", Put(("o", 0), {"a": "1"})) == "o:\n  - a: 1\n"


# -- a key that is there -----------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("m:\n  甲: 18   # 更正过\n", "m:\n  甲: 20   # 更正过\n"),
        ("m:\n  '甲' : \"18\"\n", "m:\n  '甲' : \"20\"\n"),
        ("m:\n  \"甲\": '18' # 注\n", "m:\n  \"甲\": '20' # 注\n"),
        ("m: {乙: 1, 甲: 18, 丙: 2}", "m: {乙: 1, 甲: 20, 丙: 2}"),
        ("m:\n  甲: |\n    18\n\n  乙: 1\n", "m:\n  甲: 20\n\n  乙: 1\n"),
        ("m:\n  甲:\n    18\n  乙: 1\n", "m:\n  甲:\n    20\n  乙: 1\n"),
        ("m:\n  甲:\n    x: 1\n    # 注\n  乙: 1\n", "m:\n  甲: 20\n    # 注\n  乙: 1\n"),
        ("m:\n  甲: # 没填\n  乙: 1\n", "m:\n  甲: 20 # 没填\n  乙: 1\n"),
    ],
)
def test_only_the_text_of_the_value_is_replaced(before: str, after: str) -> None:
    assert patched_text(before, Put(("m", "甲"), "20")) == after


def test_a_mapping_in_the_place_of_another() -> None:
    put = Put(("m", "甲"), {"x": "1", "y": "2"})
    assert patched_text("m:\n  甲:\n    z: 9 # 注\n  乙: 1\n", put) == (
        "m:\n  甲:\n    x: 1\n    y: 2 # 注\n  乙: 1\n"
    )
    assert patched_text("m:\n  甲: {z: 9} # 注\n  乙: 1\n", put) == (
        "m:\n  甲: {x: 1, y: 2} # 注\n  乙: 1\n"
    )
    assert patched_text("m:\n  甲: 1 # 注\n  乙: 1\n", put) == (
        "m:\n  甲: # 注\n    x: 1\n    y: 2\n  乙: 1\n"
    )


# -- how a text is written ---------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("已在网站公布。", "https://www.example.com/1.html", "甲, 乙", "a：b", "250条", "“好”"),
        *("2021年6月", "甲#乙", "公布（第3批）"),
    ],
)
def test_a_text_that_can_only_be_a_text_stands_bare(text: str) -> None:
    assert patched_text("a: 1\n", Put(("b",), text)) == f"a: 1\nb: {text}\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("是: 否", '"是: 否"'),
        ("甲 #乙", '"甲 #乙"'),
        ("no", '"no"'),
        ("1.50", '"1.50"'),
        ("012", '"012"'),
        ("12:30", '"12:30"'),
        ("", '""'),
        ("~", '"~"'),
        ("- 甲", '"- 甲"'),
        ("[甲]", '"[甲]"'),
        ('"甲"', '"\\"甲\\""'),
        ("C:\\甲 #", '"C:\\\\甲 #"'),
        (" 甲", '" 甲"'),
        ("甲\n乙", '"甲\\n乙"'),
        ("甲\u3000", '"甲\\u3000"'),
        ("\u200b", '"\\u200b"'),
        ("：甲", '"：甲"'),
        (Words("2021"), '"2021"'),
        (Words("2021-06-30"), '"2021-06-30"'),
    ],
)
def test_any_other_stands_in_quotes(text: str, shown: str) -> None:
    result = patched_text("a: 1\n", Put(("b",), text))
    assert result == f"a: 1\nb: {shown}\n"
    assert yaml.safe_load(result) == {"a": 1, "b": text}


def test_numbers_and_days_stand_as_the_files_have_them() -> None:
    result = patched_text("a: 1\n", Put(("b",), "250"), Put(("c",), "2021-06-30"))
    assert result == "a: 1\nb: 250\nc: 2021-06-30\n"


# -- taking out --------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a: 1\nb: 2 # 注\n# 说明\nc: 3\n", ("b",), "a: 1\n# 说明\nc: 3\n"),
        ("a:\n  b:\n    c: 1\nd: 1\n", ("a", "b", "c"), "d: 1\n"),
        ("a:\n  b: 1\n  c: 1\n", ("a", "b"), "a:\n  c: 1\n"),
        ("a: 1\n\nb:\n  c: 1\n\nd: 1\n", ("b", "c"), "a: 1\n\nd: 1\n"),
        ("a: 1\n\nb: 1", ("b",), "a: 1"),
        ("a: {x: 1, y: 2, z: 3}\n", ("a", "y"), "a: {x: 1, z: 3}\n"),
        ("a: {x: 1, y: 2} # 注\n", ("a", "y"), "a: {x: 1} # 注\n"),
        ("a: {x: 1}\nb: 1\n", ("a", "x"), "b: 1\n"),
        ("o:\n  - a: 1\n    b: 2\n  - a: 3\n", ("o", 0), "o:\n  - a: 3\n"),
        ("o:\n  - a: 1\n    b: 2\n", ("o", 0, "a"), "o:\n  - b: 2\n"),
        ("o:\n  - a: 1\nz: 1\n", ("o", 0, "a"), "z: 1\n"),
    ],
)
def test_an_entry_is_taken_out_with_its_lines(before: str, path: Path, after: str) -> None:
    assert patched_text(before, Drop(path)) == after


@pytest.mark.parametrize("path", [("x",), ("a", "x"), ("o", 3), ("a", "b", "c")])
def test_what_is_not_there_cannot_be_taken_out(path: Path) -> None:
    with pytest.raises(KeyError):
        patched_text("a:\n  b: 1\no: [1]\n", Drop(path))


def test_a_list_has_no_holes() -> None:
    with pytest.raises(KeyError):
        patched_text("o: [1]\n", Put(("o", 2), "3"))
    with pytest.raises(KeyError):
        patched_text("a: 1\n", Put(("o", 1), "3"))


# -- laws --------------------------------------------------------------------

FILES = {
    (folder, kind): (ROOT / folder / f"{kind}.yaml").read_text(encoding="utf-8")
    for folder in ("data", BASE)
    for kind in ("tasks", "quotas")
}
FORMS = ("LF", "CRLF", "BOM", "no line end")


@functools.cache
def file_as(folder: str, kind: str, form: str) -> bytes:
    text = FILES[folder, kind]
    if form == "CRLF":
        return text.replace("\n", "\r\n").encode()
    if form == "BOM":
        return text.encode("utf-8-sig")
    return (text.rstrip("\n") if form == "no line end" else text).encode()


def collections(node: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    """Every mapping of a file, with its path."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    mappings = [(path, node)] if isinstance(node, dict) else []
    for key, inner in pairs:
        if isinstance(inner, dict | list):
            mappings += collections(inner, (*path, key))
    return mappings


def changed(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    old, new = (data.decode().splitlines(keepends=True) for data in (before, after))
    lines = list(difflib.unified_diff(old, new, n=0))[2:]
    gone = [line[1:] for line in lines if line.startswith("-")]
    come = [line[1:] for line in lines if line.startswith("+")]
    return gone, come


def at(node: Any, path: Sequence[str | int]) -> Any:
    for key in path:
        node = node[key]
    return node


LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8)
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.sampled_from(["18", "2021-08-30", "已公布，见网站。", "a: b", "no"]),
    LETTERS,
    st.dictionaries(st.sampled_from(["on", "note", "link"]), LETTERS, min_size=1),
)


@given(st.data())
def test_what_is_put_in_and_taken_out_again_leaves_every_byte(data: st.DataObject) -> None:
    folder, kind = data.draw(st.sampled_from(list(FILES)))
    before = file_as(folder, kind, data.draw(st.sampled_from(FORMS)))
    shape = plain(before)
    path, mapping = data.draw(st.sampled_from([pair for pair in collections(shape) if pair[1]]))
    order = data.draw(st.sampled_from([(), ("新", *mapping), (*mapping, "新"), MONTHS]))
    put = Put((*path, "新"), data.draw(VALUES), order, flow=data.draw(st.booleans()))
    after = patched(before, [put])

    expected = plain(before)
    at(expected, path)["新"] = put.value
    assert plain(after) == expected
    gone, come = changed(before, after)
    assert len(gone) <= 1  # inside braces, behind a dash, or behind a last line without an end
    rest = iter("".join(come))
    assert all(sign in rest for sign in "".join(gone))
    assert patched(after, [Drop(put.path)]) == before


@given(st.data())
def test_a_text_replaced_and_put_back_leaves_every_byte(data: st.DataObject) -> None:
    folder, kind = data.draw(st.sampled_from(list(FILES)))
    before = file_as(folder, kind, data.draw(st.sampled_from(FORMS)))
    shape = plain(before)
    path, mapping = data.draw(st.sampled_from(collections(shape)))
    words = [key for key, value in mapping.items() if isinstance(value, str) and "\n" not in value]
    if not words:
        return
    key = data.draw(st.sampled_from(words))
    value = data.draw(st.sampled_from(["18", "2021-08-30", "已公布，见网站。"]))
    after = patched(before, [Put((*path, key), value)])
    expected = plain(before)
    at(expected, path)[key] = value
    assert plain(after) == expected
    gone, come = changed(before, after)
    assert len(gone) == len(come) == (value != mapping[key] or gone != come)
    assert patched(after, [Put((*path, key), mapping[key])]) == before
