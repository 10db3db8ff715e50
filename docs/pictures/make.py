"""Draw the pictures of the documents, from the invented example.

The terminal is an SVG of what anju prints there; `pytest --accept` renews it. The page of
the circular is the .docx itself: `python docs/pictures/make.py` has it turned into a picture
by LibreOffice (`soffice`) and poppler (`pdftoppm`), which must be installed; fonts that an
office has and a machine lacks are replaced by others.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.style import Style
from rich.text import Text

from anju_cli.cli.app import main
from anju_cli.environment import Environment
from anju_cli.text.width import display_width

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXAMPLE = "examples/half-year"
DAY = date(2021, 7, 2)
WIDTH = 116
CONSOLE = Console(width=WIDTH)
RESOLUTION = 70  # points an inch: a page of A4 is about 580 points wide

CELL, LINE, MARGIN = 8.4, 19, 14  # of the terminal's picture, in its own units
INK, PAPER = "#d6dbe0", "#1b1f24"
INKS = {1: "#ff7b72", 2: "#56d364", 3: "#e3b341", 12: "#79c0ff"}  # by the terminal's numbers
FONTS = "Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace"


def answer(args: Sequence[str], *, terminal: bool) -> str:
    """Return what anju prints on a terminal or a pipe."""
    out, err = io.StringIO(), io.StringIO()
    world = Environment(
        stdout=out,
        stderr=err,
        variables={"ANJU_CACHE": ""},
        cwd=ROOT,
        clock=lambda: DAY,
        is_terminal=terminal,
        stderr_is_terminal=terminal,
        width=WIDTH,
    )
    code = main(args, world)
    if code:
        sys.exit(f"anju {' '.join(args)}: {code}\n{err.getvalue()}")
    return out.getvalue()


def terminal_svg(args: Sequence[str], lines: int) -> str:
    """Draw the first lines of an answer as an SVG.

    Each run of characters stands at its column: rich's own SVG counts a Chinese character
    as one column.
    """
    screen = [f"$ anju {' '.join(args)}", *answer(args, terminal=True).splitlines()[:lines]]
    width, height = WIDTH * CELL + 2 * MARGIN, len(screen) * LINE + 2 * MARGIN
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}">',
        f"<title>{escape(screen[0])}</title>",
        f'<rect width="100%" height="100%" rx="6" fill="{PAPER}"/>',
        f'<g font-family="{FONTS}" font-size="14">',
    ]
    for number, line in enumerate(screen, start=1):
        drawn += runs(Text.from_ansi(line), MARGIN + number * LINE - 5)
    return "\n".join([*drawn, "</g></svg>\n"])


def runs(line: Text, y: int) -> Iterator[str]:
    """Draw a line as SVG texts: one for each run of one style and width, without blanks."""
    column = 0
    for segment in line.render(CONSOLE):
        style = segment.style or Style()
        color = INKS.get(style.color.number, INK) if style.color else INK
        look = f'fill="{color}"' + ' opacity="0.65"' * bool(style.dim)
        look += ' font-weight="bold"' * bool(style.bold)
        for _, group in groupby(segment.text, lambda sign: (sign == " ", display_width(sign))):
            text = "".join(group)
            if text.strip():
                length = display_width(text) * CELL
                yield (
                    f'<text x="{MARGIN + column * CELL:.1f}" y="{y}" {look} '
                    f'textLength="{length:.1f}">{escape(text)}</text>'
                )
            column += display_width(text)


def draw_pages(args: Sequence[str], name: str, pages: Sequence[int]) -> None:
    """Draw some pages of a Word file as PNG."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"{name}.docx")
        answer([*args, "-o", str(file)], terminal=False)
        convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]
        subprocess.run(convert, check=True, capture_output=True)  # noqa: S603 - our own words
        pdf = str(file.with_suffix(".pdf"))
        for page in pages:
            picture = ["pdftoppm", "-png", "-r", str(RESOLUTION), "-f", str(page), "-l", str(page)]
            subprocess.run([*picture, pdf, str(HERE / name)], check=True)  # noqa: S603 - the same


REPORT = ("report", "2021-06", "--data", EXAMPLE)
TERMINALS = {
    "report": (REPORT, 104),
    "history": (("quotas", "--history", "--kind", "镇", "--data", EXAMPLE), 40),
}
"""Each picture of a terminal: the arguments of anju, and how many lines of the answer it shows."""


if __name__ == "__main__":
    draw_pages(REPORT, "report", pages=(1, 2, 4))
