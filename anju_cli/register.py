"""The register of units and groups: who a name means, and what it is close to."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from anju_cli.nearest import nearest

if TYPE_CHECKING:
    from anju_cli.models import Group, Unit, UnitsFile


class Register:
    """Units and groups by their names.

    ``resolve`` is for data: a name or alias as it is written. ``find`` is for
    what a person types: also full names, and with or without the district
    (区司法局, 安居区司法局, 遂宁市安居区司法局, 司法局（区） for 司法局).
    """

    def __init__(self, file: UnitsFile) -> None:
        self.district = file.district
        self.units = file.units
        self.groups = file.groups
        self._forms = tuple(_district_forms(file.district))
        self._exact: dict[str, Unit | Group] = {}
        self._loose: dict[str, list[Unit | Group]] = {}
        parties: list[Unit | Group] = [*file.units, *file.groups]
        for party in parties:
            # Before all aliases: data with a clash of names is still looked through.
            self._exact.setdefault(party.name, party)
        for party in parties:
            for name in names_of(party):
                self._exact.setdefault(name, party)
                same = self._loose.setdefault(self.bare(name), [])
                if party not in same:
                    same.append(party)
        self._members = {
            group.name: frozenset(self.canonical(name) for name in group.members)
            for group in file.groups
        }
        self._groups_of: dict[str, list[str]] = {}
        for group in file.groups:
            for member in sorted(self._members[group.name]):
                self._groups_of.setdefault(member, []).append(group.name)

    def resolve(self, name: str) -> Unit | Group | None:
        """The unit or group that data means by ``name``."""
        return self._exact.get(name)

    def canonical(self, name: str) -> str:
        """The one name of whom ``name`` means; an unknown name is left as it is."""
        party = self._exact.get(name)
        return party.name if party else name

    def find(self, query: str) -> Unit | Group | None:
        """Whom a person means; None when nobody, or more than one, is meant."""
        party = self._exact.get(query.strip())
        if party:
            return party
        candidates = self._loose.get(self.bare(query), [])
        return candidates[0] if len(candidates) == 1 else None

    def is_group(self, name: str) -> bool:
        """Whether ``name`` is that of a group."""
        return hasattr(self._exact.get(name), "members")

    def members(self, group: str) -> frozenset[str]:
        """The canonical names of the members of a group named canonically."""
        return self._members.get(group, frozenset())

    def groups_of(self, unit: str) -> tuple[str, ...]:
        """The groups a unit belongs to, in the order of the file."""
        return tuple(self._groups_of.get(unit, ()))

    def nearest(self, query: str, *, groups: bool = True) -> tuple[str, ...]:
        """Up to three names like ``query``, the likest first."""
        parties: list[Unit | Group] = [*self.units, *(self.groups if groups else ())]
        written = {name: party.name for party in parties for name in names_of(party)}
        found = nearest(self.bare(query), {self.bare(name): name for name in written})
        return tuple(dict.fromkeys(written[name] for name in found))[:3]

    def bare(self, name: str) -> str:
        """A name without white space, width variants and the district, which stands in
        front or, in brackets, behind."""
        text = "".join(unicodedata.normalize("NFKC", name).split())
        for form in self._forms:
            text = text.removesuffix(f"({form})") or text
        for form in self._forms:
            if text.startswith(form) and len(text) > len(form):
                return text[len(form) :]
        return text


def names_of(party: Unit | Group) -> tuple[str, ...]:
    """Every name by which the register knows a unit or group."""
    full_name = getattr(party, "full_name", None)
    return (party.name, *party.aliases, *([full_name] if full_name else []))


def _district_forms(district: str | None) -> Iterator[str]:
    """遂宁市安居区 → 遂宁市安居区, 安居区, 区: what may stand before a unit's name."""
    if not district:
        return
    yield district
    for cut in range(1, len(district)):
        if district[cut - 1] in "省市州":
            yield district[cut:]
    yield district[-1]
