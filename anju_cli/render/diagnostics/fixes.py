"""Draw what was fixed, for people; and as a patch, before it is."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

from anju_cli.diagnostics import Diagnostic
from anju_cli.environment import Environment
from anju_cli.render.document import Style
from anju_cli.render.terminal.screen import Screen
from anju_cli.text.invisible import named, visible, visible_line

_NO_END = "\\ No newline at end of file\n"
_BLANK = re.compile(r"[^\S ]")
_BLANKS = {"\t": "<Tab>", "\r": "␍"}


def fixed_text(diagnostics: Iterable[Diagnostic], environment: Environment) -> str:
    """Draw each diagnostic that was fixed, and how; a line or two each."""
    screen = Screen.of(environment)
    lines = []
    for diagnostic in diagnostics:
        place = f"{visible_line(diagnostic.file)}:{diagnostic.line}:{diagnostic.column}"
        word = screen.paint("已改", "green")
        lines.append(f"{place}: {word} {diagnostic.code} {visible_line(diagnostic.message)}")
        if diagnostic.edits:
            lines.append(f"  {visible_line(diagnostic.hint)}")
        else:
            lines.append("  改为 UTF-8 编码")
    return "".join(f"{line}\n" for line in lines)


def patch_text(file: str, old: bytes, new: bytes, environment: Environment) -> str:
    """Draw a unified diff of a file in UTF-8, as ``git apply`` and ``patch`` take it.

    On a terminal what cannot be seen is shown. Empty for texts that are the same.
    """
    before, after = (_lines(data.decode("utf-8-sig", "replace")) for data in (old, new))
    lines = difflib.unified_diff(before, after, f"a/{file}", f"b/{file}")
    whole = (line if line.endswith("\n") else f"{line}\n{_NO_END}" for line in lines)
    screen = Screen.of(environment)
    if not screen.is_terminal:
        return "".join(whole)
    return "".join(f"{screen.paint(_seen(line[:-1]), _style(line))}\n" for line in whole)


def _seen(line: str) -> str:
    """Show what nobody sees in a line; in one that changes, odd blanks too."""
    if line[0] in "-+":
        line = _BLANK.sub(lambda match: _BLANKS.get(match[0]) or named(match[0]), line)
    return visible(line)


def _lines(text: str) -> Sequence[str]:
    """Split ``text``; only a line feed ends a line, as for every tool of patches."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _style(line: str) -> Style:
    if line.startswith(("---", "+++")):
        return "strong"
    if line.startswith("@@"):
        return "muted"
    return "green" if line[0] == "+" else "red" if line[0] == "-" else "plain"
