"""Write an answer to stdout or a file, in the chosen format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from anju_cli.cli.refusals import failure, refusal
from anju_cli.environment import Environment
from anju_cli.render.answers import (
    write_book,
    write_each_letter,
    write_letters,
    write_listing,
    write_page,
)
from anju_cli.render.document import Book, Letters, Listing, Page
from anju_cli.render.formats import BINARY, BOOK_FORMATS, FORMATS, PAGE_FORMATS, SUFFIXES, Format
from anju_cli.render.streams import write_content, write_files, write_remarks
from anju_cli.storage.files import OutputError, OutputFile, make_folder, refuse_overwriting
from anju_cli.text.invisible import visible_line
from anju_cli.text.libraries import LibraryNotInstalled

_SUFFIXES: dict[str, Format] = {
    **{suffix: form for form, suffix in SUFFIXES.items()},
    "": "table",
    ".htm": "html",
}
_NAMES: dict[Format, str] = {
    "csv": ".csv（给程序用）",
    "json": ".json",
    "markdown": ".md",
    "table": ".txt",
    "html": ".html（网页）",
    "docx": ".docx（Word）",
    "xlsx": ".xlsx（Excel）",
}


def send(
    answer: Listing | Page | Book,
    form: Format | None,
    output: Path | None,
    environment: Environment,
    remarks: Sequence[str] = (),
) -> None:
    """Write an answer in ``form``, or that of the suffix of ``output``.

    ``remarks`` are for whoever asked: under a table on the screen, or on standard error
    beside a file and the other formats. Raises typer.BadParameter where the format or the
    file is impossible.
    """
    if isinstance(answer, Listing):
        possible = FORMATS
    else:
        possible = PAGE_FORMATS if isinstance(answer, Page) else BOOK_FORMATS
    chosen = chosen_format(form, output, possible)
    is_beside = chosen != "table" or output is not None or not isinstance(answer, Listing)
    if remarks and isinstance(answer, Listing) and not is_beside:
        notes = (*remarks, *answer.table.notes)
        answer = answer._replace(table=answer.table._replace(notes=notes))
    with refused_output(environment):
        if isinstance(answer, Listing):
            write_listing(answer, chosen, environment, output)
        elif isinstance(answer, Page):
            write_page(answer, chosen, environment, output)
        else:
            write_book(answer, chosen, environment, output)
    if is_beside:
        write_remarks(remarks, environment)


def send_letters(
    letters: Letters, form: Format, output: Path | None, environment: Environment
) -> None:
    """Write letters together: one after the other on the screen, or in one file."""
    with refused_output(environment):
        write_letters(letters, form, environment, output)


def send_each(
    letters: Letters, form: Format, folder: Path, stem: str, environment: Environment
) -> None:
    """Write each letter to a file of its own in ``folder``, called by ``stem`` and its name."""
    with refused_output(environment):
        write_each_letter(letters, form, environment, folder, stem)


def send_text(text: str, output: Path | None, environment: Environment) -> None:
    """Write a text that needs no rendering."""
    with refused_output(environment):
        write_content(text, environment, output)


def send_files(texts: Mapping[str, str], folder: Path, environment: Environment) -> None:
    """Write texts that need no rendering, by their names, into ``folder``.
    It is made where it is not there."""
    with refused_output(environment):
        make_folder(environment.cwd / folder, visible_line(str(folder)))
        write_files([(folder / name, text, "") for name, text in texts.items()], environment)


def refuse_existing(output: Path | None, environment: Environment) -> None:
    """Refuse a file that is there, before a command changes data and then answers."""
    if output is not None and not environment.overwrites:
        with refused_output(environment):
            refuse_overwriting([OutputFile(environment.cwd / output, str(output), b"")])


@contextmanager
def refused_output(environment: Environment) -> Iterator[None]:
    """Turn a file that cannot be written into a usage error of ``--output``, or into exit code 1
    where it is not the name; and a library that is not installed into an error of no option."""
    try:
        yield
    except OutputError as error:
        if error.is_misnamed:
            raise refusal("--output", str(error)) from None
        raise failure(str(error), environment) from None
    except LibraryNotInstalled as error:
        raise typer.BadParameter(str(error)) from None


def chosen_format(
    form: Format | None, output: Path | None, possible: Sequence[Format] = FORMATS
) -> Format:
    """Return the format asked for; without ``-f`` that of the file's suffix, else the first
    of those that are ``possible``.

    A suffix of another kind of file is a usage error: a table in a .pdf would be
    written, and then no program would open it.
    """
    if form is not None:
        chosen, option = form, "--format"
    elif output is None:
        return possible[0]
    else:
        suffix = _SUFFIXES.get(output.suffix.lower())
        if suffix is None or suffix not in possible:
            named = "、".join(_NAMES[name] for name in possible)
            raise refusal(
                "--output",
                f"这里不会写 {output.suffix or '没有扩展名的'} 文件。扩展名可以是 {named}",
            )
        chosen, option = suffix, "--output"
    if chosen in BINARY and output is None:
        raise refusal(
            option, f"{chosen} 不能显示在屏幕上。请用 -o 写上文件名，例如 -o 结果.{chosen}"
        )
    return chosen
