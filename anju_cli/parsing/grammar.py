"""The grammar of the three files, as one line needs it: which key stands where.

A line in the wrong column is not placed by its column alone: ``on:`` belongs under
``done:`` wherever it stands. A *context* is what a line stands under: a key, ROOT, PERIOD
or MONTH. The fields are those of ``model``, which this package does not import; a test
holds the two together.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

KeyKind: TypeAlias = Literal["field", "period", "name"]

ROOT = ""
"""The context of the keys at the margin."""

_FILES = (
    frozenset({"plan", "sections", "tasks"}),
    frozenset({"district", "units", "groups"}),
    frozenset({"year", "total", "pace", "counted_from", "report_by", "lights"})
    | {"targets", "published"},
)

FIELDS: dict[str, frozenset[str]] = {
    ROOT: frozenset().union(*_FILES),
    "plan": frozenset(
        {"title", "issuer", "issued", "year", "source", "contact", "addressees", "copies"}
        | {"soon_days", "roll_workdays"}
    ),
    "sections": frozenset({"number", "title"}),
    "tasks": frozenset(
        {"number", "section", "title", "text", "lead", "support", "note", "deadlines"}
    ),
    "deadlines": frozenset(
        {"id", "kind", "what", "quote", "note", "due", "done"}
        | {"every", "by", "event", "within_workdays", "occurrences"}
    ),
    "occurrences": frozenset({"date", "unit", "what", "done"}),
    "done": frozenset({"on", "note", "link"}),
    "units": frozenset({"name", "full_name", "kind", "aliases", "see_also", "note"}),
    "groups": frozenset({"name", "aliases", "members", "note"}),
    "lights": frozenset({"blue_below", "yellow_up_to"}),
}
"""The fields that stand under a key, or in each item of the sequence under it."""

FIELD_NAMES: frozenset[str] = frozenset().union(*FIELDS.values())
"""Every field of the three files."""

TEXT_FIELDS = frozenset(
    {"addressees", "contact", "copies", "event", "issuer", "link", "note", "quote", "source"}
    | {"text", "title", "what"}
)
"""Fields whose value is a text, in which all punctuation is right: those of ``model`` that
are ``Text``, as a test holds."""

RECORD_LISTS = frozenset({"sections", "tasks", "deadlines", "occurrences", "units", "groups"})
NAME_LISTS = frozenset({"lead", "support", "aliases", "see_also", "members"})
SEQUENCES = RECORD_LISTS | NAME_LISTS

PERIOD, MONTH = "<period>", "<month>"
"""The contexts under a period of ``done`` and under a month of ``published``."""

COUNTS = frozenset({"targets", MONTH})
"""The contexts of ``unit: count`` lines."""

MAPPINGS = COUNTS | {ROOT, "plan", "done", "lights", "published", PERIOD}

_PERIOD = re.compile(
    r"[0-9０-９]{4}(?:[-－—–./_].*|[QHqh]\d)?|\d+|\d{1,2}月份?"
    r"|\d{4} ?年(?: ?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?"
    r"| ?第?[一二三四1-4]季度?| ?[上下]半年|全年|度)?"
)
"""Months and periods, and what is nearly one; ``5A景区管委会`` is a name."""


@lru_cache
def key_kind(key: str) -> KeyKind:
    """Tell a field of ours from a month or period (2021-05), and both from a name."""
    if re.fullmatch("[a-z_]+", key):
        return "field"
    return "period" if _PERIOD.fullmatch(key) else "name"


@lru_cache
def context_under(outer: str | None, key: str) -> str | None:
    """Return the context under a key that stands in ``outer``; None if unknown.

    A dash (no key) hands on the context of its sequence.
    """
    if not key:
        return outer
    if outer is not None and key_kind(key) == "period":
        return {"done": PERIOD, "published": MONTH}.get(outer)
    return key if key in SEQUENCES | MAPPINGS else None


@lru_cache(maxsize=512)  # asked of every line several times
def allows(context: str | None, key: str, first: str = "") -> bool | None:
    """Tell whether a key may stand in a context; None if unknown.

    ``first`` is the first key that does: the lines of ``done`` are all periods, or none is,
    and those at the margin are of one file.
    """
    kind = key_kind(key)
    if context is None or context not in FIELDS.keys() | MAPPINGS:
        return None
    if context in COUNTS:
        return kind == "name"
    if context == "published" or (context == "done" and kind == "period"):
        return kind == "period" and (context != "done" or first == "" or key_kind(first) == kind)
    if context == "done" and first and key_kind(first) == "period":
        return False
    if context == ROOT and first:
        return key in (root_keys(first) or FIELDS[ROOT])
    return key in FIELDS["done" if context == PERIOD else context]


def root_keys(key: str) -> frozenset[str]:
    """Return the keys at the margin of the file that has this one there."""
    return next((keys for keys in _FILES if key in keys), frozenset())
