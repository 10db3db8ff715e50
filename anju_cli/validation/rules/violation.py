"""What a check reads, and what it answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from anju_cli.diagnostics import Severity
from anju_cli.model.register import Register
from anju_cli.model.schema import QuotasFile, TasksFile, UnitsFile
from anju_cli.parsing.source import Source
from anju_cli.parsing.tree import Path
from anju_cli.storage.folders import FileKind


class Violation(NamedTuple):
    """A broken rule: the file and path it shows at, and what to do.

    ``on_key``: the key is meant, not its value. ``after``: words of the value, up to
    the fault in it. ``first``: where what is doubled stands first. ``is_shared``: the
    same message at other places of the file has the same cause. ``word``: the part of
    the value that is meant. ``written``: what the file should have in its place, or in
    that of the whole value, where nothing else can be meant. ``only_plain``: no fault in a
    value that is written in YAML's quotes or as a block: then its author meant every sign.
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


@dataclass(frozen=True)
class Files:
    """What could be read of a plan's folder, as of the day ``today``.

    ``broken`` names the parts that are not whole, because something was left out of
    them as broken: keys at the top of a file, and those of the plan. ``spared`` are
    the names in what was left out of units.yaml; None if there may be more. ``sources``
    are the texts that were read, by which a check may see at once that it has nothing to
    find; None where nobody has them. ``shared`` is for what several checks work out once.
    """

    today: date
    units: UnitsFile | None
    tasks: TasksFile | None
    quotas: QuotasFile | None
    broken: frozenset[tuple[FileKind, str]] = frozenset()
    spared: frozenset[str] | None = frozenset()
    sources: tuple[Source, ...] | None = None
    shared: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def is_whole(self, file: FileKind, *parts: str) -> bool:
        """Whether nothing was left out of these parts."""
        return not any((file, part) in self.broken for part in parts)

    @cached_property
    def register(self) -> Register | None:
        """The register, unless nobody can say which names it lacks."""
        return Register(self.units) if self.units and self.spared is not None else None

    @cached_property
    def uses(self) -> Counter[str]:
        """The names that the files use, and how often each is used."""
        return Counter(_used_names(self))

    def is_spared(self, name: str) -> bool:
        """Whether the register may lack ``name`` only for another fault."""
        return self.spared is None or name in self.spared


def _used_names(files: Files) -> Iterator[str]:
    if files.units:
        for group in files.units.groups:
            yield from group.members
        for unit in files.units.units:
            yield from unit.see_also
    if files.tasks:
        for task in files.tasks.tasks:
            yield from task.lead
            yield from task.support
    if files.quotas:
        yield from files.quotas.targets
        for counts in files.quotas.published.values():
            yield from counts


Rule: TypeAlias = Callable[[Files], Iterator[Violation]]
