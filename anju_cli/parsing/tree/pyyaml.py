"""YAML text to a tree that knows the place of everything in it.

libyaml's events are read one by one and every scalar stays text: the types of
YAML (``no``, ``012``, ``12:30``) never arise, duplicate keys are seen, and depth
costs no recursion.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import yaml

from anju_cli.diagnostics import MOST_DIAGNOSTICS, Diagnostic
from anju_cli.parsing.source import Source
from anju_cli.parsing.tree.nodes import (
    MAX_DEPTH,
    MappingEntry,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
)
from anju_cli.text.lenient import quoted

_TOO_DEEP = "exceeded maximum nesting depth"  # from libyaml 0.2.6 on: 1000
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_Loader = getattr(yaml, "CLoader", yaml.Loader)  # only its parser is used: nothing is constructed


def compose(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """Read the one document of a file.

    Returns no tree when the text is not YAML, has no content, or takes parts of
    itself from elsewhere (aliases, merge keys, several documents).
    """
    builder = _built(source, source.text)
    root = builder.root
    if root is None or (isinstance(root, ScalarNode) and not root.text):
        if not builder.diagnostics:
            message, hint = "文件是空的，或者只有注释", "请填写内容；写法可照随程序附带的同名文件"
            builder.diagnostics.append(source.diagnostic(1, 1, "A003", message, hint))
        return None, builder.diagnostics
    return (root if builder.usable else None), builder.diagnostics


def _built(source: Source, text: str) -> _Builder:
    """What the parser makes of ``text``, the beginning of ``source`` or all of it."""
    builder = _Builder(source)
    loader = _Loader(text)
    try:
        while builder.goes_on and (event := loader.get_event()) is not None:
            builder.take(event)
            if len(builder.diagnostics) > MOST_DIAGNOSTICS:
                builder.usable = builder.goes_on = False
    except yaml.YAMLError as error:
        if isinstance(error, yaml.MarkedYAMLError) and error.problem == _TOO_DEEP:
            mark = error.problem_mark
            assert mark is not None  # noqa: S101 - libyaml always says where
            # It reads ahead to its own bound before it tells of ours, which is lower.
            return _built(source, text[: mark.index])
        builder.diagnostics.append(_syntax_diagnostic(source, error))
        builder.usable = False
    finally:
        loader.dispose()
    return builder


class _Builder:
    """Puts the events together; ``usable`` is false once the tree would be a guess."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.root: Node | None = None
        self.usable = True
        self.goes_on = True
        self._open: list[SequenceNode | MappingNode] = []
        self._keys: list[ScalarNode | None] = []  # for each open collection, the key that waits
        self._documents = 0
        # For open mappings with keys that are doubled: the diagnostic's index, and these keys.
        self._twice: dict[int, tuple[int, list[str]]] = {}

    def take(self, event: Any) -> None:
        # Most are scalars: what is asked of each of them costs as much as the parser.
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                self._refuse_extras(event)
            text: str | None = event.value
            if event.implicit[0]:
                # Blanks at its ends that are not YAML's (U+3000) mean nothing either.
                bare = event.value.strip()
                text = None if bare in _NULLS else bare
            self._add(ScalarNode(*_place(event), text))
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self._open.pop()
            self._keys.pop()
            if self._twice:  # what is not kept leaves its id to another
                self._twice.pop(id(closed), None)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_extras(event)
            kind = MappingNode if isinstance(event, yaml.MappingStartEvent) else SequenceNode
            self._descend(kind(*_place(event)))
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"*{event.anchor} 是 YAML 的引用", _NO_EXTRAS)
            self._add(ScalarNode(*_place(event), None))
            self.usable = False
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            hint = "删去这一行，或把后面的内容移到另一个文件"
            self._refuse(event, "“---”开始了第二个文档，一个文件只能有一个", hint, "A109")
            self.usable = self.goes_on = False
        elif event.tags or event.version:
            self._refuse(event, "% 开头的行是 YAML 的指令", _NO_EXTRAS)

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, f"&{event.anchor} 是 YAML 的锚点", _NO_EXTRAS)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, f"{tag} 是 YAML 的类型标签", _NO_EXTRAS)

    def _refuse(self, event: Any, message: str, hint: str, code: str = "A108") -> None:
        line, column = _place(event)
        self.diagnostics.append(self.source.diagnostic(line, column, code, message, hint))

    def _descend(self, node: SequenceNode | MappingNode) -> None:
        self._add(node)
        self._open.append(node)
        self._keys.append(None)
        if len(self._open) > MAX_DEPTH:
            message = f"括号或缩进套了 {MAX_DEPTH} 层以上"
            hint = "请检查是不是漏了右括号，或粘贴错了"
            self.diagnostics.append(
                self.source.diagnostic(node.line, node.column, "A110", message, hint)
            )
            self.usable = self.goes_on = False

    def _add(self, node: Node) -> None:
        if not self._open:
            if self._documents == 1:
                self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, SequenceNode):
            parent.nodes.append(node)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = self._key(node)
        else:
            self._keys[-1] = None
            if len(self._twice.get(id(parent), (0, []))[1]) < 2:
                parent.entries.setdefault(key.text or "", MappingEntry(key.line, key.column, node))

    def _key(self, node: Node) -> ScalarNode:
        parent = self._open[-1]
        if not isinstance(node, ScalarNode) or node.text is None:
            message, hint = "冒号前面应是一个名字", "请检查这一行的括号和冒号"
            self.diagnostics.append(
                self.source.diagnostic(node.line, node.column, "A112", message, hint)
            )
            self.usable = False
            return ScalarNode(node.line, node.column, "")
        if node.text == "<<":
            message = "<< 是 YAML 的合并键"
            self.diagnostics.append(
                self.source.diagnostic(node.line, node.column, "A108", message, _NO_EXTRAS)
            )
            self.usable = False
        if isinstance(parent, MappingNode) and node.text in parent.entries:
            self._doubled(parent, node, node.text)
        return node

    def _doubled(self, parent: MappingNode, node: ScalarNode, key: str) -> None:
        """A key that is there already. Several of them in an item of a list are one
        diagnostic: two items that have run together."""
        first = parent.entries[key].line
        message = f"{quoted(key)}在同一处写了两次：第 {first} 行已经有了"
        hint = f"第 {first} 行和第 {node.line} 行的只留一个"
        if first == node.line:
            message, hint = f"{quoted(key)}在这一行写了两次", "只留一个"
        is_item = len(self._open) > 1 and isinstance(self._open[-2], SequenceNode)
        if is_item and first != node.line:
            hint = _lost_dash(list(parent.entries), key, first, node.line) or hint
        diagnostic = self.source.diagnostic(node.line, node.column, "A107", message, hint)
        if not is_item or id(parent) not in self._twice:
            self._twice[id(parent)] = (len(self.diagnostics), [key])
            self.diagnostics.append(diagnostic)
            return
        index, keys = self._twice[id(parent)]
        keys.append(key)
        if len(keys) == 2:  # what came since is of the other item
            start = self.diagnostics[index].line
            known = parent.entries.items()
            parent.entries = {name: one for name, one in known if one.line < start}
        message = f"{quoted(keys[0])}等 {len(keys)} 项在这一条里写了两次"
        hint = "像是漏了一行“- …”，两条连成了一条"
        self.diagnostics[index] = replace(self.diagnostics[index], message=message, hint=hint)


