"""Write an answer in the chosen format, to standard output or a file.

The module of a format is imported by the branch that writes it: an answer is over before
an unused one would have been loaded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from anju_cli.environment import Environment
from anju_cli.render.data import file_csv, json_text, table_csv
from anju_cli.render.document import (
    Book,
    Letters,
    Listing,
    Page,
    Paragraph,
    Table,
    without_hints,
)
from anju_cli.render.formats import SUFFIXES, Format
from anju_cli.render.streams import (
    warn_of_lost_characters,
    write_content,
    write_files,
    write_remarks,
    write_text,
)
from anju_cli.render.terminal.screen import PIPE, Screen
from anju_cli.storage.files import make_folder
from anju_cli.text.invisible import visible_line

_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
"""What some system does not let stand in the name of a file."""


def write_listing(
    listing: Listing, form: Format, environment: Environment, output: Path | None = None
) -> None:
    """Show ``listing``, or write it to ``output``, drawn there as on a pipe.

    csv on standard output has LF line ends and no BOM, for programs; in a file it is as
    Excel reads it. Notes of csv and json go to standard error, and only where a person
    reads that.

    Raises OutputError if ``output`` cannot be written, and lets BrokenPipeError pass when
    the reader of a pipe has gone (``| head -1``): no fault of anyone, the edge of the
    program ends quietly on it. A binary format without ``output`` is a ValueError.
    """
    notes = listing.table.notes
    if not _is_screen(form, output):
        listing = without_hints(listing)
    table = listing.table
    size = f"{len(table.rows)} 行"
    content: str | bytes
    if form == "table":
        from anju_cli.render.terminal.tables import table_lines

        content = _lines(table_lines(table, _screen(environment, output), listing.empty))
    elif form == "markdown":
        from anju_cli.render.markdown import listing_markdown

        content = listing_markdown(listing)
    elif form == "csv":
        data = listing.data() if listing.data else table
        content = table_csv(data) if output is None else file_csv(data)
    elif form == "json":
        records = listing.records()
        content = json_text(records)
        size = f"{len(records)} 条"
    elif form == "xlsx":
        from anju_cli.render.excel.xlsx import listing_workbook

        content = listing_workbook(listing)
    else:
        content = _pages([_on_paper(listing)], form, environment, output)
    write_content(content, environment, output, f"（{size}）")
    if form in ("csv", "json") and environment.stderr_is_terminal:
        write_remarks(notes, environment)
    if form == "csv" and output is None:
        warn_of_lost_characters(str(content), environment)


def _on_paper(listing: Listing) -> Page:
    """Make a listing a page: its title is that of the page."""
    table = listing.table._replace(title="")
    block = table if table.rows else Paragraph(listing.empty)
    return Page(listing.table.title, (block,), (), {})


def write_page(
    page: Page, form: Format, environment: Environment, output: Path | None = None
) -> None:
    """Show ``page``, or write it to ``output``; errors as for ``write_listing``.

    A page has no csv and no xlsx form: asking for one is a ValueError.
    """
    write_content(_page_content(page, form, environment, output), environment, output)
    if form == "json" and environment.stderr_is_terminal:
        write_remarks(_notes(page), environment)


def _page_content(
    page: Page, form: Format, environment: Environment, output: Path | None
) -> str | bytes:
    if form == "json":
        return json_text(page.record)
    return _pages([page], form, environment, output)


def _notes(page: Page) -> list[str]:
    blocks = [*page.blocks, *(block for section in page.sections for block in section.blocks)]
    return [note for block in blocks if isinstance(block, Table) for note in block.notes]


def write_letters(
    letters: Letters, form: Format, environment: Environment, output: Path | None = None
) -> None:
    """Show ``letters`` one after the other, or write them to one file.

    Each begins a new sheet if the format has sheets. Errors as for ``write_page``.
    """
    size = f"（{len(letters.pages)} 份）"
    if form == "json":
        content: str | bytes = json_text([page.record for page in letters.pages])
    else:
        content = _pages(letters.pages, form, environment, output)
    write_content(content, environment, output, size)


def write_each_letter(
    letters: Letters, form: Format, environment: Environment, folder: Path, stem: str
) -> None:
    """Write each letter to a file of its own in ``folder``, called ``stem``-name.

    The folder is made where it is not there. Raises OutputError as ``write_files`` does.
    """
    make_folder(environment.cwd / folder, visible_line(str(folder)))
    paths = [folder / f"{stem}-{name}{SUFFIXES[form]}" for name in _file_names(letters.names)]
    drawn = [
        (path, _page_content(page, form, environment, path), "")
        for path, page in zip(paths, letters.pages, strict=True)
    ]
    write_files(drawn, environment)
    write_text(f"共 {len(letters.pages)} 份\n", environment.stderr)


def _file_names(names: Sequence[str]) -> list[str]:
    """Make each name that of a file, no two alike on a disk that ignores case."""
    taken: dict[str, str] = {}
    for name in names:
        bare = _NOT_IN_A_NAME.sub("_", name)
        numbered = (f"{bare}-{number}" for number in count(2))
        while bare.casefold() in taken:
            bare = next(numbered)
        taken[bare.casefold()] = bare
    return list(taken.values())


def write_book(
    book: Book, form: Format, environment: Environment, output: Path | None = None
) -> None:
    """Write the tables of ``book``: as one workbook, one JSON, or several csv files.

    A csv file holds one sheet, and is called like ``output`` and the sheet. Errors as for
    ``write_listing``. Other forms are a ValueError, and so is a form without a file that
    needs one.
    """
    book = without_hints(book)
    if form == "json":
        write_content(json_text(book.record()), environment, output)
    elif form == "xlsx":
        from anju_cli.render.excel.xlsx import book_workbook

        write_content(book_workbook(book), environment, output)
    elif form == "csv" and output is not None:
        sheets = [
            (
                output.with_name(f"{output.stem}-{sheet.name}{output.suffix}"),
                file_csv(sheet.data() if sheet.data else sheet.table),
                f"（{len(sheet.table.rows)} 行）",
            )
            for sheet in book.sheets
        ]
        write_files(sheets, environment)
    else:
        raise ValueError(f"a book has no {form} form, or not without a file")


def _pages(
    pages: Sequence[Page], form: Format, environment: Environment, output: Path | None
) -> str | bytes:
    """Draw pages one after the other, for people."""
    if not _is_screen(form, output):
        pages = list(map(without_hints, pages))
    if form == "table":
        from anju_cli.render.terminal.pages import pages_lines

        return _lines(pages_lines(pages, _screen(environment, output)))
    if form == "markdown":
        from anju_cli.render.markdown import pages_markdown

        return pages_markdown(pages)
    if form == "html":
        from anju_cli.render.web.html import pages_html

        return pages_html(pages)
    if form == "docx":
        from anju_cli.render.word.docx import pages_docx

        return pages_docx(pages)
    raise ValueError(f"a page has no {form} form")


def _is_screen(form: Format, output: Path | None) -> bool:
    """Whether only who asked will see it: what is written elsewhere has no hints."""
    return form == "table" and output is None


def _screen(environment: Environment, output: Path | None) -> Screen:
    return Screen.of(environment) if output is None else PIPE


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
