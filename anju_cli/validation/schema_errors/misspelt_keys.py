"""The keys that were meant by those that no record knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anju_cli.parsing.tree import MappingNode, Node, Path, ScalarNode, child
from anju_cli.text.fuzzy import spelt_like
from anju_cli.text.lenient import day, month
from anju_cli.validation.schema_errors.schema_paths import (
    KIND,
    Schema,
    allowed_words,
    kinds,
    likely_key,
    schema_at,
)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def misspelt_keys(tree: Node, errors: list[ErrorDetails], schema: Schema) -> dict[Path, str]:
    """Find the key that was meant, for the path of each that no record knows."""
    meant: dict[Path, str] = {}
    taken: dict[Path, set[str]] = {}  # in each record: the keys that are there or were meant
    for error in errors:
        path = tuple(error["loc"])
        if error["type"] == "union_tag_not_found":
            key = _key_of_the_kind(record_at(tree, path), schema, path)
            if key:
                meant[*path, key] = KIND
        if error["type"] != "extra_forbidden":
            continue
        record = record_at(tree, path[:-1])
        if path[:-1] not in taken:
            taken[path[:-1]] = set(record.entries) if record else set()
        present = taken[path[:-1]]
        known, written = schema_at(schema, path[:-1]), str(path[-1])
        value = child(record, written) if record else None
        key = (
            _key_of_a_date(value, known, present)
            or _key_of_months(value, known, present)
            or likely_key(written, known, present)
        )
        if key:
            meant[path] = key
            present.add(key)
    return meant


def other_errors(errors: list[ErrorDetails], meant: dict[Path, str]) -> list[ErrorDetails]:
    """List the errors that are not about a misspelt key: unknown there, missing here."""
    keys = {(*path[:-1], key) for path, key in meant.items()}

    def is_of_a_misspelt_key(error: ErrorDetails) -> bool:
        path = tuple(error["loc"])
        if error["type"] == "union_tag_not_found":
            return (*path, KIND) in keys
        return path in (keys if error["type"] == "missing" else meant)

    return [error for error in errors if not is_of_a_misspelt_key(error)]


def _key_of_the_kind(record: MappingNode | None, schema: Schema, path: Path) -> str | None:
    """The one key of a record that is spelt like kind, or has one below it: knd, 类型.

    What kind of record it is nobody knows then, nor which keys it may have.
    """
    known = {key for keys in kinds(schema, path).values() for key in keys}
    words = allowed_words(schema, (*path, KIND))
    like = [
        key
        for key, (_, _, node) in (record.entries.items() if record else ())
        if key not in known
        and (spelt_like(key, [KIND]) or (isinstance(node, ScalarNode) and node.text in words))
    ]
    return like[0] if len(like) == 1 else None


def _key_of_a_date(value: Node | None, known: Schema, present: set[str]) -> str | None:
    """The one key for a date that a record needs and lacks, where a date is the value.

    date for on, 日期 for due.
    """
    text = value.text if isinstance(value, ScalarNode) else None
    lacking = [key for key in known.get("required", ()) if key not in present]
    dates = [key for key in lacking if known["properties"][key].get("format") == "date"]
    return dates[0] if text and day(text) and len(dates) == 1 else None


def _key_of_months(value: Node | None, known: Schema, present: set[str]) -> str | None:
    """``published``, where it is lacking and the value has months below it."""
    below = list(value.entries) if isinstance(value, MappingNode) else []
    is_free = "published" in known.get("properties", ()) and "published" not in present
    return "published" if below and all(map(month, below)) and is_free else None


def record_at(tree: Node, path: Path) -> MappingNode | None:
    """Find the innermost mapping at a path; parts the file lacks are passed over."""
    node = tree
    for part in path:
        node = child(node, part) or node
    return node if isinstance(node, MappingNode) else None
