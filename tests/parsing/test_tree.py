"""YAML text to a tree with places, and what makes no tree."""

from __future__ import annotations

import pytest

from anju_cli.parsing import compose
from anju_cli.parsing.source import Source, split_lines
from anju_cli.parsing.tree import (
    MAX_DEPTH,
    MappingEntry,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    child,
    construct,
    texts,
)


def composed(text: str) -> tuple[Node | None, list[tuple[int, int, str, str]]]:
    """The tree, and place, code and message of each diagnostic."""
    tree, diagnostics = compose(Source("a.yaml", split_lines(text)))
    return tree, [(error.line, error.column, error.code, error.message) for error in diagnostics]


def value_of(text: str) -> object:
    tree, diagnostics = composed(text)
    assert diagnostics == []
    assert tree is not None
    return construct(tree)


def test_everything_knows_its_place() -> None:
    tree, diagnostics = composed("# 说明\n单位:\n  - 司法局: 18\n  - [甲, '乙']\n")
    assert diagnostics == []
    pair = MappingNode(3, 5, {"司法局": MappingEntry(3, 5, ScalarNode(3, 10, "18"))})
    flow = SequenceNode(4, 5, [ScalarNode(4, 6, "甲"), ScalarNode(4, 9, "乙")])
    assert tree == MappingNode(2, 1, {"单位": MappingEntry(2, 1, SequenceNode(3, 3, [pair, flow]))})


def test_characters_beyond_the_basic_plane_are_one_column() -> None:
    tree, _ = composed("𠮷👍🏽: [𠮷, 乙]")
    assert isinstance(tree, MappingNode)
    assert tree.entries["𠮷👍🏽"].node == SequenceNode(
        1, 6, [ScalarNode(1, 7, "𠮷"), ScalarNode(1, 10, "乙")]
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", "no"),
        ("a: 012", "012"),
        ("a: 12:30", "12:30"),
        ("a: 2021-06-31", "2021-06-31"),
        ("a: 1e3", "1e3"),
        ("a: .inf", ".inf"),
        ("a: true", "true"),
        ('a: "12"', "12"),
        ("a: 甲\n  乙", "甲 乙"),
        ("a: |\n  甲\n  乙", "甲\n乙"),
        ("a: >-\n  甲\n  乙", "甲 乙"),
        ("a: '甲''乙'", "甲'乙"),
        ('a: "甲\\u4e59"', "甲乙"),
        ("a: 18\u3000", "18"),
        ("a: \u3000甲\u00a0", "甲"),
        ('a: "\u3000甲 "', "\u3000甲 "),
        # what is blank
        ("a:", ""),
        ("a: ~", ""),
        ("a: null", ""),
        ("a: NULL", ""),
        ("a: \u3000", ""),
        ('a: ""', ""),
        ('a: "null"', "null"),
        ('a: "~"', "~"),
    ],
)
def test_every_value_stays_text(text: str, value: str) -> None:
    assert value_of(text) == {"a": value}


def test_keys_are_text_too() -> None:
    assert value_of("2021-06: 1\nno: 2\n12: 3\n'a b': 4\n甲 乙: 5") == {
        "2021-06": "1",
        "no": "2",
        "12": "3",
        "a b": "4",
        "甲 乙": "5",
    }


def test_nested_collections_become_plain() -> None:
    assert value_of("a: [1, {b: [], c: {}}]\nd:\n- - x") == {
        "a": ["1", {"b": [], "c": {}}],
        "d": [["x"]],
    }


def test_child_finds_what_is_there_and_no_more() -> None:
    tree, _ = composed("a: [甲]\n0: 乙")
    assert tree is not None
    items = child(tree, "a")
    assert items == SequenceNode(1, 4, [ScalarNode(1, 5, "甲")])
    assert child(items, 0) == ScalarNode(1, 5, "甲")
    for part in (1, -1, "0"):
        assert child(items, part) is None
    for key in ("b", 0):
        assert child(tree, key) is None
    assert child(ScalarNode(1, 1, "a"), "a") is None


def test_texts_are_all_values_and_keys() -> None:
    tree, _ = composed("a: [甲, {b: 乙}]\nc:\nd: ''")
    assert tree is not None
    assert list(texts(tree)) == ["a", "甲", "b", "乙", "c", "d", ""]


# -- what is refused -------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# 说明\n# 说明", "---", "--- # 说明\n...", "~", '""']
)
def test_nothing(text: str) -> None:
    assert composed(text) == (None, [(1, 1, "A003", "文件是空的，或者只有注释")])


def test_a_key_that_is_there_already_names_both_lines_and_the_first_value_counts() -> None:
    tree, diagnostics = composed("a: 1\nb: 2\na: 3\n")
    assert diagnostics == [(3, 1, "A107", "“a”在同一处写了两次：第 1 行已经有了")]
    assert tree is not None
    assert construct(tree) == {"a": "1", "b": "2"}


def test_a_key_twice_on_one_line() -> None:
    assert composed("{a: 1, a: 2}")[1] == [(1, 8, "A107", "“a”在这一行写了两次")]


