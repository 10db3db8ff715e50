"""PyYAML's events to a tree: every scalar stays text, and has its place.

The events are read one by one: the types of YAML (``no``, ``012``, ``12:30``) never
arise, duplicate keys are seen, and depth costs no recursion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from anju_cli.diagnostics import MOST_DIAGNOSTICS, Diagnostic
from anju_cli.parsing.source import Source, too_many
from anju_cli.parsing.syntax_errors import NO_EXTRAS, syntax_diagnostic
from anju_cli.parsing.tree import (
    MAX_DEPTH,
    MappingEntry,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
)
from anju_cli.text.lenient import quoted

_TOO_DEEP = "exceeded maximum nesting depth"  # from libyaml 0.2.6 on: 1000
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_Loader = getattr(yaml, "CLoader", yaml.Loader)  # only its parser is used: nothing is constructed


def compose(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """Compose the one document of a file; see ``parsing.compose``."""
    composer = _composed(source, source.text)
    root = composer.root
    if root is None or (isinstance(root, ScalarNode) and not root.text):
        if not composer.diagnostics:
            hint = "请填写内容；写法可照随程序附带的同名文件"
            composer.report(1, 1, "A003", "文件是空的，或者只有注释", hint)
        return None, composer.diagnostics
    return (root if composer.is_usable else None), composer.diagnostics


def warn_in_comments(source: Source, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Make warnings of the diagnostics in comments: nothing that is read hangs on them.

    Every other program refuses some of them even there. Behind what PyYAML cannot scan,
    nobody knows which are comments.
    """
    ends: dict[int, int] = {}  # by line from 0: where the last scalar on it ends
    try:
        for token in yaml.scan(source.text, _Loader):
            if isinstance(token, yaml.ScalarToken):
                start, end = token.start_mark, token.end_mark
                ends.update(dict.fromkeys(range(start.line, end.line), len(source.text)))
                ends[end.line] = end.column
    except yaml.YAMLError:
        return diagnostics
    begun = (_COMMENT.search(each.excerpt[: each.column - 1]) for each in diagnostics)
    return [
        replace(each, severity="warning")
        if comment and comment.start() >= ends.get(each.line - 1, 0)
        else each
        for each, comment in zip(diagnostics, begun, strict=True)
    ]


def _composed(source: Source, text: str) -> _Composer:
    """Compose ``text``, the beginning of ``source`` or all of it."""
    composer = _Composer(source)
    loader = _Loader(text)
    try:
        while composer.goes_on and (event := loader.get_event()) is not None:
            composer.take(event)
            if len(composer.diagnostics) > MOST_DIAGNOSTICS:
                composer.diagnostics.append(too_many(source, composer.diagnostics[-1].line))
                composer.stop()
    except yaml.YAMLError as error:
        if isinstance(error, yaml.MarkedYAMLError) and error.problem == _TOO_DEEP:
            mark = error.problem_mark
            assert mark is not None  # noqa: S101 - libyaml always says where
            # It reads ahead to its own bound before it tells of ours, which is lower.
            return _composed(source, text[: mark.index])
        composer.diagnostics.append(syntax_diagnostic(source, error))
        composer.is_usable = False
    finally:
        loader.dispose()
    return composer


@dataclass(slots=True)
class _Collection:
    """An open collection: the key without a value yet, and its doubled keys."""

    node: SequenceNode | MappingNode
    key: ScalarNode | None = None
    doubled: list[str] = field(default_factory=list)
    diagnostic: int = 0  # the index of theirs


