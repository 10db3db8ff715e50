"""Patches of hand-edited YAML: values put in and taken out, no other byte changed.

The file is parsed only to learn where things stand; what is written is text between
other text. So comments, order, quotes, line ends and layout stay as they are.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from anju_cli.editing.patch.insert import with_put
from anju_cli.editing.patch.operations import Drop, Put, Value, Words
from anju_cli.editing.patch.positions import Positions
from anju_cli.editing.patch.remove import dropped

__all__ = ["Drop", "Put", "Value", "Words", "patched"]


def patched(data: bytes, operations: Sequence[Put | Drop]) -> bytes:
    """Patch ``data``, a file without faults, by one operation after the other."""
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data[len(bom) :].decode("utf-8")
    for operation in operations:
        positions = Positions(text)
        if isinstance(operation, Put):
            text = with_put(positions, operation)
        else:
            text = dropped(positions, operation.path)
    return bom + text.encode("utf-8")
