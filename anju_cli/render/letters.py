"""Several letters: one after the other in one place, or each in a file of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from anju_cli.environment import Environment
from anju_cli.render.document import Letters
from anju_cli.render.output import Format, write_data, write_page, write_text, write_whole
from anju_cli.render.terminal.screen import PIPE, Screen
from anju_cli.storage.destination import make_folder
from anju_cli.text.invisible import visible_line

_SUFFIXES: dict[Format, str] = {
    "table": ".txt",
    "markdown": ".md",
    "json": ".json",
    "html": ".html",
    "docx": ".docx",
}
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
"""What some system does not let stand in the name of a file."""


def write_letters(
    letters: Letters, form: Format, environment: Environment, output: Path | None = None
) -> None:
    """Show ``letters`` one after the other, or write them to one file, where each begins a
    new sheet if the format has sheets. Errors as for ``write_page``."""
    count = f"（{len(letters.pages)} 份）"
    if form == "docx":
        from anju_cli.render.word.docx import pages_docx

        write_data(pages_docx(letters.pages), environment, output, count)
        return
    if form == "html":
        from anju_cli.render.web.html import pages_html

        text = pages_html(letters.pages)
    elif form == "table":
        from anju_cli.render.terminal.pages import page_lines

        screen = Screen.of(environment) if output is None else PIPE
        rule = ["", "═" * screen.width, ""]
        lines: list[str] = []
        for page in letters.pages:
            lines += [*(rule if lines else ()), *page_lines(page, screen)]
        text = "".join(f"{line}\n" for line in lines)
    elif form == "markdown":
        from anju_cli.render.markdown import page_markdown

        text = "\n---\n\n".join(map(page_markdown, letters.pages))
    else:
        from anju_cli.render.data import json_text

        text = json_text([page.record for page in letters.pages])
    write_whole(text, environment, output, count)


def write_each(
    letters: Letters, form: Format, environment: Environment, folder: Path, stem: str
) -> None:
    """Write each letter to a file of its own, called ``stem``-name, in ``folder``, which is
    made where it is not there; each is said when it is written.

    Raises OutputError; then those that were said are there.
    """
    make_folder(environment.cwd / folder, visible_line(str(folder)))
    files = _file_names(letters.names)
    for page, name in zip(letters.pages, files, strict=True):
        write_page(page, form, environment, folder / f"{stem}-{name}{_SUFFIXES[form]}")
    write_text(f"共 {len(files)} 份\n", environment.stderr)


def _file_names(names: Sequence[str]) -> list[str]:
    """A name of a file for each of ``names``, no two alike on a disk that does not tell
    capitals."""
    taken: set[str] = set()

    def free(name: str) -> Iterator[str]:
        yield name
        number = 2
        while True:
            yield f"{name}-{number}"
            number += 1

    found = []
    for name in names:
        bare = _NOT_IN_A_NAME.sub("_", name)
        one = next(name for name in free(bare) if name.casefold() not in taken)
        taken.add(one.casefold())
        found.append(one)
    return found
