"""Patches of hand-edited YAML: values put in and taken out, no other byte changed.

The file is parsed only to learn where things stand; what is written is text between
other text. So comments, order, quotes, line ends and layout stay as they are.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from typing import Any

from anju_cli.editing.patch.insert import with_put
from anju_cli.editing.patch.operations import Drop, Put, Value, Words
from anju_cli.editing.patch.positions import Positions
from anju_cli.editing.patch.remove import dropped
from anju_cli.parsing import compose
from anju_cli.parsing.source import Source, split_lines
from anju_cli.parsing.tree import construct

__all__ = ["Drop", "Put", "Value", "Words", "as_plain", "patched"]


def patched(data: bytes, operations: Sequence[Put | Drop]) -> bytes:
    """Patch ``data``, a file without faults, by one operation after the other."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data[len(mark) :].decode("utf-8")
    for operation in operations:
        positions = Positions(text)
        if isinstance(operation, Put):
            text = with_put(positions, operation)
        else:
            text = dropped(positions, operation.path)
    return mark + text.encode("utf-8")


def as_plain(data: bytes) -> Any:
    """Read a file without faults as plain dicts, lists and texts, in its order.
    That is what the paths of operations lead through."""
    tree, _ = compose(Source("", split_lines(data.decode("utf-8-sig"))))
    return {} if tree is None else construct(tree)
