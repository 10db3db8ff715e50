"""The operations of a patch: put a value in, drop an entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from anju_cli.parsing.tree import Path

Value: TypeAlias = "str | Mapping[str, Value] | list[Value]"


class Words(str):
    """A text for people: quoted even where it looks like a number or a day."""

    __slots__ = ()


@dataclass(frozen=True)
class Put:
    """Put ``value`` at ``path``, in the place of what is there.

    What lacks on the way is made; an index one past the end of a list appends to it.

    ``order`` is the order in which the keys of the mapping around it are to stand: a new
    key goes behind the last that precedes it, else before the first that follows it; without
    an order, to the end. A mapping is written as lines or, ``flow``, as ``{a: 1, b: 2}``.
    """

    path: Path
    value: Value
    order: tuple[str, ...] = ()
    flow: bool = False


@dataclass(frozen=True)
class Drop:
    """Drop the entry at ``path``, with its lines.

    A mapping or list that would be left empty goes with it. ``patched`` raises KeyError
    where nothing is.
    """

    path: Path
