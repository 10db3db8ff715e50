"""Tables as an Excel workbook."""

from __future__ import annotations

from anju_cli.document import Book, Listing


def listing_workbook(listing: Listing) -> bytes:
    """A listing as a workbook of one sheet. Raises NoOffice."""
    raise NotImplementedError


def book_workbook(book: Book) -> bytes:
    """A book as a workbook. Raises NoOffice."""
    raise NotImplementedError
