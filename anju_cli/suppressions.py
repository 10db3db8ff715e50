"""Problems that somebody lets stand, in a comment that says which, until when and why.

``# anju 忽略 A401 到 2021-12-31：目标是区里核定的`` stands behind a line, or alone above
it. It holds through its last day and needs a reason: what is let stand for ever and
without one is a rule that nobody believes in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from anju_cli.codes import CODES
from anju_cli.problems import Problem, has_errors
from anju_cli.source import Source

_MARK = re.compile(r"(?:^|(?<=\s))#\s*anju\s*[:：]?\s*忽略")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_WHOLE = re.compile(
    r"\s*(?P<codes>A\d{3}(?:[、,，\s]+A\d{3})*)[,，\s]*(?:到|至)\s*(?P<day>\d{4}-\d\d-\d\d)"
    r"\s*[：:,，]\s*(?P<reason>\S.*)",
    re.ASCII,
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
    """What is left of the problems; how many were let stand, and through which day that
    is so (None if none were)."""

    problems: tuple[Problem, ...]
    count: int
    until: date | None


def find(source: Source) -> tuple[list[Suppression], list[Problem]]:
    """The suppressions in a file, and what is wrong with those that are none (A501)."""
    found: list[Suppression] = []
    problems: list[Problem] = []
    for number, line in enumerate(source.lines, 1):
        mark = _MARK.search(line) if "忽略" in line else None
        if mark is None:
            continue
        target = number if line[: mark.start()].strip() else _line_below(source, number)
        one = _read(source, number, mark, target)
        if isinstance(one, Suppression):
            found.append(one)
        else:
            message, hint = one
            problems.append(source.problem(number, mark.start() + 1, "A501", message, hint))
    return found, problems


def _line_below(source: Source, number: int) -> int:
    """The first line below that is neither blank nor a comment."""
    for below in range(number, len(source.lines)):
        line = source.lines[below].strip()
        if line and line[0] != "#":
            return below + 1
    return number


def _last_line(source: Source, number: int) -> int:
    """The last line of a text that begins on this line, as far as deeper lines belong to it:
    those below a key alone are fields of their own."""
    line = source.lines[number - 1]
    head = _COMMENT.sub("", line).rstrip()
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
    source: Source, number: int, mark: re.Match[str], target: int
) -> Suppression | tuple[str, str]:
    """The suppression after its mark, or what is wrong with it and how to write it."""
    match = _WHOLE.fullmatch(source.lines[number - 1], mark.end())
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
    last = _last_line(source, target)
    return Suppression(source, number, mark.start() + 1, target, last, codes, until)


def suppress(
    problems: Sequence[Problem], suppressions: Iterable[Suppression], today: date
) -> Outcome:
    """The problems that are not let stand today.

    Once its last day has passed, a suppression is named with the problem that is back.
    One without a problem is of no use, and named (A502) where nothing else may have
    hidden that problem.
    """
    left = list(problems)
    useless: list[Problem] = []
    count, ends = 0, []
    for one in suppressions:
        meant = [
            problem
            for problem in left
            if problem.file == one.source.file
            and one.target <= problem.line <= one.last
            and problem.code in one.codes
            and (problem.severity == "warning" or CODES[problem.code].may_stand)
        ]
        if not meant:
            useless.append(_useless(one))
        elif today <= one.until:
            left = [problem for problem in left if problem not in meant]
            count += len(meant)
            ends.append(one.until)
        else:
            left = [_back(problem, one) if problem in meant else problem for problem in left]
    if not has_errors(left):
        left += useless
    return Outcome(tuple(sorted(left)), count, min(ends, default=None))


def _useless(one: Suppression) -> Problem:
    said = "、".join(one.codes)
    message = f"这条忽略没有用处：第 {one.target} 行没有 {said} 这样的问题"
    return one.source.problem(
        one.line, one.column, "A502", message, "删去这条注释", severity="warning"
    )


def _back(problem: Problem, one: Suppression) -> Problem:
    where = "这一行" if one.line == problem.line else f"第 {one.line} 行"
    message = f"{problem.message}（{where}的忽略已于 {one.until} 到期）"
    return replace(problem, message=message)
