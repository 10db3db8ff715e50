"""The state of the block parser, which its parts share."""

from __future__ import annotations

from anju_cli.diagnostics import MOST_DIAGNOSTICS, TextEdit
from anju_cli.parsing.lines import Line, Repair
from anju_cli.parsing.parser.intended_level import IntendedLevels
from anju_cli.parsing.parser.levels import LevelStack
from anju_cli.parsing.parser.lookahead import Lookahead


class ParserState:
    """The lines, the repairs so far, and the levels that are open.

    ``edits`` are all edits of the repaired text, by line: those of the repairs, and of lines
    that go with one. Once ``is_lost``, the rest is left to PyYAML.
    """

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = tuple(Line(text, number) for number, text in enumerate(lines, 1))
        self.repairs: list[Repair] = []
        self.edits: list[tuple[int, TextEdit]] = []
        self.is_lost = False
        self.levels = LevelStack()
        self.lookahead = Lookahead(self.lines)
        self.intended = IntendedLevels(self.levels, self.lookahead)

    @property
    def is_too_much(self) -> bool:
        """Whether more has been repaired than anybody would go through."""
        return max(len(self.repairs), len(self.edits)) > MOST_DIAGNOSTICS

    def above(self, line: Line) -> Line:
        """Return the line above another."""
        return self.lines[line.number - 2]

    def edit(self, line: Line, start: int, end: int, text: str) -> None:
        """Add an edit of the repaired text that goes with a repair above."""
        self.edits.append((line.number, TextEdit(start, end, text)))

    def note(self, repair: Repair | None, *, is_new: bool = True) -> None:
        """Add a repair, if there is one, with its edits; only these if it is not new."""
        if repair:
            self.repairs.extend([repair] if is_new else [])
            self.edits.extend(repair.edits)
