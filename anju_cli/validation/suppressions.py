"""Inline suppressions: `# anju 忽略 A401 到 2021-12-31：目标是区里核定的`.

The comment stands behind a line, or alone above it. It holds through its last day and
needs a reason: a suppression for ever and without one makes a rule nobody believes in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from anju_cli.diagnostics import MOST_DIAGNOSTICS, Diagnostic, has_errors
from anju_cli.parsing.source import Source, too_many

_MARK = r"(?:^|(?<=\s))#\s*+anju\s*+[:：]?\s*+忽略"
_COMMENT = r"(?:^|(?<=\s))#.*"
_CODE = r"A\d{3}"
_DAY = r"\d{4}-\d\d-\d\d"
_WHOLE = (
    rf"(?a)\s*(?P<codes>{_CODE}(?:[、,，\s]+{_CODE})*)[,，\s]*(?:到|至)\s*(?P<day>{_DAY})"
    r"\s*[：:,，]\s*(?P<reason>\S.*)"
)


class Suppression(NamedTuple):
    """A comment that suppresses ``codes`` on some lines through the day ``until``.

    It stands at ``line`` and ``column`` of ``source``, and is about lines ``first`` to
    ``last``: those that one value goes on over.
    """

    source: Source
    line: int
    column: int
    first: int
    last: int
    codes: tuple[str, ...]
    until: date


class Outcome(NamedTuple):
    """What is left, how many were suppressed, and until when; None if none were."""

    diagnostics: tuple[Diagnostic, ...]
    suppressed: int
    until: date | None


def find(source: Source) -> tuple[list[Suppression], list[Diagnostic]]:
    """Find the suppressions in a file, and name the malformed ones (A501)."""
    suppressions: list[Suppression] = []
    diagnostics: list[Diagnostic] = []
    below = 0  # the line that comments alone on theirs are about, until it is reached
    last_lines: dict[int, int] = {}  # of values, by their first line
    for number, line in enumerate(source.lines if "忽略" in source.text else (), 1):
        mark = re.search(_MARK, line) if "忽略" in line else None
        if mark is None:
            continue
        column = mark.start() + 1
        comment = _parse(line[mark.end() :])
        if isinstance(comment, _Malformed):
            diagnostics.append(source.diagnostic(number, column, "A501", *comment))
            if len(diagnostics) > MOST_DIAGNOSTICS:
                diagnostics.append(too_many(source, number))
                break
            continue
        first = number
        if not line[: mark.start()].strip():
            below = below if below > number else _line_below(source, number)
            first = below if below <= len(source.lines) else number
        if first not in last_lines:
            last_lines[first] = _last_line(source, first)
        place = (source, number, column, first, last_lines[first])
        suppressions.append(Suppression(*place, *comment))
    return suppressions, diagnostics


def _line_below(source: Source, number: int) -> int:
    """The next line that is neither blank nor a comment, else the one behind the end."""
    for below in range(number, len(source.lines)):
        line = source.lines[below].strip()
        if line and line[0] != "#":
            return below + 1
    return len(source.lines) + 1


def _last_line(source: Source, number: int) -> int:
    """The last line of the value that begins on this line.

    Deeper lines belong to it; those below a key alone are fields of their own.
    """
    line = source.lines[number - 1]
    head = re.sub(_COMMENT, "", line).rstrip()
    if head.endswith((":", "-")):
        return number
    column = len(line) - len(line.lstrip(" -"))
    last = number
    for below in range(number, len(source.lines)):
        text = source.lines[below]
        if text.strip():
            if len(text) - len(text.lstrip(" ")) <= column:
                break
            last = below + 1
    return last


class _Malformed(NamedTuple):
    message: str
    hint: str


def _parse(comment: str) -> tuple[tuple[str, ...], date] | _Malformed:
    """The codes and the last day in a comment, behind its mark."""
    match = re.fullmatch(_WHOLE, comment)
    if match is None:
        code, day = (
            next(iter(re.findall(pattern, comment)), example)
            for pattern, example in ((_CODE, "A401"), (_DAY, "2021-12-31"))
        )
        message = "“忽略”要写明问题编号、最后一天和理由"
        return _Malformed(message, f"写成：# anju 忽略 {code} 到 {day}：理由")
    try:
        until = date.fromisoformat(match["day"])
    except ValueError:
        return _Malformed(f"日期 {match['day']} 不存在", "请核对忽略到哪一天")
    codes = tuple(re.findall(_CODE, match["codes"]))
    from anju_cli.validation.codes import explanations

    known = explanations()
    firm = [code for code in codes if code not in known or not known[code].is_suppressible]
    if firm:
        message = f"{'、'.join(firm)} 不能忽略：不改好，数据就读不准"
        hint = "请改好那个问题，删去这条注释；能忽略哪些，见 anju explain --all"
        return _Malformed(message, hint)
    return codes, until


def suppress(
    diagnostics: Iterable[Diagnostic], suppressions: Sequence[Suppression], today: date
) -> Outcome:
    """Leave out the diagnostics that are suppressed today.

    Once its last day has passed, a suppression is named with the diagnostic that is back.
    One without a diagnostic is of no use, and named (A502) where nothing else may have
    hidden that diagnostic.
    """
    remaining = sorted(diagnostics)
    if not suppressions:
        return Outcome(tuple(remaining), 0, None)
    suppressed: set[int] = set()
    expired: set[int] = set()
    useless: list[Diagnostic] = []
    ends = []
    by_code = _suppressible(remaining)
    line_of = [each.line for each in remaining].__getitem__
    for suppression in suppressions:
        matches: set[int] = set()
        for code in suppression.codes:
            indexes = by_code[suppression.source.file, code]
            start = bisect_left(indexes, suppression.first, key=line_of)
            end = bisect_right(indexes, suppression.last, key=line_of)
            matches.update(indexes[start:end])
        matches -= suppressed
        if not matches:
            useless.append(_useless(suppression))
        elif today <= suppression.until:
            suppressed |= matches
            ends.append(suppression.until)
        else:
            for index in matches - expired:  # said once, however many there are
                remaining[index] = _back(remaining[index], suppression)
            expired |= matches
    left = [each for index, each in enumerate(remaining) if index not in suppressed]
    if not has_errors(left):
        left += useless
    return Outcome(tuple(sorted(left)), len(suppressed), min(ends, default=None))


def _suppressible(diagnostics: Sequence[Diagnostic]) -> dict[tuple[str, str], list[int]]:
    """The indexes of what may be suppressed, for each file and code, by line."""
    from anju_cli.validation.codes import explanations

    known = explanations()
    by_code: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, diagnostic in enumerate(diagnostics):
        if diagnostic.severity == "warning" or known[diagnostic.code].may_stand:
            by_code[diagnostic.file, diagnostic.code].append(index)
    return by_code


def _useless(suppression: Suppression) -> Diagnostic:
    codes = "、".join(suppression.codes)
    message = f"这条忽略没有用处：第 {suppression.first} 行没有 {codes} 这样的问题"
    line, column = suppression.line, suppression.column
    return suppression.source.diagnostic(line, column, "A502", message, "删去这条注释", "warning")


def _back(diagnostic: Diagnostic, suppression: Suppression) -> Diagnostic:
    where = "这一行" if suppression.line == diagnostic.line else f"第 {suppression.line} 行"
    message = f"{diagnostic.message}（{where}的忽略已于 {suppression.until} 到期）"
    return replace(diagnostic, message=message)
