"""What the lines below a line look like: the neighbours that say where it belongs."""

from __future__ import annotations

from typing import Literal, TypeAlias

from anju_cli.text_faults.inline import BLANKS, dash
from anju_cli.text_faults.keys import find_key
from anju_cli.text_faults.vocabulary import sort_of

Kind: TypeAlias = Literal["map", "seq"]
_FAR = 50


class Ahead:
    """The lines of a file, of which ``number`` (from 1) is the one that is read."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self._lines = lines

    def line(self, number: int, *, content: bool = False) -> str:
        """The next line that is not blank; with ``content``, that is no comment either."""
        after = (self._lines[at] for at in range(number, len(self._lines)))
        bare = ((line, line.strip(BLANKS)) for line in after)
        return next((line for line, text in bare if text and not (content and text[0] == "#")), "")

    def column(self, number: int) -> int:
        """The column of the next line."""
        return _indentation(self.line(number))

    def goes_on_at(self, number: int, column: int, kind: Kind) -> bool:
        """Whether the next line stands in a column, and is of a kind."""
        following = self.line(number, content=True)
        spaces = _indentation(following)
        is_item = dash(number, following, spaces) is not None
        return spaces == column and is_item == (kind == "seq")

    def comes_back(self, number: int, column: int, key: str, until: int) -> bool:
        """Whether one of the next lines, before one is less deep than ``until``, stands in a
        column, and has no key of another sort than ``key``."""
        for at in range(number, min(number + _FAR, len(self._lines))):
            line = self._lines[at]
            spaces = _indentation(line)
            if line.strip(BLANKS) and spaces < until:
                return False
            if spaces == column:
                found = find_key(at, line, spaces) if key else None
                if not found or sort_of(found.text) == sort_of(key):
                    return True
        return False


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
