"""A broken rule, as the rules yield it."""

from __future__ import annotations

from typing import NamedTuple

from anju_cli.diagnostics import Severity
from anju_cli.parsing.tree import Path
from anju_cli.storage.folders import FileKind


class Violation(NamedTuple):
    """A broken rule: in which file, at which path, and what to do about it.

    Which part of the value at ``path`` is meant:

    - ``on_key``: its key
    - ``after``: what is behind these words of it
    - ``word``: this word of it

    ``first`` is where what is doubled stands first. ``is_shared``: the same message at other
    places of the file has the same cause. ``written`` is what the file should have in place
    of the value, where nothing else can be meant. ``only_plain``: no fault in a value that
    YAML's quotes or a block are around, since then its author meant every sign.
    """

    file: FileKind
    path: Path
    code: str
    message: str
    hint: str
    on_key: bool = False
    after: str = ""
    first: Path | None = None
    is_shared: bool = False
    word: str = ""
    severity: Severity = "error"
    written: str | None = None
    only_plain: bool = False