class _Composer:
    """Puts the events together; not ``is_usable`` once the tree would be a guess."""

    def __init__(self, source: Source) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.root: Node | None = None
        self.is_usable = True
        self.goes_on = True
        self._source = source
        self._open: list[_Collection] = []

    def report(self, line: int, column: int, code: str, message: str, hint: str) -> None:
        """Add a diagnostic."""
        self.diagnostics.append(self._source.diagnostic(line, column, code, message, hint))

    def stop(self) -> None:
        """Read no further, and make no tree."""
        self.is_usable = self.goes_on = False

    def take(self, event: Any) -> None:
        """Take in one event."""
        # Most are scalars: what is asked of each of them costs as much as the parser.
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                self._report_extras(event)
            text: str | None = event.value
            if event.implicit[0]:
                # Blanks at its ends that are not YAML's (U+3000) mean nothing either.
                bare = event.value.strip()
                text = None if bare in _NULLS else bare
            self._add(ScalarNode(*_place(event), text))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.CollectionStartEvent):
            self._report_extras(event)
            kind = MappingNode if isinstance(event, yaml.MappingStartEvent) else SequenceNode
            self._descend(kind(*_place(event)))
        elif isinstance(event, yaml.AliasEvent):
            self.report(*_place(event), "A108", f"*{event.anchor} 是 YAML 的引用", NO_EXTRAS)
            self._add(ScalarNode(*_place(event), None))
            self.is_usable = False
        elif isinstance(event, yaml.DocumentStartEvent):
            self._begin_document(event)

    def _begin_document(self, event: Any) -> None:
        if self.root is not None:
            message = "“---”开始了第二个文档，一个文件只能有一个"
            hint = "删去这一行，或把后面的内容移到另一个文件"
            self.report(*_place(event), "A109", message, hint)
            self.stop()
        elif event.tags or event.version:
            self.report(*_place(event), "A108", "% 开头的行是 YAML 的指令", NO_EXTRAS)

    def _report_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self.report(*_place(event), "A108", f"&{event.anchor} 是 YAML 的锚点", NO_EXTRAS)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.report(*_place(event), "A108", f"{tag} 是 YAML 的类型标签", NO_EXTRAS)

    def _descend(self, node: SequenceNode | MappingNode) -> None:
        self._add(node)
        self._open.append(_Collection(node))
        if len(self._open) > MAX_DEPTH:
            message = f"括号或缩进套了 {MAX_DEPTH} 层以上"
            hint = "请检查是不是漏了右括号，或粘贴错了"
            self.report(node.line, node.column, "A110", message, hint)
            self.stop()

    def _add(self, node: Node) -> None:
        """Add a node to the innermost collection, as an item, key or value."""
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent.node, SequenceNode):
            parent.node.nodes.append(node)
        elif parent.key is None:
            parent.key = self._key(parent.node, node)
        else:
            key, parent.key = parent.key, None
            if len(parent.doubled) < 2:
                entry = MappingEntry(key.line, key.column, node)
                parent.node.entries.setdefault(key.text or "", entry)

    def _key(self, mapping: MappingNode, node: Node) -> ScalarNode:
        if not isinstance(node, ScalarNode) or node.text is None:
            message, hint = "冒号前面应是一个名字", "请检查这一行的括号和冒号"
            self.report(node.line, node.column, "A112", message, hint)
            self.is_usable = False
            return ScalarNode(node.line, node.column, "")
        if node.text == "<<":
            self.report(node.line, node.column, "A108", "<< 是 YAML 的合并键", NO_EXTRAS)
            self.is_usable = False
        if node.text in mapping.entries:
            self._report_doubled(mapping, node, node.text)
        return node

    def _report_doubled(self, mapping: MappingNode, node: ScalarNode, key: str) -> None:
        """Report a key that is there already.

        Several of them in an item of a sequence are one diagnostic: two items that have run
        together.
        """
        first, parent = mapping.entries[key].line, self._open[-1]
        message = f"{quoted(key)}在同一处写了两次：第 {first} 行已经有了"
        hint = f"第 {first} 行和第 {node.line} 行的只留一个"
        if first == node.line:
            message, hint = f"{quoted(key)}在这一行写了两次", "只留一个"
        is_item = len(self._open) > 1 and isinstance(self._open[-2].node, SequenceNode)
        if is_item and first != node.line:
            hint = _lost_dash(list(mapping.entries), key, first, node.line) or hint
        if not is_item or not parent.doubled:
            parent.diagnostic, parent.doubled = len(self.diagnostics), [key]
            self.report(node.line, node.column, "A107", message, hint)
            return
        parent.doubled.append(key)
        doubled = self.diagnostics[parent.diagnostic]
        if len(parent.doubled) == 2:  # what came since is of the other item
            known = mapping.entries.items()
            mapping.entries = {name: entry for name, entry in known if entry.line < doubled.line}
        message = f"{quoted(parent.doubled[0])}等 {len(parent.doubled)} 项在这一条里写了两次"
        hint = "像是漏了一行“- …”，两条连成了一条"
        self.diagnostics[parent.diagnostic] = replace(doubled, message=message, hint=hint)


def _lost_dash(keys: list[str], key: str, first: int, line: int) -> str | None:
    """Word the hint for a doubled key where the next item may begin."""
    if key == keys[0]:
        return f"像是第 {line} 行漏了列表的“- ”；如果是写重了，与第 {first} 行的只留一个"
    if key != keys[1]:
        return None
    lost = f"漏了一行“- {keys[0]}: …”"
    if line == first + 1:
        return f"第 {first} 行和第 {line} 行的只留一个；如果中间{lost}，补上那一行"
    return f"像是第 {line} 行上面{lost}；如果是写重了，与第 {first} 行的只留一个"


def _place(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
