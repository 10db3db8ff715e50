"""What was found in a text so far."""

from __future__ import annotations

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer.tokens import Repair


class Repairs:
    """The faults that were found, and all edits that repair the text; ``lost`` once the rest
    of it is better left to the parser."""

    def __init__(self) -> None:
        self.repairs: list[Repair] = []
        self.edits: list[tuple[int, TextEdit]] = []
        self.lost = False

    def note(self, repair: Repair | None) -> None:
        """Add a fault, if there is one, with its edits."""
        if repair:
            self.repairs.append(repair)
            self.edits.extend(repair.edits)
