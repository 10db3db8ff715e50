"""What may stand under which key of the three files, as far as lines need to know it.

A line in the wrong column is not told by its column alone: ``on:`` belongs under ``done:``
wherever it stands. The words are those of ``models``, which stands on this package
and cannot be asked; a test holds the two together.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

Sort: TypeAlias = Literal["word", "figures", "name"]

TOP = ""
"""What holds the keys at the margin."""

_FILES = (
    frozenset({"plan", "sections", "tasks"}),
    frozenset({"district", "units", "groups"}),
    frozenset({"year", "total", "pace", "counted_from", "lights", "targets", "published"}),
)

FIELDS: dict[str, frozenset[str]] = {
    TOP: frozenset().union(*_FILES),
    "plan": frozenset(
        {"title", "issuer", "issued", "year", "source", "soon_days", "roll_workdays"}
    ),
    "sections": frozenset({"number", "title"}),
    "tasks": frozenset(
        {"number", "section", "title", "text", "lead", "support", "note", "deadlines"}
    ),
    "deadlines": frozenset(
        {
            "id",
            "kind",
            "what",
            "quote",
            "note",
            "due",
            "done",
            "every",
            "by",
            "event",
            "within_workdays",
            "occurrences",
        }
    ),
    "occurrences": frozenset({"date", "what", "done"}),
    "done": frozenset({"on", "note", "link"}),
    "units": frozenset({"name", "full_name", "kind", "aliases", "see_also", "note"}),
    "groups": frozenset({"name", "aliases", "members", "note"}),
    "lights": frozenset({"blue_below", "yellow_up_to"}),
}
"""The words that stand under a key, or in each item of the list under it."""

RECORDS = frozenset({"sections", "tasks", "deadlines", "occurrences", "units", "groups"})
"""Keys of lists of records."""

NAMES = frozenset({"lead", "support", "aliases", "see_also", "members"})
"""Keys of lists of names."""

_FIGURES = re.compile(
    r"[0-9０-９]{4}(?:[-－—–./_].*|[QHqh]\d)?|\d+|\d{1,2}月份?"
    r"|\d{4} ?年(?: ?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?"
    r"| ?第?[一二三四1-4]季度?| ?[上下]半年|全年|度)?"
)
"""Months and periods, and what is nearly one; ``5A景区管委会`` is a name."""

PERIOD, MONTH = "<period>", "<month>"
"""What holds the lines under a period of ``done`` and under a month of ``published``."""

_COUNTS = frozenset({"targets", MONTH})
_MAPPINGS = frozenset({TOP, "plan", "done", "lights", "targets", "published", PERIOD, MONTH})


@lru_cache
def sort_of(key: str) -> Sort:
    """Words of ours, figures (2021-05), or names."""
    return (
        "word" if re.fullmatch("[a-z_]+", key) else "figures" if _FIGURES.fullmatch(key) else "name"
    )


def holder(outer: str | None, key: str) -> str | None:
    """What holds the lines under ``key``, itself held by ``outer``; None where that is
    not known. A dash (no key) hands on what holds the list."""
    if not key:
        return outer
    if outer is not None and sort_of(key) == "figures":
        return {"done": PERIOD, "published": MONTH}.get(outer)
    return key if key in RECORDS | NAMES | _MAPPINGS else None


@lru_cache(maxsize=512)  # asked of every line several times
def fits(holder: str | None, key: str, first: str = "") -> bool | None:
    """Whether a key may stand there; None where that is not known. ``first`` is the first
    key that does: the lines of ``done`` are all periods, or none is."""
    sort = sort_of(key)
    if holder is None or holder not in FIELDS.keys() | _MAPPINGS:
        return None
    if holder in _COUNTS:
        return sort == "name"
    if holder == "published" or (holder == "done" and sort == "figures"):
        return sort == "figures" and (holder != "done" or first == "" or sort_of(first) == sort)
    if holder == "done" and first and sort_of(first) == "figures":
        return False
    return key in FIELDS["done" if holder == PERIOD else holder]


def keys_at_the_top(key: str) -> frozenset[str]:
    """The keys at the margin of the file that has this one there; none where none has."""
    return next((keys for keys in _FILES if key in keys), frozenset())


def holds_counts(holder: str | None) -> bool:
    """Whether its lines are units with a number."""
    return holder in _COUNTS


def holds_mapping(holder: str | None) -> bool:
    """Whether ``key: value`` lines stand there, and no list."""
    return holder in _MAPPINGS


def holds_list(holder: str | None) -> bool:
    """Whether a list stands there."""
    return holder in RECORDS | NAMES


def is_list_of_words(holder: str | None) -> bool:
    """Whether a list of names stands there, not of records."""
    return holder in NAMES
