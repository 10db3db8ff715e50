"""A file as far as it has been read, for all that read on in it."""

from __future__ import annotations

from anju_cli.parsing.parser.intended_level import Meant
from anju_cli.parsing.parser.levels import Levels
from anju_cli.parsing.parser.lookahead import Ahead
from anju_cli.parsing.parser.repairs import Repairs


class Reading:
    """Its ``lines``, what was found in them so far, and the levels that are open; what the
    next lines look like, and which level a line was meant for."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        self.repairs = Repairs()
        self.levels = Levels()
        self.ahead = Ahead(lines)
        self.meant = Meant(self.levels, self.ahead)
