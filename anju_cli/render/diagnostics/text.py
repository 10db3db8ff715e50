"""Problems as text for people, as JSON, and as GitHub's workflow commands.

Plain text with plain ANSI: rich would break ``file:line:column`` apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from anju_cli.diagnostics import Problem, Severity
from anju_cli.environment import Environment
from anju_cli.render.data import json_text
from anju_cli.render.diagnostics.paths import beside
from anju_cli.render.document import Style
from anju_cli.render.terminal.screen import PIPE, Screen
from anju_cli.text.visible import visible, visible_character, visible_line
from anju_cli.text.width import display_width

_WORDS: dict[Severity, tuple[str, Style]] = {
    "error": ("错误", "red"),
    "warning": ("提示", "yellow"),
}
_CUT = "…"

ON_A_PIPE = PIPE._replace(width=100)
"""Where no terminal says how much of a source line can be shown."""


SHOWN = 200
"""Problems that are shown, unless all are asked for; more than that nobody reads at once.
They are all counted."""


class Tally(NamedTuple):
    """How many there are of what: ``files`` and ``faulty`` (plans) are those with a problem."""

    errors: int = 0
    warnings: int = 0
    files: int = 0
    faulty: int = 0
    plans: int = 1

    @classmethod
    def of(cls, problems: Sequence[Problem]) -> Tally:
        """That of one plan, all of whose problems these are."""
        errors = sum(problem.severity == "error" for problem in problems)
        files = len({problem.file for problem in problems})
        return cls(errors, len(problems) - errors, files, bool(problems))

    def __str__(self) -> str:
        said = f"{self.files} 个文件，{self.errors} 处错误，{self.warnings} 处提示"
        if self.plans == 1:
            return said
        return f"{self.plans} 份计划，{self.faulty} 份有问题：{said}"


def problems_text(
    problems: Sequence[Problem],
    environment: Environment,
    *,
    to_stderr: bool = False,
    most: int | None = SHOWN,
    tally: Tally | None = None,
) -> str:
    """Each problem, its source line with a caret, its hint; at last how many.

    Empty for no problems. ``to_stderr`` says where the text will go, since
    either stream may be a terminal without the other. No more than ``most`` are shown;
    ``tally`` counts those that are not in ``problems`` too.
    """
    if not problems:
        return ""
    if to_stderr:
        environment = environment._replace(is_terminal=environment.stderr_is_terminal)
    screen = Screen.of(environment)
    if not screen.is_terminal:
        screen = ON_A_PIPE
    shown = problems[:most]
    parts = ["\n".join(problem_lines(problem, screen)) for problem in shown]
    tally = tally or Tally.of(problems)
    left = tally.errors + tally.warnings - len(shown)
    if left:
        parts.append(
            f"还有 {left} 处没有列出，这里只列前 {len(shown)} 处；要全部列出：anju validate --all"
        )
    return "\n\n".join([*parts, str(tally)]) + "\n"


def problems_json(problems: Iterable[Problem]) -> str:
    """The problems as a JSON array."""
    return json_text([problem.as_record() for problem in problems])


def problems_github(problems: Iterable[Problem], base: Path) -> str:
    """The problems as workflow commands, which GitHub shows beside the lines of files
    that are named relative to ``base``, the folder of the checkout.

    Escaped as ``@actions/core`` does (packages/core/src/command.ts).
    """
    return "".join(f"{_github_line(problem, base)}\n" for problem in problems)


def problem_lines(problem: Problem, screen: Screen) -> list[str]:
    """One problem as a person reads it: what and where, its source line, its hint."""
    word, style = _WORDS[problem.severity]
    place = f"{visible_line(problem.file)}:{problem.line}:{problem.column}"
    said = visible_line(problem.message)
    lines = [f"{place}: {screen.paint(word, style)} {problem.code} {said}"]
    excerpt = problem.excerpt.rstrip("\r\n")
    if excerpt.strip():
        shown, spaces, carets = excerpt_and_caret(excerpt, problem.column, screen.width)
        lines += [shown.rstrip(), " " * spaces + screen.paint("^" * carets, style)]
    if problem.hint:
        lines += [f"  {line}".rstrip() for line in visible(problem.hint).split("\n")]
    return lines


def excerpt_and_caret(excerpt: str, column: int, width: int) -> tuple[str, int, int]:
    """The source line cut to ``width``, the spaces before the caret, and the carets.

    There are as many carets as the character at ``column`` (counted from 1) takes
    columns on the screen; a place behind the end of the line gets one.
    """
    at = min(max(column - 1, 0), len(excerpt))
    first = max(at - width, 0)  # no character is narrower than a column
    shown = [_shown(character) for character in excerpt[first : at + width + 1]]
    widths = [display_width(text) for text in shown]
    at -= first
    start, end = _window(widths, at, width)
    before = _CUT if first + start else ""
    after = _CUT if first + end < len(excerpt) else ""
    spaces = display_width(before) + sum(widths[start:at])
    return before + "".join(shown[start:end]) + after, spaces, max(1, sum(widths[at : at + 1]))


def _shown(character: str) -> str:
    """A character with a width of its own, so that the widths of a line add up."""
    shown = visible_character(character)
    return shown if display_width(shown) else f"<U+{ord(character):04X}>"


def _window(widths: Sequence[int], at: int, width: int) -> tuple[int, int]:
    """The part of a line around ``at`` that fits, with room for the signs of a cut."""
    if sum(widths) + (at == len(widths)) <= width:
        return 0, len(widths)
    start, end = at, min(at + 1, len(widths))
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


def _github_line(problem: Problem, base: Path) -> str:
    file = _property(beside(problem.file, base))
    place = f"file={file},line={problem.line},col={problem.column}"
    title = _property(problem.code)
    said = "\n".join(part for part in (problem.message, problem.hint) if part)
    return f"::{problem.severity} {place},title={title}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
