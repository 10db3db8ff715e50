"""The formats that an answer can be written in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Format = Literal["table", "markdown", "csv", "json", "html", "docx", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
"""Those of a listing; pages and letters, and books, have fewer."""

PAGE_FORMATS: tuple[Format, ...] = ("table", "markdown", "json", "html", "docx")
CIRCULAR_FORMATS: tuple[Format, ...] = (*PAGE_FORMATS, "xlsx")
BOOK_FORMATS: tuple[Format, ...] = ("json", "csv", "xlsx")

BINARY: frozenset[Format] = frozenset({"docx", "xlsx"})
"""Formats that only a file can hold."""

SUFFIXES: Mapping[Format, str] = {
    "table": ".txt",
    "markdown": ".md",
    "csv": ".csv",
    "json": ".json",
    "html": ".html",
    "docx": ".docx",
    "xlsx": ".xlsx",
}
