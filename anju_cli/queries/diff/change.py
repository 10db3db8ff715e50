"""A change, the sides it lies between, and the comparisons that every file needs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, TypeVar

from anju_cli.model.plan import Plan
from anju_cli.storage.folders import FILE_NAMES

Value: TypeAlias = str | int | tuple[str, ...]
Kind = Literal["added", "removed", "changed"]

UNITS, TASKS, QUOTAS = FILE_NAMES


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two plans.

    ``record`` is what it is a part of (任务（十二）的时限 12.1, 财政局), ``what`` names the
    part. Days are written YYYY-MM-DD; None is before something was there, or after.
    For a whole record ``what`` is its sort (单位, 组, 部分, 任务). ``is_text``: the values
    are running text.
    """

    file: str
    record: str
    what: str
    before: Value | None
    after: Value | None
    is_text: bool = False

    @property
    def kind(self) -> Kind:
        """Whether something was added, removed or changed."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


@dataclass(frozen=True)
class Side:
    """A plan to compare.
    What comes from a file not in ``files`` counts as not there: the plan has it only so that
    names can be understood."""

    plan: Plan
    files: frozenset[str] = frozenset(FILE_NAMES)


Names: TypeAlias = tuple[Callable[[str], str], Callable[[str], str]]
"""From a name in the plan before, and in the plan after, to one for both."""


_TEXTS = frozenset({"title", "source", "note", "text", "what", "quote", "event", "link"})


def fields_of(
    file: str,
    record: str,
    before: object,
    after: object,
    labels: Mapping[str, str],
    prefix: str = "",
) -> Iterator[Change]:
    """Compare the fields with one value. ``labels``: what people call them."""
    for field, label in labels.items():
        old, new = _value(before, field), _value(after, field)
        if old != new:
            yield Change(file, record, f"{prefix}{label}", old, new, field in _TEXTS)


def _value(of: object, field: str) -> Value | None:
    """Return a field's value; None where it, or what would have it, is not there."""
    value: Value | date | None = getattr(of, field, None)
    return value.isoformat() if isinstance(value, date) else value


def set_of(
    file: str, record: str, what: str, before: Iterable[str], after: Iterable[str]
) -> Iterator[Change]:
    """Compare two lists of names: who was added and who removed."""
    old, new = dict.fromkeys(before), dict.fromkeys(after)
    yield from (Change(file, record, what, name, None) for name in old if name not in new)
    yield from (Change(file, record, what, None, name) for name in new if name not in old)


K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def both(before: Mapping[K, V], after: Mapping[K, V]) -> Iterator[tuple[K, V | None, V | None]]:
    """Pair what either of them has, in the order of the later one."""
    for key in dict.fromkeys((*after, *before)):
        yield key, before.get(key), after.get(key)


def whole(
    file: str,
    record: str,
    what: str,
    before: V | None,
    after: V | None,
    tell: Callable[[V], str],
) -> Change:
    """Say that a record was added or removed; ``tell`` says in a few words what it is."""
    old, new = (None if record is None else tell(record) for record in (before, after))
    return Change(file, record, what, old, new)
