"""Diagnostics that somebody lets stand, in a comment that says which, until when and why.

``# anju 忽略 A401 到 2021-12-31：目标是区里核定的`` stands behind a line, or alone above
it. It holds through its last day and needs a reason: what is let stand for ever and
without one is a rule that nobody believes in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from anju_cli.diagnostics import MOST_DIAGNOSTICS, Diagnostic, has_errors
from anju_cli.parsing.source import Source
from anju_cli.validation.codes import CODES

_MARK = r"(?:^|(?<=\s))#\s*+anju\s*+[:：]?\s*+忽略"
_COMMENT = r"(?:^|(?<=\s))#.*"
_WHOLE = (
    r"(?a)\s*(?P<codes>A\d{3}(?:[、,，\s]+A\d{3})*)[,，\s]*(?:到|至)\s*(?P<day>\d{4}-\d\d-\d\d)"
    r"\s*[：:,，]\s*(?P<reason>\S.*)"
)


class Suppression(NamedTuple):
    """A comment at ``line``, about ``codes`` on the line ``target`` and on those that its
    value goes on over, through ``until``. ``source`` and ``column`` are for what is to be
    said of the comment itself."""

    source: Source
    line: int
    column: int
    target: int
    last: int
    codes: tuple[str, ...]
    until: date


@dataclass(frozen=True)
class Outcome:
    """What is left of the diagnostics; how many were let stand, and through which day that
    is so (None if none were)."""

    diagnostics: tuple[Diagnostic, ...]
    count: int
    until: date | None


def find(source: Source) -> tuple[list[Suppression], list[Diagnostic]]:
    """The suppressions in a file, and what is wrong with those that are none (A501)."""
    found: list[Suppression] = []
    diagnostics: list[Diagnostic] = []
    below = 0  # the line that comments alone on theirs are about, until it is reached
    lasts: dict[int, int] = {}  # the last line of what begins on one
    for number, line in enumerate(source.lines if "忽略" in source.text else (), 1):
        mark = re.search(_MARK, line) if "忽略" in line else None
        if mark is None:
            continue
        target = number
        if not line[: mark.start()].strip():
            below = below if below > number else _line_below(source, number)
            target = below if below <= len(source.lines) else number
        one = _read(source, number, mark, target, lasts)
        if isinstance(one, Suppression):
            found.append(one)
        else:
            message, hint = one
            diagnostics.append(source.diagnostic(number, mark.start() + 1, "A501", message, hint))
            if len(diagnostics) > MOST_DIAGNOSTICS:
                break
    return found, diagnostics


def _line_below(source: Source, number: int) -> int:
    """The first line below that is neither blank nor a comment; where there is none, the
    one behind the end."""
    for below in range(number, len(source.lines)):
        line = source.lines[below].strip()
        if line and line[0] != "#":
            return below + 1
    return len(source.lines) + 1


def _last_line(source: Source, number: int) -> int:
    """The last line of a text that begins on this line, as far as deeper lines belong to it:
    those below a key alone are fields of their own."""
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


def _read(
    source: Source, number: int, mark: re.Match[str], target: int, lasts: dict[int, int]
) -> Suppression | tuple[str, str]:
    """The suppression after its mark, or what is wrong with it and how to write it."""
    match = re.fullmatch(_WHOLE, source.lines[number - 1][mark.end() :])
    if match is None:
        code, day = (
            next(iter(re.findall(pattern, source.lines[number - 1][mark.end() :])), example)
            for pattern, example in ((r"A\d{3}", "A401"), (r"\d{4}-\d\d-\d\d", "2021-12-31"))
        )
        message = "“忽略”要写明问题编号、最后一天和理由"
        return message, f"写成：# anju 忽略 {code} 到 {day}：理由"
    try:
        until = date.fromisoformat(match["day"])
    except ValueError:
        return f"日期 {match['day']} 不存在", "请核对忽略到哪一天"
    codes = tuple(re.findall(r"A\d{3}", match["codes"]))
    firm = [code for code in codes if code not in CODES or not CODES[code].can_stand]
    if firm:
        return (
            f"{'、'.join(firm)} 不能忽略：不改好，数据就读不准",
            "请改好那个问题，删去这条注释；能忽略哪些，见 anju explain --all",
        )
    if target not in lasts:
        lasts[target] = _last_line(source, target)
    column = mark.start() + 1
    return Suppression(source, number, column, target, lasts[target], codes, until)


def suppress(
    diagnostics: Sequence[Diagnostic], suppressions: Iterable[Suppression], today: date
) -> Outcome:
    """The diagnostics that are not let stand today.

    Once its last day has passed, a suppression is named with the diagnostic that is back.
    One without a diagnostic is of no use, and named (A502) where nothing else may have
    hidden that diagnostic.
    """
    left = sorted(diagnostics)
    gone: set[int] = set()
    back: set[int] = set()
    useless: list[Diagnostic] = []
    ends = []
    by_code: dict[tuple[str, str], list[int]] = defaultdict(list)  # of ``left``, by line
    for index, diagnostic in enumerate(left):
        if diagnostic.severity == "warning" or CODES[diagnostic.code].may_stand:
            by_code[diagnostic.file, diagnostic.code].append(index)
    for one in suppressions:
        meant = {
            index
            for code in one.codes
            for index in _between(left, by_code[one.source.file, code], one.target, one.last)
        } - gone
        if not meant:
            useless.append(_useless(one))
        elif today <= one.until:
            gone |= meant
            ends.append(one.until)
        else:
            for index in meant - back:  # said once, however many there are
                left[index] = _back(left[index], one)
            back |= meant
    left = [diagnostic for index, diagnostic in enumerate(left) if index not in gone]
    if not has_errors(left):
        left += useless
    return Outcome(tuple(sorted(left)), len(gone), min(ends, default=None))


def _between(diagnostics: list[Diagnostic], indexes: list[int], first: int, last: int) -> list[int]:
    """Of ``indexes`` of ``diagnostics``, in the order of their lines, those of a few lines."""

    def line(index: int) -> int:
        return diagnostics[index].line

    start, end = bisect_left(indexes, first, key=line), bisect_right(indexes, last, key=line)
    return indexes[start:end]


def _useless(one: Suppression) -> Diagnostic:
    said = "、".join(one.codes)
    message = f"这条忽略没有用处：第 {one.target} 行没有 {said} 这样的问题"
    return one.source.diagnostic(
        one.line, one.column, "A502", message, "删去这条注释", severity="warning"
    )


def _back(diagnostic: Diagnostic, one: Suppression) -> Diagnostic:
    where = "这一行" if one.line == diagnostic.line else f"第 {one.line} 行"
    message = f"{diagnostic.message}（{where}的忽略已于 {one.until} 到期）"
    return replace(diagnostic, message=message)
