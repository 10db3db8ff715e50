"""What the flow parser remembers: open collections, and the repairs so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lines import NO_LINE, Line, Repair
from anju_cli.parsing.parser.flow_scalars import Role


@dataclass(slots=True)
class Collection:
    """A flow collection that is open, and how far it has been read.

    ``repair`` is the index of its repair if its bracket is a full-width one. ``role`` is that
    of the scalar that was reached, ``state`` whether it is still to come, goes on over the
    end of the line, or is over. ``start`` is where it began, None on a line above.
    """

    bracket: str
    line: Line
    at: int
    repair: int | None
    role: Role
    state: Literal["before", "inside", "after"] = "before"
    start: int | None = None
    has_break: bool = False  # whether a blank between two lines of the scalar has been named
    is_doubtful: bool = False  # whether the comma before the scalar may be part of a text
    key: str = ""
    above: str = ""  # what of the scalar stands on the lines above, and where that ends
    end: tuple[Line, int] = (NO_LINE, 0)

    def next_entry(self, *, is_doubtful: bool = False) -> None:
        """Go on to the entry behind a comma."""
        self.is_doubtful, self.has_break = is_doubtful, False
        self.role = "key" if self.bracket == "{" else "item"
        self.state, self.start, self.key, self.above = "before", None, "", ""


class RepairList:
    """Repairs in which what is wrong several times on a line is one."""

    def __init__(self) -> None:
        self._repairs: list[Repair] = []
        self._alike: dict[tuple[int, str], list[tuple[int, TextEdit]]] = {}

    def all(self) -> list[Repair]:
        """Return the repairs so far, each with the edits of those like it on the line."""
        return [self._with_alike(repair) for repair in self._repairs]

    def _with_alike(self, repair: Repair) -> Repair:
        edits = self._alike.get((repair.line, repair.message), [])
        if len(edits) < 2:
            return repair
        message = f"{repair.message}（这一行有 {len(edits)} 处）"
        return repair._replace(message=message, edits=tuple(edits))

    def append(self, repair: Repair) -> int:
        """Add a repair of its own; return its index."""
        self._repairs.append(repair)
        return len(self._repairs) - 1

    def extend(self, index: int, line: Line, edit: TextEdit, *, is_certain: bool) -> None:
        """Add an edit to a repair, which may make it certain."""
        repair = self._repairs[index]
        edits = (*repair.edits, (line.number, edit))
        self._repairs[index] = repair._replace(edits=edits, is_certain=is_certain)

    def merge(self, repair: Repair) -> None:
        """Add a repair; wrong colons and commas go with those like them on the line."""
        if repair.code not in ("A105", "A106"):
            self.append(repair)
            return
        place = (repair.line, repair.message)
        alike = self._alike.setdefault(place, [])
        alike.extend(repair.edits)
        if len(alike) == len(repair.edits):
            self.append(repair)
        elif not repair.is_certain:
            self._repairs = [
                other._replace(is_certain=False) if (other.line, other.message) == place else other
                for other in self._repairs
            ]
