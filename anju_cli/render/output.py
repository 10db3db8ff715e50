"""The formats, and the way of a result to the screen or into a file.

Each format is imported by who asks for it: an answer is over before an unused
one would have been loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

from anju_cli.environment import Environment
from anju_cli.render.document import Block, Listing, Page, Paragraph, Table
from anju_cli.render.terminal.screen import PIPE, Screen
from anju_cli.storage.destination import OutputError, write_file
from anju_cli.text.invisible import visible_line
from anju_cli.text.width import display_width

if TYPE_CHECKING:
    from anju_cli.render.workbook import Book

__all__ = [
    "BINARY",
    "BOOK_FORMATS",
    "FORMATS",
    "PAGE_FORMATS",
    "Format",
    "OutputError",
    "tell",
    "write_book",
    "write_data",
    "write_listing",
    "write_page",
    "write_text",
    "write_whole",
]

Format = Literal["table", "markdown", "csv", "json", "html", "docx", "xlsx"]
FORMATS: tuple[Format, ...] = ("table", "markdown", "csv", "json", "html", "docx", "xlsx")

PAGE_FORMATS: tuple[Format, ...] = ("table", "markdown", "json", "html", "docx")
BOOK_FORMATS: tuple[Format, ...] = ("json", "csv", "xlsx")
"""What a page, a letter and a workbook can be written as; a list as all of ``FORMATS``."""

BINARY: frozenset[Format] = frozenset({"docx", "xlsx"})
"""Formats that only a file can hold."""

_BOM = "\ufeff"
_ALIKE = {"−": "-"}


def write_listing(
    listing: Listing, form: Format, environment: Environment, output: Path | None = None
) -> None:
    """Show ``listing``, or write it to ``output`` (drawn there as on a pipe).

    csv on standard output has LF line ends and no BOM, for programs; a csv file
    has CRLF (RFC 4180) and a BOM, without which Excel takes it for GBK. Notes of
    csv and json go to standard error, and only where a person reads that.

    Raises OutputError if ``output`` cannot be written, and lets BrokenPipeError
    pass when the reader of a pipe has gone (``| head -1``): no fault of anyone,
    the edge of the program ends quietly on it.
    """
    count = f"{len(listing.table.rows)} 行"
    if form in ("html", "docx"):
        _write_paper(_paper(listing), form, environment, output, f"（{count}）")
        return
    if form == "xlsx":
        from anju_cli.render.excel.xlsx import listing_workbook

        write_data(listing_workbook(listing), environment, output, f"（{count}）")
        return
    if form == "table":
        from anju_cli.render.terminal.tables import table_lines

        screen = Screen.of(environment) if output is None else PIPE
        text = _text_of(table_lines(listing.table, screen, listing.empty))
    elif form == "markdown":
        from anju_cli.render.markdown import listing_markdown

        text = listing_markdown(listing)
    elif form == "csv":
        from anju_cli.render.data import table_csv

        text = table_csv(listing.table, "\n" if output is None else "\r\n")
        text = text if output is None else _BOM + text
    else:
        from anju_cli.render.data import json_text

        records = listing.records()
        text = json_text(records)
        count = f"{len(records)} 条"
    write_whole(text, environment, output, f"（{count}）")
    if form in ("csv", "json"):
        _tell(listing.table.notes, environment)
    if form == "csv" and output is None:
        _tell_what_is_lost(text, environment)


def write_page(
    page: Page, form: Format, environment: Environment, output: Path | None = None
) -> None:
    """Show ``page``, or write it to ``output``; errors as for ``write_listing``.

    A page has no csv and no xlsx form: asking for one is a ValueError, a fault of the
    caller.
    """
    if form not in PAGE_FORMATS:
        raise ValueError(f"a page has no {form} form")
    if form in ("html", "docx"):
        _write_paper(page, form, environment, output)
        return
    if form == "table":
        from anju_cli.render.terminal.pages import page_lines

        text = _text_of(page_lines(page, Screen.of(environment) if output is None else PIPE))
    elif form == "markdown":
        from anju_cli.render.markdown import page_markdown

        text = page_markdown(page)
    else:
        from anju_cli.render.data import json_text

        text = json_text(page.record)
    write_whole(text, environment, output)
    if form == "json":
        _tell(_notes_of(page), environment)


def _paper(listing: Listing) -> Page:
    """A listing as a page: its title is that of the page."""
    table = listing.table._replace(title="")
    block = table if table.rows else Paragraph(listing.empty)
    return Page(listing.table.title, (block,), (), {})


def _write_paper(
    page: Page, form: Format, environment: Environment, output: Path | None, count: str = ""
) -> None:
    if form == "docx":
        from anju_cli.render.word.docx import page_docx

        write_data(page_docx(page), environment, output, count)
    else:
        from anju_cli.render.web.html import page_html

        write_whole(page_html(page), environment, output, count)


def write_book(
    book: Book, form: Format, environment: Environment, output: Path | None = None
) -> None:
    """Write the tables of ``book``: one workbook, one JSON, or a csv file for each sheet,
    which is called like ``output`` and the sheet. Errors as for ``write_listing``.

    Other forms are a ValueError, and so is a form without a file that needs one: faults
    of the caller.
    """
    if form == "json":
        from anju_cli.render.data import json_text

        write_whole(json_text(book.record()), environment, output)
    elif form == "xlsx":
        from anju_cli.render.excel.xlsx import book_workbook

        write_data(book_workbook(book), environment, output)
    elif form == "csv" and output is not None:
        from anju_cli.render.data import table_csv

        for sheet in book.sheets:
            one = output.with_name(f"{output.stem}-{sheet.name}{output.suffix}")
            text = _BOM + table_csv(sheet.table, "\r\n")
            write_whole(text, environment, one, f"（{len(sheet.table.rows)} 行）")
    else:
        raise ValueError(f"a book has no {form} form, or not without a file")


def write_text(text: str, stream: TextIO) -> None:
    """Write ``text`` and flush, so that a closed pipe shows here.

    A character the stream's encoding lacks (a GBK console) becomes one that looks like it,
    or else ``?``, one for each column it would take; in JSON it is escaped.
    """
    encoding = stream.encoding or "utf-8"
    if _can_hold(encoding, text):
        stream.write(text)
        stream.flush()
        return
    lacking = {c for c in set(text) if not _can_hold(encoding, c)}
    stream.write(text.translate(_instead(text, lacking)) if lacking else text)
    stream.flush()


def _instead(text: str, lacking: set[str]) -> dict[int, str]:
    from anju_cli.render.data import JsonText, json_escape

    if isinstance(text, JsonText):
        return {ord(c): json_escape(c) for c in lacking}
    return {ord(c): _ALIKE.get(c) or "?" * max(1, display_width(c)) for c in lacking}


def _can_hold(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _text_of(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def write_whole(text: str, environment: Environment, output: Path | None, count: str = "") -> None:
    """Write a text to standard output, or to ``output``, which is said with ``count``.

    Raises OutputError if ``output`` cannot be written.
    """
    if output is None:
        write_text(text, environment.stdout)
    else:
        write_data(text.encode("utf-8", "replace"), environment, output, count)


def write_data(data: bytes, environment: Environment, output: Path | None, count: str = "") -> None:
    """Write to ``output``, which is said with ``count``. Raises OutputError if it cannot be
    written."""
    if output is None:
        raise ValueError("only a file can hold this")  # BINARY: the outlet refuses it
    shown = visible_line(str(output))
    write_file(environment.cwd / output, shown, data)
    write_text(f"已写入 {shown}{count}\n", environment.stderr)


def _notes_of(page: Page) -> list[str]:
    blocks: list[Block] = [*page.blocks, *(b for section in page.sections for b in section.blocks)]
    return [note for block in blocks if isinstance(block, Table) for note in block.notes]


def _tell_what_is_lost(text: str, environment: Environment) -> None:
    encoding = environment.stdout.encoding or "utf-8"
    lost = sorted(c for c in set(text) if not _can_hold(encoding, c))
    if lost:
        one = f"“{visible_line(lost[0])}”（U+{ord(lost[0]):04X}）"
        which = one if len(lost) == 1 else f"{one}等 {len(lost)} 个字"
        said = f"输出的编码 {encoding} 里没有{which}，写成了问号。要一字不差，请用 -o 写成文件。\n"
        write_text(said, environment.stderr)


def _tell(notes: Iterable[str], environment: Environment) -> None:
    if environment.stderr_is_terminal:
        tell(notes, environment)


def tell(remarks: Iterable[str], environment: Environment) -> None:
    """Say ``remarks`` on standard error, folded where that is a terminal."""
    lines = [visible_line(remark) for remark in remarks]
    if environment.stderr_is_terminal:
        from anju_cli.render.terminal.blocks import note_lines

        screen = Screen.of(environment._replace(is_terminal=True))
        lines = note_lines(lines, screen._replace(color=False))
    write_text(_text_of(lines), environment.stderr)
