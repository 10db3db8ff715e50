"""A plan whose data is in order: its tasks, and each unit's part in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from anju_cli.model.register import Register

if TYPE_CHECKING:
    from anju_cli.model.pace import Schedule
    from anju_cli.model.schema import (
        PlanInfo,
        PlanSection,
        QuotasFile,
        Task,
        TasksFile,
        UnitsFile,
    )

Role = Literal["lead", "support"]


class Involvement(NamedTuple):
    """A unit's part in a task; ``via`` is the group through which it has it."""

    role: Role
    via: str | None = None


class Plan:
    """The three files together, with the look-ups that queries need. Immutable."""

    def __init__(
        self,
        units: UnitsFile,
        tasks: TasksFile | None,
        quotas: QuotasFile | None,
        register: Register | None = None,
    ) -> None:
        """``register`` is that of ``units``, if there is one already. None for a file that is
        broken and not needed: what comes from it is then no attribute of the plan."""
        self.register = register or Register(units)
        self.has_quotas = quotas is not None
        if tasks is not None:
            self.info: PlanInfo = tasks.plan
            self.sections: tuple[PlanSection, ...] = tasks.sections
            self.tasks: tuple[Task, ...] = tuple(sorted(tasks.tasks, key=lambda task: task.number))
            self._tasks = {task.number: task for task in self.tasks}
            self._in_file = {task.number: at for at, task in enumerate(tasks.tasks)}
            self._sections = {section.number: section for section in self.sections}
        if quotas is not None:
            self.quotas = quotas
            self.targets = self._by_unit(quotas.targets)
            self.published: Mapping[str, Mapping[str, int]] = {
                month: self._by_unit(counts) for month, counts in sorted(quotas.published.items())
            }

    def _by_unit(self, counts: Mapping[str, int]) -> Mapping[str, int]:
        return {self.register.canonical(name): count for name, count in counts.items()}

    @cached_property
    def schedule(self) -> Schedule:
        """How the year of the targets is counted.
        Made on demand: most queries reckon with no fractions."""
        from anju_cli.model.pace import REPORT_BY, Schedule, Steps

        quotas, lights = self.quotas, self.quotas.lights
        steps = Steps(lights.blue_below, lights.yellow_up_to)
        due = (quotas.report_by or REPORT_BY, self.info.roll_workdays)
        return Schedule(quotas.pace, quotas.year, quotas.counted_from, steps, *due)

    @cached_property
    def issuing_unit(self) -> str | None:
        """The unit of the register that issues the plan, None where it is not certain."""
        party = self.register.find(self.info.issuer)
        return None if party is None or self.register.is_group(party.name) else party.name

    @cached_property
    def owner(self) -> str:
        """Whose plan it is, in letters for ``uid``: the same until its district or issuer changes.
        Made on demand: what makes it takes as long to import as a question."""
        from hashlib import sha256

        owner = f"{self.register.district or ''}\n{self.info.issuer}"
        return sha256(owner.encode("utf-8")).hexdigest()[:12]

    def task(self, number: int) -> Task | None:
        """The task with this number."""
        return self._tasks.get(number)

    def index_in_file(self, number: int) -> int:
        """Return where the task with this number stands in tasks.yaml, from 0."""
        return self._in_file[number]

    def section(self, number: int) -> PlanSection | None:
        """The section with this number."""
        return self._sections.get(number)

    def leads(self, task: Task) -> tuple[str, ...]:
        """The lead units by their one name; the first is first in responsibility."""
        return tuple(map(self.register.canonical, task.lead))

    def supporters(self, task: Task) -> tuple[str, ...]:
        """The supporting units and groups by their one name, in the order of the plan."""
        return tuple(map(self.register.canonical, task.support))

    def involvement(self, unit: str, task: Task) -> Involvement | None:
        """Find a unit's part in ``task``: lead before support, by name before by group."""
        if unit in self.leads(task):
            return Involvement("lead")
        supporters = self.supporters(task)
        if unit in supporters:
            return Involvement("support")
        for name in supporters:
            if unit in self.register.members(name):
                return Involvement("support", name)
        return None

    def concerns(
        self, task: Task, units: Sequence[str], role: Role | None, own: str | None = None
    ) -> bool:
        """Whether any of ``units`` has a part in ``task``, in ``role`` (None: in either).
        Without units every task does. What is one unit's ``own`` concerns that unit alone."""
        parts = (self.involvement(unit, task) for unit in units if own in (None, unit))
        return not units or any(part and role in (None, part.role) for part in parts)
