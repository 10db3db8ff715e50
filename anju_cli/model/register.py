"""The register of units and groups: whom a name means, and what names are like it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from anju_cli.text.fuzzy import nearest, spelt_like

if TYPE_CHECKING:
    from anju_cli.model.schema import Party, UnitsFile
    from anju_cli.text.pinyin import Spelling

_MOST_OFFERED = 3
_MOST_COMPARED = 3_000_000
"""Pairs of names: a second or two. Who has so many unknown names has another register."""
_PINYIN = 15_000
"""The pairs that a Latin name counts as: all names are spelt for it."""


class Register:
    """Units and groups by their names.

    ``resolve`` is for data: a name or alias as it is written. ``find`` is for what a person
    writes: with or without the district too (区司法局, 安居区司法局, 遂宁市安居区司法局,
    司法局（区） for 司法局). ``meant`` is for what a person types: pinyin too (sfj, sifaju).
    """

    def __init__(self, file: UnitsFile) -> None:
        self.district = file.district
        self.units = file.units
        self.groups = file.groups
        self._forms = tuple(_district_forms(file.district))
        self._exact: dict[str, Party] = {}
        self._loose: dict[str, list[Party]] = {}
        self.parties: tuple[Party, ...] = (*file.units, *file.groups)
        for party in self.parties:
            # Before all aliases: data with a clash of names is still looked through.
            self._exact.setdefault(party.name, party)
        for party in self.parties:
            for name in names_of(party):
                self._exact.setdefault(name, party)
                same = self._loose.setdefault(self.bare(name), [])
                if not same or same[-1] is not party:  # all names of one come in a row
                    same.append(party)
        self._compared = 0
        self._comparable: dict[bool, tuple[dict[str, str], dict[str, str]]] = {}
        # Of a unit and a group with one name, the name is the unit's: it stands first.
        self._group_names = frozenset(
            group.name for group in file.groups if self._exact[group.name] is group
        )
        self._members = {
            group.name: frozenset(self.canonical(name) for name in group.members)
            for group in file.groups
        }
        self._groups_of: dict[str, list[str]] = {}
        for group in file.groups:
            for member in sorted(self._members[group.name]):
                self._groups_of.setdefault(member, []).append(group.name)

    def resolve(self, name: str) -> Party | None:
        """Find the unit or group that data means by ``name``."""
        return self._exact.get(name)

    def canonical(self, name: str) -> str:
        """Return the one name of whom ``name`` means; an unknown name stays as it is."""
        party = self._exact.get(name)
        return party.name if party else name

    def find(self, query: str) -> Party | None:
        """Find whom a person means; None when nobody, or more than one, is meant."""
        parties = self.meant(query, pinyin=False)
        return parties[0] if len(parties) == 1 else None

    def meant(self, typed: str, *, pinyin: bool = True) -> tuple[Party, ...]:
        """Find all whom a person may mean, in the order of the register.

        A name as it is written goes before one without the district, and any name before
        a reading of the letters.
        """
        party = self._exact.get(typed.strip())
        if party:
            return (party,)
        parties = tuple(self._loose.get(self.bare(typed), ()))
        return parties or (self.spelt(typed) if pinyin else ())

    def spelt(self, typed: str, *, begun: bool = False) -> tuple[Party, ...]:
        """Find those whose name ``typed`` is in pinyin; with ``begun``, how one begins."""
        from anju_cli.text import pinyin

        word = pinyin.latin(typed)
        if not word:
            return ()
        bearers = self._bearers()

        def parties(names: Iterable[str]) -> tuple[Party, ...]:
            return tuple({who.name: who for name in names for who in bearers[name]}.values())

        names = self._spelt_so(bearers, word, pinyin.spelling, begun=begun)
        if len(parties(names)) > 1:
            # What hardly anybody reads so casts no doubt on what everybody does.
            names = self._spelt_so(names, word, pinyin.as_read, begun=begun) or names
        return parties(names)

    def _spelt_so(
        self, names: Iterable[str], word: str, spell: Callable[[str], Spelling], *, begun: bool
    ) -> list[str]:
        """Find the names that ``word`` spells.
        Those with the district in front count only where it spells none without."""
        from anju_cli.text.pinyin import ends, fits

        spelt = {name: spell(name) for name in names}
        alone = [name for name in spelt if fits(spelt[name], word, begun=begun)]
        if alone:
            return alone
        behind = {at for form in self._forms for at in ends(spell(form), word)}
        return [name for name in spelt if fits(spelt[name], word, behind, begun=begun)]

    def _bearers(self) -> dict[str, list[Party]]:
        """Map every name, as it is and without the district, to those who have it."""
        names: dict[str, list[Party]] = {}
        for party in self.parties:
            for name in names_of(party):
                for form in (name, self.bare(name)):
                    names.setdefault(form, []).append(party)
        return names

    def is_group(self, name: str) -> bool:
        """Whether ``name`` is that of a group."""
        return self.canonical(name) in self._group_names

    def members(self, group: str) -> frozenset[str]:
        """The canonical names of the members of a group named canonically."""
        return self._members.get(group, frozenset())

    def includes(self, names: Iterable[str], unit: str) -> bool:
        """Whether ``names`` name the unit, by any of its names, or a group that it belongs to."""
        known, one = set(map(self.canonical, names)), self.canonical(unit)
        return one in known or any(one in self.members(name) for name in known)

    def sole_unit(self, names: Iterable[str]) -> str | None:
        """Return the one unit that ``names`` name; None for several, or a group."""
        known = set(map(self.canonical, names))
        return None if len(known) != 1 or self._group_names & known else known.pop()

    def groups_of(self, unit: str) -> tuple[str, ...]:
        """The groups a unit belongs to, in the order of the file."""
        return tuple(self._groups_of.get(unit, ()))

    def nearest(self, query: str, *, groups: bool = True) -> tuple[str, ...]:
        """Find up to three names like ``query``, the likest first.

        For Latin letters they are names whose pinyin is like them. After ``_MOST_COMPARED``
        none is found any more.
        """
        parties = self.parties if groups else self.units
        self._compared += _PINYIN if query.isascii() else len(parties)
        if self._compared > _MOST_COMPARED:
            return ()
        if spelt := self._spelt_nearly(query, parties):
            return spelt
        if groups not in self._comparable:  # made once: a file may have many unknown names
            written = {name: party.name for party in parties for name in names_of(party)}
            self._comparable[groups] = written, {self.bare(name): name for name in written}
        written, bare = self._comparable[groups]
        names = nearest(self.bare(query), bare)
        return tuple(dict.fromkeys(written[name] for name in names))[:_MOST_OFFERED]

    def _spelt_nearly(self, query: str, parties: Sequence[Party]) -> tuple[str, ...]:
        """Find names that begin so in pinyin, else those spelt like it.
        None where they are so many that naming a few would help nobody."""
        from anju_cli.text.pinyin import latin, spelling, usual

        word = latin(query)
        if not word:
            return ()
        names = [party.name for party in self.spelt(word, begun=True) if party in parties]
        if not names:
            spelt: dict[str, list[str]] = {}
            for party in parties:
                for form in usual(spelling(party.name)):
                    spelt.setdefault(form, []).append(party.name)
            names = [name for form in spelt_like(word, spelt) for name in spelt[form]]
        names = list(dict.fromkeys(names))
        return tuple(names) if len(names) <= _MOST_OFFERED else ()

    def bare(self, name: str) -> str:
        """Strip a name of white space, width variants and the district.
        The district stands in front or, in brackets, behind."""
        text = "".join(unicodedata.normalize("NFKC", name).split())
        for form in self._forms:
            text = text.removesuffix(f"({form})") or text
        for form in self._forms:
            if text.startswith(form) and len(text) > len(form):
                return text[len(form) :]
        return text


def names_of(party: Party) -> tuple[str, ...]:
    """List every name by which the register knows a unit or group."""
    full_name = getattr(party, "full_name", None)
    return (party.name, *party.aliases, *([full_name] if full_name else []))


def _district_forms(district: str | None) -> Iterator[str]:
    """Find what may stand before a unit's name: 遂宁市安居区, 安居区 and 区."""
    if not district:
        return
    yield district
    for cut in range(1, len(district)):
        if district[cut - 1] in "省市州":
            yield district[cut:]
    yield district[-1]
