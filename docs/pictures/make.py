"""Make the pictures of README.md from the invented example: `python docs/pictures/make.py`.

The terminal is drawn by rich (SVG). The page of the circular is the .docx itself, turned
into a picture by LibreOffice (`soffice`) and poppler (`pdftoppm`), which must be installed;
fonts that an office has and this machine lacks are replaced by similar ones.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.text import Text

from anju_cli.cli import main
from anju_cli.environment import Environment

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXAMPLE = "examples/half-year"
DAY = date(2021, 7, 2)
WIDTH = 96
RESOLUTION = 70  # points an inch: a page of A4 is about 580 points wide

# Rich's own page asks a server for a font; the reader's machine has one.
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<title>{chrome_title}</title>
<style>
.{unique_id}-matrix {{
  font-family: Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace;
  font-size: {char_height}px; line-height: {line_height}px;
}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
<rect fill="#1b1f24" x="1" y="1" width="{terminal_width}" height="{height}" rx="6"/>
<g transform="translate(9, 12)" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def answer(args: Sequence[str], *, terminal: bool) -> str:
    """What anju prints on a terminal or a pipe."""
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


def draw_terminal(args: Sequence[str], name: str, lines: int) -> None:
    """The first lines of an answer as an SVG."""
    shown = answer(args, terminal=True).splitlines()[:lines]
    command = f"$ anju {' '.join(args)}"
    console = Console(record=True, file=io.StringIO(), width=WIDTH, color_system="standard")
    for line in (command, *shown):
        console.print(Text.from_ansi(line), no_wrap=True, overflow="crop")
    drawn = console.export_svg(title=command, code_format=SVG, unique_id=name)
    (HERE / f"{name}.svg").write_text(drawn, encoding="utf-8")


def draw_pages(args: Sequence[str], name: str, pages: int) -> None:
    """The first pages of a Word file as PNG."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"{name}.docx")
        answer([*args, "-o", str(file)], terminal=False)
        convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]
        subprocess.run(convert, check=True, capture_output=True)
        picture = ["pdftoppm", "-png", "-r", str(RESOLUTION), "-l", str(pages)]
        pdf = str(file.with_suffix(".pdf"))
        subprocess.run([*picture, pdf, str(HERE / name)], check=True)


if __name__ == "__main__":
    REPORT = ["report", "2021-06", "--data", EXAMPLE]
    draw_terminal(REPORT, "report", lines=48)
    draw_terminal(["quotas", "--history", "--kind", "街道", "--data", EXAMPLE], "history", lines=30)
    draw_pages(REPORT, "report", pages=3)
