"""Names that have run together into one, and one name that has come apart.

Between names stand signs of a list (、；;/ and blanks) that YAML takes for a part of
the name. A name may have them too (各镇、街道): what the register knows stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from anju_cli.model.register import Register
from anju_cli.model.schema import Unit
from anju_cli.parsing.tree import Path
from anju_cli.text.lenient import quoted
from anju_cli.validation.rules.name_uses import unknown_names
from anju_cli.validation.rules.violation import Files, Violation

# A run of blanks is looked at once, from its beginning. 甲 - 乙: as YAML joins two lines.
_SIGN = r"(?<!\s)\s++-\s+|(?:(?<!\s)\s++)?[、，,;；/／]\s*|(?<!\s)\s++"
_SIGN_OR_WORD = rf"{_SIGN}|以及|[和与及]"
_BRACKETS = (("（", "）"), ("(", ")"), ("〔", "〕"), ("【", "】"))
_MOST = 40
"""Pieces; a longer text is no list of names."""


def parts(name: str) -> list[str]:
    """What may be several names in one. Signs inside brackets part nothing."""
    if name.isalnum():  # most are
        return [name]
    found = [part for part in re.split(_SIGN, name) if part]
    is_cut = any(
        part.count(left) != part.count(right) for part in found for left, right in _BRACKETS
    )
    return [name] if is_cut else found


def _has_signs(name: str) -> bool:
    """Whether more than blanks stands between the parts."""
    return any(map(str.strip, re.findall(_SIGN, name)))


def known_parts(name: str, register: Register) -> list[str] | None:
    """The names that ``name`` is made of, each as long as the register knows one.

    None unless there are several. Half of them may be unknown, if more than blanks
    stands between them: a sign, or a word (甲和乙).
    """
    for sign in (_SIGN, _SIGN_OR_WORD):
        found = _in_parts(sign, name, register)
        unknown = sum(register.resolve(part) is None for part in found)
        may_lack = unknown * 2 <= len(found) and any(map(str.strip, re.findall(sign, name)))
        if len(found) > 1 and (not unknown or may_lack):
            return found
    return None


def _in_parts(sign: str, name: str, register: Register) -> list[str]:
    pieces, signs = re.split(sign, name), [*re.findall(sign, name), ""]
    found: list[str] = []
    at = 0
    while at < len(pieces) <= _MOST:
        at, whole = _longest(pieces, signs, at, register)
        found += [whole] if whole else []
    return found


def _longest(pieces: list[str], signs: list[str], at: int, register: Register) -> tuple[int, str]:
    """The longest known name that begins with a piece, else that piece; and its end."""
    for end in range(len(pieces), at, -1):
        whole = "".join(
            sign + piece
            for sign, piece in zip(["", *signs[at : end - 1]], pieces[at:end], strict=True)
        )
        if register.resolve(whole):
            return end, whole
    return at + 1, pieces[at]


def come_apart(names: Sequence[str], at: int, register: Register) -> str | None:
    """The name that was cut at its 、: 各镇, 街道 in a list is 各镇、街道."""
    for count in (2, 3):
        whole = "、".join(names[at : at + count])
        if len(names) >= at + count and register.resolve(whole):
            return whole
    return None


def names_are_single(files: Files) -> Iterator[Violation]:
    """The name of a unit, and each alias, is one name (A106)."""
    register = files.register
    if files.units is None or register is None:
        return
    unknown = unknown_names(files, register)
    for index, unit in enumerate(files.units.units):
        keys: list[Path] = [("name",), *(("aliases", at) for at in range(len(unit.aliases)))]
        for name, key in zip((unit.name, *unit.aliases), keys, strict=True):
            if is_several(name, register, unknown):
                may_be_one = _may_be_one(name, unit, register, unknown)
                yield _several(name, ("units", index, *key), may_be_one)


def is_several(name: str, register: Register, unknown: Collection[str]) -> bool:
    """Whether a name is several: one of them is known, or used and ``unknown``. Signs alone
    say nothing, for offices do have them in their names (党组织关系、户籍中心)."""
    found = parts(name)
    if len(found) < 2 or not (_has_signs(name) or all(len(part) > 1 for part in found)):
        return False
    return any(part in unknown or register.find(part) for part in found)


def _may_be_one(name: str, unit: Unit, register: Register, unknown: Collection[str]) -> bool:
    """Whether all that speaks against a name is that some of it is the name of another unit:
    团委/少工委, where there is a 团委."""
    found = parts(name)
    known = [register.find(part) for part in found]
    is_several = unit in known or all(known) or any(part in unknown for part in found)
    return _has_signs(name) and not is_several


def _several(name: str, path: Path, may_be_one: bool) -> Violation:
    what, apart = "名称", f"一条只登记一个单位，没登记的分开登记：{'、'.join(parts(name))}"
    if "aliases" in path:
        what, apart = "别名", f"用半角逗号分开写：{', '.join(parts(name))}"
    message = f"{what}{quoted(name)}像是几个名称连成了一个"
    if not may_be_one:
        return Violation("units", path, "A106", message, apart)
    hint = f"是几个名称就{apart}；本来就是一个名称，不用改"
    return Violation("units", path, "A106", message, hint, severity="warning")
