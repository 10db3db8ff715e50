"""The state of the block parser: what its parts share while they read the lines of a file."""

from __future__ import annotations

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.parser.intended_level import IntendedLevels
from anju_cli.parsing.parser.levels import LevelStack
from anju_cli.parsing.parser.lookahead import Lookahead
from anju_cli.parsing.repairs import Repair


class ParserState:
    """The lines, the repairs so far, and the levels that are open.

    ``edits`` are all edits of the repaired text, by line: those of the repairs, and of lines
    that go with one. Once ``is_lost``, the rest is left to PyYAML.
    """

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        self.repairs: list[Repair] = []
        self.edits: list[tuple[int, TextEdit]] = []
        self.is_lost = False
        self.levels = LevelStack()
        self.lookahead = Lookahead(lines)
        self.intended = IntendedLevels(self.levels, self.lookahead)

    def note(self, repair: Repair | None) -> None:
        """Add a repair, if there is one, with its edits."""
        if repair:
            self.repairs.append(repair)
            self.edits.extend(repair.edits)
