"""The level that a line was meant for, where its column says another one, or none.

Its key tells (what may stand where, and does not yet), then the lines below it, and last
how far it is from each level.
"""

from __future__ import annotations

import re

from anju_cli.parsing.grammar import SEQUENCES, allows, key_kind
from anju_cli.parsing.lexer import indents, tokens
from anju_cli.parsing.lines import Line, Token
from anju_cli.parsing.parser.levels import Level, LevelStack
from anju_cli.parsing.parser.lookahead import Kind, Lookahead

_OFF_BY = 2
"""A line farther than this from every level is not merely out of line."""


class IntendedLevels:
    """Looks for the level of a line among those that are open."""

    def __init__(self, levels: LevelStack, lookahead: Lookahead) -> None:
        self._levels = levels
        self._lookahead = lookahead

    # -- of a line that stands on a level --

    def is_foreign(self, level: Level, key: Token, line: str) -> bool:
        """Tell whether ``司法局: 18`` stands among fields, though names are open below."""
        kind = key_kind(key.text)
        if kind == "field" or key_kind(level.first_key) != "field":
            return False
        value = line[key.end : tokens.content_end(line, key.end)]
        return (kind == "period" or re.fullmatch(r"\d+", value) is not None) and any(
            inner.kind == "map" and key_kind(inner.first_key) == kind
            for inner in self._levels.inside(level)
        )

    def instead(self, line: Line, key: Token, level: Level) -> Level | None:
        """Find the level a line was meant for, though it stands on this one, and may."""
        if level.kind == "seq":
            return None
        if key.text in level.keys:
            return self._inside(level, key)
        return self.cut_off(line, key, level)

    def cut_off(self, line: Line, key: Token, level: Level) -> Level | None:
        """Find the deeper level that a line would end, though the next line goes on there."""
        below = self._levels.inside(level)
        value = line[key.end : tokens.content_end(line, key.end)] if below else ""
        if not value or value[0] in "|>":
            return None
        following = self._lookahead.next_content(line)
        at = indents.spaces(following)
        kind: Kind = "seq" if tokens.dash(following, at) else "map"
        if at <= level.column or (at, kind) not in [(inner.column, inner.kind) for inner in below]:
            return None
        return self._inside(level, key)

    def _inside(self, level: Level, key: Token) -> Level | None:
        """Find the innermost mapping that is open below a level and lacks the key."""
        inside = reversed(self._levels.inside(level))
        mappings = (inner for inner in inside if inner.kind == "map" and inner.lacks(key.text))
        return next(mappings, None)

    # -- of a line that stands on none --

    def can_stand(self, column: int, kind: Kind, key: str) -> bool:
        """Tell whether a line deeper than the text above it could stand on a level."""
        near = self.nearest(column, kind, key)
        return near is not None or self.of_key(column, kind, key) is not None

    def of_key(self, width: int, kind: Kind, key: str) -> Level | None:
        """Find the level that allows a key, and has none of that name yet."""
        levels, context = self._levels, self._levels.pending_context
        is_of_kind = (kind == "seq") == (context in SEQUENCES and levels.pending_key != "")
        is_pending = levels.pending_column is not None and levels.opened
        if is_pending and allows(context, key) and is_of_kind:
            return self._below_pending(kind)
        opened = [level for level in reversed(levels.opened) if level.kind == kind]
        able = [level for level in opened if level.lacks(key)]
        near = [level for level in able if level.distance(width) <= _OFF_BY]
        nearest = min(near, key=lambda level: level.distance(width), default=None)
        return nearest or next(iter(able), None)

    def nearest(self, column: int, kind: Kind, key: str) -> Level | None:
        """Find the level that a line slightly out of line belongs to."""
        opened = [level for level in self._levels.opened if level.kind == kind]
        near = [level for level in opened if abs(level.column - column) <= _OFF_BY]
        lacking = [level for level in near if level.lacks(key)]
        alike = [level for level in near if key and key_kind(level.first_key) == key_kind(key)]
        best = sorted(lacking or alike or near, key=lambda level: -level.column)
        return min(best, key=lambda level: abs(level.column - column), default=None)

    def too_shallow(self, line: Line, column: int, key: Token, kind: Kind) -> Level | None:
        """Make the level below a pending key, for lines that are not deeper than it is.

        A field could as well be the next one beside that key. It is not when more lines
        stand in its column, or when it is of another kind (司法局 after 2021-05).
        """
        levels = self._levels
        if levels.pending_column is None or not levels.opened:
            return None
        if key.text and allows(levels.pending_context, key.text) is False:
            return None
        is_below = kind == "seq" or key_kind(key.text) != key_kind(levels.pending_key)
        if is_below or self._lookahead.goes_on_at(line, column, "map"):
            return self._below_pending(kind)
        return None

    def _below_pending(self, kind: Kind) -> Level:
        """Make the level below the pending key, where its lines should stand."""
        levels = self._levels
        return levels.new((levels.pending_column or 0) + 2, kind, levels.shift, 0)
