"""A page as one HTML file that can be printed."""

from __future__ import annotations

from anju_cli.document import Page


def page_html(page: Page) -> str:
    """The page as HTML, with its charts drawn as SVG."""
    raise NotImplementedError
