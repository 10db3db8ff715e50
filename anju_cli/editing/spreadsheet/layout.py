"""The layout of a table in its sheet: heading row, columns of units and counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from anju_cli.editing.spreadsheet.headings import (
    is_for_counts,
    is_for_units,
    is_total,
    months_in,
    plain,
)
from anju_cli.editing.spreadsheet.sheet import Row, Sheet, UnreadableTable, column_of, letters

_SEARCHED = 30
"""Rows in which the headings are looked for: below titles and remarks, not below a table."""
_WORDS = {"unit": ("单位", "--unit-column"), "count": ("条数", "--count-column")}


@dataclass(frozen=True)
class TableOptions:
    """What to look for: the counts of ``month`` (2021-06), and where.

    The columns are given by heading or letter, the sheet by name. ``knows`` tells whether a
    text is a unit's name.
    """

    month: str
    knows: Callable[[str], bool]
    unit_column: str | None = None
    count_column: str | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Layout:
    """A table in ``sheet``: its two columns (from 0), their headings, and its rows.
    ``above`` are the name of the sheet and the texts above the headings; ``hidden_tables`` are
    the hidden sheets that have such a table too."""

    sheet: Sheet
    unit: int
    count: int
    unit_heading: str
    count_heading: str
    rows: tuple[Row, ...]
    above: tuple[str, ...]
    hidden_tables: tuple[str, ...] = ()

    def title_of_another_month(self, month: str) -> str | None:
        """Return a title or sheet's name, where they name months and ``month`` is not one."""
        titles = [text for text in self.above if months_in(text)]
        if not titles or any(int(month[5:]) in months_in(text) for text in titles):
            return None
        return titles[0]


def find_table(sheets: Sequence[Sheet], options: TableOptions) -> Layout:
    """Find the one table of counts among ``sheets``. Raises UnreadableTable."""
    chosen = _chosen(sheets, options.sheet)
    layouts, refusals = _layouts(chosen, options)
    unseen = [sheet for sheet in sheets if sheet.is_hidden and sheet not in chosen]
    hidden = tuple(layout.sheet.name for layout in _layouts(unseen, options)[0])
    if len(layouts) == 1:
        return replace(layouts[0], hidden_tables=hidden)
    if layouts:
        names = "、".join(f"“{layout.sheet.name}”" for layout in layouts)
        raise UnreadableTable(
            f"{chosen[0].file} 里有 {len(layouts)} 张表都有单位和条数：{names}。"
            f"请用 --sheet 写明是哪一张，例如 --sheet {layouts[0].sheet.name}",
            "--sheet",
        )
    if hidden:
        raise UnreadableTable(
            f"{sheets[0].file} 里只有隐藏的表“{'”、“'.join(hidden)}”有单位和条数，没有读。"
            f"要读它，请用 --sheet 写明，例如 --sheet {hidden[0]}",
            "--sheet",
        )
    if not chosen:
        file = f" {sheets[0].file} " if sheets else ""
        raise UnreadableTable(f"文件{file}里没有内容。请核对是不是用错了文件")
    if len(refusals) == 1:
        raise refusals[0]
    names = "、".join(f"“{sheet.name}”" for sheet in chosen)
    raise UnreadableTable(
        f"{chosen[0].file} 的 {len(chosen)} 张表里都没有找到单位和条数两列：{names}。"
        "请用 --sheet 写明是哪一张，用 --unit-column、--count-column 写明是哪一列"
    )


def _chosen(sheets: Sequence[Sheet], name: str | None) -> Sequence[Sheet]:
    """Return the sheet of that name, else those that hold anything and are not hidden."""
    if name is None:
        return [
            sheet
            for sheet in sheets
            if not sheet.is_hidden and not all(row.is_blank for row in sheet.rows)
        ]
    named = [sheet for sheet in sheets if sheet.name and plain(sheet.name) == plain(name)]
    if not named and (not sheets or not sheets[0].name):
        raise UnreadableTable("只有 .xlsx 文件有几张表，这里不用写 --sheet", "--sheet")
    if not named:
        names = "、".join(sheet.name for sheet in sheets)
        raise UnreadableTable(f"{sheets[0].file} 里没有表“{name}”。可以写：{names}", "--sheet")
    return named


def _layouts(
    sheets: Sequence[Sheet], options: TableOptions
) -> tuple[list[Layout], list[UnreadableTable]]:
    """Find the table in each sheet, or why there is none."""
    layouts, refusals = [], []
    for sheet in sheets:
        try:
            layouts.append(_layout(sheet, options))
        except UnreadableTable as error:
            refusals.append(error)
    return layouts, refusals


