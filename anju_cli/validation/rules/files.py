"""What a rule reads: the three files of a plan, as far as they could be read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from anju_cli.model.register import Register
from anju_cli.model.schema import Deadline, Occurrence, QuotasFile, Task, TasksFile, UnitsFile
from anju_cli.parsing.source import Source
from anju_cli.parsing.tree import Path
from anju_cli.storage.folders import FileKind
from anju_cli.validation.rules.names import Names
from anju_cli.validation.violation import Violation


@dataclass(frozen=True)
class Files:
    """What could be read of a plan's folder, as of the day ``today``.

    ``broken`` names the parts that are not whole, because something was left out of
    them as broken: keys at the top of a file, and those of the plan. ``left_out`` are
    the names in what was left out of units.yaml; None if there may be more. ``guessed`` is
    what stands there on lines that nobody can be certain of. ``sources``
    are the texts that were read, by which a rule may see at once that it has nothing to
    find; None where nobody has them.
    """

    today: date
    units: UnitsFile | None
    tasks: TasksFile | None
    quotas: QuotasFile | None
    broken: frozenset[tuple[str, str]] = frozenset()
    left_out: frozenset[str] | None = frozenset()
    guessed: str = ""
    sources: tuple[Source, ...] | None = None

    def is_whole(self, file: FileKind, *parts: str) -> bool:
        """Whether nothing was left out of these parts."""
        return not any((file, part) in self.broken for part in parts)

    @property
    def plan_year(self) -> int | None:
        """The year of the plan, unless it is broken."""
        is_whole = self.is_whole("tasks", "plan", "year")
        return self.tasks.plan.year if self.tasks and is_whole else None

    @cached_property
    def register(self) -> Register | None:
        """The register, unless nobody can say which names it lacks."""
        return Register(self.units) if self.units and self.left_out is not None else None

    @cached_property
    def names(self) -> Names | None:
        """What the names in the files mean; None without a register."""
        if self.register is None:
            return None
        lists = tuple(self._lists_of_names())
        return Names(self.register, lists, self.left_out or frozenset(), self.guessed)

    def _lists_of_names(self) -> Iterator[Collection[str]]:
        """List the names that stand together, in each place that names units."""
        if self.units:
            yield from (group.members for group in self.units.groups)
            yield from (unit.see_also for unit in self.units.units)
        if self.tasks:
            for task in self.tasks.tasks:
                yield from (task.lead, task.support)
            yield from ((event.unit,) for _, event, _ in self.events() if event.unit)
        if self.quotas:
            yield self.quotas.targets
            yield from self.quotas.published.values()

    def deadlines(self) -> Iterator[tuple[Task, Deadline, Path]]:
        """Every deadline with its task and its path in tasks.yaml."""
        for index, task in enumerate(self.tasks.tasks if self.tasks else ()):
            for position, deadline in enumerate(task.deadlines):
                yield task, deadline, ("tasks", index, "deadlines", position)

    def events(self) -> Iterator[tuple[Task, Occurrence, Path]]:
        """Every event with its task and its path in tasks.yaml."""
        for task, deadline, path in self.deadlines():
            for at, event in enumerate(deadline.occurrences if deadline.kind == "事后限时" else ()):
                yield task, event, (*path, "occurrences", at)

    @cached_property
    def texts(self) -> Sequence[tuple[FileKind, Path, str]]:
        """Every text of the files, with its path; keys are no texts."""
        models: tuple[tuple[FileKind, object], ...] = (
            ("units", self.units),
            ("tasks", self.tasks),
            ("quotas", self.quotas),
        )
        return [(kind, path, text) for kind, model in models for path, text in _texts(model, ())]


def _texts(value: object, path: Path) -> Iterable[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif hasattr(value, "__dict__"):
        for key, item in vars(value).items():
            yield from _texts(item, (*path, key))


Rule: TypeAlias = Callable[[Files], Iterator[Violation]]
"""One pure function from the files to what in them breaks it."""
