"""What breaks a schema or a rule, before it has a place in the file."""

from __future__ import annotations

from typing import NamedTuple

from anju_cli.diagnostics import Severity
from anju_cli.parsing.tree import Path


class Violation(NamedTuple):
    """What is wrong at a path of a file, and what to do about it.

    ``file`` is its kind. Of the value at ``path`` is meant, with

    - ``on_key``: its key
    - ``after``: what is behind these words, where they stand on its line
    - ``word``: this word, on whichever line

    ``first`` is where what is doubled stands first. ``is_shared``: the same message at other
    places of the file has the same cause. ``written`` is what the file should have in place
    of the value (the key, the word), where nothing else can be meant. ``only_plain``: no fault
    in a value that YAML's quotes or a block are around, since then its author meant every sign.
    """

    file: str
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
