"""What was found in a text so far."""

from __future__ import annotations

from anju_cli.diagnostics import Edit
from anju_cli.parsing.lexer.tokens import Fault


class Findings:
    """The faults that were found, and all edits that mend the text; ``lost`` once the rest
    of it is better left to the parser."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.edits: list[tuple[int, Edit]] = []
        self.lost = False

    def note(self, fault: Fault | None) -> None:
        """Add a fault, if there is one, with its edits."""
        if fault:
            self.faults.append(fault)
            self.edits.extend(fault.edits)
