"""The names typed on a command line: which units, kinds and sections of a plan they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from anju_cli.cli.refusals import refusal
from anju_cli.model.plan import Plan
from anju_cli.text.command_line import CommandLine
from anju_cli.text.fuzzy import did_you_mean
from anju_cli.text.numerals import parse_ordinal

if TYPE_CHECKING:
    from anju_cli.model.schema import Unit


class Names(NamedTuple):
    """The names of ``plan``, and the line on which somebody typed some of them.

    What is no such name is a usage error, which says what to type instead.
    """

    plan: Plan
    line: CommandLine

    def unit(self, name: str) -> Unit:
        """Return the unit that ``name`` means, which may be in pinyin.

        A usage error with all that it may mean, or with the nearest names if none.
        """
        place = place_of_unit(name, self.line)
        register = self.plan.register
        parties = register.meant(name)
        units = [party for party in parties if not register.is_group(party.name)]
        if len(units) == 1:
            return next(unit for unit in register.units if unit.name == units[0].name)
        if units:
            names = "、".join(unit.name for unit in units)
            raise refusal(place, f"“{name}”可能是：{names}。请写清楚是哪一个")
        if parties:
            members = self.line.other("units").having("--group", parties[0].name)
            raise refusal(
                place, f"“{parties[0].name}”是一组单位，请写其中一个。组里的单位：{members}"
            )
        raise refusal(place, f"名册里没有单位“{name}”。{self._meant_by(name)}")

    def _meant_by(self, name: str) -> str:
        """Say what no unit is called may be: a kind, a misspelt unit, a command, or a task."""
        if any(unit.kind == name for unit in self.plan.register.units):
            kind = self.line.other("quotas" if self.line.command == "quotas" else "units")
            return f"“{name}”是一类单位，请写：{kind.having('--kind', name)}"
        like = self.plan.register.nearest(name, groups=False)
        if len(like) == 1:
            return f"{did_you_mean(like)}请写：{self.line.corrected(name, like[0])}"
        if name.strip().lower() in self.line.siblings:
            return f"它是另一个命令，请写：{self.line.other(name.strip().lower())}"
        number = parse_ordinal(name.partition(".")[0])
        if number is not None and self.plan.task(number):
            return f"第 {number} 项任务请这样看：{self.line.other('show', str(number))}"
        return did_you_mean(like, f"全部名称：{self.line.other('units')}")

    def units(self, names: Sequence[str]) -> tuple[Unit, ...]:
        """Return the units that ``names`` mean, each once, in the order they were named."""
        units = {unit.name: unit for unit in map(self.unit, names)}
        return tuple(units.values())

    def read_as(self, names: Sequence[str]) -> tuple[str, ...]:
        """Say whom pinyin was taken to mean: for answers that go where nobody sees it."""
        spelt = [name for name in names if self.plan.register.find(name) is None]
        return tuple(f"“{name}”是 {self.unit(name).name}。" for name in spelt)

    def kind(self, name: str | None) -> str | None:
        """Return a kind that some unit has; a usage error otherwise."""
        kinds = list(dict.fromkeys(unit.kind for unit in self.plan.register.units))
        if name is None or name in kinds:
            return name
        raise refusal("--kind", f"没有“{name}”这一类。可以写：{'、'.join(kinds)}")

    def check_section(self, number: int | None) -> None:
        """Refuse a section that the plan does not have."""
        if number is None or self.plan.section(number):
            return
        known = "、".join(f"{each.number} {each.title}" for each in self.plan.sections)
        raise refusal("--section", f"没有第 {number} 部分。现有：{known}")

    def see_also(self, units: Sequence[Unit]) -> tuple[str, ...]:
        """Point from each unit to another that may be the same body."""
        names = {unit.name for unit in units}
        remarks: dict[frozenset[str], str] = {}
        for unit in units:
            for other in map(self.plan.register.canonical, unit.see_also):
                remark = f"“{unit.name}”与“{other}”可能是同一机构，原文没有写明，这里分开列"
                hint = "。" if other in names else f"；请一并查看：{self._about(other)}"
                remarks.setdefault(frozenset((unit.name, other)), remark + hint)
        return tuple(remarks.values())

    def _about(self, unit: str) -> CommandLine:
        """Ask the same about ``unit``; where the answer is a file, look at the unit."""
        if self.line.is_into_file:
            return self.line.other("unit", unit)
        return self.line.on_screen.of_unit(unit)


def place_of_unit(name: str, line: CommandLine) -> str:
    """Say where on the line a unit was named."""
    is_option = ("--unit", name) in line.options or not line.arguments
    return "选项 --unit" if is_option else "参数 单位"