def _layout(sheet: Sheet, options: TableOptions) -> Layout:
    """Find the table in a sheet.
    Raises UnreadableTable where the columns are not found, or more than one may be meant."""
    unit_at = column_of(plain(options.unit_column or ""))
    count_at = column_of(plain(options.count_column or ""))
    if unit_at is not None and count_at is not None:
        return _by_letters(sheet, unit_at, count_at, options)
    nearest: list[str] = []
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        headings, below = _headings(sheet, index, unit_at, options)
        units = [unit_at] if unit_at is not None else _columns(headings, "unit", options)
        counts = [count_at] if count_at is not None else _columns(headings, "count", options)
        if units and counts:
            unit = _only(sheet, headings, units, "unit", row)
            count = _only(sheet, headings, counts, "count", row)
            called = _at(headings, unit), _at(headings, count)
            above = sheet.name, *_texts(sheet.rows[:index])
            return Layout(sheet, unit, count, *called, sheet.rows[below:], above)
        if not nearest and (units or counts) and sum(map(bool, headings)) > 1:
            nearest = headings
    raise _not_found(sheet, nearest, options)


def _texts(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(" ".join(cell.text for cell in row.cells if cell.text) for row in rows)


def _at(headings: Sequence[str], column: int) -> str:
    return headings[column] if column < len(headings) else ""


def _by_letters(sheet: Sheet, unit: int, count: int, options: TableOptions) -> Layout:
    """Find the table in two columns given by letter, from the first unit or sum on."""
    for index, row in enumerate(sheet.rows):
        name = row.at(unit).text
        if options.knows(name) or is_total(name):
            head = sheet.rows[index - 1] if index else Row(0, ())
            called = head.at(unit).text, head.at(count).text
            above = sheet.name, *_texts(sheet.rows[:index])
            return Layout(sheet, unit, count, *called, sheet.rows[index:], above)
    raise UnreadableTable(
        f"{_called(sheet)} 的 {letters(unit)} 列里没有名册里的单位。"
        "请核对 --unit-column，或者先用 anju units 看名册",
        "--unit-column",
    )


def _headings(
    sheet: Sheet, index: int, unit_at: int | None, options: TableOptions
) -> tuple[list[str], int]:
    """Read the headings that begin in a row, and the index of the row under them.

    Where the cell 单位 reaches over several rows the lowest text of a column is its heading:
    公开条数 above 本月 and 累计 names neither.
    """
    row = sheet.rows[index]
    headings = [cell.text for cell in row.cells]
    units = [unit_at] if unit_at is not None else _columns(headings, "unit", options)
    below = index + 1
    while units and below < len(sheet.rows) and sheet.rows[below].at(units[0]).under:
        for column, cell in enumerate(sheet.rows[below].cells[: len(headings)]):
            headings[column] = cell.text or headings[column]
        below += 1
    return headings, below


def _columns(
    headings: Sequence[str], which: Literal["unit", "count"], options: TableOptions
) -> list[int]:
    named = options.unit_column if which == "unit" else options.count_column

    def is_meant(heading: str) -> bool:
        if named is not None:
            return bool(heading) and plain(heading) == plain(named)
        if which == "unit":
            return is_for_units(heading)
        return is_for_counts(heading, options.month)

    return [column for column, heading in enumerate(headings) if is_meant(heading)]


def _only(
    sheet: Sheet,
    headings: Sequence[str],
    columns: Sequence[int],
    which: Literal["unit", "count"],
    row: Row,
) -> int:
    """Return the column that is meant. Raises UnreadableTable where several may be."""
    if len(columns) == 1:
        return columns[0]
    what, option = _WORDS[which]
    names = "、".join(f"{letters(column)} 列“{headings[column]}”" for column in columns)
    raise UnreadableTable(
        f"{_called(sheet)} 第 {row.number} 行有 {len(columns)} 列都可能是{what}：{names}。"
        f"请用 {option} 写明，例如 {option} {letters(columns[0])}",
        option,
    )


def _not_found(sheet: Sheet, headings: Sequence[str], options: TableOptions) -> UnreadableTable:
    lacking: Literal["unit", "count"] = (
        "count" if headings and _columns(headings, "unit", options) else "unit"
    )
    _, option = _WORDS[lacking]
    named = options.unit_column if lacking == "unit" else options.count_column
    seen = f"；表里的标题是：{'、'.join(filter(None, headings))}" if headings else ""
    if named is not None:
        return UnreadableTable(
            f"{_called(sheet)} 里没有标题为“{named}”的列{seen}。"
            f"可以写标题，也可以写列的字母，例如 {option} B",
            option,
        )
    if not headings:
        return UnreadableTable(
            f"{_called(sheet)} 里没有找到单位和条数两列的标题（例如“单位”“条数”）。"
            "请用 --unit-column、--count-column 写明，例如 --unit-column B --count-column C"
        )
    what = "单位" if lacking == "unit" else f" {options.month} 的条数"
    return UnreadableTable(
        f"{_called(sheet)} 里没有找到{what}在哪一列{seen}。请用 {option} 写明，例如 {option} C"
    )


def _called(sheet: Sheet) -> str:
    return f"{sheet.file} 表“{sheet.name}”" if sheet.name else sheet.file