def test_keys_twice_in_a_mapping_are_each_a_diagnostic() -> None:
    diagnostics = composed("a: 1\nb: 1\na: 2\nb: 2")[1]
    assert [(line, code) for line, _, code, _ in diagnostics] == [(3, "A107"), (4, "A107")]


def test_items_that_ran_together_are_one_diagnostic_and_the_first_item_counts() -> None:
    tree, diagnostics = composed("- a: 1\n  b: 2\n  a: 3\n  c: 4\n  b: 5\n  d: 6\n- a: 7\n")
    assert diagnostics == [(3, 3, "A107", "“a”等 2 项在这一条里写了两次")]
    assert tree is not None
    assert construct(tree) == [{"a": "1", "b": "2"}, {"a": "7"}]


@pytest.mark.parametrize(
    ("text", "diagnostic"),
    [
        ("a: &x 甲", (1, 4, "A108", "&x 是 YAML 的锚点")),
        ("a: &x\n  b: 甲", (1, 4, "A108", "&x 是 YAML 的锚点")),
        ("a: !!str 甲", (1, 4, "A108", "!!str 是 YAML 的类型标签")),
        ("a: !x [甲]", (1, 4, "A108", "!x 是 YAML 的类型标签")),
        ("%YAML 1.1\n---\na: 甲", (1, 1, "A108", "% 开头的行是 YAML 的指令")),
        ("%TAG ! tag:a,2021:\n---\na: 甲", (1, 1, "A108", "% 开头的行是 YAML 的指令")),
    ],
)
def test_anchors_tags_and_directives_are_errors_but_the_values_are_there(
    text: str, diagnostic: tuple[int, int, str, str]
) -> None:
    tree, diagnostics = composed(text)
    assert diagnostics == [diagnostic]
    assert tree is not None
    assert "甲" in texts(tree)


@pytest.mark.parametrize(
    ("text", "diagnostic"),
    [
        ("- &x 甲\n- *x", (2, 3, "A108", "*x 是 YAML 的引用")),
        ("<<: {a: 甲}\nb: 乙", (1, 1, "A108", "<< 是 YAML 的合并键")),
        ("a: 甲\n---\nb: 乙", (2, 1, "A109", "“---”开始了第二个文档，一个文件只能有一个")),
        ("[甲]: 乙", (1, 1, "A112", "冒号前面应是一个名字")),
        ("{甲: 乙}: 丙", (1, 1, "A112", "冒号前面应是一个名字")),
        ("? [甲]\n: 乙", (1, 3, "A112", "冒号前面应是一个名字")),
        ("~: 乙", (1, 1, "A112", "冒号前面应是一个名字")),
    ],
)
def test_what_takes_parts_from_elsewhere_makes_no_tree(
    text: str, diagnostic: tuple[int, int, str, str]
) -> None:
    tree, diagnostics = composed(text)
    assert tree is None
    assert diagnostic in diagnostics


@pytest.mark.parametrize("nest", ["[{}]", "{{a: {}}}", "- "])
def test_depth_is_bounded(nest: str) -> None:
    opening, closing = nest.split("{}") if "{}" in nest else (nest, "")
    opening, closing = opening.replace("{{", "{"), closing.replace("}}", "}")
    tree, diagnostics = composed(opening * MAX_DEPTH + closing * MAX_DEPTH)
    assert diagnostics == []
    assert tree is not None
    tree, [diagnostic] = composed(opening * 10_000)
    assert tree is None
    assert diagnostic == (1, len(opening) * MAX_DEPTH + 1, "A110", "括号或缩进套了 32 层以上")


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: b: c", 1, 5, "这里多了一个冒号，或上一行的缩进、冒号有误"),
        ("a: 1\nb\nc: 2", 2, 1, "这一行缺少冒号，或上一行没有写完"),
        ("a:\n  b: 1\n c: 2", 3, 2, "这一行的缩进与上下行不一致，或上一行没有写完"),
        ("- a\nb: 1", 2, 1, "列表里的这一行没有以“- ”开头，或缩进不一致"),
        ("a: [b\nc: d", 1, 4, "方括号 [ 没有配对，或各项之间缺逗号"),
        ("a: {b: 1 c: 2}", 1, 4, "花括号 { 没有配对，或各项之间缺逗号"),
        ('a: "b', 1, 4, "引号或括号没有配对，直到文件末尾"),
        ("a: @b", 1, 4, "这里不能以这个符号开头"),
        ("a: - b", 1, 4, "“- ”不能写在这里"),
        ("a: *甲", 1, 4, "& 和 * 在 YAML 里是锚点和引用的记号"),
        ("a:\n  b: 1\n\t\n", 3, 1, "缩进用了 Tab"),
        ("a: [,]", 1, 5, "逗号或括号之间缺少内容"),
        ("%YAML 2.0\n---\na", 1, 1, "这里不合 YAML 的写法"),
        ("a: 1\nb: \x07", 1, 1, "文件里有 YAML 不允许的字符"),
    ],
)
def test_what_the_parser_refuses_is_said_in_chinese_where_one_would_look(
    text: str, line: int, column: int, message: str
) -> None:
    tree, [diagnostic] = composed(text)
    assert tree is None
    code = "A111" if "字符" in message else "A102"
    assert diagnostic == (line, column, code, message)