def _lost_dash(keys: list[str], key: str, first: int, line: int) -> str | None:
    """What to do about a key that an item has twice where the next item may begin: it is
    the first one of an item, or the second, and the line of the first is lost."""
    if key == keys[0]:
        return f"像是第 {line} 行漏了列表的“- ”；如果是写重了，与第 {first} 行的只留一个"
    if key != keys[1]:
        return None
    lost = f"漏了一行“- {keys[0]}: …”"
    if line == first + 1:
        return f"第 {first} 行和第 {line} 行的只留一个；如果中间{lost}，补上那一行"
    return f"像是第 {line} 行上面{lost}；如果是写重了，与第 {first} 行的只留一个"


_NO_EXTRAS = "本文件不用这种写法：请把内容直接写全；如果是文字，请加引号"


def _place(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


_SYNTAX: dict[str, tuple[str, str]] = {
    "mapping values are not allowed in this context": (
        "这里多了一个冒号，或上一行的缩进、冒号有误",
        "请核对这一行和上一行；文字里有“: ”的要整个加引号",
    ),
    "could not find expected ':'": (
        "这一行缺少冒号，或上一行没有写完",
        "写成 项名: 内容，冒号用半角，后面空一格",
    ),
    "did not find expected key": (
        "这一行的缩进与上下行不一致，或上一行没有写完",
        "同一层的各行左端要对齐，缩进用半角空格",
    ),
    "did not find expected '-' indicator": (
        "列表里的这一行没有以“- ”开头，或缩进不一致",
        "同一列表的各项都以“- ”开头并对齐",
    ),
    "did not find expected ',' or ']'": ("方括号 [ 没有配对，或各项之间缺逗号", "写成 [甲, 乙]"),
    "did not find expected ',' or '}'": (
        "花括号 { 没有配对，或各项之间缺逗号",
        "写成 {甲: 1, 乙: 2}",
    ),
    "found unexpected end of stream": (
        "引号或括号没有配对，直到文件末尾",
        "请补上右边的引号或括号",
    ),
    "found character that cannot start any token": (
        "这里不能以这个符号开头",
        "文字以 @ ` % 等符号开头时要整个加引号；缩进不能用 Tab",
    ),
    "block sequence entries are not allowed in this context": (
        "“- ”不能写在这里",
        "列表另起一行写，每项以“- ”开头",
    ),
    "did not find expected alphabetic or numeric character": (
        "& 和 * 在 YAML 里是锚点和引用的记号",
        "本文件不用这种写法：请把内容直接写全；如果是文字，请加引号",
    ),
    "found a tab character that violates indentation": ("缩进用了 Tab", "改用半角空格缩进"),
    "did not find expected node content": (
        "逗号或括号之间缺少内容",
        "请补上内容，或删去多余的逗号",
    ),
}

_STARTS_EARLIER = frozenset(
    {
        "did not find expected alphabetic or numeric character",
        "could not find expected ':'",
        "did not find expected ',' or ']'",
        "did not find expected ',' or '}'",
        "found unexpected end of stream",
    }
)
"""Complaints whose cause stands where the construct began, not where it ended."""


def _syntax_diagnostic(source: Source, error: yaml.YAMLError) -> Diagnostic:
    """The parser's complaint, in Chinese, where a person would look."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        # ReaderError: a character no YAML may hold; ``parsing`` has named it already.
        return source.diagnostic(1, 1, "A111", "文件里有 YAML 不允许的字符", "请删去看不见的字符")
    mark, diagnostic = error.problem_mark, error.problem or ""
    if diagnostic in _STARTS_EARLIER and error.context_mark is not None:
        mark = error.context_mark
    message, hint = _SYNTAX.get(
        diagnostic, ("这里不合 YAML 的写法", "请核对这一行和上一行的缩进、冒号、引号和括号")
    )
    return source.diagnostic(mark.line + 1, mark.column + 1, "A102", message, hint)
