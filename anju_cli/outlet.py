"""The way of an answer out: in which format, to where, and what is said beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import typer

from anju_cli.document import Listing, Page
from anju_cli.environment import Environment
from anju_cli.render.output import (
    Format,
    OutputError,
    write_listing,
    write_page,
    write_text,
    write_whole,
)

_SUFFIXES: dict[str, Format] = {
    "": "table",
    ".txt": "table",
    ".csv": "csv",
    ".json": "json",
    ".md": "markdown",
}


def send(
    answer: Listing | Page,
    form: Format | None,
    output: Path | None,
    environment: Environment,
    remarks: Sequence[str] = (),
) -> None:
    """Send an answer out. ``remarks`` reach a person whatever the format: under a
    table, or on standard error beside csv and json."""
    chosen = chosen_format(form, output)
    said_beside = chosen in ("csv", "json") or isinstance(answer, Page)
    if remarks and isinstance(answer, Listing) and not said_beside:
        notes = (*remarks, *answer.table.notes)
        answer = replace(answer, table=replace(answer.table, notes=notes))
    with _usage_errors():
        if isinstance(answer, Listing):
            write_listing(answer, chosen, environment, output)
        elif chosen == "csv":
            raise typer.BadParameter(
                "这一页不能写成 csv。可以写：table、markdown、json",
                param_hint="选项 --output" if form is None else "选项 --format",
            )
        else:
            write_page(answer, chosen, environment, output)
    if said_beside:
        write_text("".join(f"{remark}\n" for remark in remarks), environment.stderr)


def send_text(text: str, output: Path | None, environment: Environment) -> None:
    """Send out a text that is written already."""
    with _usage_errors():
        write_whole(text, environment, output)


@contextmanager
def _usage_errors() -> Iterator[None]:
    """That a file cannot be written is told as a fault of ``--output``."""
    try:
        yield
    except OutputError as error:
        raise typer.BadParameter(str(error), param_hint="选项 --output") from None


def chosen_format(form: Format | None, output: Path | None) -> Format:
    """The format asked for; without ``-f`` that of the file's suffix, else a table.

    A suffix of another kind of file is a usage error: a table in an .xlsx would
    be written, and then no program would open it.
    """
    if form is not None or output is None:
        return form or "table"
    chosen = _SUFFIXES.get(output.suffix.lower())
    if chosen is None:
        raise typer.BadParameter(
            f"不会写 {output.suffix} 文件。扩展名可以是 .csv（可用 Excel 打开）、.json、.md、.txt，"
            "或用 -f 指定格式",
            param_hint="选项 --output",
        )
    return chosen
