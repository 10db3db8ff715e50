"""A page as a Word file, laid out as an official document (GB/T 9704-2012)."""

from __future__ import annotations

from anju_cli.document import Page


def page_docx(page: Page) -> bytes:
    """The page as a .docx. Raises NoOffice."""
    raise NotImplementedError
