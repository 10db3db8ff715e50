"""The level that a line was meant for, where its column says another one, or none.

Told by its key (what may stand where, and does not yet), by the lines below it, and last
by how far it is from each level.
"""

from __future__ import annotations

import re

from anju_cli.parsing.grammar import fits, holds_list, sort_of
from anju_cli.parsing.lexer.indents import spaces
from anju_cli.parsing.lexer.tokens import Key, content_end, dash
from anju_cli.parsing.parser.levels import Level, Levels
from anju_cli.parsing.parser.lookahead import Ahead, Kind

_OFF_BY = 2
"""A line farther than this from every level is not merely out of line."""


class Meant:
    """Looks for the level of a line among those that are open."""

    def __init__(self, levels: Levels, ahead: Ahead) -> None:
        self._levels = levels
        self._ahead = ahead

    # -- of a line that stands on a level --

    def is_foreign(self, level: Level, key: Key, line: str) -> bool:
        """Whether ``司法局: 18`` stands among words of ours, though names are open below."""
        sort = sort_of(key.text)
        if sort == "word" or sort_of(level.first_key) != "word":
            return False
        is_one = sort == "figures" or re.fullmatch(
            r"\d+", line[key.end : content_end(line, key.end)]
        )
        return bool(is_one) and any(
            one.kind == "map" and sort_of(one.first_key) == sort
            for one in self._levels.inside(level)
        )

    def instead(self, number: int, line: str, key: Key, level: Level) -> Level | None:
        """The level a line was meant for, though it stands on this one, and its key can."""
        if level.kind == "seq":
            return None
        if key.text in level.keys:
            return self._inside(level, key)
        return self.cut_off(number, line, key, level)

    def cut_off(self, number: int, line: str, key: Key, level: Level) -> Level | None:
        """The deeper level of a line that would end it, though the next line goes on there."""
        below = self._levels.inside(level)
        value = line[key.end : content_end(line, key.end)] if below else ""
        if not value or value[0] in "|>":
            return None
        following = self._ahead.content(number)
        at = spaces(following)
        kind: Kind = "seq" if dash(number, following, at) else "map"
        if at <= level.column or not any((one.column, one.kind) == (at, kind) for one in below):
            return None
        return self._inside(level, key)

    def _inside(self, level: Level, key: Key) -> Level | None:
        """The innermost mapping that is open below a level and lacks the key."""
        inside = reversed(self._levels.inside(level))
        return next((one for one in inside if one.kind == "map" and one.lacks(key.text)), None)

    # -- of a line that stands on none --

    def can_stand(self, column: int, kind: Kind, key: str) -> bool:
        """Whether a line that is deeper than the text above it could stand on a level."""
        near = self.nearest(column, kind, key)
        return near is not None or self.of_key(column, kind, key) is not None

    def of_key(self, width: int, kind: Kind, key: str) -> Level | None:
        """The level where a key can stand, and which has none of that name yet."""
        levels = self._levels
        is_of_kind = (kind == "seq") == holds_list(levels.holds)
        if levels.waiting is not None and levels.opened and fits(levels.holds, key) and is_of_kind:
            return levels.new(levels.waiting + 2, kind, levels.shift, 0)
        able = [one for one in reversed(levels.opened) if one.kind == kind and one.lacks(key)]
        near = [one for one in able if one.distance(width) <= _OFF_BY]
        nearest = min(near, key=lambda one: one.distance(width), default=None)
        return nearest or next(iter(able), None)

    def nearest(self, column: int, kind: Kind, key: str) -> Level | None:
        """The level a line that is slightly out of line belongs to."""
        near = [
            level
            for level in self._levels.opened
            if level.kind == kind and abs(level.column - column) <= _OFF_BY
        ]
        fitting = [level for level in near if level.lacks(key)]
        alike = [level for level in near if key and sort_of(level.first_key) == sort_of(key)]
        return min(
            fitting or alike or near,
            key=lambda one: (abs(one.column - column), -one.column),
            default=None,
        )

    def too_shallow(self, number: int, column: int, key: Key, kind: Kind) -> Level | None:
        """The level below a key that waits, for lines that are not deeper than it is.

        A field could as well be the next one beside that key. It is not when more
        lines stand in its column, or when it is of another sort (司法局 after 2021-05).
        """
        levels = self._levels
        if levels.waiting is None or not levels.opened:
            return None
        is_below = kind == "seq" or sort_of(key.text) != sort_of(levels.key)
        can_be = fits(levels.holds, key.text) if key.text else None
        if can_be is not False and (is_below or self._ahead.goes_on_at(number, column, "map")):
            return levels.new(levels.waiting + 2, kind, levels.shift, 0)
        return None
