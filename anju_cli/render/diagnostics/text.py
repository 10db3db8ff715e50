"""Draw diagnostics as text for people, as JSON, and as GitHub's workflow commands.

Plain text with plain ANSI: rich would break ``file:line:column`` apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from anju_cli.diagnostics import Diagnostic, Severity
from anju_cli.environment import Environment
from anju_cli.render.data import json_text
from anju_cli.render.document import Style
from anju_cli.render.terminal.screen import PIPE, Screen
from anju_cli.text.command_line import CommandLine
from anju_cli.text.invisible import named, visible, visible_character, visible_line
from anju_cli.text.width import display_width

_WORDS: dict[Severity, tuple[str, Style]] = {
    "error": ("错误", "red"),
    "warning": ("提示", "yellow"),
}
_CUT = "…"

ON_A_PIPE = PIPE._replace(width=100)
"""Where no terminal says how much of a source line can be shown."""

SHOWN = 200
"""Diagnostics that are shown, unless all are asked for; more than that nobody reads at once.
They are all counted."""


class Tally(NamedTuple):
    """Counts of diagnostics; ``files`` and ``faulty`` plans are those that have one."""

    errors: int = 0
    warnings: int = 0
    files: int = 0
    faulty: int = 0
    plans: int = 1

    @classmethod
    def of(cls, diagnostics: Sequence[Diagnostic]) -> Tally:
        """Count the diagnostics of one plan, all of which these are."""
        errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
        files = len({diagnostic.file for diagnostic in diagnostics})
        return cls(errors, len(diagnostics) - errors, files, bool(diagnostics))

    def __str__(self) -> str:
        counts = f"{self.files} 个文件，{self.errors} 处错误，{self.warnings} 处提示"
        if self.plans == 1:
            return counts
        return f"{self.plans} 份计划，{self.faulty} 份有问题：{counts}"


def diagnostics_text(
    diagnostics: Sequence[Diagnostic],
    environment: Environment,
    *,
    to_stderr: bool = False,
    most: int | None = SHOWN,
    tally: Tally | None = None,
    line: CommandLine = CommandLine("validate"),  # noqa: B008 - a value
) -> str:
    """Draw each diagnostic, its source line with a caret, its hint; at last how many.

    Empty for no diagnostics. ``to_stderr`` says where the text will go, since
    either stream may be a terminal without the other. No more than ``most`` are shown;
    ``tally`` counts those that are not in ``diagnostics`` too.
    """
    if not diagnostics:
        return ""
    if to_stderr:
        environment = environment._replace(is_terminal=environment.stderr_is_terminal)
    screen = Screen.of(environment)
    if not screen.is_terminal:
        screen = ON_A_PIPE._replace(color=screen.color)
    shown = diagnostics[:most]
    parts = ["\n".join(diagnostic_lines(diagnostic, screen)) for diagnostic in shown]
    tally = tally or Tally.of(diagnostics)
    left = tally.errors + tally.warnings - len(shown)
    if left:
        parts.append(
            f"还有 {left} 处没有列出，这里只列前 {len(shown)} 处；"
            f"要全部列出：{line.having('--all')}"
        )
    return "\n\n".join([*parts, str(tally)]) + "\n"


def diagnostics_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Draw the diagnostics as a JSON array."""
    return json_text([diagnostic.as_record() for diagnostic in diagnostics])


def diagnostics_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Draw the diagnostics as workflow commands, which GitHub shows beside the lines.

    Escaped as ``@actions/core`` does (packages/core/src/command.ts).
    """
    return "".join(f"{_github_line(diagnostic)}\n" for diagnostic in diagnostics)


def diagnostic_lines(diagnostic: Diagnostic, screen: Screen) -> list[str]:
    """Draw one diagnostic for people: what and where, its source line, its hint."""
    word, style = _WORDS[diagnostic.severity]
    place = f"{visible_line(diagnostic.file)}:{diagnostic.line}:{diagnostic.column}"
    message = visible_line(diagnostic.message)
    lines = [f"{place}: {screen.paint(word, style)} {diagnostic.code} {message}"]
    excerpt = diagnostic.excerpt.rstrip("\r\n")
    if excerpt.strip():
        shown, spaces, carets = excerpt_and_caret(excerpt, diagnostic.column, screen.width)
        lines += [shown.rstrip(), " " * spaces + screen.paint("^" * carets, style)]
    if diagnostic.hint:
        lines += [f"  {line}".rstrip() for line in visible(diagnostic.hint).split("\n")]
    return lines


def excerpt_and_caret(excerpt: str, column: int, width: int) -> tuple[str, int, int]:
    """Cut a source line to ``width``; return it, the blanks and the carets below.

    There are as many carets as the character at ``column`` (counted from 1) takes
    columns on the screen; a place behind the end of the line gets one.
    """
    caret = min(max(column - 1, 0), len(excerpt))
    first = max(caret - width, 0)  # no character is narrower than a column
    shown = [_shown(character) for character in excerpt[first : caret + width + 1]]
    widths = [display_width(text) for text in shown]
    caret -= first
    start, end = _window(widths, caret, width)
    before = _CUT if first + start else ""
    after = _CUT if first + end < len(excerpt) else ""
    spaces = display_width(before) + sum(widths[start:caret])
    carets = max(1, sum(widths[caret : caret + 1]))
    return before + "".join(shown[start:end]) + after, spaces, carets


def _shown(character: str) -> str:
    """Show a character with a width of its own, so that those of a line add up."""
    shown = visible_character(character)
    return shown if display_width(shown) else named(character)


def _window(widths: Sequence[int], caret: int, width: int) -> tuple[int, int]:
    """Find the part of a line around ``caret`` that fits, signs of a cut included."""
    if sum(widths) + (caret == len(widths)) <= width:
        return 0, len(widths)
    start, end = caret, min(caret + 1, len(widths))
    room = width - 2 * display_width(_CUT) - max(1, sum(widths[start:end]))
    grown = True
    while grown:
        grown = False
        if start > 0 and widths[start - 1] <= room:
            start, grown = start - 1, True
            room -= widths[start]
        if end < len(widths) and widths[end] <= room:
            room -= widths[end]
            end, grown = end + 1, True
    return start, end


def _github_line(diagnostic: Diagnostic) -> str:
    file = _property(diagnostic.file)
    place = f"file={file},line={diagnostic.line},col={diagnostic.column}"
    title = _property(diagnostic.code)
    message = "\n".join(filter(None, (diagnostic.message, diagnostic.hint)))
    return f"::{diagnostic.severity} {place},title={title}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
