"""Draw pages as lines of a screen."""

from __future__ import annotations

from collections.abc import Sequence

from anju_cli.render.document import Block, Chart, Fields, Heading, Page, Paragraph
from anju_cli.render.terminal.blocks import field_lines, indent, text_lines
from anju_cli.render.terminal.charts import chart_lines
from anju_cli.render.terminal.screen import Screen
from anju_cli.render.terminal.tables import table_lines
from anju_cli.text.invisible import visible
from anju_cli.text.width import display_width, pad, wrap


def pages_lines(pages: Sequence[Page], screen: Screen) -> list[str]:
    """Draw pages one after the other, a double rule between two."""
    lines: list[str] = []
    for page in pages:
        lines += ["", "═" * screen.width, ""] if lines else []
        lines += page_lines(page, screen)
    return lines


def page_lines(page: Page, screen: Screen) -> list[str]:
    """Draw the title over a rule, the blocks, then each section under its heading.

    What belongs to a section is indented, so that it shows without colour too. Those
    who get a letter stand at its left edge, those who sign it at its right; its number comes
    first, and last whom it is copied to.
    """
    lines = [*text_lines(page.number, "plain", screen), ""] if page.number else []
    lines += text_lines(page.title, "strong", screen)
    lines.append("─" * min(display_width(visible(page.title)), screen.width))
    if page.recipients:
        lines += ["", *text_lines(page.salutation, "plain", screen)]
    for block in page.blocks:
        lines += ["", *_block_lines(block, screen)]
    for section in page.sections:
        lines += ["", *text_lines(section.heading, "strong", screen)]
        for index, block in enumerate(section.blocks):
            gap = [""] if index else []
            lines += gap + indent(_block_lines(block, screen.indented(2)))
    signature = [part for line in page.signature for part in wrap(visible(line), screen.easy)]
    lines += [""] * bool(signature)
    lines += [pad(line, screen.easy, "right") for line in signature]
    return lines + (["", *text_lines(page.copied_to, "plain", screen)] if page.copies else [])


def _block_lines(block: Block, screen: Screen) -> list[str]:
    if isinstance(block, Fields):
        return field_lines(block, screen)
    if isinstance(block, Paragraph):
        return text_lines(block.text, block.style, screen)
    if isinstance(block, Heading):
        return text_lines(block.text, "strong", screen)
    if isinstance(block, Chart):
        return chart_lines(block, screen)
    return table_lines(block, screen)
