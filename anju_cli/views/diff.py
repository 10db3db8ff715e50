"""``anju diff``: the changes between two versions of a plan, each as a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from anju_cli.queries.diff import Change, Kind, Value
from anju_cli.render.document import Cell, Column, Listing, Record, Style, Table
from anju_cli.views.words import names

_STYLES: dict[Kind, Style] = {"added": "green", "removed": "red", "changed": "plain"}
_VERBS: dict[Kind, str] = {"added": "新增", "removed": "删去", "changed": ""}
_WHOLE = {"单位": "单位 ", "组": "组 ", "部分": "", "任务": ""}
"""What a whole record is called in front of its name; the others' names say it."""

_COUNT_WORDS: dict[Kind, str] = {"added": "新报 ", "removed": "撤回 ", "changed": ""}
_DONE_WORDS: dict[Kind, str] = {"added": "办结", "removed": "撤销办结", "changed": "办结日期"}
_RULE = "比的是内容：注释、写法和各条的先后不算变化，牵头单位、责任单位的次序除外。"

_AROUND = 6
_LONGEST = 24
"""Of an excerpt, in characters: what stands before and after the change, and the change."""


def changes_listing(changes: Sequence[Change], title: str) -> Listing:
    """Answer ``anju diff``; ``title`` says which versions these are."""
    sentences = [(change, sentence(change)) for change in changes]
    targets = [change for change in changes if change.what == "年度任务"]
    totals = [change for change in changes if (change.record, change.what) == ("目标任务", "合计")]
    if totals and totals[0].kind == "changed" and len(targets) == 1:
        # One edit to the person who made it, in two places of the file.
        total = totals[0]
        aside = f"（合计 {total.before}→{total.after}）"
        sentences = [
            (change, f"{text}{aside}" if change is targets[0] else text)
            for change, text in sentences
            if change is not total
        ]
    rows = tuple(
        (Cell(change.file), Cell(text, _STYLES[change.kind])) for change, text in sentences
    )
    heading = f"{title}（{len(rows)} 处）" if rows else title
    return Listing(
        Table((Column("文件"), Column("变化")), rows, heading, notes=(_RULE,)),
        lambda: [change_record(change) for change in changes],
        empty="没有变化",
    )


def change_record(change: Change) -> Record:
    """Return a change for programs: texts whole, lists of names as lists."""
    return {
        "file": change.file,
        "record": change.record,
        "what": change.what,
        "kind": change.kind,
        "before": change.before,
        "after": change.after,
    }


def sentence(change: Change) -> str:
    """Say a change for people: 财政局 年度任务 250→230."""
    kind, record, what = change.kind, change.record, change.what
    values = _values(change)
    if what in _WHOLE:
        return f"{_VERBS[kind]}{_WHOLE[what]}{record} {values}"
    if what in ("单位改名", "组改名"):
        return f"{what} {values}"
    if what == "合计":
        return f"合计 {values}" if kind == "changed" else f"{_VERBS[kind]}合计 {values}"
    if what == "公开条数":
        return f"{record} {_COUNT_WORDS[kind]}{values}"
    if what.endswith("办结"):
        which = what.removesuffix("办结")
        return f"{record} {which}{_DONE_WORDS[kind]} {values}"
    return f"{record} {_VERBS[kind]}{what} {values}"


def _values(change: Change) -> str:
    before, after = change.before, change.after
    if before is None or after is None:
        return _shown(after if before is None else before, is_text=change.is_text)
    if change.is_text:
        before, after = excerpts(str(before), str(after))
    return "→".join(_shown(value, is_text=change.is_text) for value in (before, after))


def _shown(value: Value | None, *, is_text: bool) -> str:
    if isinstance(value, tuple):
        return names(value)
    return (
        f"“{_around(value, 0, len(value))}”" if is_text and isinstance(value, str) else f"{value}"
    )


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Cut out the words that differ, with a few around them; … is left out."""
    shorter = min(len(before), len(after))
    start = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    rest = shorter - start
    same = next((i for i in range(rest) if before[-1 - i] != after[-1 - i]), rest)
    return (
        _around(before, start, len(before) - same),
        _around(after, start, len(after) - same),
    )


def _around(text: str, start: int, end: int) -> str:
    """Cut out ``text[start:end]`` with what stands around it, shortened in its middle."""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    middle = text[start:end]
    if len(middle) > _LONGEST:
        middle = f"{middle[: _LONGEST // 2]}…{middle[-_LONGEST // 2 :]}"
    whole = text[first:start] + middle + text[end:last]
    return f"{'…' if first else ''}{whole}{'…' if last < len(text) else ''}"
